/** How a channel is called inside the sentences by which consent is asked. */
export const channelWords = {
  vi: { mail: 'thư điện tử', sms: 'tin nhắn SMS', zalo: 'Zalo', call: 'điện thoại', paper: 'thư giấy' },
  en: { mail: 'e-mail', sms: 'text message', zalo: 'Zalo', call: 'phone', paper: 'post' },
} as const
