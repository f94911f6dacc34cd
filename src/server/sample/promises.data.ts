import type { Category, Given, PromiseKind, Team } from '../../rooms/promises/promise.ts'
import type { AmendsKind, SlipReason } from '../../rooms/promises/slips/slip.ts'
import type { StaffKey } from './made.ts'
import type { StandardKey } from './standards.data.ts'

/** What the sample house promised, in the words in which its people wrote it down. `{room}` and `{goods}` are those of the order. */

/** When it was said and until when, by the order it belongs to: hours after or before a moment of it, or the standard. */
type When = {
  /** The moment of the order that it hangs on, and the clock time on that day. */
  on: 'placed' | 'arrival' | 'stay' | 'departure'
  clock?: string
  /** The clock time until which it was promised, on that day or so many days later; or the standard that says so. */
  due: { clock: string; days?: number } | { standard: StandardKey }
}

export type Pledge = {
  kind: PromiseKind
  category: Category
  of: 'stay' | 'sale' | 'firm'
  words: readonly string[]
  weight: number
  when: When
  holders: readonly StaffKey[]
  team?: Team
  given: readonly Given[]
  /** What goes wrong with it, where that is not what goes wrong with its kind. */
  mishaps?: 'ride'
}

const desk = ['ngoc', 'vy'] as const satisfies readonly StaffKey[]

export const pledges: readonly Pledge[] = [
  {
    kind: 'room',
    category: 'quality',
    of: 'stay',
    weight: 16,
    words: [
      'Phòng {room} yên tĩnh, không xếp đoàn bên cạnh',
      'Giữ phòng {room} như lần trước',
      'Phòng {room} dọn xong trước giờ khách đến',
    ],
    when: { on: 'placed', due: { clock: '14:00' } },
    holders: desk,
    team: 'reception',
    given: ['call', 'zalo', 'mail'],
  },
  {
    kind: 'late-checkout',
    category: 'service',
    of: 'stay',
    weight: 11,
    words: ['Trả phòng {room} muộn 14:00', 'Gửi hành lý ở quầy tới 14:00'],
    when: { on: 'stay', clock: '19:10', due: { clock: '14:00' } },
    holders: desk,
    team: 'reception',
    given: ['counter'],
  },
  {
    kind: 'repair',
    category: 'quality',
    of: 'stay',
    weight: 12,
    words: ['Sửa vòi sen phòng {room}', 'Thay bóng đèn bàn phòng {room}', 'Chỉnh máy lạnh phòng {room}', 'Sửa chốt cửa sổ phòng {room}'],
    when: { on: 'stay', clock: '16:20', due: { standard: 'rooms' } },
    holders: ['hanh', 'phuc'],
    given: ['counter', 'call'],
  },
  {
    kind: 'help',
    category: 'service',
    of: 'stay',
    weight: 9,
    words: ['Mang thêm chăn lên phòng {room}', 'Mang nôi cho bé lên phòng {room}', 'Tìm bác sĩ gần nhất giúp khách phòng {room}'],
    when: { on: 'stay', clock: '20:05', due: { standard: 'rooms' } },
    holders: ['hanh', 'vy'],
    given: ['counter', 'call'],
  },
  {
    kind: 'gift',
    category: 'service',
    of: 'stay',
    weight: 6,
    words: [
      'Đặt hoa cúc và thiệp mừng trong phòng {room}',
      'Bánh sinh nhật nhỏ ở phòng {room}',
      'Giỏ trái cây mừng ngày cưới ở phòng {room}',
    ],
    when: { on: 'placed', due: { clock: '13:30' } },
    holders: ['hanh', 'ngoc'],
    given: ['call', 'zalo'],
  },
  {
    kind: 'help',
    category: 'service',
    of: 'stay',
    mishaps: 'ride',
    weight: 7,
    words: ['Xe đón ở sân bay lúc 15:30', 'Đón ở bến xe lúc 15:30, có bảng tên'],
    when: { on: 'placed', due: { clock: '15:30' } },
    holders: ['phuc'],
    given: ['call', 'mail'],
  },
  {
    kind: 'delivery',
    category: 'delivery',
    of: 'sale',
    weight: 18,
    words: ['Giao {goods} tận nhà', 'Giao {goods}, gói quà kèm thiệp'],
    when: { on: 'placed', due: { standard: 'answers' } },
    holders: ['phuc'],
    team: 'warehouse',
    given: ['counter', 'call', 'zalo'],
  },
  {
    kind: 'answer',
    category: 'service',
    of: 'sale',
    weight: 10,
    words: ['Trả lời về hoá đơn của đơn {goods}', 'Hỏi xưởng rồi trả lời cách giữ {goods}', 'Trả lời còn {goods} để biếu không'],
    when: { on: 'placed', clock: '10:30', due: { standard: 'answers' } },
    holders: ['ly', 'tu', 'vy'],
    given: ['mail', 'zalo', 'call'],
  },
  {
    kind: 'callback',
    category: 'service',
    of: 'sale',
    weight: 8,
    words: ['Gọi lại hẹn giờ lấy {goods}', 'Gọi lại báo giá gửi {goods} đi xa'],
    when: { on: 'placed', clock: '09:40', due: { standard: 'answers' } },
    holders: ['vy', 'tu'],
    given: ['call'],
  },
  {
    kind: 'search',
    category: 'service',
    of: 'sale',
    weight: 7,
    words: ['Tìm {goods} màu khác', 'Tìm thêm {goods} cùng lô'],
    when: { on: 'placed', clock: '16:15', due: { standard: 'answers' } },
    holders: ['tu', 'vy'],
    given: ['counter', 'call'],
  },
  {
    kind: 'arrival',
    category: 'service',
    of: 'sale',
    weight: 6,
    words: ['Báo khi lô mới của {goods} về', 'Báo khi {goods} có lại'],
    when: { on: 'placed', clock: '16:15', due: { standard: 'answers' } },
    holders: ['tu', 'vy'],
    given: ['counter', 'call'],
  },
  {
    kind: 'price',
    category: 'price',
    of: 'sale',
    weight: 6,
    words: ['Giữ giá {goods} đến hết tuần', 'Giữ giá cũ cho {goods} tới cuối tuần'],
    when: { on: 'placed', clock: '11:00', due: { clock: '20:30', days: 5 } },
    holders: ['tu', 'vy'],
    given: ['counter', 'call'],
  },
  {
    kind: 'quality',
    category: 'quality',
    of: 'sale',
    weight: 5,
    words: ['Soi từng món {goods} trước khi gói', 'Đổi {goods} nếu mở hộp ra bị mẻ'],
    when: { on: 'placed', clock: '15:00', due: { clock: '18:00', days: 3 } },
    holders: ['phuc', 'vy'],
    given: ['counter'],
  },
  {
    kind: 'quote',
    category: 'price',
    of: 'firm',
    weight: 9,
    words: ['Báo giá {goods} cho quà cuối quý', 'Báo giá {goods} theo số lượng'],
    when: { on: 'placed', clock: '09:15', due: { standard: 'quotes' } },
    holders: ['son'],
    team: 'sales',
    given: ['mail', 'call'],
  },
]

