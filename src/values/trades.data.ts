/** The trades as they come: what a house begins with and may change. Keys are kept for good; words may be bettered. */

export type Tongue = 'vi' | 'en'
export type Pair = Readonly<Record<Tongue, string>>

export const tradeKeys = ['hotel', 'bookshop', 'cosmetics', 'restaurant', 'spa', 'distributor'] as const
export type TradeKey = (typeof tradeKeys)[number]

/** How a house of this trade speaks of what it does with its customers. */
export type TradeWords = {
  /** One time with us: lần ở, bữa, liệu trình. */
  visit: Pair
  /** Where it happens: phòng, bàn, kệ. */
  place: Pair
  /** What is written down when it is agreed: đặt phòng, đơn hàng. */
  booking: Pair
  /** Over the list of who comes today, and over that of who leaves. */
  arrivals: Pair
  departures: Pair
  /** What is said when nobody is expected. */
  noArrivals: Pair
  /** On the button when somebody has come, and when somebody has gone. */
  hasCome: Pair
  hasGone: Pair
  /** How the two states are called on a card. */
  isHere: Pair
  isBooked: Pair
}

/** A kind of touchpoint beside Quen's own; `icon` is a drawing of the screens. */
export type TradeKind = Pair & { key: string; icon: string }

export type Choice = Pair & { key: string }

/** Choices that the house asks about, and how many of them somebody may have. */
export type TradeGroup = Pair & { key: string; atMost: number; stance: 'likes' | 'needs'; choices: readonly Choice[] }

export type TradeField = Pair & {
  key: string
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no'
  choices?: readonly Choice[]
  appliesTo: readonly ('person' | 'organisation' | 'household')[]
}

export type Trade = {
  words: TradeWords
  kinds: readonly TradeKind[]
  groups: readonly TradeGroup[]
  fields: readonly TradeField[]
}

const kind = (key: string, icon: string, vi: string, en: string): TradeKind => ({ key, icon, vi, en })
const choice = (key: string, vi: string, en: string): Choice => ({ key, vi, en })
const everyone = ['person', 'organisation', 'household'] as const

const payment = kind('payment', 'card', 'Thanh toán', 'Payment')
const giftWrap = kind('gift-wrap', 'gift', 'Gói quà', 'Gift wrapping')
const returned = kind('return', 'undo', 'Đổi, trả hàng', 'Return or exchange')
const taxInvoice: TradeField = { key: 'invoice-to', vi: 'Xuất hoá đơn cho', en: 'Invoice made out to', kind: 'text', appliesTo: everyone }

const diet: TradeGroup = {
  key: 'diet',
  vi: 'Ăn uống',
  en: 'Diet',
  atMost: 4,
  stance: 'needs',
  choices: [
    choice('vegetarian', 'ăn chay', 'vegetarian'),
    choice('vegan', 'ăn thuần chay', 'vegan'),
    choice('no-beef', 'không ăn thịt bò', 'no beef'),
    choice('no-pork', 'không ăn thịt heo', 'no pork'),
    choice('no-raw', 'không ăn đồ sống', 'nothing raw'),
    choice('less-salt', 'ăn nhạt', 'less salt'),
    choice('less-sugar', 'ít ngọt', 'less sugar'),
    choice('no-msg', 'không bột ngọt', 'no MSG'),
  ],
}

