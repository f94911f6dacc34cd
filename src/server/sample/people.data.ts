import type { WordForThem, WordForUs } from '../../values/address-form.ts'

/** Where people of the sample come from. Streets and makers are made up; wards and cities are places. */

type Sex = 'woman' | 'man'

/** How people of an age are addressed by a house like this one, with weights. */
export const formsByAge: readonly {
  until: number
  woman: readonly [WordForThem, WordForUs, number][]
  man: readonly [WordForThem, WordForUs, number][]
}[] = [
  {
    until: 25,
    woman: [
      ['bạn', 'tôi', 2],
      ['em', 'em', 3],
      ['chị', 'em', 5],
    ],
    man: [
      ['bạn', 'tôi', 2],
      ['em', 'em', 3],
      ['anh', 'em', 5],
    ],
  },
  {
    until: 48,
    woman: [['chị', 'em', 1]],
    man: [['anh', 'em', 1]],
  },
  {
    until: 62,
    woman: [
      ['cô', 'cháu', 5],
      ['cô', 'em', 2],
      ['chị', 'em', 3],
    ],
    man: [
      ['chú', 'cháu', 6],
      ['anh', 'em', 3],
      ['thầy', 'em', 1],
      ['bác', 'cháu', 1],
    ],
  },
  {
    until: 200,
    woman: [
      ['bà', 'cháu', 3],
      ['bà', 'con', 2],
      ['bác', 'cháu', 4],
      ['cô', 'con', 2],
    ],
    man: [
      ['ông', 'cháu', 3],
      ['ông', 'con', 2],
      ['bác', 'cháu', 4],
      ['thầy', 'con', 1],
    ],
  },
]

export type Country = {
  country: string
  weight: number
  order: 'given-first' | 'family-first'
  families: readonly string[]
  givens: Readonly<Record<Sex, readonly string[]>>
}

export const countries: readonly Country[] = [
  {
    country: 'JP',
    weight: 20,
    order: 'given-first',
    families: ['Sato', 'Suzuki', 'Yamada', 'Ito', 'Nakamura', 'Kobayashi', 'Mori', 'Hayashi'],
    givens: { woman: ['Yuki', 'Akiko', 'Haruka', 'Naomi', 'Emi'], man: ['Hiroshi', 'Takeshi', 'Daichi', 'Ren', 'Satoru'] },
  },
  {
    country: 'KR',
    weight: 22,
    order: 'given-first',
    families: ['Kim', 'Lee', 'Park', 'Choi', 'Jung', 'Kang'],
    givens: { woman: ['Minji', 'Soyeon', 'Jiwoo', 'Hana'], man: ['Minjun', 'Jihoon', 'Seojun', 'Donghyun'] },
  },
  {
    country: 'FR',
    weight: 14,
    order: 'given-first',
    families: ['Moreau', 'Lefèvre', 'Garnier', 'Rousseau', 'Chevalier', 'Lambert'],
    givens: { woman: ['Camille', 'Élodie', 'Manon', 'Hélène'], man: ['Julien', 'Luc', 'Étienne', 'Mathieu'] },
  },
  {
    country: 'GB',
    weight: 12,
    order: 'given-first',
    families: ['Hughes', 'Turner', 'Bennett', 'Clarke', 'Reid', 'Ward'],
    givens: { woman: ['Alice', 'Sophie', 'Grace', 'Nora'], man: ['Oliver', 'James', 'Thomas', 'Adam'] },
  },
  {
    country: 'US',
    weight: 12,
    order: 'given-first',
    families: ['Miller', 'Parker', 'Hayes', 'Brooks', 'Foster', 'Reed'],
    givens: { woman: ['Emily', 'Laura', 'Rachel', 'Megan'], man: ['Daniel', 'Ryan', 'Kevin', 'Mark'] },
  },
  {
    country: 'DE',
    weight: 11,
    order: 'given-first',
    families: ['Weber', 'Schäfer', 'Vogel', 'Krüger', 'Brandt', 'Lorenz'],
    givens: { woman: ['Anna', 'Katrin', 'Lena', 'Jutta'], man: ['Jonas', 'Stefan', 'Felix', 'Uwe'] },
  },
  {
    country: 'AU',
    weight: 11,
    order: 'given-first',
    families: ['Murray', 'Walsh', 'Dawson', 'Fraser', 'Nolan'],
    givens: { woman: ['Chloe', 'Isla', 'Zoe', 'Ruby'], man: ['Liam', 'Noah', 'Jack', 'Ben'] },
  },
  {
    country: 'SG',
    weight: 9,
    order: 'given-first',
    families: ['Tan', 'Lim', 'Ong', 'Goh', 'Chua'],
    givens: { woman: ['Rachel', 'Michelle', 'Joanne'], man: ['Marcus', 'Desmond', 'Adrian'] },
  },
  {
    country: 'NL',
    weight: 6,
    order: 'given-first',
    families: ['Bakker', 'Visser', 'Smit', 'Mulder'],
    givens: { woman: ['Sanne', 'Femke'], man: ['Bram', 'Daan'] },
  },
  {
    country: 'TH',
    weight: 5,
    order: 'given-first',
    families: ['Srisuk', 'Chaiyo', 'Wongsa'],
    givens: { woman: ['Ploy', 'Nok'], man: ['Somchai', 'Anan'] },
  },
]

