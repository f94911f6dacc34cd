/**
 * Sentences that claim something of which the house keeps a record, and the words around them that make them claim it or not. In a phrase
 * `…` stands for up to two words, `a|b` for either, a word in brackets may be left out.
 */

export type ClaimKind = 'on-the-way' | 'traffic' | 'supplier' | 'arrived' | 'never-again'

export type Claim = {
  kind: ClaimKind
  phrases: readonly string[]
  /** Said right before, it is about something else: "tuần sắp tới". */
  notAfter?: readonly string[]
  /** Said right after, it is about something else: "đã đến hạn". */
  notBefore?: readonly string[]
}

export const claims: readonly Claim[] = [
  {
    kind: 'on-the-way',
    phrases: [
      'đang … trên đường',
      'đã|hàng|xe|shipper|đơn|còn|vẫn|giờ trên đường đến|tới|giao|về|đi|rồi',
      'trên đường đến|tới|giao (cho) chị|anh|cô|chú|bác|ông|bà|em|bạn|thầy|nhà|khách',
      'trên đường vận|giao chuyển|hàng',
      'đang (được) giao',
      'đang (được) đi giao',
      'đang (được) chở',
      'đang (được) vận chuyển',
      'đang (được) chuyển đến|tới|đi',
      'đang (được) gửi đi',
      'đang mang đến|tới|sang|qua',
      'đang đến|tới nơi|chỗ|nhà|gần',
      'đang chạy đến|tới|qua|sang',
      'đang trong quá trình giao|vận',
      'đã|vừa|mới (được) xuất kho',
      'đã|vừa|mới (được) rời kho|xưởng|tiệm|cửa|bếp|nhà',
      'đã|vừa|mới (được) lên xe|đường',
      'đã|vừa|mới (được) gửi đi',
      'đã|vừa|mới (được) giao cho shipper|tài|bưu|đơn|bên|hãng',
      'đã|vừa|mới (được) bàn giao cho',
      'đã|vừa|mới xuất phát|bến',
      'đã|vừa|mới khởi hành',
      'đã|vừa|mới rời … đi',
      'shipper|tài|người|xe … đang đến|tới|qua|sang|chạy',
      'rời kho rồi',
      'rời|xuất kho lúc|sáng|chiều|trưa|từ|hôm|nãy|ban|xong',
      'left our|the warehouse|shop|store|workshop|house|depot|kitchen',
      'xuất kho rồi',
      'đi giao rồi',
      'sắp đến|tới (nơi)',
      'sắp giao',
      'sắp … đến|tới tay|nơi|nhà|tận',
      'sắp về đến|tới',
      'gần đến|tới nơi|rồi|nhà|chỗ',
      'phút nữa (là) (sẽ) đến|tới|giao|có',
      'chút nữa (là) đến|tới|giao',
      'lát nữa (là) đến|tới|giao',
      'on the way',
      'on its|his|her|their|our way',
      'under way to you',
      'en route',
      'in transit',
      'out for delivery',
      'out with the|our courier|driver',
      'with the|our courier|driver',
      'being delivered',
      'being shipped',
      'has|have|had (already|just|now) left|shipped|departed',
      'has|have (already|just|now) been shipped|dispatched|sent|collected',
      'was|were (already|just) shipped|dispatched',
      'just|already left|shipped|departed|dispatched',
      'almost|nearly there|with',
      'nearly|almost at your',
      'about to arrive|reach|deliver',
      'arriving|arrive shortly|soon|any|momentarily',
      'minutes away',
      'around the corner',
      'is|are coming to you now',
      'driver is heading|coming|approaching',
    ],
    notAfter: ['tuần', 'tháng', 'năm', 'dịp', 'ngày', 'gian', 'mùa', 'tết', 'đợt', 'lần', 'chuyến', 'lễ', 'nhật', 'kỳ', 'quý', 'thời'],
    notBefore: ['dịch', 'tiếp', 'lưu', 'hạn', 'tuổi', 'đây', 'mùa', 'tết', 'to', 'becoming'],
  },
  {
    kind: 'traffic',
    phrases: [
      'kẹt xe',
      'kẹt đường',
      'kẹt … trên cầu|đường',
      'tắc đường',
      'tắc … trên cầu|đường',
      'ùn tắc',
      'ách tắc giao',
      'đường … đông xe|quá|nghịt',
      'stuck in … traffic',
      'traffic jam',
      'heavy traffic',
      'held up in|by … traffic',
      'bad traffic',
      'because of (the) traffic',
      'due to (the) traffic',
    ],
  },
  {
    kind: 'supplier',
    phrases: [
      'chờ|đợi (bên) nhà cung cấp',
      'chờ|đợi (bên) xưởng',
      'chờ|đợi (bên) đối tác',
      'chờ|đợi hàng từ (bên) nhà|xưởng|đối',
      'vì|do|tại (bên) nhà cung cấp',
      'nhà cung cấp … trễ|chậm|muộn|lỡ',
      'xưởng … giao|báo trễ|chậm|muộn',
      'đối tác giao trễ|chậm|muộn',
      'waiting for|on (the|our) supplier|workshop|maker',
      'our|the supplier is|was|has late|delayed|slipped|let',
      'supplier delay|delayed|delays',
      'because of our|the supplier',
      'due to our|the supplier',
    ],
  },
  {
    kind: 'arrived',
    phrases: [
      'đã (được) giao xong|đến|tới|tận|thành|hàng|cho',
      'đã đến|tới nơi|tay|tận|nhà',
      'vừa giao xong',
      'giao xong rồi',
      'giao thành công',
      'has|have (already|just|now) arrived',
      'has|have (already|just|now) been delivered',
      'was|were (already|just) delivered',
      'already delivered|arrived',
    ],
    notBefore: ['hạn', 'shipper', 'tài', 'bưu', 'đơn', 'bên', 'hãng'],
  },
  {
    kind: 'never-again',
    phrases: [
      'không … tái diễn',
      'không … lặp lại',
      'không bao giờ … xảy ra',
      'không để … xảy ra nữa',
      'không xảy ra nữa',
      'không (bao) (giờ) trễ nữa',
      'không (bao) (giờ) để … phải chờ nữa',
      'không (còn) có lần sau',
      'lần sau … không (bao) (giờ) trễ|thế|vậy|như',
      'từ nay … không (bao) (giờ) trễ|để',
      'never again',
      "not|won't|never happen again",
      "won't|never|not … be repeated",
      "not|won't|never … occur again",
      "not|won't|never be late again",
      'last time this happens',
    ],
  },
]

