import type { MessageChannel } from '../contract.ts'

/** How the page calls its reader and the house. `you` within a sentence: "chị"; `called`: "chị Hoa"; `us`: "em". */
export type Persons = { you: string; called: string; house: string; owner: string | null }

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const and = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

const viCounts = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']
const enCounts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const viDays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']
const enDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Channels = Record<MessageChannel, string>
type Stance = 'likes' | 'avoids' | 'needs' | 'must-not'
type Level = 'new' | 'knows' | 'expert'

const vi = {
  and: (words: readonly string[]) => and(words, 'và'),
  title: (p: Persons) => (p.called ? `Trang của ${p.called} · ${p.house}` : p.house),
  channels: { mail: 'Thư điện tử', sms: 'Tin nhắn SMS', zalo: 'Zalo', paper: 'Thư giấy', call: 'Điện thoại' } satisfies Channels,
  by: {
    mail: 'qua thư điện tử',
    sms: 'qua tin nhắn SMS',
    zalo: 'qua Zalo',
    paper: 'bằng thư giấy',
    call: 'qua điện thoại',
  } satisfies Channels,
  often: {
    title: (p: Persons) => `${capital(p.you)} muốn nhận tin từ ${p.house}`,
    one: 'một tin mỗi tháng',
    two: 'hai tin mỗi tháng',
    other: (n: number) => `${viCounts[n] ?? n} tin mỗi tháng`,
    only: 'chỉ tin về đặt phòng, đơn hàng',
    none: 'không nhận nữa',
  },
  now: {
    often: (p: Persons, n: number, by: string, about: string) =>
      `Từ nay ${p.you} nhận tối đa ${viCounts[n] ?? n} tin mỗi tháng${about ? `, về ${about}` : ''}${by ? `, ${by}` : ''}.`,
    free: (p: Persons, by: string, about: string) => `Từ nay ${p.you} nhận tin${about ? ` về ${about}` : ''}${by ? `, ${by}` : ''}.`,
    noTopic: (p: Persons) => `${capital(p.you)} chọn thêm chủ đề bên dưới để có tin nhé.`,
    only: (p: Persons) => `Từ nay ${p.you} chỉ nhận tin về đặt phòng, đơn hàng.`,
    left: (p: Persons) => `Dạ, từ nay ${p.house} không gửi tin nữa. ${p.house} luôn mong được đón ${p.you}.`,
    still: (p: Persons) =>
      `${p.house} chỉ còn viết khi có việc của chính ${p.you}: đặt phòng, đơn hàng, hoặc một lời xin lỗi khi có điều chưa phải.`,
    paused: (p: Persons, until: string) => `Từ nay đến hết ngày ${until}, ${p.house} không gửi tin. Sau ngày đó tin lại đến như trước.`,
    topicOn: (p: Persons, topic: string, by: string) => `Từ nay ${p.you} nhận tin về ${topic}${by ? `, ${by}` : ''}.`,
    topicOff: (p: Persons, topic: string) => `Từ nay ${p.you} không nhận tin về ${topic} nữa.`,
    channel: (p: Persons, by: string) => `Từ nay tin đến với ${p.you} ${by}.`,
    cellOn: (p: Persons, topic: string, by: string) => `Từ nay tin về ${topic} cũng đến với ${p.you} ${by}.`,
    cellOff: (p: Persons, topic: string, by: string) => `Từ nay tin về ${topic} không đến với ${p.you} ${by} nữa.`,
    times: (p: Persons, days: readonly number[], hours: string) =>
      `Từ nay tin chỉ đến với ${p.you} ${
        days.length === 0 || days.length === 7
          ? 'ngày nào cũng được'
          : `vào ${and(
              days.map((day) => viDays[day - 1] ?? ''),
              'và',
            )}`
      }${hours}.`,
    anyTime: (p: Persons) => `Từ nay tin đến với ${p.you} ngày nào, giờ nào cũng được (trong khoảng 07:00 đến 22:00).`,
    hours: (from: number, until: number) => `, từ ${String(from).padStart(2, '0')}:00 đến ${String(until).padStart(2, '0')}:00`,
    level: (p: Persons, topic: string, level: Level) =>
      `Từ nay tin về ${topic} được viết cho ${{ new: 'người mới tìm hiểu', knows: 'người đã biết rồi', expert: 'người rành' }[level]}, hợp với ${p.you} hơn.`,
    language: (p: Persons) => `Từ nay ${p.house} viết cho ${p.you} bằng tiếng Việt.`,
    address: (p: Persons, us: string) => `Từ nay ${p.house} gọi là “${p.called}” và xưng “${us}”.`,
    liked: (p: Persons, stance: Stance, what: string) =>
      `Đã ghi: ${p.you} ${{ likes: 'thích', avoids: 'không thích', needs: 'cần', 'must-not': 'tránh' }[stance]} ${what}.`,
    struck: (_p: Persons, what: string) => `Đã bỏ “${what}”. ${_p.house} không dựa vào điều này nữa.`,
    restored: (_p: Persons, what: string) => `“${what}” lại được ghi như trước.`,
    letter: (p: Persons) => `Thư đã đến ${p.house}. Cảm ơn ${p.you} đã viết.`,
    corrected: (p: Persons) => `Đã sửa. Từ nay ${p.house} ghi đúng như ${p.you} vừa viết.`,
    contact: (p: Persons, shown: string) => `Từ nay ${p.house} liên lạc với ${p.you} qua ${shown}.`,
    erase: (p: Persons, answer: string, done: string) =>
      `${p.house} đã nhận yêu cầu xoá. ${capital(p.you)} sẽ được trả lời trước hết ngày ${answer}; việc xoá xong trước ngày ${done}.`,
    unerased: (p: Persons) => `Đã rút yêu cầu. ${p.house} vẫn giữ dữ liệu của ${p.you} như trước.`,
    renewed: (p: Persons) => `Đường dẫn mới đã gửi đến địa chỉ mà ${p.house} biết.`,
    returned: (p: Persons) => `Mọi thứ lại như trước khi ${p.you} bấm “không nhận nữa”.`,
  },
  no: {
    gone: (p: Persons) => `Dòng này vừa được thay đổi. ${capital(p.you)} xem lại bên dưới giúp nhé.`,
    empty: 'Xin viết một vài chữ.',
    long: 'Hơi dài quá. Xin viết ngắn lại một chút.',
    card: 'Xin đừng ghi đủ số thẻ ở đây. Nhà không bao giờ cần đến cả dãy số.',
    birthday: 'Không có ngày này. Xin xem lại ngày, tháng, năm.',
    contact: 'Số hoặc địa chỉ này chưa đúng. Xin xem lại.',
    taken: 'Nhà chưa ghi được điều này. Xin viết cho nhà một dòng bên dưới.',
    code: 'Mã chưa đúng hoặc đã hết hạn.',
    codeHeld: 'Đã thử quá nhiều lần. Xin đợi một lát rồi nhận mã mới.',
    cannotSend: (p: Persons) => `Hiện ${p.house} chưa gửi được mã. ${capital(p.you)} gọi hoặc ghé nhà giúp nhé.`,
    topics: 'Xin chọn ít nhất một chủ đề.',
    hours: 'Giờ kết thúc phải sau giờ bắt đầu.',
  },
  after: {
    title: (p: Persons) => `Nếu ${p.you} muốn khác đi một chút`,
    undo: 'Hoàn tác',
    less: 'Một tin mỗi tháng thôi',
    topics: 'Chọn chủ đề khác',
    pause: 'Chỉ tạm ngưng 3 tháng',
  },
  agree: (p: Persons, n: number, by: string) =>
    `Chọn một chủ đề là ${p.you} đồng ý để ${p.house} gửi tin về chủ đề ấy, tối đa ${viCounts[n] ?? n} tin mỗi tháng${by ? `, ${by}` : ''}, cho đến khi ${p.you} bỏ chọn.`,
  preview: (p: Persons) => `Xem thử trang của ${p.called || p.you}: ở đây bấm gì cũng không thay đổi.`,
  about: 'Về',
  through: 'Qua',
  pause: 'Tạm ngưng 3 tháng',
  resume: 'Nhận tin lại ngay',
  each: 'Từng chủ đề, từng đường',
  depth: 'Mức am hiểu từng chủ đề',
  levels: { new: 'mới tìm hiểu', knows: 'biết rồi', expert: 'rành' } satisfies Record<Level, string>,
  times: {
    title: 'Ngày và giờ nhận tin',
    days: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
    longDays: viDays,
    from: 'Từ',
    until: 'Đến',
    any: 'bất kỳ',
    save: 'Lưu ngày và giờ',
  },
  occasions: {
    birthday: 'Sinh nhật',
    wedding: 'Ngày cưới',
    founding: 'Ngày thành lập',
    'first-visit': 'Lần ghé đầu',
    memorial: 'Ngày giỗ',
    other: 'Ngày đáng nhớ',
  },
  likes: {
    title: (p: Persons) => `Điều ${p.you} thích và không thích`,
    stances: { likes: 'Thích', avoids: 'Không thích', needs: 'Cần', 'must-not': 'Tránh' } satisfies Record<Stance, string>,
    strike: 'bỏ',
    strikeOf: (what: string) => `Bỏ “${what}”`,
    restore: 'Hoàn tác',
    stance: 'Thích hay không',
    none: 'Nhà chưa ghi điều gì.',
    add: 'Ghi thêm một điều',
    what: 'Điều gì',
    save: 'Ghi lại',
  },
  address: {
    title: (p: Persons) => `Gọi ${p.you} là`,
    them: 'Gọi là',
    us: 'Nhà xưng là',
    nameOnly: 'chỉ gọi tên',
    save: 'Lưu cách gọi',
  },
  language: { title: 'Viết bằng', vi: 'Tiếng Việt', en: 'English' },
  letter: {
    title: (p: Persons) => (p.owner ? `Góp ý, hoặc viết cho ${p.owner}` : `Góp ý cho ${p.house}`),
    owner: (p: Persons) => (p.owner ? `${p.owner} là chủ ${p.house} và đọc từng lá thư.` : `${p.house} đọc từng lá thư.`),
    text: 'Thư',
    send: 'Gửi thư',
  },
  why: {
    title: 'Vì sao tôi nhận thư này?',
    asked: (p: Persons, topic: string, on: string) => `Vì ${on} ${p.you} đã đồng ý nhận tin về ${topic}.`,
    service: (p: Persons) => `Vì thư này về việc của chính ${p.you}: đặt phòng, đơn hàng, hoặc một lời hứa. Thư này không quảng cáo gì.`,
    personal: (p: Persons) => `Vì ${p.you} là khách của ${p.house}, và nhà muốn gửi một lời riêng. Thư này không quảng cáo gì.`,
    checked: (at: string) =>
      `Lúc ${at}, ngay trước khi gửi, từng điều mà luật và người nhận đặt ra đã được xét lại, và không điều nào ngăn.`,
    unknown: (p: Persons) => `${p.house} không còn giữ lý do của lá thư này.`,
  },
  data: {
    link: 'Dữ liệu của tôi: xem, sửa, tải, xoá',
    title: (p: Persons) => `${p.house} biết gì về ${p.you}`,
    back: '← Về trang chính',
  },
  foot: (p: Persons) => `Trang này của riêng ${p.called || p.you}. Ai có đường dẫn đều mở được, nên xin đừng chuyển cho người khác.`,
  leave: (p: Persons) => `Thôi nhận tin từ ${p.house}`,
  old: {
    title: 'Đường dẫn này đã cũ',
    body: (p: Persons) =>
      `Vì đường dẫn đã lâu, ở đây ${p.you} chỉ thôi nhận tin được. Muốn sửa điều khác, ${p.house} gửi đường dẫn mới đến địa chỉ đã biết.`,
    send: 'Gửi cho tôi đường dẫn mới',
    subject: (p: Persons) => `Đường dẫn mới vào trang của ${p.called || p.you} ở ${p.house}`,
    letter: (p: Persons, link: string) =>
      `Chào ${p.called || p.you},\n\nĐây là đường dẫn mới vào trang riêng của ${p.you}:\n${link}\n\nNếu ${p.you} không yêu cầu, xin bỏ qua thư này.\n\n${p.house}`,
  },
  wrong: {
    title: 'Không mở được trang này',
    body: 'Đường dẫn bị thiếu hoặc chưa đúng. Xin mở lại từ lá thư, hoặc hỏi nhà để nhận đường dẫn mới.',
    held: 'Xin đợi vài phút',
    heldBody: 'Từ chỗ này vừa có quá nhiều lần mở sai. Xin thử lại sau ít phút.',
    fault: 'Chưa làm được',
    faultBody: 'Có trục trặc ở phía nhà, chưa có gì thay đổi. Xin thử lại sau ít phút.',
    gone: 'Trang này không còn nữa',
    goneBody: 'Nhà không còn giữ dữ liệu nào của trang này.',
  },
  goodbye: {
    subject: (p: Persons) => `${p.house} đã nhận lời: không gửi tin nữa`,
    text: (p: Persons, at: string) =>
      `Chào ${p.called || p.you},\n\n${p.house} đã nhận lời lúc ${at} và ngừng gửi tin từ chính lúc ấy. Thư này chỉ để xác nhận.\n\n${p.house} luôn mong được đón ${p.you}.\n\n${p.house}`,
  },
}

