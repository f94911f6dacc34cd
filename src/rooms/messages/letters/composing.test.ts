import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AddressForm } from '../../../values/address-form.ts'
import type { Block, WordLine } from './blocks/contract.ts'
import { type Around, compose } from './composing.ts'
import { dropOf, isWorthSending, keptBlocks } from './fitting-rules.ts'
import type { FrozenLetter } from './letter.ts'
import { aStranger, type Reader } from './reader.ts'

const BOOKS = '0193a000-0000-7000-8000-00000000b001'
const ROOMS = '0193a000-0000-7000-8000-00000000b002'

const line = (text: string, kind: WordLine['kind'] = 'paragraph'): WordLine => ({ kind, runs: [{ text }] })
type Whom = Partial<Pick<Block, 'topics' | 'level' | 'isOffer'>>
const whom = (key: string, more: Whom = {}) => ({ key, topics: [] as string[], level: 'any' as const, isOffer: false, ...more })
const words = (key: string, text: string, more: Whom = {}): Block => ({
  kind: 'words',
  ...whom(key, more),
  words: { vi: [line(text)], en: [line(text)] },
})

const letter = (blocks: Block[], more: Partial<FrozenLetter> = {}): FrozenLetter => ({
  letterId: 'letter',
  number: 1,
  purpose: 'newsletter',
  topicId: BOOKS,
  leastBlocks: 1,
  topicName: { vi: 'Sách mới', en: 'New books' },
  archiveCode: null,
  pictures: [],
  content: { subject: { vi: 'Sách cho mùa mưa', en: 'Books for the rain' }, preview: { vi: '', en: '' }, blocks },
  ...more,
})

const reader = (more: Partial<Reader> = {}): Reader => ({ ...aStranger('vi'), ...more })
const form = (them: AddressForm['them'], us: AddressForm['us'] = 'em'): AddressForm => ({ them, us, source: 'customer' })
const hoa = reader({ name: 'Nguyễn Thị Thanh Hoa', callName: 'Hoa', form: form('chị'), topics: [BOOKS] })

const around: Around = {
  house: { name: 'Nhà Quen', publicAddress: 'https://nha-quen.example', postalAddress: '12 đường Sách Cũ, Hội An' },
  links: { page: 'https://nha-quen.example/k/abc', oneClick: 'https://nha-quen.example/k/abc/one-click' },
}

describe('a greeting', () => {
  test.each<[string, Partial<Reader>, string]>([
    ['a regular who is chị', { name: 'Nguyễn Thị Thanh Hoa', callName: 'Hoa', form: form('chị') }, 'Chào chị Hoa,'],
    ['somebody who chose bà', { name: 'Trần Thị Bích', callName: 'Bích', form: form('bà', 'cháu') }, 'Chào bà Bích,'],
    ['somebody of whom nothing more is known', { name: 'Lê An', callName: 'An' }, 'Chào anh/chị An,'],
    ['nobody known', {}, 'Chào anh/chị,'],
    ['a firm', { kind: 'organisation', name: 'Công ty Mái Ngói' }, 'Kính gửi Công ty Mái Ngói,'],
    ['a guest who reads English', { name: 'Emma Wilson', nameOrder: 'given-first', language: 'en', form: form('Ms') }, 'Dear Ms Wilson,'],
    ['one more', { name: 'Kenji Tanaka', nameOrder: 'given-first', language: 'en', form: form('Mr') }, 'Dear Mr Tanaka,'],
    ['a Vietnamese who reads English', { name: 'Nguyễn Thị Hoa', callName: 'Hoa', language: 'en', form: form('chị') }, 'Dear Ms Hoa,'],
  ])('to %s', async (_, who, greeting) => {
    const { text } = await compose(letter([words('a', '{{greeting}}')]), reader({ topics: [BOOKS], ...who }), around)
    expect(text.split('\n')[0]).toBe(greeting)
  })

  test('begins a sentence with a capital, and stays small within one', async () => {
    const { text } = await compose(letter([words('a', '{{called}} ơi, {{us}} nhớ {{called}}. {{us}} chờ.')]), hoa, around)
    expect(text).toContain('Chị Hoa ơi, em nhớ chị Hoa. Em chờ.')
  })
})

test('a product that nobody has filled in yet leaves no empty box in the letter', async () => {
  const both = (vi: string, en: string) => ({ vi, en })
  const empty = { title: both('', ''), benefit: both('', ''), price: both('', ''), link: '', linkWords: both('', ''), pictureId: null }
  const unfilled: Block = { kind: 'product', ...whom('b'), ...empty }
  const hello = words('a', 'Chào chị')
  const bare = await compose(letter([hello]), hoa, around)
  expect((await compose(letter([hello, unfilled]), hoa, around)).html).toBe(bare.html)
  const named = await compose(letter([hello, { ...unfilled, title: both('Trà gừng', 'Ginger tea') }]), hoa, around)
  expect(named.html).toContain('Trà gừng')
})

