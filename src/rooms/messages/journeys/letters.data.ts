import type { JourneyKind } from './contract.ts'

/** The letter that stands ready when a journey is drawn up; the house changes it in the composer. */
type Ready = { title: string; subject: { vi: string; en: string }; vi: string[]; en: string[] }

export const readyLetters: Record<JourneyKind, Ready> = {
  welcome: {
    title: 'Chào mừng',
    subject: { vi: '{{house}} chào {{called}}', en: 'Welcome from {{house}}' },
    vi: [
      '{{greeting}}',
      'Cảm ơn {{them|mình}} đã để nhà gửi thư. Nhà chỉ viết về điều {{them|mình}} đã chọn, không nhiều hơn số lần {{them|mình}} cho phép.',
      'Muốn nghe ít hơn, nghe chuyện khác hay thôi nghe, {{them|mình}} chạm vào trang riêng ở cuối thư là được.',
    ],
    en: [
      '{{greeting}}',
      'Thank you for letting us write. You will hear about what you chose, and no more often than you allowed.',
      'To hear less, something else or nothing at all, open your own page at the foot of this letter.',
    ],
  },
  'thank-you': {
    title: 'Cảm ơn sau lần đầu',
    subject: { vi: '{{house}} cảm ơn {{called}}', en: 'Thank you from {{house}}' },
    vi: [
      '{{greeting}}',
      'Cảm ơn {{them|mình}} đã chọn {{house}} lần đầu. Nếu có điều gì chưa vừa ý, {{them|mình}} trả lời thư này là có người trong nhà đọc.',
      'Mong sớm được đón {{them|mình}} lần nữa.',
    ],
    en: [
      '{{greeting}}',
      'Thank you for choosing {{house}} for the first time. If anything was not right, answer this letter: somebody here reads it.',
      'We hope to see you again.',
    ],
  },
  'after-stay': {
    title: 'Thư sau kỳ ở',
    subject: { vi: '{{called}} về nhà bình an chứ ạ', en: 'We hope you are safely home' },
    vi: [
      '{{greeting}}',
      'Nhà mong {{them|mình}} đã về đến nơi bình an. Phòng, bữa sáng, giấc ngủ có điều gì {{them|mình}} muốn khác đi, {{them|mình}} cứ viết cho nhà.',
      'Điều {{them|mình}} dặn sẽ được ghi lại để lần sau {{us}} chuẩn bị trước.',
    ],
    en: [
      '{{greeting}}',
      'We hope you are safely home. If you would have liked the room, the breakfast or your sleep to be different, write to us.',
      'What you tell us is noted, so that it is ready the next time.',
    ],
  },
  'win-back': {
    title: 'Lâu rồi chưa gặp',
    subject: { vi: 'Lâu rồi nhà chưa gặp {{called}}', en: 'It has been a while' },
    vi: [
      '{{greeting}}',
      'Lần gần nhất {{them|mình}} ghé là {{last-visit|cách đây đã lâu}}. Nhà vẫn nhớ những điều {{them|mình}} thích.',
      'Nếu lần trước có gì chưa vừa ý, {{them|mình}} trả lời thư này để nhà được biết mà sửa.',
    ],
    en: [
      '{{greeting}}',
      'You were last here on {{last-visit|a day some time ago}}. We still remember what you like.',
      'If something was not right then, answer this letter, so that we know and can mend it.',
    ],
  },
  farewell: {
    title: 'Lời tạm biệt',
    subject: { vi: '{{house}} đã nghe {{called}}', en: 'We heard you' },
    vi: [
      '{{greeting}}',
      'Nhà đã ghi lời {{them|mình}} dặn và không gửi tin nữa. Cảm ơn {{them|mình}} vì quãng thời gian đã qua.',
      'Nhà luôn mong được đón {{them|mình}}.',
    ],
    en: ['{{greeting}}', 'We noted your word and won’t write again. Thank you for the time we had.', 'The door stays open.'],
  },
  occasion: {
    title: 'Thư mừng sinh nhật',
    subject: { vi: '{{house}} chúc mừng sinh nhật {{called}}', en: 'Happy birthday from {{house}}' },
    vi: ['{{greeting}}', 'Nhân sinh nhật {{called}}, cả nhà chúc {{them|mình}} thêm một tuổi mạnh khoẻ và nhiều niềm vui.'],
    en: ['{{greeting}}', 'On your birthday everybody here wishes you good health and much joy in the year ahead.'],
  },
}
