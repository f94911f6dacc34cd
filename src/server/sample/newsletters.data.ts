import type { Block, LetterContent } from '../../rooms/messages/letters/blocks/contract.ts'

/** The letters of the sample: the one for tomorrow, still being written, and the one that went out six days ago. */

const whom = (key: string) => ({ key, topics: [] as string[], level: 'any' as const, isOffer: false })
const line = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] })

const signature: Block = {
  kind: 'signature',
  ...whom('sign'),
  staffId: null,
  name: { vi: 'Tú', en: 'Tú' },
  role: { vi: 'trông hiệu sách của Nhà Quen', en: 'keeps the bookshop of Nhà Quen' },
  closing: { vi: 'Hẹn gặp {{called}} ở hiên sau.', en: 'See you on the back porch.' },
  us: null,
}

/** “Sách cho mùa mưa”: three books, each with whom it is for, and a reading night. */
export const rainyBooks: LetterContent = {
  subject: { vi: 'Sách cho mùa mưa', en: 'Books for the rainy season' },
  preview: { vi: 'Ba cuốn vừa về, và một đêm đọc sách bên sông', en: 'Three that just came in, and a reading night by the river' },
  blocks: [
    {
      kind: 'words',
      ...whom('hello'),
      words: {
        vi: [line('{{greeting}}'), line('Hội An đang mưa, hiên sau chỉ còn tiếng nước. {{us}} để dành ba cuốn cho những buổi như vậy.')],
        en: [
          line('{{greeting}}'),
          line('It is raining in Hội An, and the back porch belongs to the sound of water. Here are three books for such afternoons.'),
        ],
      },
    },
    {
      kind: 'product',
      ...whom('old-town'),
      title: { vi: 'Hội An xưa', en: 'Old Hội An' },
      benefit: {
        vi: 'Đi lại từng con ngõ với người đã sống ở đó: đọc xong, đường ra chợ cũng thành chuyện.',
        en: 'Walk each lane again with somebody who lived there: after it, even the way to the market tells a story.',
      },
      price: { vi: '185.000 ₫', en: '₫185,000' },
      link: '',
      linkWords: { vi: '', en: '' },
      pictureId: null,
    },
    {
      kind: 'product',
      ...whom('vetiver'),
      topics: ['vetiver'],
      title: { vi: 'Cỏ hương bài', en: 'The scent of vetiver' },
      benefit: {
        vi: 'Chuyện một làng chưng dầu, kể bởi người giữ nồi: để hiểu mùi gỗ mình vẫn thích từ đâu mà có.',
        en: 'A village that distils oil, told by the one who minds the still: where that woody scent comes from.',
      },
      price: { vi: '120.000 ₫', en: '₫120,000' },
      link: '',
      linkWords: { vi: '', en: '' },
      pictureId: null,
    },
    {
      kind: 'product',
      ...whom('lilies'),
      topics: ['hoa ly'],
      title: { vi: 'Sổ tay trồng hoa ly', en: 'Growing lilies' },
      benefit: {
        vi: 'Từ củ giống tới bình hoa ngày Tết, mỗi tuần một việc nhỏ.',
        en: 'From bulb to the vase at Tết, one small task a week.',
      },
      price: { vi: '95.000 ₫', en: '₫95,000' },
      link: '',
      linkWords: { vi: '', en: '' },
      pictureId: null,
    },
    {
      kind: 'gathering',
      ...whom('night'),
      title: { vi: 'Đêm đọc sách bên sông', en: 'A reading night by the river' },
      when: { vi: '19:00 thứ Tư tuần sau', en: '7 pm, Wednesday next week' },
      where: { vi: 'hiên sau Nhà Quen, 12 đường Sách Cũ', en: 'the back porch, 12 Sách Cũ Street' },
      link: '',
      linkWords: { vi: '', en: '' },
    },
    signature,
  ],
}

/** The invitation that used up the month of nine. */
export const readingNight: LetterContent = {
  subject: { vi: 'Thư mời: đêm đọc sách bên sông', en: 'An invitation: a reading night by the river' },
  preview: { vi: 'Bốn mươi chỗ, trà gừng và một chương đọc thành tiếng', en: 'Forty seats, ginger tea and a chapter read aloud' },
  blocks: [
    {
      kind: 'words',
      ...whom('hello'),
      words: {
        vi: [
          line('{{greeting}}'),
          line('Tháng này hiên sau có một đêm đọc sách. {{us}} mời {{called}} đến nghe, uống trà, và ở lại lâu tuỳ thích.'),
        ],
        en: [
          line('{{greeting}}'),
          line('There is a reading night on the back porch this month. Come to listen, have tea, and stay as long as you like.'),
        ],
      },
    },
    {
      kind: 'gathering',
      ...whom('night'),
      title: { vi: 'Đêm đọc sách bên sông', en: 'A reading night by the river' },
      when: { vi: '19:00 thứ Tư', en: '7 pm on Wednesday' },
      where: { vi: 'hiên sau Nhà Quen, 12 đường Sách Cũ', en: 'the back porch, 12 Sách Cũ Street' },
      link: '',
      linkWords: { vi: '', en: '' },
    },
    signature,
  ],
}