describe('a field', () => {
  const withVisit = letter([words('a', 'Lần ghé cuối là {{last-visit|dạo trước}}, lần thứ {{visits}}.')])

  test('says what is known in the way of the language', async () => {
    const vi = await compose(withVisit, { ...hoa, lastVisit: '2026-09-18', visits: 11 }, around)
    expect(vi.text).toContain('Lần ghé cuối là 18/09/2026, lần thứ 11.')
    expect(vi.missing).toEqual([])
  })

  test('takes the words that stand for it where nothing is known; without any it is told as missing', async () => {
    const { text, missing } = await compose(withVisit, hoa, around)
    expect(text).toContain('Lần ghé cuối là dạo trước')
    expect(missing).toEqual(['visits'])
  })

  test('that is none is missing too, and is not printed', async () => {
    const { text, missing } = await compose(letter([words('a', 'Chào {{Tên}}!')]), hoa, around)
    expect(missing).toEqual(['{{Tên}}'])
    expect(text).not.toContain('{{')
  })

  test('signs with the word the customer is used to', async () => {
    const sign = (us: 'tôi' | null): Block => ({
      kind: 'signature',
      ...whom('s'),
      staffId: null,
      name: { vi: 'Trâm', en: 'Trâm' },
      role: { vi: '', en: '' },
      closing: { vi: '', en: '' },
      us,
    })
    expect((await compose(letter([sign(null)]), hoa, around)).text).toMatch(/^Em Trâm\n/)
    expect((await compose(letter([sign(null)]), { ...hoa, form: form('bà', 'cháu') }, around)).text).toMatch(/^Cháu Trâm\n/)
    expect((await compose(letter([sign(null)]), { ...hoa, form: form('anh', 'tôi') }, around)).text).toMatch(/^Trâm\n/)
    expect((await compose(letter([sign('tôi')]), hoa, around)).text).toMatch(/^Trâm\n/)
  })
})

describe('which blocks a reader gets', () => {
  const why = (block: Whom, who: Partial<Reader>) => dropOf(words('a', 'x', block), reader(who), BOOKS)?.why ?? 'kept'
  test.each<[string, Whom, Partial<Reader>, string]>([
    ['one for everybody', {}, {}, 'kept'],
    ['a topic they want', { topics: [ROOMS] }, { topics: [ROOMS] }, 'kept'],
    ['a topic they never asked for', { topics: [ROOMS] }, { topics: [BOOKS] }, 'unwanted'],
    ['a topic they left', { topics: [ROOMS, BOOKS] }, { topics: [BOOKS], unwanted: [ROOMS] }, 'unwanted'],
    [
      'a thing they avoid, though they want the topic',
      { topics: [BOOKS, 'hoa ly'] },
      { topics: [BOOKS], avoids: ['Hoa ly trong phòng'] },
      'avoided',
    ],
    ['a thing they avoid, written without marks', { topics: ['hoa ly'] }, { avoids: ['HOA LY'] }, 'avoided'],
    ['a word that only begins alike', { topics: ['ly'] }, { avoids: ['lyric'] }, 'kept'],
    ['a thing of which nothing is known', { topics: ['vetiver'] }, {}, 'kept'],
    ['a thing they like, in a topic they never asked for', { topics: [ROOMS, 'vetiver'] }, { likes: ['mùi vetiver'] }, 'kept'],
    ['what is written for beginners, to an expert', { level: 'new' }, { levels: { [BOOKS]: 'expert' } }, 'level'],
    ['what is written for experts, to an expert', { level: 'expert' }, { levels: { [BOOKS]: 'expert' } }, 'kept'],
    ['what is written for experts, to somebody who never said', { level: 'expert' }, {}, 'level'],
    ['what is written for beginners, to somebody who never said', { level: 'new' }, {}, 'kept'],
  ])('%s', (_, block, who, expected) => {
    expect(why(block, who)).toBe(expected)
  })

  test('the text and the page lose the same blocks, and a letter with too little left is not worth sending', async () => {
    const three = letter(
      [words('a', 'cho mọi người'), words('b', 'về hoa ly', { topics: ['hoa ly'] }), words('c', 'về phòng', { topics: [ROOMS] })],
      { leastBlocks: 2 },
    )
    const allergic = { ...hoa, avoids: ['hoa ly'] }
    expect(keptBlocks(three, allergic)).toEqual([0])
    const { html, text, keptBlocks: kept } = await compose(three, allergic, around)
    expect(kept).toEqual([0])
    for (const form of [html, text]) {
      expect(form).toContain('cho mọi người')
      expect(form).not.toContain('hoa ly')
      expect(form).not.toContain('về phòng')
    }
    expect(isWorthSending(three, kept)).toBe(false)
    expect(isWorthSending(three, keptBlocks(three, hoa))).toBe(true)
  })
})