const hotel: Trade = {
  words: {
    visit: { vi: 'lần ở', en: 'stay' },
    place: { vi: 'phòng', en: 'room' },
    booking: { vi: 'đặt phòng', en: 'booking' },
    arrivals: { vi: 'Khách đến hôm nay', en: 'Arriving today' },
    departures: { vi: 'Khách trả phòng hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có ai đặt phòng đến.', en: 'No arrivals are booked for today.' },
    hasCome: { vi: 'Đã đến', en: 'Has arrived' },
    hasGone: { vi: 'Đã trả phòng', en: 'Has checked out' },
    isHere: { vi: 'đang ở', en: 'staying' },
    isBooked: { vi: 'đã đặt', en: 'booked' },
  },
  kinds: [
    kind('booking', 'today', 'Đặt phòng', 'Booking'),
    kind('check-in', 'key', 'Nhận phòng', 'Check-in'),
    kind('check-out', 'out', 'Trả phòng', 'Check-out'),
    kind('room-service', 'recognise', 'Phục vụ tại phòng', 'Room service'),
    kind('housekeeping', 'bed', 'Dọn phòng', 'Housekeeping'),
    kind('laundry', 'bag', 'Giặt ủi', 'Laundry'),
    kind('restaurant', 'table', 'Nhà hàng', 'Restaurant'),
    kind('bar', 'moon', 'Quầy bar', 'Bar'),
    kind('gym', 'heart', 'Phòng tập', 'Gym'),
    kind('transfer', 'truck', 'Đưa đón', 'Transfer'),
    kind('lost-property', 'search', 'Đồ để quên', 'Lost property'),
    payment,
  ],
  groups: [
    {
      key: 'pillow',
      vi: 'Gối',
      en: 'Pillow',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('firm', 'gối cứng', 'firm pillow'),
        choice('soft', 'gối mềm', 'soft pillow'),
        choice('low', 'gối thấp', 'low pillow'),
        choice('high', 'gối cao', 'high pillow'),
        choice('no-feathers', 'gối không lông vũ', 'no feathers'),
      ],
    },
    {
      key: 'bed',
      vi: 'Giường',
      en: 'Bed',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('double', 'giường đôi', 'double bed'),
        choice('twin', 'hai giường đơn', 'twin beds'),
        choice('single', 'giường đơn', 'single bed'),
        choice('firm-mattress', 'nệm cứng', 'firm mattress'),
      ],
    },
    {
      key: 'floor',
      vi: 'Tầng',
      en: 'Floor',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('low', 'tầng thấp', 'low floor'),
        choice('high', 'tầng cao', 'high floor'),
        choice('no-stairs', 'không phải leo thang', 'no stairs'),
      ],
    },
    {
      key: 'view',
      vi: 'Hướng phòng',
      en: 'View',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('garden', 'hướng vườn', 'garden view'),
        choice('river', 'hướng sông', 'river view'),
        choice('sea', 'hướng biển', 'sea view'),
        choice('street', 'hướng phố', 'street view'),
        choice('quiet', 'phía yên tĩnh', 'the quiet side'),
      ],
    },
    {
      key: 'newspaper',
      vi: 'Báo buổi sáng',
      en: 'Morning paper',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('vietnamese', 'báo tiếng Việt', 'a Vietnamese paper'),
        choice('english', 'báo tiếng Anh', 'an English paper'),
        choice('business', 'báo kinh tế', 'a business paper'),
        choice('none', 'không cần báo', 'no paper'),
      ],
    },
    {
      key: 'welcome-drink',
      vi: 'Nước đón khách',
      en: 'Welcome drink',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('ginger-tea', 'trà gừng', 'ginger tea'),
        choice('lotus-tea', 'trà sen', 'lotus tea'),
        choice('coffee', 'cà phê', 'coffee'),
        choice('lime', 'nước chanh', 'lime juice'),
        choice('warm-water', 'nước ấm', 'warm water'),
      ],
    },
    diet,
  ],
  fields: [
    {
      key: 'travels-for',
      vi: 'Thường đi vì',
      en: 'Usually travels for',
      kind: 'choice',
      choices: [
        choice('rest', 'nghỉ ngơi', 'rest'),
        choice('work', 'công việc', 'work'),
        choice('family', 'thăm người thân', 'visiting family'),
      ],
      appliesTo: ['person', 'household'],
    },
    { key: 'arrives-at', vi: 'Thường đến lúc', en: 'Usually arrives at', kind: 'text', appliesTo: ['person', 'household'] },
    { key: 'arrives-by', vi: 'Thường đến bằng', en: 'Usually arrives by', kind: 'text', appliesTo: ['person', 'household'] },
    taxInvoice,
  ],
}

