import type { StaffKey } from './made.ts'

/** What the sample house writes about, its doors to sign up by, and what the cast chose. */

export const topicsTold = [
  {
    key: 'books',
    id: '0193a000-0000-7000-8000-00000000b001',
    purpose: 'newsletter',
    vi: 'Sách mới',
    en: 'New books',
    aboutVi: 'Sách vừa về, sách hay về Hội An và những cuốn chủ nhà đang đọc.',
    aboutEn: 'Books just in, good ones about Hội An, and what we are reading ourselves.',
  },
  {
    key: 'rooms',
    id: '0193a000-0000-7000-8000-00000000b002',
    purpose: 'offer',
    vi: 'Ưu đãi phòng',
    en: 'Room offers',
    aboutVi: 'Giá tốt những tuần vắng, dành cho khách cũ trước.',
    aboutEn: 'Good prices in quiet weeks, for our own guests first.',
  },
  {
    key: 'events',
    id: '0193a000-0000-7000-8000-00000000b003',
    purpose: 'newsletter',
    vi: 'Sự kiện',
    en: 'Events',
    aboutVi: 'Đêm đọc sách, buổi pha trà và chợ phiên bên sông.',
    aboutEn: 'Reading nights, tea afternoons and the market by the river.',
  },
] as const

export type TopicKey = (typeof topicsTold)[number]['key']

/** The tag of those who like to hear of new books: the audience of the newsletter. */
export const BOOK_TAG = 'Sách mới'

/** How many there are of each kind among them. */
export const bookAudience = { all: 486, withoutConsent: 12, usedUp: 9, paused: 6, bounced: 4 } as const

export const doorsTold = [
  { kind: 'qr', code: 'quay2lt8', label: 'Quầy lễ tân', topics: ['books', 'rooms', 'events'], monthly: 4, isDouble: false, opened: 9 },
  { kind: 'room-card', code: 'phong7kc', label: 'Thẻ trong phòng', topics: ['books', 'rooms'], monthly: 4, isDouble: false, opened: 6 },
  { kind: 'form', code: 'trang5wb', label: 'Trang web của nhà', topics: ['books', 'events'], monthly: 4, isDouble: true, opened: 14 },
  {
    kind: 'spoken',
    code: 'loinoi3q',
    label: 'Khách nói ở quầy',
    topics: ['books', 'rooms', 'events'],
    monthly: 4,
    isDouble: false,
    opened: 0,
  },
] as const satisfies readonly {
  kind: 'qr' | 'room-card' | 'form' | 'spoken'
  code: string
  label: string
  topics: readonly TopicKey[]
  monthly: number
  isDouble: boolean
  /** About how many look through it on a day. */
  opened: number
}[]

export type ToldConsent = {
  /** A topic, or everything. */
  about: TopicKey | 'every' | 'relationship' | 'offer'
  channel: 'mail' | 'zalo' | 'call' | 'sms' | 'every'
  act: 'granted' | 'withdrawn' | 'narrowed'
  ago: number
  /** By their own hand, or heard by one of the house. */
  heardBy?: StaffKey
  monthly?: number
  said?: string
}

/** The cast by their names: what they agreed to and left, and what they chose on their own page. */
export const castTold: Record<
  string,
  { consents: readonly ToldConsent[]; choice?: { monthly: number; channel: 'zalo' | 'mail'; ago: number }; likesBooks?: true }
> = {
  'Nguyễn Thị Thanh Hoa': {
    likesBooks: true,
    consents: [
      { about: 'books', channel: 'zalo', act: 'granted', ago: 421, monthly: 4 },
      { about: 'books', channel: 'zalo', act: 'narrowed', ago: 96, monthly: 1 },
    ],
    choice: { monthly: 1, channel: 'zalo', ago: 96 },
  },
  'Trần Thị Bích': {
    consents: [
      { about: 'relationship', channel: 'call', act: 'granted', ago: 512, heardBy: 'ngoc', said: 'Có gì cứ gọi điện cho bà.' },
      { about: 'every', channel: 'zalo', act: 'withdrawn', ago: 512, heardBy: 'ngoc', said: 'Bà không dùng Zalo, đừng nhắn vào đấy.' },
    ],
  },
  'Lê Quốc Cường': {
    consents: [
      { about: 'rooms', channel: 'zalo', act: 'granted', ago: 388, monthly: 2 },
      { about: 'events', channel: 'zalo', act: 'granted', ago: 388, monthly: 2 },
    ],
    choice: { monthly: 2, channel: 'zalo', ago: 388 },
  },
  'Đặng Thu Hà': {
    likesBooks: true,
    consents: [
      { about: 'books', channel: 'zalo', act: 'granted', ago: 640, monthly: 4 },
      { about: 'events', channel: 'zalo', act: 'granted', ago: 640, monthly: 4 },
      {
        about: 'offer',
        channel: 'every',
        act: 'withdrawn',
        ago: 233,
        heardBy: 'tu',
        said: 'Sinh nhật thì chúc một câu là vui rồi, đừng giảm giá cho cô.',
      },
    ],
  },
  "H'Mai Niê": { likesBooks: true, consents: [{ about: 'books', channel: 'zalo', act: 'granted', ago: 158, monthly: 2, heardBy: 'tu' }] },
  'Hoàng Phủ Ngọc Minh': { consents: [{ about: 'rooms', channel: 'mail', act: 'granted', ago: 301, monthly: 1 }] },
  'Kenji Tanaka': { consents: [{ about: 'events', channel: 'mail', act: 'granted', ago: 44, monthly: 1 }] },
  'Phan Thị Mai': { consents: [{ about: 'events', channel: 'mail', act: 'granted', ago: 275, monthly: 2 }] },
}
