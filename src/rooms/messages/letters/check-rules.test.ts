import { describe, expect, test } from 'vitest'
import type { Block, LetterContent } from './blocks/contract.ts'
import { check, type HousePhrase } from './check-rules.ts'

const whom = { topics: [], level: 'any' as const, isOffer: false }
const words = (vi: string, en = 'Fine words.', more: Partial<Block> = {}): Block =>
  ({
    kind: 'words',
    key: 'w',
    ...whom,
    words: { vi: [{ kind: 'paragraph', runs: [{ text: vi }] }], en: en ? [{ kind: 'paragraph', runs: [{ text: en }] }] : [] },
    ...more,
  }) as Block

const content = (blocks: Block[], subject = { vi: 'Sách cho mùa mưa', en: 'Books for the rain' }): LetterContent => ({
  subject,
  preview: { vi: '', en: '' },
  blocks,
})

const found = (vi: string, { en = 'Fine words.', purpose = 'newsletter', house = [] as HousePhrase[], more = {} as Partial<Block> } = {}) =>
  check({ content: content([words(vi, en, more)]), purpose }, house).map(({ kind, words: said }) => `${kind} ${said}`.trim())

describe('a letter is looked through', () => {
  test.each<[string, string, string[]]>([
    ['plain words are left alone', '{{greeting}} hiên sau đang mưa, {{us}} pha trà chờ {{them}}.', []],
    ['an empty phrase', 'Nhà trân trọng thông báo có sách mới.', ['empty-phrase trân trọng thông báo']],
    ['the longest phrase is told once', 'Quý khách hàng thân mến, có sách mới.', ['empty-phrase quý khách hàng thân mến']],
    ['a promise too large', 'Cam kết 100% hài lòng.', ['promise cam kết 100%']],
    ['by whole words only', 'Nhất định tốt, mà tốt nhất thì chưa.', ['promise tốt nhất']],
    ['but not within another word', 'Con số 15 đường Sách Cũ.', []],
    ['a form of address for nobody', 'Mời quý khách ghé.', ['wrong-address quý khách']],
    ['one that is mixed with each reader’s own', '{{greeting}} mời quý khách ghé.', ['wrong-address quý khách', 'mixed-address quý khách']],
    ['bạn beside it', '{{greeting}} mời bạn ghé.', ['mixed-address bạn']],
    ['but bạn bè is somebody else', '{{greeting}} mời cả bạn bè của {{them}}.', []],
    ['one that was typed by hand', 'Mời chị ghé hiên sau.', ['typed-address chị']],
    ['but not the name of another', 'Anh Thành ở xưởng gốm vừa gửi bộ ấm, do chị Lý chọn.', []],
    ['words in capitals', 'SÁCH MỚI ĐÃ VỀ rồi.', ['capitals SÁCH MỚI ĐÃ VỀ']],
    ['short capitals are names', 'Sách của NXB và UBND.', []],
    ['shouting', 'Sách về rồi!! Ghé nhé.', ['exclamations !']],
    ['a field that is none', 'Chào {{Tên}}.', ['unknown-field {{Tên}}']],
    ['a field that not everybody has', 'Lần cuối {{last-visit}}.', ['needs-fallback last-visit']],
    ['and with words instead it is fine', 'Lần cuối {{last-visit|dạo trước}}.', []],
    ['a name in every sentence', '{{called}} ơi. {{called}} nhớ không. {{called}} ghé nhé.', ['name-everywhere 3']],
  ])('%s', (_, text, expected) => {
    expect(found(text).sort()).toEqual(expected.sort())
  })

  test('in English too', () => {
    expect(found('Vâng.', { en: 'Dear customer, we are excited to offer the best books.' }).sort()).toEqual(
      ['empty-phrase dear customer', 'empty-phrase we are excited to', 'promise the best'].sort(),
    )
    expect(found('Vâng.', { en: 'Dear Ms {{call-name|friend}},' })).toContain('typed-address Mr/Ms')
  })

  test('for a language that is missing', () => {
    expect(found('Chào.', { en: '' })).toEqual(['missing-language'])
  })

  test('for what the house watches for, and not for what it allows', () => {
    const watched: HousePhrase = { kind: 'empty', language: 'vi', phrase: 'Hân hoan' }
    const allowed: HousePhrase = { kind: 'allowed', language: 'vi', phrase: 'tốt nhất' }
    expect(found('Nhà hân hoan, trà tốt nhất.', { house: [watched, allowed] })).toEqual(['empty-phrase Hân hoan'])
    expect(found('Nhà hân hoan.', { house: [{ ...watched, language: 'en' }] })).toEqual([])
  })

  test('an offer in a letter of care is told, in a newsletter it is at home', () => {
    const more = { isOffer: true }
    expect(found('Chào.', { purpose: 'service', more })).toEqual(['offer-in-service'])
    expect(found('Chào.', { more })).toEqual([])
  })

  test('pictures need words, links a secure address, buttons a way', () => {
    const blocks: Block[] = [
      {
        kind: 'picture',
        key: 'p',
        ...whom,
        pictureId: '0193a000-0000-7000-8000-00000000f001',
        alt: { vi: 'hiên', en: '' },
        width: 'full',
        link: 'http://nha-quen.example',
      },
      { kind: 'button', key: 'b', ...whom, label: { vi: 'Bấm', en: 'Press' }, link: '' },
      { kind: 'button', key: 'c', ...whom, label: { vi: 'Bấm', en: 'Press' }, link: 'nha quen' },
    ]
    const kinds = check({ content: content(blocks), purpose: 'newsletter' }, []).map(
      ({ kind, where, language }) => `${where} ${kind} ${language}`,
    )
    expect(kinds.sort()).toEqual(['b no-link null', 'c bad-link null', 'p no-alt en', 'p not-https null'])
  })

  test('only what cannot be sent blocks', () => {
    const empty = check({ content: { subject: { vi: '', en: '' }, preview: { vi: '', en: '' }, blocks: [] }, purpose: 'newsletter' }, [])
    expect(empty.map(({ kind, weight }) => `${kind} ${weight}`)).toEqual(['no-subject blocking', 'no-blocks blocking'])
    const bad = check(
      { content: content([words('Cam kết 100%, quý khách thân mến!!', 'x')], { vi: 'S'.repeat(80), en: 'x' }), purpose: 'newsletter' },
      [],
    )
    expect(bad.length).toBeGreaterThan(3)
    expect(bad.filter(({ weight }) => weight === 'blocking')).toEqual([])
  })
})