const bookshop: Trade = {
  words: {
    visit: { vi: 'lần ghé', en: 'visit' },
    place: { vi: 'kệ', en: 'shelf' },
    booking: { vi: 'đơn', en: 'order' },
    arrivals: { vi: 'Khách hẹn ghé hôm nay', en: 'Coming by today' },
    departures: { vi: 'Hẹn đến hạn hôm nay', en: 'Due to end today' },
    noArrivals: { vi: 'Hôm nay chưa có ai hẹn ghé.', en: 'Nobody has said they will come by today.' },
    hasCome: { vi: 'Đã ghé', en: 'Has come' },
    hasGone: { vi: 'Xong', en: 'Done' },
    isHere: { vi: 'đang ở tiệm', en: 'here' },
    isBooked: { vi: 'đã hẹn', en: 'expected' },
  },
  kinds: [
    kind('enquiry', 'search', 'Hỏi tìm sách', 'Book enquiry'),
    kind('put-aside', 'tag', 'Giữ sách', 'Book put aside'),
    kind('collected', 'bag', 'Đến lấy sách', 'Book collected'),
    kind('recommended', 'idea', 'Giới thiệu sách', 'Recommendation'),
    kind('reading', 'people', 'Buổi đọc, ra mắt sách', 'Reading or launch'),
    giftWrap,
    returned,
    payment,
  ],
  groups: [
    {
      key: 'genres',
      vi: 'Thể loại',
      en: 'Genres',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('vietnamese-fiction', 'văn học Việt Nam', 'Vietnamese fiction'),
        choice('world-fiction', 'văn học nước ngoài', 'world fiction'),
        choice('poetry', 'thơ', 'poetry'),
        choice('history', 'lịch sử', 'history'),
        choice('essays', 'tản văn, bút ký', 'essays'),
        choice('detective', 'trinh thám', 'crime'),
        choice('science', 'khoa học', 'science'),
        choice('business', 'kinh doanh', 'business'),
        choice('art', 'mỹ thuật', 'art'),
        choice('cooking', 'nấu ăn', 'cooking'),
        choice('children', 'thiếu nhi', 'children'),
        choice('comics', 'truyện tranh', 'comics'),
      ],
    },
    {
      key: 'format',
      vi: 'Loại sách',
      en: 'Format',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('paperback', 'bìa mềm', 'paperback'),
        choice('hardback', 'bìa cứng', 'hardback'),
        choice('second-hand', 'sách cũ', 'second-hand'),
        choice('signed', 'bản có chữ ký', 'signed copies'),
        choice('large-print', 'chữ lớn', 'large print'),
      ],
    },
    {
      key: 'reads-in',
      vi: 'Đọc bằng',
      en: 'Reads in',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('vietnamese', 'tiếng Việt', 'Vietnamese'),
        choice('english', 'tiếng Anh', 'English'),
        choice('french', 'tiếng Pháp', 'French'),
        choice('japanese', 'tiếng Nhật', 'Japanese'),
      ],
    },
  ],
  fields: [
    {
      key: 'reading-level',
      vi: 'Mức đọc',
      en: 'Reading level',
      kind: 'choice',
      choices: [
        choice('beginning', 'mới đọc', 'beginning'),
        choice('regular', 'đọc đều', 'reads regularly'),
        choice('deep', 'đọc chuyên sâu', 'reads deeply'),
      ],
      appliesTo: ['person'],
    },
    { key: 'buys-for', vi: 'Hay mua cho', en: 'Often buys for', kind: 'text', appliesTo: ['person', 'household'] },
    { key: 'book-club', vi: 'Trong nhóm đọc sách', en: 'In the reading circle', kind: 'yes-no', appliesTo: ['person'] },
    taxInvoice,
  ],
}

