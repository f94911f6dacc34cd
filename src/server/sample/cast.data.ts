import type { CastMember, SalePlan, StayPlan } from './cast.ts'

/** The cast of the sample house: the facts that screens, walks and pictures rely on. Days count back from the beginning. */

const phone = (end: string) => ({ kind: 'phone' as const, value: `0570000${end}` })
const mail = (value: string) => ({ kind: 'mail' as const, value })
const zalo = (value: string) => ({ kind: 'zalo' as const, value })
const card = (value: string) => ({ kind: 'loyalty-card' as const, value })

/** Evenly spaced days, the latest first. */
const every = (step: number, latest: number, count: number): number[] => Array.from({ length: count }, (_, at) => latest + step * at)

const hoaStays: StayPlan[] = [
  { from: 66, nights: 2, room: '203', placed: 78, pay: 'Visa 4417' },
  { from: 161, nights: 2, room: '203', placed: 173, pay: 'cash' },
  { from: 256, nights: 3, room: '203', placed: 268, pay: 'Visa 4417' },
  { from: 349, nights: 2, room: '203', placed: 361, pay: 'Visa 4417' },
  { from: 447, nights: 1, room: '301', placed: 457, pay: 'Visa 4417' },
  { from: 540, nights: 2, room: '203', placed: 552, pay: 'transfer' },
  { from: 637, nights: 2, room: '203', placed: 649, pay: 'Visa 4417' },
  { from: 732, nights: 2, room: '203', placed: 744, pay: 'cash' },
  { from: 826, nights: 1, room: '105', placed: 838, pay: 'Visa 4417' },
  { from: 922, nights: 2, room: '203', placed: 934, pay: 'Visa 4417' },
  { from: 1088, nights: 2, room: '104', placed: 1093, pay: 'Visa 4417' },
  // Booked at the desk on the evening she came the last time.
  { from: 0, nights: 2, room: '203', placed: 66, state: 'booked', channel: 'counter' },
]

const binhSales: SalePlan[] = every(14, 9, 26).map((ago, at) => ({
  ago,
  on: 'weekend',
  clock: at % 2 ? '09:20' : '16:45',
  items: at % 3 === 2 ? ['Cà phê rang mộc', 'Sách “Chợ sớm”'] : ['Cà phê rang mộc'],
  pay: at % 4 ? 'wallet' : 'cash',
  by: 'tu',
}))

const lanGifts = ['Hộp quà gốm đôi', 'Hộp quà trà sen', 'Khăn lụa tơ tằm', 'Giỏ quà phố Hội', 'Túi vải đay'] as const
const lanSales: SalePlan[] = every(28, 12, 14).map((ago, at) => ({
  ago,
  on: 'weekday',
  clock: at % 2 ? '17:30' : '11:10',
  items: at % 5 === 4 ? [lanGifts[at % 5] ?? 'Túi vải đay'] : [lanGifts[at % 5] ?? 'Túi vải đay', 'Gói quà nơ lụa'],
  pay: 'transfer',
  by: 'vy',
}))

const newBook = (product: string) => ({ product, quantity: 1, attributes: { topic: 'sách mới' } })
const haAgos = [21, 51, 81, 110, 139, 168, 197, 225, 255, 300, 390, 485, 590, 705, 830, 975]
const haBooks = [
  'Sách “Nắng hiên nhà”',
  'Sách “Chợ sớm”',
  'Tập thơ “Gió qua ngõ cau”',
  'Sách “Bến sông và những mái ngói”',
  'Sách “Bếp nhỏ xứ Quảng”',
]
const haSales: SalePlan[] = haAgos.map((ago, at) => ({
  ago,
  clock: '17:15',
  items:
    at === 0
      ? [newBook('Sách “Một mùa nước lên”'), newBook('Sách “Người gác đèn lồng”')]
      : at === 5 || at === 12
        ? ['Sổ tay bìa giấy dó', ['Thiệp giấy dó', 4]]
        : [newBook(haBooks[at % 5] ?? 'Sách “Chợ sớm”'), newBook(haBooks[(at + 2) % 5] ?? 'Sách “Nắng hiên nhà”')],
  pay: 'cash',
  by: 'tu',
}))