export const streets: readonly string[] = [
  'đường Sách Cũ',
  'ngõ Cau',
  'đường Bến Mây',
  'đường Mái Ngói',
  'đường Lá Sim',
  'đường Giếng Cổ',
  'đường Vườn Trầu',
  'đường Hàng Đèn',
]

export const wards: readonly (readonly [string, number])[] = [
  ['phường Hội An, Đà Nẵng', 24],
  ['phường Hội An Đông, Đà Nẵng', 10],
  ['phường Hội An Tây, Đà Nẵng', 10],
  ['phường Hải Châu, Đà Nẵng', 12],
  ['phường Sơn Trà, Đà Nẵng', 9],
  ['phường Tam Kỳ, Đà Nẵng', 6],
  ['phường Thuận Hóa, Huế', 7],
  ['phường Ba Đình, Hà Nội', 8],
  ['phường Sài Gòn, Thành phố Hồ Chí Minh', 8],
  ['phường Quy Nhơn, Gia Lai', 3],
  ['Minh An, Hội An, Quảng Nam', 6],
  ['Cẩm Phô, Hội An, Quảng Nam', 5],
  ['Hòa Cường, Hải Châu, Đà Nẵng', 4],
]

export const organisationKinds: readonly (readonly [string, string, number])[] = [
  ['Công ty TNHH', 'công ty', 16],
  ['Cty CP', 'công ty', 6],
  ['Du lịch', 'lữ hành', 9],
  ['Quán cà phê', 'hàng quán', 8],
  ['Nhà hàng', 'hàng quán', 6],
  ['Homestay', 'lưu trú', 5],
  ['Trường mầm non', 'trường học', 4],
  ['Phòng tranh', 'văn hoá', 4],
  ['Câu lạc bộ đọc sách', 'văn hoá', 4],
  ['Văn phòng kiến trúc', 'công ty', 4],
]

export const organisationNames: readonly string[] = [
  'Mây Ngủ Trưa',
  'Hiên Trăng Khuyết',
  'Bến Đò Sáu Nhịp',
  'Ngõ Cau Già',
  'Lá Me Bay',
  'Gió Đồng Chiêm',
  'Nón Nghiêng',
  'Đèn Dầu Nhỏ',
  'Cầu Khỉ Xanh',
  'Giếng Trong Vườn',
  'Thuyền Thúng Đỏ',
  'Mưa Rào Tháng Bảy',
  'Ba Cây Sứ',
  'Sân Phơi Lúa',
  'Chim Sẻ Nâu',
  'Bốn Mùa Rau',
  'Khói Bếp Chiều',
  'Ngói Âm Dương',
  'Chuông Gió Tre',
  'Đường Làng Quanh Co',
  'Hạt Gạo Lành Nhé',
  'Tiếng Guốc Mộc',
  'Bàn Tay Gốm',
  'Giấy Dó Vàng',
  'Cánh Diều Đôi',
  'Mực Tím Học Trò',
  'Sóng Lăn Tăn',
  'Cỏ May Xưa',
  'Áo Tơi',
  'Trống Bỏi',
  'Con Tò He',
  'Quạt Mo Cau',
  'Lũy Tre Vòng',
  'Ổ Rơm',
  'Đò Ngang Sớm',
  'Mắt Lưới Thưa',
  'Vỏ Sò Tím',
  'Nắng Xiên Khoai',
  'Chõng Tre',
  'Bờ Giậu Mồng Tơi',
]

/** Tags of people, with what they fit. */
export const personTags: readonly (readonly [string, number])[] = [
  ['đi công tác', 10],
  ['gia đình có trẻ nhỏ', 12],
  ['hội yêu sách', 10],
  ['ở gần nhà', 12],
  ['hay mua quà', 9],
  ['đi một mình', 5],
  ['người Hội An xa quê', 4],
  ['giáo viên', 4],
  ['chụp ảnh phố cổ', 4],
  ['ăn chay', 5],
  ['thích đồ gốm', 6],
]

export const payCards: readonly (readonly [string, number])[] = [
  ['Visa', 44],
  ['Mastercard', 26],
  ['NAPAS', 20],
  ['JCB', 7],
  ['Amex', 3],
]