const cosmetics: Trade = {
  words: {
    visit: { vi: 'lần ghé', en: 'visit' },
    place: { vi: 'quầy', en: 'counter' },
    booking: { vi: 'đơn hàng', en: 'order' },
    arrivals: { vi: 'Khách hẹn ghé hôm nay', en: 'Coming by today' },
    departures: { vi: 'Hẹn đến hạn hôm nay', en: 'Due to end today' },
    noArrivals: { vi: 'Hôm nay chưa có ai hẹn ghé.', en: 'Nobody has said they will come by today.' },
    hasCome: { vi: 'Đã ghé', en: 'Has come' },
    hasGone: { vi: 'Xong', en: 'Done' },
    isHere: { vi: 'đang ở tiệm', en: 'here' },
    isBooked: { vi: 'đã hẹn', en: 'expected' },
  },
  kinds: [
    kind('consultation', 'idea', 'Tư vấn', 'Consultation'),
    kind('skin-check', 'eye', 'Soi da', 'Skin check'),
    kind('sample', 'leaf', 'Thử, gửi mẫu thử', 'Sample tried or sent'),
    kind('refill', 'recent', 'Mua lại khi dùng hết', 'Refill'),
    kind('asked-after-use', 'heart', 'Hỏi thăm sau khi dùng', 'Asked how it went'),
    giftWrap,
    returned,
    payment,
  ],
  groups: [
    {
      key: 'skin-type',
      vi: 'Loại da',
      en: 'Skin type',
      atMost: 1,
      stance: 'needs',
      choices: [
        choice('dry', 'da khô', 'dry'),
        choice('oily', 'da dầu', 'oily'),
        choice('combination', 'da hỗn hợp', 'combination'),
        choice('normal', 'da thường', 'normal'),
        choice('sensitive', 'da nhạy cảm', 'sensitive'),
      ],
    },
    {
      key: 'scent-families',
      vi: 'Nhóm hương',
      en: 'Scent families',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('woody', 'hương gỗ', 'woody'),
        choice('floral', 'hương hoa', 'floral'),
        choice('citrus', 'hương cam chanh', 'citrus'),
        choice('green', 'hương lá xanh', 'green'),
        choice('spicy', 'hương gia vị', 'spicy'),
        choice('sweet', 'hương ngọt', 'sweet'),
        choice('fresh', 'hương nước', 'fresh'),
        choice('none', 'không mùi', 'unscented'),
      ],
    },
    {
      key: 'finish',
      vi: 'Lớp nền',
      en: 'Finish',
      atMost: 1,
      stance: 'likes',
      choices: [choice('matte', 'lì', 'matte'), choice('dewy', 'căng bóng', 'dewy'), choice('natural', 'tự nhiên', 'natural')],
    },
    {
      key: 'ingredients',
      vi: 'Thành phần',
      en: 'Ingredients',
      atMost: 4,
      stance: 'likes',
      choices: [
        choice('natural', 'gốc thiên nhiên', 'from nature'),
        choice('vegan', 'thuần chay', 'vegan'),
        choice('fragrance-free', 'không hương liệu', 'no fragrance'),
        choice('alcohol-free', 'không cồn', 'no alcohol'),
      ],
    },
  ],
  fields: [
    { key: 'shade', vi: 'Tông nền đang dùng', en: 'Shade in use', kind: 'text', appliesTo: ['person'] },
    { key: 'skin-checked-on', vi: 'Soi da lần gần nhất', en: 'Last skin check', kind: 'date', appliesTo: ['person'] },
    { key: 'wants-samples', vi: 'Thích nhận mẫu thử', en: 'Likes to get samples', kind: 'yes-no', appliesTo: ['person'] },
    taxInvoice,
  ],
}

const restaurant: Trade = {
  words: {
    visit: { vi: 'lần dùng bữa', en: 'meal' },
    place: { vi: 'bàn', en: 'table' },
    booking: { vi: 'đặt bàn', en: 'reservation' },
    arrivals: { vi: 'Bàn đặt hôm nay', en: 'Tables for today' },
    departures: { vi: 'Khách về hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có ai đặt bàn.', en: 'No tables are booked for today.' },
    hasCome: { vi: 'Đã vào bàn', en: 'Is seated' },
    hasGone: { vi: 'Đã về', en: 'Has left' },
    isHere: { vi: 'đang dùng bữa', en: 'at the table' },
    isBooked: { vi: 'đã đặt', en: 'booked' },
  },
  kinds: [
    kind('table-booking', 'today', 'Đặt bàn', 'Reservation'),
    kind('seating', 'recognise', 'Đón vào bàn', 'Seating'),
    kind('kitchen-visit', 'heart', 'Bếp ra chào', 'Kitchen came out'),
    kind('bar', 'moon', 'Quầy bar', 'Bar'),
    kind('takeaway', 'bag', 'Mua mang về', 'Takeaway'),
    kind('party', 'occasion', 'Tiệc', 'Party'),
    kind('feedback', 'star', 'Hỏi ý kiến sau bữa', 'Asked after the meal'),
    payment,
  ],
  groups: [
    {
      key: 'table',
      vi: 'Chỗ ngồi',
      en: 'Table',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('window', 'cạnh cửa sổ', 'by the window'),
        choice('garden', 'ngoài sân', 'in the garden'),
        choice('corner', 'góc khuất', 'a quiet corner'),
        choice('private', 'phòng riêng', 'a private room'),
        choice('upstairs', 'trên lầu', 'upstairs'),
        choice('counter', 'quầy bếp', 'at the kitchen counter'),
      ],
    },
    diet,
    {
      key: 'spice',
      vi: 'Độ cay',
      en: 'Spice',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('none', 'không cay', 'not spicy'),
        choice('mild', 'cay nhẹ', 'mild'),
        choice('hot', 'cay', 'hot'),
        choice('very-hot', 'thật cay', 'very hot'),
      ],
    },
    {
      key: 'drinks',
      vi: 'Thức uống',
      en: 'Drinks',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('tea', 'trà nóng', 'hot tea'),
        choice('iced-tea', 'trà đá', 'iced tea'),
        choice('beer', 'bia', 'beer'),
        choice('wine', 'rượu vang', 'wine'),
        choice('juice', 'nước ép', 'fresh juice'),
        choice('no-ice', 'không đá', 'no ice'),
      ],
    },
  ],
  fields: [
    { key: 'party-size', vi: 'Thường đi mấy người', en: 'Usual party', kind: 'number', appliesTo: everyone },
    {
      key: 'comes-at',
      vi: 'Hay đến bữa',
      en: 'Usually comes for',
      kind: 'choice',
      choices: [choice('breakfast', 'sáng', 'breakfast'), choice('lunch', 'trưa', 'lunch'), choice('dinner', 'tối', 'dinner')],
      appliesTo: everyone,
    },
    { key: 'brings-children', vi: 'Hay đi cùng trẻ nhỏ', en: 'Often brings children', kind: 'yes-no', appliesTo: ['person', 'household'] },
    taxInvoice,
  ],
}

