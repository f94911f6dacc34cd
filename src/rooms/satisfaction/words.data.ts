import type { Scale } from './rules.ts'

/** What a customer reads when they are asked, in a message and on the page. `them` is the word for them, `greeting` begins a letter. */

type Said = { greeting: string; them: string; house: string; stop: string; link: string }

const scales: Record<'vi' | 'en', Record<Scale, { low: string; high: string; each: readonly string[] }>> = {
  vi: {
    csat: {
      low: 'Rất không hài lòng',
      high: 'Rất hài lòng',
      each: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'],
    },
    ces: { low: 'Rất khó khăn', high: 'Rất dễ dàng', each: [] },
    nps: { low: 'Không giới thiệu', high: 'Rất sẵn lòng giới thiệu', each: [] },
  },
  en: {
    csat: {
      low: 'Very dissatisfied',
      high: 'Very satisfied',
      each: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
    },
    ces: { low: 'Very hard', high: 'Very easy', each: [] },
    nps: { low: 'Would not recommend', high: 'Gladly', each: [] },
  },
}

const begun = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

export const questionWords = {
  vi: {
    scales: scales.vi,
    subject: { csat: 'Một câu hỏi ngắn', ces: 'Một câu hỏi ngắn', nps: 'Một câu hỏi ngắn' } satisfies Record<Scale, string>,
    ask: {
      csat: ({ them, stop }: Said) => `${stop}: ${them} hài lòng đến đâu?`,
      ces: ({ them, stop }: Said) => `${stop}: với ${them} dễ hay khó?`,
      nps: ({ them, house }: Said) => `${begun(them)} có sẵn lòng giới thiệu ${house} với người thân, bạn bè không?`,
    } satisfies Record<Scale, (said: Said) => string>,
    message: (said: Said, question: string) =>
      `${said.greeting} ${said.house} cảm ơn ${said.them} đã ghé. ${question} Chạm một lần là xong: ${said.link} Không trả lời cũng không sao.`,
    title: 'Ý kiến',
    choose: 'Chạm vào một mức',
    thanks: ({ them, house }: Said) => `Cảm ơn ${them}. ${house} đã ghi lại.`,
    chosen: (score: string) => `Đã chọn ${score}. Đổi ý thì chạm mức khác, trong một tuần.`,
    more: 'Muốn nói thêm vài lời?',
    send: 'Gửi lời',
    said: ({ them }: Said) => `Lời ${them} viết đã tới nơi. Cảm ơn ${them}.`,
    sorry: ({ them, house }: Said) => `Cảm ơn ${them} đã nói thật. Sẽ có người ở ${house} đọc và tìm cách làm tốt hơn.`,
    closed: 'Câu hỏi này đã khép lại',
    closedBody: 'Đã quá thời gian trả lời hoặc đổi ý. Có điều gì muốn nói, cứ nhắn hoặc gọi cho nhà.',
    wrong: 'Đường dẫn này không mở được',
    wrongBody: 'Có thể đường dẫn bị cắt mất một đoạn. Mở lại từ tin nhắn.',
    gone: 'Câu hỏi này không còn nữa',
    held: 'Thử lại sau ít phút',
    heldBody: 'Có quá nhiều đường dẫn sai từ nơi này.',
    tooLong: 'Lời dài quá 1.000 chữ cái, hoặc có số thẻ. Mời viết ngắn lại.',
    score: (score: string, of: string) => `${score} trên ${of}`,
    callBack: (them: string) => `Gọi lại ${them}: chưa hài lòng`,
  },
  en: {
    scales: scales.en,
    subject: { csat: 'One short question', ces: 'One short question', nps: 'One short question' },
    ask: {
      csat: ({ stop }: Said) => `${stop}: how satisfied were you?`,
      ces: ({ stop }: Said) => `${stop}: how easy was it for you?`,
      nps: ({ house }: Said) => `Would you recommend ${house} to family and friends?`,
    },
    message: (said: Said, question: string) =>
      `${said.greeting} thank you for coming to ${said.house}. ${question} One tap is enough: ${said.link} It is fine not to answer.`,
    title: 'Your view',
    choose: 'Tap one',
    thanks: ({ house }: Said) => `Thank you. ${house} has written it down.`,
    chosen: (score: string) => `You chose ${score}. Tap another to change it, for a week.`,
    more: 'Would you like to say more?',
    send: 'Send',
    said: () => 'Your words have arrived. Thank you.',
    sorry: ({ house }: Said) => `Thank you for being honest. Somebody at ${house} will read this and look for a better way.`,
    closed: 'This question is closed',
    closedBody: 'The time to answer or to change an answer is over. If you would like to tell us something, write or call.',
    wrong: 'This link does not open',
    wrongBody: 'A part of it may be missing. Open it again from the message.',
    gone: 'This question is no longer here',
    held: 'Try again in a few minutes',
    heldBody: 'Too many wrong links came from this place.',
    tooLong: 'Your words are longer than 1,000 letters, or hold a card number. Please write less.',
    score: (score: string, of: string) => `${score} of ${of}`,
    callBack: (them: string) => `Call ${them} back: not satisfied`,
  },
}