/** Why a promise of a kind was not kept, how it was put right, and what was given for the trouble. */
export type Mishap = {
  reason: SlipReason
  words: string
  fix: string
  amends: readonly [words: string, kind: AmendsKind, minor: number]
}

const tea: Mishap['amends'] = ['Mời ấm trà sen ở hiên', 'gift', 45_000]
const freeDelivery: Mishap['amends'] = ['Miễn phí giao hàng', 'discount', 40_000]
const points: Mishap['amends'] = ['Tặng 200 điểm', 'points', 20_000]

export const mishaps: Readonly<Partial<Record<PromiseKind | 'ride', readonly Mishap[]>>> = {
  room: [
    {
      reason: 'our-mistake',
      words: 'Lễ tân xếp nhầm đoàn sang phòng bên',
      fix: 'Đổi sang phòng cuối hành lang từ đêm sau',
      amends: ['Giảm 20 % đêm đầu', 'discount', 180_000],
    },
    {
      reason: 'staff',
      words: 'Buồng thiếu một người vì đường ngập, dọn không kịp',
      fix: 'Mời ngồi hiên, dọn phòng này trước',
      amends: tea,
    },
  ],
  'late-checkout': [
    { reason: 'our-mistake', words: 'Ca sáng không đọc sổ, gõ cửa nhắc trả phòng lúc 12:00', fix: 'Mở lại phòng tới 15:00', amends: tea },
  ],
  repair: [
    { reason: 'stock', words: 'Hết đúng loại bóng, tiệm điện sáng mai mới mở', fix: 'Cho mượn đèn ở phòng trống', amends: tea },
    {
      reason: 'broken-equipment',
      words: 'Van nước của cả tầng hỏng, phải gọi thợ ngoài',
      fix: 'Đổi sang phòng cùng hạng',
      amends: ['Giảm 10 % đêm này', 'discount', 90_000],
    },
  ],
  help: [{ reason: 'staff', words: 'Một người trực hai tầng, quên mất lời dặn', fix: 'Mang lên ngay, kèm trà nóng', amends: tea }],
  gift: [
    {
      reason: 'stock',
      words: 'Tiệm bánh hết cốt bánh đã đặt',
      fix: 'Bánh giao sáng hôm sau, kèm nến',
      amends: ['Bữa sáng dọn tại phòng', 'upgrade', 120_000],
    },
  ],
  ride: [
    {
      reason: 'traffic',
      words: 'Đường ra sân bay ngập, xe quay đầu',
      fix: 'Gọi xe công nghệ, nhà trả tiền',
      amends: ['Không tính tiền xe', 'refund', 280_000],
    },
  ],
  delivery: [
    {
      reason: 'weather',
      words: 'Mưa lớn, đường vào xóm ngập không qua được',
      fix: 'Giao đầu giờ sáng sau khi nước rút',
      amends: freeDelivery,
    },
    { reason: 'supplier', words: 'Xưởng giao hàng về kho muộn một ngày', fix: 'Giao ngay khi hàng về tới kho', amends: points },
    { reason: 'traffic', words: 'Chuyến xe tải xuống hàng muộn', fix: 'Phúc mang tới tận nơi buổi tối', amends: freeDelivery },
  ],
  answer: [
    {
      reason: 'staff',
      words: 'Người phụ trách nghỉ ốm, việc không được bàn giao',
      fix: 'Chị Lý trả lời thẳng, đính kèm hoá đơn',
      amends: points,
    },
  ],
  callback: [
    { reason: 'our-mistake', words: 'Ghi nhầm một số trong số điện thoại', fix: 'Gọi lại, giữ hàng thêm một ngày', amends: points },
  ],
  search: [
    {
      reason: 'supplier',
      words: 'Nhà in lùi ngày ra sách mà không báo',
      fix: 'Tìm bản cũ còn đẹp cho khách đọc trước',
      amends: ['Giảm 10 % cuốn này', 'discount', 18_000],
    },
  ],
  arrival: [
    {
      reason: 'our-mistake',
      words: 'Hàng về mà phiếu hẹn kẹp nhầm sổ khác',
      fix: 'Giữ riêng một phần, mang tới tận nơi',
      amends: points,
    },
  ],
  price: [
    {
      reason: 'our-mistake',
      words: 'Máy tính tiền đã đổi giá mới trước hẹn',
      fix: 'Trả lại phần chênh',
      amends: ['Hoàn phần chênh', 'refund', 60_000],
    },
  ],
  quality: [{ reason: 'our-mistake', words: 'Gói vội, sót một món bị mẻ', fix: 'Đổi món mới, giao tận nhà', amends: points }],
  quote: [
    {
      reason: 'supplier',
      words: 'Xưởng chưa báo giá gốc',
      fix: 'Báo giá tạm, chốt khi xưởng trả lời',
      amends: ['Giữ giá 30 ngày', 'other', 0],
    },
  ],
}