const spa: Trade = {
  words: {
    visit: { vi: 'liệu trình', en: 'treatment' },
    place: { vi: 'phòng liệu trình', en: 'treatment room' },
    booking: { vi: 'lịch hẹn', en: 'appointment' },
    arrivals: { vi: 'Lịch hẹn hôm nay', en: 'Appointments today' },
    departures: { vi: 'Khách về hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có lịch hẹn.', en: 'There are no appointments today.' },
    hasCome: { vi: 'Đã đến', en: 'Has arrived' },
    hasGone: { vi: 'Đã về', en: 'Has left' },
    isHere: { vi: 'đang làm', en: 'in treatment' },
    isBooked: { vi: 'đã hẹn', en: 'booked' },
  },
  kinds: [
    kind('appointment', 'today', 'Đặt lịch', 'Appointment'),
    kind('appointment-moved', 'recent', 'Đổi lịch', 'Appointment moved'),
    kind('welcome', 'recognise', 'Đón và hỏi thăm', 'Welcome'),
    kind('treatment', 'leaf', 'Liệu trình', 'Treatment'),
    kind('aftercare', 'heart', 'Hỏi thăm sau liệu trình', 'Asked afterwards'),
    kind('package', 'gift', 'Mua gói', 'Package bought'),
    payment,
  ],
  groups: [
    {
      key: 'pressure',
      vi: 'Lực tay',
      en: 'Pressure',
      atMost: 1,
      stance: 'likes',
      choices: [choice('light', 'nhẹ', 'light'), choice('medium', 'vừa', 'medium'), choice('firm', 'mạnh', 'firm')],
    },
    {
      key: 'therapist',
      vi: 'Kỹ thuật viên',
      en: 'Therapist',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('woman', 'kỹ thuật viên nữ', 'a woman'),
        choice('man', 'kỹ thuật viên nam', 'a man'),
        choice('same', 'người làm lần trước', 'the same as last time'),
      ],
    },
    {
      key: 'oil',
      vi: 'Tinh dầu',
      en: 'Oil',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('lavender', 'oải hương', 'lavender'),
        choice('lemongrass', 'sả', 'lemongrass'),
        choice('ginger', 'gừng', 'ginger'),
        choice('mint', 'bạc hà', 'mint'),
        choice('none', 'không tinh dầu', 'no oil'),
      ],
    },
    {
      key: 'room',
      vi: 'Trong phòng',
      en: 'In the room',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('quiet', 'không nhạc', 'no music'),
        choice('no-talk', 'không trò chuyện', 'no talking'),
        choice('warm', 'phòng ấm', 'a warm room'),
        choice('dim', 'đèn mờ', 'dim light'),
      ],
    },
  ],
  fields: [
    { key: 'sessions-left', vi: 'Số buổi còn trong gói', en: 'Sessions left in the package', kind: 'number', appliesTo: ['person'] },
    { key: 'package-until', vi: 'Gói dùng đến ngày', en: 'Package lasts until', kind: 'date', appliesTo: ['person'] },
    { key: 'comes-on', vi: 'Hay đến vào', en: 'Usually comes on', kind: 'text', appliesTo: ['person'] },
    taxInvoice,
  ],
}

