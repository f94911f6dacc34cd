/**
 * The sentences of a letter about a slip. What stands in braces is filled in: `them` and `us` by the customer's form of address, `due`,
 * `reason`, `amends` and `fix` from the steps above the letter. A sentence begins with a capital whatever it begins with.
 */
export const sentences = {
  vi: {
    who: '{me} là {writer} ở {house}.',
    whoHouse: 'đây là {house}.',
    /** Something that is brought, mended, made: "Bộ ấm em hứa giao trước 17:00 hôm nay". */
    thing: '{subject} {us} hứa {verb}{by}',
    matter: 'việc {matter} {us} hứa{by}',
    foreseen: '{thing} sẽ trễ sang {due}, vì {reason}.',
    missed: '{thing} đã trễ hẹn, vì {reason}. {us} xin hẹn lại {due}.',
    late: '{thing} đã trễ{done}, vì {reason}.',
    broken: '{thing} nay {us} không làm được nữa, vì {reason}.',
    foreseenUnknown: '{thing} sẽ trễ. {us} {reason}, {us} sẽ báo lại {them} trước {due}.',
    missedUnknown: '{thing} đã trễ hẹn. {us} {reason}, {us} sẽ báo lại {them} trước {due}.',
    news: '{thing} trễ vì {reason}. {us} xin hẹn lại {due}.',
    newsDone: '{thing} đã trễ{done}, vì {reason}.',
    sorryLateWord: 'bên {us} báo {them} muộn, {us} xin lỗi {them}.',
    sorryEarly: 'bên {us} sai hẹn với {them}, {us} xin lỗi {them}.',
    sorryWaited: 'bên {us} để {them} phải chờ, {us} xin lỗi {them}.',
    amends: '{us} xin {amends}.',
    instead: 'nếu {them} cần ngay{today}, {us} có {fix}.',
    fix: '{us} sẽ {fix}.',
    notKnown: 'chưa rõ lý do',
  },
  en: {
    who: 'this is {writer} at {house}.',
    whoHouse: 'this is {house}.',
    thing: '{subject} we promised to {verb}{by}',
    matter: 'what we promised you{by} ({matter})',
    foreseen: '{thing} will be late, until {due}, because {reason}.',
    missed: '{thing} is late, because {reason}. Our new time is {due}.',
    late: '{thing} was late{done}, because {reason}.',
    broken: '{thing} is no longer possible, because {reason}.',
    foreseenUnknown: '{thing} will be late. We {reason}; you will hear from us by {due}.',
    missedUnknown: '{thing} is late. We {reason}; you will hear from us by {due}.',
    news: '{thing} is late because {reason}. Our new time is {due}.',
    newsDone: '{thing} was late{done}, because {reason}.',
    sorryLateWord: 'we are telling you late, and we are sorry.',
    sorryEarly: 'we are not keeping our word to you, and we are sorry.',
    sorryWaited: 'we have kept you waiting, and we are sorry.',
    amends: 'to make up for it: {amends}.',
    instead: 'if you need it{today}, we can offer this: {fix}.',
    fix: 'to put it right: {fix}.',
    notKnown: 'do not know the reason yet',
  },
} as const

/** Reasons as they are told where nobody found better words; `supplier` stands for whose promise slipped. */
export const reasonWords = {
  vi: {
    supplier: '{supplier} giao trễ',
    'broken-equipment': 'thiết bị bị hỏng',
    traffic: 'xe giao bị kẹt đường',
    weather: 'thời tiết xấu',
    stock: 'trong kho đã hết hàng',
    staff: 'bên {us} thiếu người',
    'our-mistake': 'bên {us} sơ suất',
    'not-known': 'chưa rõ lý do',
    other: '',
  },
  en: {
    supplier: '{supplier} is late',
    'broken-equipment': 'our equipment broke down',
    traffic: 'the van is held up in traffic',
    weather: 'the weather is bad',
    stock: 'it is out of stock',
    staff: 'we are short of people',
    'our-mistake': 'we made a mistake',
    'not-known': 'we do not know yet',
    other: '',
  },
} as const

export const aSupplier = { vi: 'bên làm hàng', en: 'our supplier' } as const

/** What is promised is often something done to a thing; these words begin it. The longest counts. */
export const verbs = {
  vi: [
    'giao',
    'gửi',
    'sửa',
    'giữ',
    'tìm',
    'chuẩn bị',
    'đặt',
    'in',
    'may',
    'làm',
    'thay',
    'lắp',
    'mang',
    'đổi',
    'dọn',
    'gói',
    'viết',
    'nấu',
    'cắm',
    'chở',
    'đóng',
    'hoàn',
  ],
  en: [
    'deliver',
    'send',
    'repair',
    'mend',
    'fix',
    'keep',
    'find',
    'prepare',
    'bring',
    'make',
    'print',
    'replace',
    'wrap',
    'finish',
    'refund',
    'ready',
  ],
} as const

/** Where the house does something else than it seems: a quote is sent, a guest leaves their room themselves. */
export const nouns = { 'báo giá': 'gửi', 'a quote': 'send', quote: 'send' } as const

/** Words that begin what is given; whatever else begins it is a thing, and is given as one. */
export const givingWords = [
  'miễn',
  'giảm',
  'hoàn',
  'đổi',
  'tặng',
  'mời',
  'làm',
  'nâng',
  'bù',
  'gửi',
  'cộng',
  'giữ',
  'không',
  'trả',
  'in',
  'bớt',
  'thêm',
  'giao',
  'gọi',
  'sửa',
] as const

export const parts = {
  vi: { morning: 'sáng', noon: 'trưa', afternoon: 'chiều', evening: 'tối' },
  en: { morning: 'morning', noon: 'at noon', afternoon: 'afternoon', evening: 'evening' },
} as const