const maiSales: SalePlan[] = [
  { ago: 2, clock: '10:05', items: [['Bộ trà men tro Bến Cũ', 2]], state: 'booked', channel: 'phone', pay: 'account', by: 'son' },
  ...every(18, 20, 22).map(
    (ago, at): SalePlan => ({
      ago,
      clock: '10:40',
      items:
        at % 2
          ? [['Giỏ quà phố Hội', 3]]
          : [
              ['Hộp quà trà sen', 6],
              ['Gói quà nơ lụa', 6],
            ],
      state: 'delivered',
      channel: at % 3 ? 'mail' : 'phone',
      pay: 'account',
      by: 'son',
    }),
  ),
]

export const cast: readonly CastMember[] = [
  {
    name: 'Nguyễn Thị Thanh Hoa',
    contacts: [phone('101'), mail('thanhhoa@thu.example'), zalo('thanhhoa.101'), card('QUEN-0101')],
    form: ['chị', 'em', 'customer'],
    birthday: { yearsAgo: 52, month: 9, day: 14 },
    postal: '27 đường Giếng Cổ, phường Hải Châu, Đà Nẵng',
    tags: ['khách quen'],
    pays: 'Visa 4417',
    since: 1094,
    stays: hoaStays,
    preferences: [
      { stance: 'avoids', what: 'hoa ly', reason: 'dị ứng', source: 'said', ago: 618, by: 'ngoc' },
      { stance: 'likes', what: 'gối cứng', source: 'said', ago: 434, by: 'vy' },
      { stance: 'likes', what: 'trà gừng', reason: 'uống buổi tối, ít đường', source: 'observed', ago: 66, by: 'Bếp' },
      { stance: 'likes', what: 'phòng hướng vườn', source: 'observed', ago: 349, by: 'ngoc' },
    ],
    lines: [
      [3, '09:40', 'call', 'phone', 'ngoc', 'Chị xin trả phòng muộn 14:00 đợt này, Ngọc đã nhận lời.', { outcome: 'đã nhận lời' }],
      [21, '15:25', 'call', 'phone', 'ngoc', 'Chị hỏi sách “Hội An xưa” đã về chưa. Hẹn khi nào về thì báo chị.'],
      [64, '11:30', 'thanks', 'counter', 'ngoc', 'Chị khen hai đêm yên tĩnh, ngủ ngon.', { feeling: 'glad' }],
      [66, '16:10', 'visit', 'counter', 'vy', 'Chị đến sớm, ngồi hiên đọc sách chờ phòng. Đặt luôn đợt tới.', { feeling: 'content' }],
      [159, '12:00', 'visit', 'counter', 'ngoc', 'Chị gửi lại bếp lọ mứt gừng nhà làm, dặn chia cho cả nhà.', { feeling: 'glad' }],
      [255, '08:15', 'note', null, 'hanh', 'Chị dậy sớm, dọn phòng sau 9 giờ là vừa.'],
      [434, '18:20', 'note', 'counter', 'vy', 'Chị bảo gối mềm hay mỏi cổ, xin gối cứng.'],
      [
        446,
        '09:05',
        'complaint',
        'counter',
        'ngoc',
        'Phòng 301 đêm qua ồn vì quán đối diện. Đã xin lỗi chị, lần sau giữ 203.',
        { feeling: 'unhappy', outcome: 'đã xin lỗi, chị vui vẻ' },
      ],
      [
        618,
        '14:45',
        'note',
        'counter',
        'ngoc',
        'Chị dị ứng hoa ly. Dặn buồng và bếp không cắm ly trong phòng, ngoài sảnh cũng để xa.',
        { isPinned: true },
      ],
    ],
  },
  {
    name: 'Phạm Văn An',
    contacts: [phone('102'), mail('an.pham@congty.example'), card('QUEN-0102')],
    form: ['anh', 'em', 'self'],
    birthday: { yearsAgo: 44, month: 3, day: 2 },
    tags: ['đi công tác'],
    pays: 'NAPAS 6631',
    since: 740,
    stays: [
      { from: 0, nights: 1, room: '305', placed: 38, state: 'booked' },
      ...every(41, 38, 17).map(
        (placed, at): StayPlan => ({
          from: placed - 5,
          nights: 1 + (at % 2),
          room: at % 6 === 4 ? '304' : '305',
          placed,
          pay: at % 5 ? 'NAPAS 6631' : 'transfer',
        }),
      ),
    ],
    preferences: [
      { stance: 'needs', what: 'phòng yên tĩnh', reason: 'dễ tỉnh giấc', source: 'said', ago: 690, by: 'ngoc' },
      { stance: 'likes', what: 'cà phê phin lúc 6 giờ', source: 'observed', ago: 199, by: 'Bếp' },
    ],
    lines: [
      [5, '14:30', 'call', 'phone', 'ngoc', 'Anh hỏi phòng 305 có yên không. Đã xem lại: 304 bên cạnh chưa có khách.'],
      [32, '07:10', 'visit', 'counter', 'vy', 'Anh ngủ ngon, cảm ơn đã xếp phòng cuối hành lang.', { feeling: 'glad' }],
      [
        237,
        '08:20',
        'complaint',
        'counter',
        'ngoc',
        'Nửa đêm có khách kéo va li ngoài hành lang, anh thức giấc. Đã xin lỗi anh.',
        { feeling: 'unhappy' },
      ],
      [690, '10:00', 'note', null, 'ngoc', 'Anh dễ tỉnh giấc, nhớ xếp phòng xa thang máy.', { isPinned: true }],
    ],
  },
  {
    name: 'Trần Thị Bích',
    contacts: [phone('103')],
    form: ['bà', 'con', 'customer'],
    birthday: { yearsAgo: 71 },
    postal: '3 ngõ Cau, Minh An, Hội An, Quảng Nam',
    tags: ['ăn chay ngày rằm'],
    pays: 'JCB 2290',
    since: 870,
    stays: every(52, 88, 14).map(
      (placed, at): StayPlan => ({ from: placed - 4, nights: 1 + (at % 3 === 0 ? 1 : 0), room: '101', placed, pay: 'JCB 2290' }),
    ),
    preferences: [
      { stance: 'needs', what: 'phòng tầng trệt', reason: 'bà đau gối', source: 'said', ago: 850, by: 'ngoc' },
      { stance: 'avoids', what: 'nhắn Zalo', reason: 'chỉ gọi điện', source: 'said', ago: 612, by: 'ngoc' },
      { stance: 'likes', what: 'trà sen', source: 'observed', ago: 300, by: 'Bếp' },
    ],
    lines: [
      [84, '10:20', 'visit', 'counter', 'ngoc', 'Bà về sớm cho kịp chợ, nhờ gọi xe.', { feeling: 'content' }],
      [612, '09:00', 'note', null, 'ngoc', 'Chỉ gọi điện cho bà, đừng nhắn Zalo. Bà tính sinh nhật theo âm lịch.', { isPinned: true }],
    ],
    calls: [[321, 'ngoc', 'Bà hỏi phòng cho ngày giỗ, hẹn gọi lại báo phòng trệt còn trống hôm nào.', 'hẹn gọi lại']],
  },
  {
    name: 'Lê Quốc Cường',
    contacts: [phone('104'), zalo('quoccuong.104'), card('QUEN-0104')],
    form: ['anh', 'em', 'staff'],
    birthday: { month: 8, day: 12 },
    tags: ['thích hương gỗ'],
    pays: 'transfer',
    since: 862,
    by: 'vy',
    sales: [
      { ago: 140, clock: '10:15', items: ['Tinh dầu vetiver'], state: 'delivered', channel: 'phone', pay: 'transfer', code: 'Đ-8127' },
      { ago: 217, clock: '17:40', items: ['Nến gỗ đàn hương'], pay: 'transfer', code: 'Đ-7741' },
      { ago: 287, clock: '18:05', items: ['Hộp quà Tết, vetiver và gỗ thông'], pay: 'transfer', code: 'Đ-7402' },
      { ago: 362, clock: '16:30', items: ['Nến gỗ thông'], pay: 'transfer' },
      { ago: 437, clock: '10:50', items: ['Tinh dầu vetiver'], pay: 'transfer' },
      { ago: 513, clock: '15:20', items: ['Nhang trầm không tăm'], pay: 'cash' },
      { ago: 585, clock: '11:05', items: ['Tinh dầu vetiver', 'Nến gỗ thông'], pay: 'transfer' },
      { ago: 660, clock: '17:10', items: ['Nến gỗ đàn hương'], pay: 'transfer' },
      { ago: 740, clock: '18:30', items: ['Hộp quà trà sen'], pay: 'transfer' },
      { ago: 784, clock: '10:25', items: ['Tinh dầu vetiver'], pay: 'transfer' },
      { ago: 862, clock: '16:00', items: ['Nến gỗ thông', 'Sổ tay bìa giấy dó'], pay: 'cash' },
    ],
    preferences: [
      { stance: 'likes', what: 'gỗ, vetiver', reason: 'thấy qua 6 lần mua', source: 'observed', ago: 217, by: 'vy' },
      { stance: 'avoids', what: 'mùi ngọt', source: 'said', ago: 513, by: 'vy' },
      { stance: 'likes', what: 'tự xem hàng trước', source: 'observed', ago: 437, by: 'vy' },
    ],
    lines: [
      [
        139,
        '16:40',
        'delivery',
        null,
        'phuc',
        'Giao trễ 1 ngày: hẹn hôm trước, hôm sau mới tới. Nhà xe Cầu Tre xuống hàng muộn, chưa ai xin lỗi anh.',
        { feeling: 'unhappy', outcome: 'chưa xin lỗi' },
      ],
      [
        219,
        '09:30',
        'call',
        'phone',
        'vy',
        'Anh hỏi nến gỗ đàn hương còn hàng không. Vy giữ cho anh 1 cây đến hôm anh ghé.',
        { outcome: 'đã giữ lời' },
      ],
      [217, '17:35', 'visit', 'counter', 'vy', 'Anh ghé lấy nến đã giữ, đứng xem thêm kệ trầm.', { feeling: 'content' }],
      [286, '09:00', 'message', 'zalo', 'vy', 'Nhắn anh lời chúc Tết sớm, anh gửi lại một sticker.', { feeling: 'glad' }],
      [287, '18:00', 'visit', 'counter', 'vy', 'Anh mua quà Tết biếu thầy cũ, nhờ gói giấy dó.', { feeling: 'glad' }],
      [300, '15:10', 'call', 'phone', 'vy', 'Anh hỏi hộp quà Tết năm nay có loại không hương ngọt không.'],
      [361, '10:05', 'message', 'zalo', 'tram', 'Hỏi anh nến gỗ thông cháy có đều không, anh bảo ổn.', { feeling: 'content' }],
      [362, '16:25', 'visit', 'counter', 'vy', 'Anh ngửi thử ba loại, chọn gỗ thông.'],
      [400, '11:20', 'call', 'phone', 'vy', 'Anh hỏi giờ mở cửa Chủ nhật.'],
      [436, '14:00', 'note', null, 'vy', 'Anh dùng vetiver ở phòng làm việc, một lọ được chừng hai tháng rưỡi.'],
      [437, '10:40', 'note', 'counter', 'vy', 'Anh thích tự xem hàng trước, đừng mời liền.', { isPinned: true }],
      [468, '08:10', 'message', 'zalo', 'tram', 'Gửi anh lời chúc sinh nhật, không kèm ưu đãi.', { feeling: 'glad' }],
      [512, '16:15', 'note', null, 'vy', 'Anh nói không chịu được mùi ngọt, nhất là vani và hoa.'],
      [513, '15:15', 'visit', 'counter', 'vy', 'Anh ghé cùng con gái, bé chọn giúp hộp trầm.', { feeling: 'glad' }],
      [550, '17:45', 'visit', 'counter', 'tu', 'Anh ghé xem, chưa mua gì, hẹn lần sau.'],
      [584, '09:25', 'message', 'zalo', 'vy', 'Báo anh hàng đã gói xong, anh qua lấy lúc nào cũng được.'],
      [585, '11:00', 'visit', 'counter', 'vy', 'Anh lấy hàng, hỏi cách bảo quản tinh dầu.', { feeling: 'content' }],
      [620, '10:30', 'call', 'phone', 'vy', 'Anh hỏi lô vetiver mới về chưa.'],
      [659, '15:00', 'thanks', 'zalo', 'vy', 'Anh nhắn nến đàn hương rất hợp phòng đọc.', { feeling: 'glad' }],
      [660, '17:05', 'visit', 'counter', 'vy', 'Anh xem nến đàn hương gần nửa giờ rồi mới lấy.'],
      [739, '09:40', 'message', 'zalo', 'tram', 'Cảm ơn anh đã chọn quà ở nhà mình.', { feeling: 'content' }],
      [740, '18:20', 'visit', 'counter', 'tu', 'Anh mua quà cho cơ quan, hỏi hoá đơn.'],
      [783, '16:50', 'note', null, 'vy', 'Anh dặn nếu có lô vetiver khác mùi thì báo trước.'],
      [784, '10:20', 'visit', 'counter', 'vy', 'Anh quay lại vì lọ trước dùng hết.', { feeling: 'glad' }],
      [833, '14:20', 'call', 'phone', 'vy', 'Anh hỏi có giao tận nhà không.'],
      [861, '10:00', 'message', 'zalo', 'vy', 'Nhắn cảm ơn anh đã ghé lần đầu.'],
      [862, '16:05', 'note', 'counter', 'vy', 'Anh Minh giới thiệu anh Cường đến.'],
    ],
  },
  {
    name: 'Đặng Thu Hà',
    contacts: [phone('105'), zalo('thuha.105'), card('QUEN-0105')],
    form: ['cô', 'em', 'customer'],
    birthday: { yearsAgo: 58, month: 5, day: 19 },
    tags: ['giáo viên', 'hội yêu sách'],
    pays: 'cash',
    since: 975,
    by: 'tu',
    sales: haSales,
    preferences: [
      { stance: 'needs', what: 'ăn chay', source: 'said', ago: 950, by: 'tu' },
      { stance: 'avoids', what: 'giảm giá dịp sinh nhật', reason: 'cô thấy ngại', source: 'said', ago: 560, by: 'tram' },
      { stance: 'likes', what: 'sách mới', reason: 'mua 14 trong 16 lần', source: 'observed', ago: 110, by: 'tu' },
    ],
    lines: [
      [5, '16:30', 'message', 'zalo', 'tram', 'Cô nhận lời đêm đọc sách, đi thêm một người.', { feeling: 'glad', outcome: 'đi hai người' }],
      [21, '17:20', 'visit', 'counter', 'tu', 'Cô chọn hai cuốn, ngồi đọc thử gần một tiếng ở hiên.', { feeling: 'glad' }],
      [110, '17:25', 'visit', 'counter', 'tu', 'Cô dẫn hai học trò ghé xem kệ sách phố cổ.', { feeling: 'glad' }],
      [560, '10:10', 'note', null, 'tram', 'Cô không muốn nhận giảm giá dịp sinh nhật, chúc một câu là đủ.', { isPinned: true }],
      [425, '18:00', 'note', 'counter', 'tu', 'Cô dùng Zalo, mỗi tháng nhắn một lần là vừa.'],
    ],
  },
  {
    name: 'Vũ Minh Bình',
    contacts: [phone('106')],
    form: ['anh', 'em', 'staff'],
    tags: ['ở gần nhà'],
    since: 372,
    by: 'tu',
    sales: binhSales,
    preferences: [{ stance: 'likes', what: 'cà phê rang mộc', source: 'observed', ago: 121, by: 'tu' }],
    lines: [
      [9, '09:40', 'visit', 'counter', 'tu', 'Cuối tuần anh ghé lấy cà phê như mọi khi, ngồi nói chuyện một lúc.', { feeling: 'content' }],
      [184, '17:00', 'note', null, 'tu', 'Anh hay ghé một mình sáng thứ Bảy hoặc chiều Chủ nhật.'],
    ],
    calls: [[230, 'vy', 'Anh báo sắp đổi số điện thoại, khi nào dùng số mới anh gọi lại.']],
  },
  {
    name: 'Đỗ Ngọc Lan',
    contacts: [phone('106'), mail('ngoclan@hopthu.example')],
    form: ['chị', 'em', 'staff'],
    tags: ['hay mua quà'],
    since: 400,
    by: 'vy',
    sales: lanSales,
    preferences: [
      { stance: 'likes', what: 'gói quà nơ lụa', source: 'observed', ago: 96, by: 'vy' },
      { stance: 'avoids', what: 'giấy gói bóng', source: 'said', ago: 180, by: 'vy' },
    ],
    lines: [[12, '11:30', 'visit', 'counter', 'vy', 'Chị mua quà mừng nhà mới cho bạn, thích bộ men tro.', { feeling: 'glad' }]],
    calls: [[277, 'vy', 'Chị hỏi gói quà kịp trước thứ Bảy không.', 'đã gọi lại, kịp']],
  },
  {
    name: 'Nguyễn Thị Thúy Hằng',
    contacts: [phone('107'), mail('thuyhang@thu.example')],
    form: ['chị', 'em', 'staff'],
    since: 610,
    sales: every(75, 240, 4).map((ago): SalePlan => ({ ago, clock: '09:45', items: ['Trà shan tuyết'], pay: 'cash' })),
    preferences: [{ stance: 'likes', what: 'trà shan tuyết', source: 'observed', ago: 240, by: 'vy' }],
    lines: [[240, '10:00', 'visit', 'counter', 'vy', 'Chị lấy trà cho cả cơ quan.', { feeling: 'content' }]],
  },
  {
    name: 'Nguyen Thi Thuy Hang',
    contacts: [phone('107')],
    since: 320,
    sales: every(95, 118, 2).map(
      (ago): SalePlan => ({ ago, clock: '21:10', items: ['Đèn lồng lụa'], channel: 'web', state: 'delivered', pay: 'cod', by: 'phuc' }),
    ),
    lines: [[117, '10:30', 'delivery', null, 'phuc', 'Giao đèn lồng, người nhà nhận giúp.']],
  },
  {
    name: 'Nguyễn Thị Thuý Hằng',
    contacts: [phone('107'), zalo('thuyhang.107')],
    form: ['chị', 'em', 'self'],
    since: 280,
    by: 'tu',
    sales: every(60, 33, 5).map(
      (ago): SalePlan => ({ ago, clock: '18:15', items: ['Sách “Bếp nhỏ xứ Quảng”', 'Trà gừng mật ong'], pay: 'transfer', by: 'tu' }),
    ),
    preferences: [{ stance: 'likes', what: 'sách nấu ăn', source: 'said', ago: 93, by: 'tu' }],
    lines: [[33, '18:20', 'visit', 'counter', 'tu', 'Chị hỏi thêm sách nấu món chay.', { feeling: 'content' }]],
  },
  {
    name: "H'Mai Niê",
    callName: "H'Mai",
    contacts: [phone('108')],
    form: ['chị', 'em', 'self'],
    tags: ['hội yêu sách'],
    since: 520,
    by: 'tu',
    sales: every(45, 96, 10).map(
      (ago, at): SalePlan => ({
        ago,
        clock: '15:35',
        items: [at % 2 ? 'Khăn trải bàn thêu tay' : 'Sách “Bến sông và những mái ngói”'],
        pay: 'transfer',
        by: 'tu',
      }),
    ),
    preferences: [{ stance: 'likes', what: 'vải dệt tay', source: 'said', ago: 276, by: 'tu' }],
    lines: [
      [
        96,
        '15:40',
        'visit',
        'counter',
        'tu',
        'Chị hỏi sách về nhuộm chàm. Chưa có, hẹn khi về sẽ gọi chị.',
        { outcome: 'hẹn báo khi sách về' },
      ],
      [276, '10:15', 'thanks', 'counter', 'tu', 'Chị mang cho cửa hàng một mảnh thổ cẩm mẹ chị dệt.', { feeling: 'glad' }],
    ],
  },
  {
    name: 'Hoàng Phủ Ngọc Minh',
    contacts: [phone('109'), mail('ngocminh@mail.example'), card('QUEN-0109')],
    form: ['anh', 'em', 'staff'],
    tags: ['khách quen'],
    pays: 'Mastercard 7182',
    since: 905,
    stays: [
      { from: 2, nights: 2, room: '204', placed: 4, pay: 'Mastercard 7182' },
      ...every(64, 68, 13).map((placed): StayPlan => ({ from: placed - 3, nights: 2, room: '204', placed, pay: 'Mastercard 7182' })),
    ],
    preferences: [{ stance: 'likes', what: 'phòng hướng phố', source: 'observed', ago: 260, by: 'ngoc' }],
    lines: [
      [862, '16:10', 'note', null, 'vy', 'Anh giới thiệu anh Cường, bạn cùng lớp, đến mua nến.'],
      [66, '08:40', 'visit', 'counter', 'ngoc', 'Anh trả phòng sớm, khen bữa sáng.', { feeling: 'glad' }],
    ],
  },
  {
    name: 'Emma Wilson',
    contacts: [{ kind: 'phone', value: '+44 7700 900123' }],
    form: ['Ms', 'em', 'self'],
    language: 'en',
    country: 'GB',
    since: 17,
    stays: [{ from: 17, nights: 3, room: '301', placed: 17, pay: 'Visa 5096', channel: 'counter' }],
    preferences: [{ stance: 'likes', what: 'đạp xe buổi sáng', source: 'said', ago: 16, by: 'vy' }],
    lines: [[14, '11:00', 'thanks', 'counter', 'vy', 'Khách khen vườn và chiếc xe đạp cũ, hẹn quay lại.', { feeling: 'glad' }]],
  },
  {
    name: 'Kenji Tanaka',
    contacts: [mail('kenji.tanaka@mail.example')],
    form: ['Mr', 'em', 'staff'],
    language: 'en',
    country: 'JP',
    tags: ['đi một mình'],
    since: 505,
    stays: [
      // Two stays asked for in one letter.
      { from: 0, nights: 3, room: '102', placed: 172, state: 'booked', channel: 'mail' },
      { from: 160, nights: 3, room: '102', placed: 172, pay: 'JCB 8841', channel: 'mail' },
      { from: 480, nights: 3, room: '102', placed: 505, pay: 'JCB 8841', channel: 'mail' },
    ],
    preferences: [
      { stance: 'likes', what: 'ngồi hiên sau', source: 'observed', ago: 158, by: 'ngoc' },
      { stance: 'needs', what: 'nói tiếng Anh', source: 'said', ago: 505, by: 'ngoc' },
    ],
    lines: [[157, '10:30', 'letter', 'mail', 'ngoc', 'Thư cảm ơn của khách: thích hiên sau và bữa sáng lặng lẽ.', { feeling: 'glad' }]],
  },
  {
    name: 'Ngô Thị Minh Thu',
    contacts: [phone('114'), zalo('minhthu.114')],
    form: ['cô', 'cháu', 'self'],
    tags: ['gia đình có trẻ nhỏ'],
    since: 430,
    stays: [
      { from: 0, nights: 2, room: '201', placed: 12, state: 'booked', channel: 'zalo' },
      { from: 150, nights: 2, room: '201', placed: 165, pay: 'transfer' },
      { from: 415, nights: 3, room: '201', placed: 430, pay: 'transfer' },
    ],
    preferences: [{ stance: 'needs', what: 'nôi cho bé', source: 'said', ago: 165, by: 'vy' }],
    lines: [[1, '20:15', 'message', 'zalo', 'vy', 'Cô nhắn xe đến khoảng 21 giờ, nhờ để sẵn cháo cho bé.']],
  },
  {
    name: 'Phan Thị Mai',
    contacts: [phone('120'), mail('mai.phan@maingoi.example')],
    form: ['chị', 'em', 'self'],
    tags: ['Du lịch Mái Ngói'],
    pays: 'account',
    since: 440,
    by: 'son',
    sales: maiSales,
    preferences: [
      { stance: 'needs', what: 'báo giá trong 2 giờ làm việc', source: 'said', ago: 260, by: 'son' },
      { stance: 'avoids', what: 'gọi sau 18:00', source: 'said', ago: 120, by: 'son' },
    ],
    lines: [
      [2, '10:10', 'call', 'phone', 'son', 'Chị đặt hai bộ trà men tro làm quà đoàn, Sơn hẹn ngày giao.', { outcome: 'đã hẹn ngày' }],
    ],
    calls: [[126, 'son', 'Chị hỏi báo giá quà cho đoàn 24 khách.', 'Sơn đang làm báo giá']],
  },
  {
    kind: 'organisation',
    name: 'Du lịch Mái Ngói',
    contacts: [phone('121'), mail('lienhe@maingoi.example'), { kind: 'tax', value: '0005700121' }],
    tags: ['lữ hành'],
    pays: 'account',
    since: 700,
    by: 'son',
    stays: every(85, 30, 8).map(
      (placed, at): StayPlan => ({
        from: placed - 14,
        nights: 2,
        room: at % 2 ? '303' : '302',
        placed,
        pay: 'account',
        channel: 'channel-partner',
        by: 'vy',
      }),
    ),
    lines: [[31, '09:15', 'call', 'phone', 'son', 'Chốt lịch đoàn tháng này, người liên hệ là chị Mai.']],
  },
  {
    kind: 'organisation',
    name: 'Xưởng gốm Bến Cũ',
    contacts: [phone('110'), mail('xuong@bencu.example')],
    tags: ['nhà cung cấp', 'người liên hệ: anh Thành'],
    since: 1000,
    by: 'phuc',
    lines: [
      [13, '08:50', 'call', 'phone', 'phuc', 'Anh Thành hẹn hai bộ men tro ra lò trong tháng.'],
      [90, '14:00', 'visit', null, 'phuc', 'Ghé xưởng xem mẻ men rêu mới.', { place: 'xưởng Bến Cũ' }],
    ],
    calls: [[32, 'phuc', 'Anh Thành báo lò trục trặc, hai bộ trà có thể ra muộn.', 'chờ anh gọi lại']],
  },
  {
    kind: 'organisation',
    name: 'Hợp tác xã Tinh dầu Lá Sim',
    contacts: [phone('111'), mail('htx@lasim.example')],
    tags: ['nhà cung cấp'],
    since: 980,
    by: 'phuc',
    lines: [[26, '09:30', 'delivery', null, 'phuc', 'Nhận 40 lọ lá sim, đủ tem, không vỡ lọ nào.']],
  },
  {
    kind: 'organisation',
    name: 'Nhà xe Cầu Tre',
    contacts: [phone('112')],
    tags: ['vận chuyển'],
    since: 960,
    by: 'phuc',
    lines: [
      [
        138,
        '08:30',
        'call',
        'phone',
        'phuc',
        'Hỏi vì sao chuyến hàng hôm trước xuống muộn. Nhà xe hẹn báo trước nếu còn trễ.',
        { feeling: 'unhappy' },
      ],
    ],
  },
  {
    kind: 'organisation',
    name: 'Hiệu sách Góc Phố',
    contacts: [phone('113'), mail('hieusach@gocpho.example')],
    tags: ['cửa hàng bán lẻ', 'đối tác giới thiệu'],
    pays: 'transfer',
    since: 820,
    by: 'tu',
    sales: [
      { ago: 1, clock: '09:30', items: [['Sách “Hội An xưa”', 12]], state: 'left', channel: 'phone', pay: 'transfer', by: 'tu' },
      ...every(60, 26, 12).map(
        (ago, at): SalePlan => ({
          ago,
          clock: '09:50',
          items: [
            ['Sách “Chợ sớm”', 10],
            [at % 2 ? 'Sách “Nắng hiên nhà”' : 'Bản đồ vẽ tay phố cổ', 15],
          ],
          channel: 'phone',
          state: 'delivered',
          pay: 'transfer',
          by: 'tu',
        }),
      ),
    ],
    lines: [[25, '15:00', 'delivery', null, 'phuc', 'Giao hai thùng sách, hiệu sách ký nhận.']],
  },
]
