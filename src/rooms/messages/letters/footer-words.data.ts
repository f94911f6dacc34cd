import type { purposes } from '../contract.ts'

type Why = Record<(typeof purposes)[number], string>

/** What stands below every letter; fields are filled for each reader, `⟦topic⟧` is the topic's name. */
export const footerWords = {
  vi: {
    why: {
      newsletter: '{{house}} gửi thư này vì {{them|anh/chị}} đã chọn nhận tin “⟦topic⟧”.',
      offer: '{{house}} gửi thư này vì {{them|anh/chị}} đã chọn nhận tin “⟦topic⟧”.',
      relationship: '{{house}} gửi thư này vì {{them|anh/chị}} đã đồng ý để nhà viết thư thăm hỏi.',
      survey: '{{house}} gửi thư này vì {{them|anh/chị}} đã đồng ý để nhà hỏi ý kiến.',
      service: 'Thư này chỉ nói về việc {{them|anh/chị}} đã đặt hoặc được hẹn ở {{house}}.',
    } satisfies Why,
    whyBare: '{{house}} gửi thư này vì {{them|anh/chị}} đã chọn nhận tin của nhà.',
    page: 'Chọn chủ đề và số thư',
    leave: 'Không nhận nữa',
    archive: 'Đọc trên web',
    more: 'Xem thêm',
    when: 'Lúc',
    where: 'Tại',
  },
  en: {
    why: {
      newsletter: '{{house}} sends you this because you asked for “⟦topic⟧”.',
      offer: '{{house}} sends you this because you asked for “⟦topic⟧”.',
      relationship: '{{house}} sends you this because you agreed to hear from us now and then.',
      survey: '{{house}} sends you this because you agreed to be asked what you think.',
      service: 'This is only about what you booked or ordered at {{house}}, or what we promised you.',
    } satisfies Why,
    whyBare: '{{house}} sends you this because you asked to hear from us.',
    page: 'Choose topics and how often',
    leave: 'Stop these letters',
    archive: 'Read on the web',
    more: 'See more',
    when: 'When',
    where: 'Where',
  },
} as const