export type PageWords = typeof vi

const en: PageWords = {
  and: (words) => and(words, 'and'),
  title: (p) => (p.called ? `${p.called}’s page · ${p.house}` : p.house),
  channels: { mail: 'Email', sms: 'Text message', zalo: 'Zalo', paper: 'Paper', call: 'Telephone' },
  by: { mail: 'by email', sms: 'by text message', zalo: 'on Zalo', paper: 'on paper', call: 'by telephone' },
  often: {
    title: (p) => `What ${p.house} may send you`,
    one: 'one letter a month',
    two: 'two a month',
    other: (n) => `${enCounts[n] ?? n} a month`,
    only: 'only about my bookings and orders',
    none: 'nothing any more',
  },
  now: {
    often: (_p, n, by, about) =>
      `From now on you get at most ${enCounts[n] ?? n} ${n === 1 ? 'letter' : 'letters'} a month${about ? `, about ${about}` : ''}${by ? `, ${by}` : ''}.`,
    free: (_p, by, about) => `From now on you get letters${about ? ` about ${about}` : ''}${by ? `, ${by}` : ''}.`,
    noTopic: () => 'Choose a topic below, so that there is something to write about.',
    only: () => 'From now on we only write about your bookings and orders.',
    left: () => 'Done: we won’t write again. The door stays open.',
    still: () => 'We only write when it is about you: a booking, an order, or an apology when we let you down.',
    paused: (_p, until) => `Until the end of ${until} we send nothing. After that letters come as before.`,
    topicOn: (_p, topic, by) => `From now on you get letters about ${topic}${by ? `, ${by}` : ''}.`,
    topicOff: (_p, topic) => `From now on you get nothing about ${topic}.`,
    channel: (_p, by) => `From now on letters reach you ${by}.`,
    cellOn: (_p, topic, by) => `From now on letters about ${topic} also reach you ${by}.`,
    cellOff: (_p, topic, by) => `From now on letters about ${topic} no longer reach you ${by}.`,
    times: (_p, days, hours) =>
      `From now on letters reach you ${
        days.length === 0 || days.length === 7
          ? 'on any day'
          : `only on ${and(
              days.map((day) => enDays[day - 1] ?? ''),
              'and',
            )}`
      }${hours}.`,
    anyTime: () => 'From now on letters may reach you on any day, at any hour (between 07:00 and 22:00).',
    hours: (from, until) => `, from ${String(from).padStart(2, '0')}:00 to ${String(until).padStart(2, '0')}:00`,
    level: (_p, topic, level) =>
      `From now on letters about ${topic} are written for ${{ new: 'somebody new to it', knows: 'somebody who knows it', expert: 'an expert' }[level]}.`,
    language: () => 'From now on we write to you in English.',
    address: (p) => `From now on we call you “${p.called}”.`,
    liked: (_p, stance, what) =>
      `Noted: you ${{ likes: 'like', avoids: 'do not like', needs: 'need', 'must-not': 'avoid' }[stance]} ${what}.`,
    struck: (_p, what) => `“${what}” is struck out. We no longer go by it.`,
    restored: (_p, what) => `“${what}” stands again as before.`,
    letter: (p) => `Your letter has reached ${p.house}. Thank you for writing.`,
    corrected: () => 'Corrected. From now on it stands as you wrote it.',
    contact: (_p, shown) => `From now on we reach you at ${shown}.`,
    erase: (_p, answer, done) => `We have your request. You get an answer by the end of ${answer}; the erasing is done before ${done}.`,
    unerased: () => 'Your request is taken back. We keep your data as before.',
    renewed: () => 'A new link is on its way to the address we know.',
    returned: () => 'Everything is as it was before you left.',
  },
  no: {
    gone: () => 'This line was changed a moment ago. Please look below.',
    empty: 'Please write a few words.',
    long: 'That is a little long. Please make it shorter.',
    card: 'Please write no full card number here. We never need all of it.',
    birthday: 'There is no such day. Please look at day, month and year.',
    contact: 'This number or address is not right. Please look again.',
    taken: 'We could not note this. Please write us a line below.',
    code: 'The code is not right, or it is too old.',
    codeHeld: 'That was tried too often. Please wait a little and get a new code.',
    cannotSend: () => 'We cannot send a code just now. Please call us or come by.',
    topics: 'Please choose at least one topic.',
    hours: 'The end must be after the beginning.',
  },
  after: {
    title: () => 'If you would rather have it another way',
    undo: 'Undo',
    less: 'Just one letter a month',
    topics: 'Choose other topics',
    pause: 'Only pause for 3 months',
  },
  agree: (p, n, by) =>
    `By choosing a topic you agree that ${p.house} writes to you about it, at most ${enCounts[n] ?? n} ${n === 1 ? 'letter' : 'letters'} a month${by ? `, ${by}` : ''}, until you take the choice back.`,
  preview: (p) => `A look at ${p.called ? `${p.called}’s` : 'this'} page: nothing pressed here changes anything.`,
  about: 'About',
  through: 'By',
  pause: 'Pause for 3 months',
  resume: 'Start again now',
  each: 'Each topic, each way',
  depth: 'How well you know each topic',
  levels: { new: 'new to it', knows: 'know it', expert: 'expert' },
  times: {
    title: 'Days and hours',
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    longDays: enDays,
    from: 'From',
    until: 'Until',
    any: 'any',
    save: 'Save days and hours',
  },
  occasions: {
    birthday: 'Birthday',
    wedding: 'Wedding day',
    founding: 'Founding day',
    'first-visit': 'First visit',
    memorial: 'Memorial day',
    other: 'A day to remember',
  },
  likes: {
    title: () => 'What you like, and what you don’t',
    stances: { likes: 'Like', avoids: 'Don’t like', needs: 'Need', 'must-not': 'Avoid' },
    strike: 'strike out',
    strikeOf: (what) => `Strike out “${what}”`,
    restore: 'Undo',
    stance: 'Like it or not',
    none: 'We have noted nothing yet.',
    add: 'Add a line',
    what: 'What',
    save: 'Note it',
  },
  address: { title: () => 'We call you', them: 'Call me', us: 'The house calls itself', nameOnly: 'just my name', save: 'Save' },
  language: { title: 'Write to me in', vi: 'Tiếng Việt', en: 'English' },
  letter: {
    title: (p) => (p.owner ? `A word to us, or a letter to ${p.owner}` : `A word to ${p.house}`),
    owner: (p) => (p.owner ? `${p.owner} owns ${p.house} and reads every letter.` : `${p.house} reads every letter.`),
    text: 'Letter',
    send: 'Send the letter',
  },
  why: {
    title: 'Why did I get this letter?',
    asked: (_p, topic, on) => `Because on ${on} you agreed to letters about ${topic}.`,
    service: () => 'Because it is about you: a booking, an order, or a promise. It advertises nothing.',
    personal: (p) => `Because you are a guest of ${p.house}, and we wanted to write to you in person. It advertises nothing.`,
    checked: (at) =>
      `At ${at}, right before it left, everything that the law and you yourself ask for was looked at again, and nothing stood against it.`,
    unknown: () => 'We no longer keep the reason for this letter.',
  },
  data: { link: 'My data: see, correct, take, erase', title: () => 'What we know about you', back: '← Back to the main page' },
  foot: () => 'This page is yours alone. Whoever has the link can open it, so please do not pass it on.',
  leave: (p) => `Get nothing more from ${p.house}`,
  old: {
    title: 'This link is old',
    body: () =>
      'Because the link is old, all you can do here is leave. To change anything else, we send a new link to the address we know.',
    send: 'Send me a new link',
    subject: (p) => `A new link to your page at ${p.house}`,
    letter: (p, link) =>
      `${p.called ? `Dear ${p.called},` : 'Hello,'}\n\nhere is the new link to your own page:\n${link}\n\nIf you did not ask for it, please pay no heed to this.\n\n${p.house}`,
  },
  wrong: {
    title: 'This page cannot be opened',
    body: 'The link is cut or not right. Please open it from the letter again, or ask the house for a new one.',
    held: 'Please wait a few minutes',
    heldBody: 'Too many wrong links were opened from where you are. Please try again in a little while.',
    fault: 'That did not work',
    faultBody: 'Something went wrong on our side; nothing was changed. Please try again in a little while.',
    gone: 'This page is no longer there',
    goneBody: 'The house no longer keeps any data of this page.',
  },
  goodbye: {
    subject: (p) => `${p.house}: we won’t write again`,
    text: (p, at) =>
      `${p.called ? `Dear ${p.called},` : 'Hello,'}\n\nwe heard you at ${at} and stopped writing at that very moment. This note only says so.\n\nThe door stays open.\n\n${p.house}`,
  },
}

export const pageWords: Record<'vi' | 'en', PageWords> = { vi, en }
