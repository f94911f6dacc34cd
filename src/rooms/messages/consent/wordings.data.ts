/** The words by which a new house asks for consent, until it has its own. In braces what each door fills in. */
export const builtInWordings = {
  vi: 'Tôi đồng ý nhận tin của {house} về {topics}, qua {channel}, nhiều nhất {monthly} tin mỗi tháng. {house} chỉ dùng tên và liên lạc này để gửi những tin ấy. Tôi có thể bớt, tạm dừng hoặc thôi nhận bất cứ lúc nào bằng một lần chạm; tôi có quyền xem, sửa và xoá dữ liệu của mình.',
  en: 'I agree to hear from {house} about {topics}, by {channel}, at most {monthly} times a month. {house} uses this name and contact for that alone. I may ask for less, pause or leave at any time with one tap, and I may see, correct and erase my data.',
} as const

/** What staff read out before somebody says yes. */
export const spokenWordings = {
  vi: 'Dạ, {house} xin phép gửi tin về {topics} qua {channel}, nhiều nhất {monthly} tin mỗi tháng; lúc nào không muốn nữa chỉ cần nói một tiếng là dừng ngay ạ. Như vậy có được không ạ?',
  en: 'May {house} write to you about {topics}, by {channel}, at most {monthly} times a month? Say the word at any time and it stops at once. Would that be all right?',
} as const

/** How a channel is called inside those sentences. */
export const channelWords = {
  vi: { mail: 'thư điện tử', sms: 'tin nhắn SMS', zalo: 'Zalo', call: 'điện thoại', paper: 'thư giấy' },
  en: { mail: 'e-mail', sms: 'text message', zalo: 'Zalo', call: 'phone', paper: 'post' },
} as const