describe('every letter', () => {
  test('says who sends it, why, and how it is left; its links stand at the end of the text', async () => {
    const shop: Block = {
      kind: 'button',
      ...whom('b'),
      label: { vi: 'Giữ một cuốn', en: 'Keep one' },
      link: 'https://nha-quen.example/sach',
    }
    const { text, html } = await compose(letter([words('a', 'Chào'), shop]), hoa, around)
    expect(text).toContain('Giữ một cuốn [1]')
    expect(text).toContain('[1] https://nha-quen.example/sach\n\n--\nNhà Quen · 12 đường Sách Cũ, Hội An')
    expect(text).toContain('Nhà Quen gửi thư này vì chị đã chọn nhận tin “Sách mới”.')
    expect(text).toContain('Không nhận nữa: https://nha-quen.example/k/abc/one-click')
    expect(html).toContain('href="https://nha-quen.example/k/abc/one-click"')
    expect(html).toContain('12 đường Sách Cũ, Hội An')
  })

  test('about somebody’s own booking is no advertising and has nothing to leave', async () => {
    const { text } = await compose(letter([words('a', 'Chào')], { purpose: 'service', topicId: null, topicName: null }), hoa, around)
    expect(text).toContain('Thư này chỉ nói về việc chị đã đặt hoặc được hẹn ở Nhà Quen.')
    expect(text).not.toContain('Không nhận nữa')
  })

  test('fetches nothing from elsewhere and watches nobody', async () => {
    const { html } = await compose(letter([words('a', '{{greeting}}')]), hoa, around)
    expect(html).not.toMatch(/<(?:script|link|img|iframe|form)\b/i)
    expect(html).not.toMatch(/url\(|@import/i)
    expect(new Set([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => new URL(to ?? '').host))).toEqual(
      new Set(['nha-quen.example']),
    )
  })

  test('is written in the reader’s language, or in the one it has', async () => {
    const both = letter([words('a', 'x')])
    expect((await compose(both, reader({ language: 'en', topics: [BOOKS] }), around)).subject).toBe('Books for the rain')
    const only = letter([words('a', 'x')])
    const vietnamese = { ...only, content: { ...only.content, subject: { vi: 'Sách cho mùa mưa', en: '' } } }
    expect((await compose(vietnamese, reader({ language: 'en', topics: [BOOKS] }), around)).subject).toBe('Sách cho mùa mưa')
  })

  test('carries its pictures along while they are small, and leads to the house where they are not', async () => {
    const id = '0193a000-0000-7000-8000-00000000f001'
    const block: Block = { kind: 'picture', ...whom('p'), pictureId: id, alt: { vi: 'hiên sau', en: 'the porch' }, width: 'full', link: '' }
    const of = (size: number) => letter([block], { pictures: [{ id, name: 'hien.png', mime: 'image/png', width: 800, height: 500, size }] })
    const small = await compose(of(20_000), hoa, around)
    expect(small.html).toContain(`src="cid:${id}"`)
    expect(small.shipped.map((picture) => picture.id)).toEqual([id])
    const large = await compose(of(1_500_000), hoa, around)
    expect(large.html).toContain(`src="https://nha-quen.example/pictures/${id}"`)
    expect(large.shipped).toEqual([])
  })

  test('costs next to nothing once the first one is made', async () => {
    const ten = letter(Array.from({ length: 10 }, (_, at) => words(`b${at}`, 'Hội An mưa, {{called}} ghé {{house}} nhé.')))
    await compose(ten, hoa, around)
    const began = performance.now()
    for (let n = 0; n < 500; n++) await compose(ten, hoa, around)
    expect((performance.now() - began) / 500).toBeLessThan(1)
  })
})

describe('whatever somebody is called or writes', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='x",
      '⟦body⟧',
      '⟦src⟧',
      '</td></tr><b>',
      '{{called}}',
      '<!--',
      '$&',
      '&lt;script&gt;',
      'javascript:alert(1)',
    ),
    fc.string(),
  )
  const tags = (html: string): string[] => html.replace(/<!--[\s\S]*?-->/g, '').match(/<[a-z/!][^>]*>/gi) ?? []

  test('never becomes markup: the tags are those of the same letter with plain words', async () => {
    const make = (name: string, text: string, title: string, link: string) =>
      compose(
        letter([
          words('a', `a${text}`),
          {
            kind: 'gathering',
            ...whom('g'),
            title: { vi: `t${title}`, en: '' },
            when: { vi: '', en: '' },
            where: { vi: `ở ${text}`, en: '' },
            link,
            linkWords: { vi: '', en: '' },
          },
          words('n', 'x {{name|ai đó}} {{called}}'),
        ]),
        { ...hoa, name: `N ${name}`, callName: `N ${name}` },
        { ...around, house: { ...around.house, name: `Nhà ${name}`, postalAddress: `số ${text}` } },
      )
    const plain = tags((await make('An', 'chào', 'tối', '')).html).length
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (name, text, title) => {
        const { html } = await make(name, text, title, '')
        expect(tags(html).length).toBe(plain)
      }),
      { numRuns: 200 },
    )
  })

  test.each(['javascript:alert(1)', 'data:text/html,<b>', 'vbscript:x', 'not a link', '//evil.example', 'file:///etc/passwd'])(
    'is no link: %s',
    async (link) => {
      const { html, text } = await compose(letter([{ kind: 'button', ...whom('b'), label: { vi: 'Bấm', en: '' }, link }]), hoa, around)
      expect(html).not.toContain('Bấm')
      expect(`${html}${text}`).not.toContain(link)
    },
  )
})
