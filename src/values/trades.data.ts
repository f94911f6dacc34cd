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

/** Choices that the house asks about, and how many of them somebody may have. A choice says what it is on its own: "thích …", "likes …". */
export type TradeGroup = Pair & { key: string; atMost: number; stance: 'likes' | 'needs'; choices: readonly Choice[] }

export type TradeField = Pair & {
  key: string
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no'
  choices?: readonly Choice[]
  appliesTo: readonly ('person' | 'organisation' | 'household')[]
}

export type Trade = {
  words: TradeWords
  /** The drawing that stands for one time with us. */
  icon: string
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
    choice('vegetarian', 'món chay', 'vegetarian dishes'),
    choice('vegan', 'món thuần chay', 'vegan dishes'),
    choice('no-beef', 'món không thịt bò', 'dishes without beef'),
    choice('no-pork', 'món không thịt heo', 'dishes without pork'),
    choice('no-raw', 'đồ nấu chín', 'cooked food only'),
    choice('less-salt', 'món nhạt', 'less salt'),
    choice('less-sugar', 'món ít ngọt', 'less sugar'),
    choice('no-msg', 'món không bột ngọt', 'dishes without MSG'),
  ],
}

const hotel: Trade = {
  icon: 'bed',
  words: {
    visit: { vi: 'lần ở', en: 'stay' },
    place: { vi: 'phòng', en: 'room' },
    booking: { vi: 'đặt phòng', en: 'booking' },
    arrivals: { vi: 'Khách đến hôm nay', en: 'Arriving today' },
    departures: { vi: 'Khách trả phòng hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có ai đặt phòng đến.', en: 'No arrivals are booked for today.' },
    hasCome: { vi: 'Đã đến', en: 'Arrived' },
    hasGone: { vi: 'Đã trả phòng', en: 'Checked out' },
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
        choice('firm', 'gối cứng', 'a firm pillow'),
        choice('soft', 'gối mềm', 'a soft pillow'),
        choice('low', 'gối thấp', 'a low pillow'),
        choice('high', 'gối cao', 'a high pillow'),
        choice('no-feathers', 'gối không lông vũ', 'a pillow without feathers'),
      ],
    },
    {
      key: 'bed',
      vi: 'Giường',
      en: 'Bed',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('double', 'giường đôi', 'a double bed'),
        choice('twin', 'hai giường đơn', 'twin beds'),
        choice('single', 'giường đơn', 'a single bed'),
        choice('firm-mattress', 'nệm cứng', 'a firm mattress'),
      ],
    },
    {
      key: 'floor',
      vi: 'Tầng',
      en: 'Floor',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('low', 'tầng thấp', 'a low floor'),
        choice('high', 'tầng cao', 'a high floor'),
        choice('no-stairs', 'phòng không phải leo thang', 'a room without stairs'),
      ],
    },
    {
      key: 'view',
      vi: 'Hướng phòng',
      en: 'View',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('garden', 'phòng hướng vườn', 'a garden view'),
        choice('river', 'phòng hướng sông', 'a river view'),
        choice('sea', 'phòng hướng biển', 'a sea view'),
        choice('street', 'phòng hướng phố', 'a street view'),
        choice('quiet', 'phòng phía yên tĩnh', 'the quiet side'),
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
        choice('none', 'buổi sáng không báo', 'a morning without a paper'),
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
  icon: 'bag',
  words: {
    visit: { vi: 'lần ghé', en: 'visit' },
    place: { vi: 'kệ', en: 'shelf' },
    booking: { vi: 'đơn', en: 'order' },
    arrivals: { vi: 'Khách hẹn ghé hôm nay', en: 'Coming by today' },
    departures: { vi: 'Hẹn đến hạn hôm nay', en: 'Due to end today' },
    noArrivals: { vi: 'Hôm nay chưa có ai hẹn ghé.', en: 'Nobody has said they will come by today.' },
    hasCome: { vi: 'Đã ghé', en: 'Here' },
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
        choice('paperback', 'sách bìa mềm', 'paperbacks'),
        choice('hardback', 'sách bìa cứng', 'hardbacks'),
        choice('second-hand', 'sách cũ', 'second-hand books'),
        choice('signed', 'bản có chữ ký', 'signed copies'),
        choice('large-print', 'sách chữ lớn', 'large print'),
      ],
    },
    {
      key: 'reads-in',
      vi: 'Đọc bằng',
      en: 'Reads in',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('vietnamese', 'sách tiếng Việt', 'books in Vietnamese'),
        choice('english', 'sách tiếng Anh', 'books in English'),
        choice('french', 'sách tiếng Pháp', 'books in French'),
        choice('japanese', 'sách tiếng Nhật', 'books in Japanese'),
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
  icon: 'bag',
  words: {
    visit: { vi: 'lần ghé', en: 'visit' },
    place: { vi: 'quầy', en: 'counter' },
    booking: { vi: 'đơn hàng', en: 'order' },
    arrivals: { vi: 'Khách hẹn ghé hôm nay', en: 'Coming by today' },
    departures: { vi: 'Hẹn đến hạn hôm nay', en: 'Due to end today' },
    noArrivals: { vi: 'Hôm nay chưa có ai hẹn ghé.', en: 'Nobody has said they will come by today.' },
    hasCome: { vi: 'Đã ghé', en: 'Here' },
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
        choice('dry', 'đồ cho da khô', 'care for dry skin'),
        choice('oily', 'đồ cho da dầu', 'care for oily skin'),
        choice('combination', 'đồ cho da hỗn hợp', 'care for combination skin'),
        choice('normal', 'đồ cho da thường', 'care for normal skin'),
        choice('sensitive', 'đồ cho da nhạy cảm', 'care for sensitive skin'),
      ],
    },
    {
      key: 'scent-families',
      vi: 'Nhóm hương',
      en: 'Scent families',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('woody', 'hương gỗ', 'woody scents'),
        choice('floral', 'hương hoa', 'floral scents'),
        choice('citrus', 'hương cam chanh', 'citrus scents'),
        choice('green', 'hương lá xanh', 'green scents'),
        choice('spicy', 'hương gia vị', 'spicy scents'),
        choice('sweet', 'hương ngọt', 'sweet scents'),
        choice('fresh', 'hương nước', 'fresh scents'),
        choice('none', 'đồ không mùi', 'nothing scented'),
      ],
    },
    {
      key: 'finish',
      vi: 'Lớp nền',
      en: 'Finish',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('matte', 'lớp nền lì', 'a matte finish'),
        choice('dewy', 'lớp nền căng bóng', 'a dewy finish'),
        choice('natural', 'lớp nền tự nhiên', 'a natural finish'),
      ],
    },
    {
      key: 'ingredients',
      vi: 'Thành phần',
      en: 'Ingredients',
      atMost: 4,
      stance: 'likes',
      choices: [
        choice('natural', 'đồ gốc thiên nhiên', 'natural ingredients'),
        choice('vegan', 'đồ thuần chay', 'vegan products'),
        choice('fragrance-free', 'đồ không hương liệu', 'products without fragrance'),
        choice('alcohol-free', 'đồ không cồn', 'products without alcohol'),
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
  icon: 'table',
  words: {
    visit: { vi: 'lần dùng bữa', en: 'meal' },
    place: { vi: 'bàn', en: 'table' },
    booking: { vi: 'đặt bàn', en: 'reservation' },
    arrivals: { vi: 'Bàn đặt hôm nay', en: 'Tables for today' },
    departures: { vi: 'Khách về hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có ai đặt bàn.', en: 'No tables are booked for today.' },
    hasCome: { vi: 'Đã vào bàn', en: 'Seated' },
    hasGone: { vi: 'Đã về', en: 'Left' },
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
        choice('window', 'bàn cạnh cửa sổ', 'a table by the window'),
        choice('garden', 'bàn ngoài sân', 'a table in the garden'),
        choice('corner', 'góc khuất', 'a quiet corner'),
        choice('private', 'phòng riêng', 'a private room'),
        choice('upstairs', 'bàn trên lầu', 'a table upstairs'),
        choice('counter', 'ngồi quầy bếp', 'a seat at the kitchen counter'),
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
        choice('none', 'món không cay', 'nothing spicy'),
        choice('mild', 'món cay nhẹ', 'mild dishes'),
        choice('hot', 'món cay', 'hot dishes'),
        choice('very-hot', 'món thật cay', 'very hot dishes'),
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
        choice('no-ice', 'nước không đá', 'drinks without ice'),
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
  icon: 'leaf',
  words: {
    visit: { vi: 'liệu trình', en: 'treatment' },
    place: { vi: 'phòng liệu trình', en: 'treatment room' },
    booking: { vi: 'lịch hẹn', en: 'appointment' },
    arrivals: { vi: 'Lịch hẹn hôm nay', en: 'Appointments today' },
    departures: { vi: 'Khách về hôm nay', en: 'Leaving today' },
    noArrivals: { vi: 'Hôm nay chưa có lịch hẹn.', en: 'There are no appointments today.' },
    hasCome: { vi: 'Đã đến', en: 'Arrived' },
    hasGone: { vi: 'Đã về', en: 'Left' },
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
      choices: [
        choice('light', 'tay nhẹ', 'light pressure'),
        choice('medium', 'tay vừa', 'medium pressure'),
        choice('firm', 'tay mạnh', 'firm pressure'),
      ],
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
        choice('lavender', 'tinh dầu oải hương', 'lavender oil'),
        choice('lemongrass', 'tinh dầu sả', 'lemongrass oil'),
        choice('ginger', 'tinh dầu gừng', 'ginger oil'),
        choice('mint', 'tinh dầu bạc hà', 'mint oil'),
        choice('none', 'làm không tinh dầu', 'treatment without oil'),
      ],
    },
    {
      key: 'room',
      vi: 'Trong phòng',
      en: 'In the room',
      atMost: 3,
      stance: 'likes',
      choices: [
        choice('quiet', 'phòng không nhạc', 'a room without music'),
        choice('no-talk', 'yên lặng khi làm', 'silence'),
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
  icon: 'truck',
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
        choice('monday', 'giao thứ Hai', 'delivery on Mondays'),
        choice('tuesday', 'giao thứ Ba', 'delivery on Tuesdays'),
        choice('wednesday', 'giao thứ Tư', 'delivery on Wednesdays'),
        choice('thursday', 'giao thứ Năm', 'delivery on Thursdays'),
        choice('friday', 'giao thứ Sáu', 'delivery on Fridays'),
        choice('saturday', 'giao thứ Bảy', 'delivery on Saturdays'),
        choice('sunday', 'giao Chủ Nhật', 'delivery on Sundays'),
      ],
    },
    {
      key: 'payment-terms',
      vi: 'Thanh toán',
      en: 'Payment terms',
      atMost: 1,
      stance: 'likes',
      choices: [
        choice('at-once', 'trả ngay khi nhận', 'paying at once'),
        choice('rolling', 'trả gối đầu', 'paying with the next order'),
        choice('days-15', 'trả trong 15 ngày', 'paying within 15 days'),
        choice('days-30', 'trả trong 30 ngày', 'paying within 30 days'),
        choice('days-45', 'trả trong 45 ngày', 'paying within 45 days'),
      ],
    },
    {
      key: 'orders-by',
      vi: 'Đặt hàng qua',
      en: 'Orders by',
      atMost: 2,
      stance: 'likes',
      choices: [
        choice('phone', 'đặt qua điện thoại', 'ordering by phone'),
        choice('zalo', 'đặt qua Zalo', 'ordering by Zalo'),
        choice('visit', 'đặt khi nhân viên ghé', 'ordering when we visit'),
        choice('mail', 'đặt qua thư', 'ordering by mail'),
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