const distributor: Trade = {
  words: {
    visit: { vi: 'đơn hàng', en: 'order' },
    place: { vi: 'đại lý', en: 'dealer' },
    booking: { vi: 'đơn hàng', en: 'order' },
    arrivals: { vi: 'Đơn giao hôm nay', en: 'Deliveries today' },
    departures: { vi: 'Đơn đến hạn xong hôm nay', en: 'Due to be finished today' },
    noArrivals: { vi: 'Hôm nay chưa có đơn nào hẹn giao.', en: 'No deliveries are due today.' },
    hasCome: { vi: 'Bắt đầu giao', en: 'Under way' },
    hasGone: { vi: 'Đã giao xong', en: 'Delivered' },
    isHere: { vi: 'đang giao', en: 'under way' },
    isBooked: { vi: 'chờ giao', en: 'waiting' },
  },
  kinds: [
    kind('quote', 'file', 'Báo giá', 'Quote'),
    kind('order-taken', 'pencil', 'Nhận đơn', 'Order taken'),
    kind('left-warehouse', 'upload', 'Xuất kho', 'Left the warehouse'),
    kind('handover', 'truck', 'Giao nhận', 'Handover'),
    kind('shelf-check', 'eye', 'Xem trưng bày', 'Shelf check'),
    kind('training', 'people', 'Huấn luyện bán hàng', 'Sales training'),
    returned,
    kind('debt-payment', 'card', 'Thanh toán công nợ', 'Debt payment'),
  ],
  groups: [
    {
      key: 'delivery-days',
      vi: 'Ngày nhận hàng',
      en: 'Delivery days',
      atMost: 6,
      stance: 'needs',
      choices: [
        choice('monday', 'Thứ Hai', 'Monday'),
        choice('tuesday', 'Thứ Ba', 'Tuesday'),
        choice('wednesday', 'Thứ Tư', 'Wednesday'),
        choice('thursday', 'Thứ Năm', 'Thursday'),
        choice('friday', 'Thứ Sáu', 'Friday'),
        choice('saturday', 'Thứ Bảy', 'Saturday'),
        choice('sunday', 'Chủ Nhật', 'Sunday'),
      ],
    },
    {
      key: 'payment-terms',
      vi: 'Thanh toán',
      en: 'Payment terms',
      atMost: 1,
      stance: 'needs',
      choices: [
        choice('at-once', 'trả ngay', 'at once'),
        choice('rolling', 'gối đầu', 'with the next order'),
        choice('days-15', 'trong 15 ngày', 'within 15 days'),
        choice('days-30', 'trong 30 ngày', 'within 30 days'),
        choice('days-45', 'trong 45 ngày', 'within 45 days'),
      ],
    },
    {
      key: 'orders-by',
      vi: 'Đặt hàng qua',
      en: 'Orders by',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('phone', 'điện thoại', 'phone'),
        choice('zalo', 'Zalo', 'Zalo'),
        choice('visit', 'nhân viên ghé', 'when we visit'),
        choice('mail', 'thư điện tử', 'mail'),
      ],
    },
  ],
  fields: [
    { key: 'route', vi: 'Tuyến', en: 'Route', kind: 'text', appliesTo: everyone },
    { key: 'credit-days', vi: 'Số ngày công nợ', en: 'Credit days', kind: 'number', appliesTo: everyone },
    { key: 'receives-at', vi: 'Giờ nhận hàng', en: 'Receives goods at', kind: 'text', appliesTo: everyone },
    {
      key: 'sells-as',
      vi: 'Loại điểm bán',
      en: 'Sells as',
      kind: 'choice',
      choices: [
        choice('shop', 'tiệm tạp hoá', 'corner shop'),
        choice('market', 'sạp chợ', 'market stall'),
        choice('minimart', 'siêu thị nhỏ', 'minimart'),
        choice('dealer', 'đại lý cấp 1', 'first-tier dealer'),
        choice('online', 'bán qua mạng', 'online'),
      ],
      appliesTo: everyone,
    },
    taxInvoice,
  ],
}

export const trades: Readonly<Record<TradeKey, Trade>> = { hotel, bookshop, cosmetics, restaurant, spa, distributor }
