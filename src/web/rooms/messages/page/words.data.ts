import type { SameKeys } from '../../../shell/words.ts'

const vi = {
  open: 'Trang của khách',
  title: (who: string) => `Trang của ${who}`,
  why: 'Ai có đường dẫn này đều chọn được thay khách, nên chỉ đưa tận tay người ấy. Lần lấy này đã ghi vào nhật ký.',
  here: 'Nhà chưa ghi địa chỉ trên mạng, nên đường dẫn chỉ mở được ở nơi đang dùng nhà này. Xem Cài đặt → Thư.',
  picture: 'Mã QR mở trang của khách',
  look: 'Xem thử',
  close: 'Đóng',
}

const en: SameKeys<typeof vi> = {
  open: 'Customer’s page',
  title: (who) => `The page of ${who}`,
  why: 'Whoever has this link can choose in the customer’s place, so hand it to nobody else. That it was taken stands in the trail.',
  here: 'The house has no address on the web yet, so the link opens only where this house is used now. See Settings → Mail.',
  picture: 'QR code that opens the customer’s page',
  look: 'Look at it',
  close: 'Close',
}

export const pageLinkWords = { vi, en }
