import type { writableKinds } from './contract.ts'

/** Quen's own kinds of a line, in the order in which they are offered; every house has them, whatever its trade. */
export const builtInKinds: Readonly<Record<(typeof writableKinds)[number], { nameVi: string; nameEn: string; icon: string }>> = {
  note: { nameVi: 'Ghi chú', nameEn: 'Note', icon: 'note' },
  call: { nameVi: 'Cuộc gọi', nameEn: 'Call', icon: 'phone' },
  visit: { nameVi: 'Ghé thăm', nameEn: 'Visit', icon: 'visit' },
  message: { nameVi: 'Tin nhắn', nameEn: 'Message', icon: 'message' },
  letter: { nameVi: 'Thư', nameEn: 'Letter', icon: 'mail' },
  delivery: { nameVi: 'Giao hàng', nameEn: 'Delivery', icon: 'truck' },
  complaint: { nameVi: 'Phàn nàn', nameEn: 'Complaint', icon: 'warning' },
  thanks: { nameVi: 'Lời cảm ơn', nameEn: 'Thanks', icon: 'heart' },
}