/** Why a customer needed a promise no more. */
export const withdrawals = [
  'Khách đổi ngày, không cần nữa',
  'Khách tự mua được nơi khác',
  'Khách báo thôi',
  'Khách về sớm một ngày',
] as const

/** Beyond what was promised. */
export const EXCEEDED_SHARE = 0.14

/** Promises that are no customer's: suppliers', partners', among ourselves and to staff. `late` and `broken` of how many. */
export type Around = {
  customer: string | null
  direction: 'from-supplier' | 'to-partner' | 'from-partner' | 'inside' | 'to-staff'
  kind: PromiseKind
  category: Category
  words: readonly string[]
  kept: number
  late: number
  broken: number
  /** Between which days ago. */
  from: number
  to: number
  /** Hours from its making to its due. */
  hours: number
  holder: StaffKey
  team: Team | null
  toStaff?: readonly StaffKey[]
  reasons: readonly (readonly [SlipReason, string])[]
}

export const around: readonly Around[] = [
  {
    customer: 'Xưởng gốm Bến Cũ',
    direction: 'from-supplier',
    kind: 'delivery',
    category: 'delivery',
    words: ['Mười bộ chén men tro', 'Sáu ấm gốm men rêu', 'Hai chục cốc sứ mái ngói', 'Bốn bình hoa cổ cò', 'Ba bộ trà men tro'],
    kept: 19,
    late: 4,
    broken: 1,
    from: 960,
    to: 24,
    hours: 120,
    holder: 'phuc',
    team: 'warehouse',
    reasons: [
      ['broken-equipment', 'Lò gas trục trặc, mẻ nung phải làm lại'],
      ['stock', 'Thiếu đất sét trắng'],
    ],
  },
  {
    customer: 'Xưởng gốm Bến Cũ',
    direction: 'to-partner',
    kind: 'other',
    category: 'price',
    words: ['Trả tiền hàng trong tuần', 'Gửi mẫu hộp mới cho xưởng xem', 'Đặt trước mẻ sau'],
    kept: 12,
    late: 0,
    broken: 0,
    from: 940,
    to: 12,
    hours: 72,
    holder: 'ly',
    team: 'accounting',
    reasons: [],
  },
  {
    customer: 'Hợp tác xã Tinh dầu Lá Sim',
    direction: 'from-supplier',
    kind: 'delivery',
    category: 'delivery',
    words: ['Bốn chục lọ lá sim, đủ tem', 'Hai chục lọ sả chanh', 'Ba chục lọ tràm gió'],
    kept: 9,
    late: 1,
    broken: 0,
    from: 900,
    to: 26,
    hours: 96,
    holder: 'phuc',
    team: 'warehouse',
    reasons: [['weather', 'Mưa dài, lá chưa phơi được']],
  },
  {
    customer: 'Hợp tác xã Tinh dầu Lá Sim',
    direction: 'to-partner',
    kind: 'other',
    category: 'price',
    words: ['Đối chiếu công nợ trong tuần', 'Gửi lại số lọ bán được tháng này'],
    kept: 5,
    late: 0,
    broken: 0,
    from: 800,
    to: 30,
    hours: 96,
    holder: 'ly',
    team: 'accounting',
    reasons: [],
  },
  {
    customer: 'Nhà xe Cầu Tre',
    direction: 'from-supplier',
    kind: 'delivery',
    category: 'delivery',
    words: ['Chuyến hàng xuống trước 10 giờ', 'Hai thùng gốm, xe chiều', 'Kiện sách từ nhà in'],
    kept: 8,
    late: 3,
    broken: 0,
    from: 880,
    to: 20,
    hours: 30,
    holder: 'phuc',
    team: 'warehouse',
    reasons: [
      ['traffic', 'Kẹt ở đèo, xe xuống muộn'],
      ['our-mistake', 'Tài xế bỏ sót kiện hàng'],
    ],
  },
  {
    customer: 'Hiệu sách Góc Phố',
    direction: 'to-partner',
    kind: 'delivery',
    category: 'delivery',
    words: ['Giao hai thùng sách', 'Giao mười lăm bản đồ vẽ tay', 'Đổi sách in lỗi'],
    kept: 7,
    late: 1,
    broken: 0,
    from: 760,
    to: 25,
    hours: 48,
    holder: 'tu',
    team: 'sales',
    reasons: [['supplier', 'Nhà in giao thiếu một thùng']],
  },
  {
    customer: 'Hiệu sách Góc Phố',
    direction: 'from-partner',
    kind: 'other',
    category: 'service',
    words: ['Bày sách của nhà ở kệ cửa', 'Gửi danh sách khách hỏi sách phố cổ'],
    kept: 4,
    late: 1,
    broken: 0,
    from: 700,
    to: 40,
    hours: 72,
    holder: 'tu',
    team: 'sales',
    reasons: [['staff', 'Hiệu sách thiếu người cuối tuần']],
  },
  {
    customer: null,
    direction: 'inside',
    kind: 'other',
    category: 'service',
    words: [
      'Bếp nấu cơm chay cho đoàn sáu người',
      'Buồng dọn ba phòng trước 13 giờ',
      'Quầy báo bếp số suất sáng mai',
      'Kho kiểm lại kệ trầm',
    ],
    kept: 10,
    late: 2,
    broken: 0,
    from: 300,
    to: 3,
    hours: 20,
    holder: 'hanh',
    team: 'warehouse',
    reasons: [['staff', 'Ca sáng thiếu một người']],
  },
  {
    customer: null,
    direction: 'to-staff',
    kind: 'other',
    category: 'service',
    words: ['Đổi ca để về giỗ bà', 'Thay ghế ở quầy', 'Tính lại công tuần lễ', 'Nghỉ bù sau đợt khách đông'],
    kept: 5,
    late: 0,
    broken: 0,
    from: 280,
    to: 8,
    hours: 96,
    holder: 'dung',
    team: 'owner',
    toStaff: ['ngoc', 'vy', 'hanh', 'phuc'],
    reasons: [],
  },
]