/** What makes the opposite of a claim, within the same clause and close before it. */
export const negations: readonly string[] = [
  'không',
  'ko',
  'hông',
  'chưa',
  'chẳng',
  'chả',
  'đừng',
  'not',
  'never',
  'no',
  'cannot',
  'without',
  'nothing',
  'yet to',
  'neither',
  'nobody',
]

/** Words that look like a negation and are none. */
export const noNegations: readonly string[] = [
  'không chỉ',
  'không những',
  'không riêng',
  'không lâu',
  'không sao',
  'không quên',
  'không giấu',
  'chưa đầy',
  'chưa tới',
  'không hề quên',
  'not only',
  'not just',
  'not long',
  'no worries',
  'no problem',
  'no doubt',
  'nothing to worry',
]

/** What makes a condition, a question or a coming time of it. */
export const conditions: readonly string[] = [
  'khi',
  'nếu',
  'lúc nào',
  'bao giờ',
  'ngay khi',
  'đến khi',
  'trước khi',
  'hỏi',
  'liệu',
  'biết khi nào',
  'when',
  'once',
  'if',
  'whether',
  'until',
  'before',
  'after',
  'as soon as',
  'asked',
]

/** Right before "đang trên đường" it is yet to come. */
export const toCome: readonly string[] = ['sẽ', 'will', "we'll", "it'll"]

/** Ends the reach of a negation within a clause. */
export const breaks: readonly string[] = ['nhưng', 'mà', 'rằng', 'nên', 'vì', 'thế', 'but', 'so', 'because', 'and', 'và', 'that']

/** Who spoke the words between quotation marks, where it is not the house. */
export const sayings: readonly string[] = [
  'hỏi',
  'nói',
  'nhắn',
  'viết',
  'bảo',
  'thắc mắc',
  'kể',
  'asked',
  'wrote',
  'said',
  'say',
  'ask',
  'message',
  'words',
]

/** Words for somebody outside that are no form of address where these follow. */
export const otherPeople: Readonly<Record<string, readonly string[]>> = {
  anh: ['em', 'họ', 'ruột', 'hai', 'ba', 'cả', 'chủ', 'ấy', 'thợ', 'chị', 'shipper', 'tài', 'giao', 'đào', 'hùng'],
  chị: ['em', 'họ', 'ruột', 'hai', 'cả', 'chủ', 'ấy'],
  cô: ['giáo', 'ấy', 'chủ', 'đơn', 'ruột', 'dâu', 'gái', 'đọng', 'chú'],
  chú: ['ý', 'thích', 'trọng', 'ruột', 'tâm', 'rể', 'ấy', 'thợ', 'giải', 'cháu'],
  bác: ['sĩ', 'bỏ', 'ruột', 'ấy', 'tài', 'thợ', 'bảo', 'học'],
  ông: ['chủ', 'bà', 'ấy', 'nội', 'ngoại', 'trời', 'ngoại'],
  bà: ['con', 'chủ', 'ấy', 'nội', 'ngoại', 'nà', 'rịa'],
  bạn: ['bè', 'thân', 'hàng', 'ấy', 'đọc', 'của', 'đồng'],
}

/** What each reason is told by in a letter, when its words were not filled in. */
export const reasonSigns: Readonly<Record<string, readonly string[]>> = {
  supplier: ['nhà cung cấp', 'xưởng', 'bên làm', 'đối tác', 'supplier', 'workshop', 'maker'],
  'broken-equipment': ['hỏng', 'hư', 'trục trặc', 'sự cố', 'broke', 'broken', 'broke down', 'failed', 'out of order'],
  traffic: ['kẹt', 'tắc đường', 'ùn tắc', 'traffic'],
  weather: ['mưa', 'bão', 'lụt', 'ngập', 'lũ', 'thời tiết', 'gió', 'rain', 'storm', 'flood', 'flooded', 'flooding', 'weather', 'typhoon'],
  stock: ['hết hàng', 'thiếu hàng', 'không còn', 'hết', 'out of stock', 'sold out', 'ran out', 'short of', 'no longer have'],
  staff: ['thiếu người', 'người làm', 'ốm', 'bệnh', 'nghỉ', 'short of people', 'short staffed', 'ill', 'sick', 'short-staffed', 'away'],
  'our-mistake': [
    'em sơ suất',
    'sơ suất',
    'nhầm',
    'quên',
    'sót',
    'sai',
    'lỗi của',
    'lỗi do',
    'our mistake',
    'mistake',
    'forgot',
    'wrong',
    'our fault',
    'mixed up',
    'overlooked',
  ],
  'not-known': ['chưa rõ', 'chưa biết', 'đang tìm hiểu', 'đang hỏi', 'do not know', "don't know", 'not know', 'finding out', 'find out'],
}
