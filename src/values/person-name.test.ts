import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  guessCallName,
  guessOrder,
  looksVietnamese,
  NAME_WORDS_LIMIT,
  type NameOrder,
  organisationKey,
  organisationSortKey,
  sortKey,
  splitName,
  tidyName,
  tidyOrganisationName,
} from './person-name.ts'

const F: NameOrder = 'family-first'
const G: NameOrder = 'given-first'

describe('a name shows in which order it is written', () => {
  test.each<[string, string | undefined, NameOrder]>([
    ['Nguyễn Thị Thanh Hoa', 'vi', F],
    ['Nguyen Thi Thanh Hoa', undefined, F],
    ['Nguyen Thi Thanh Hoa', 'en', F],
    ["H'Mai Niê", 'vi', F],
    ['Y Bhiăng Niê', undefined, F],
    ['Siu Black', undefined, F],
    ['A Lưới', undefined, F],
    ['Hoàng Phủ Ngọc Minh', 'en', F],
    ['Thu Hà', 'vi', F],
    ['Bich Ngoc', undefined, F],
    ['Hoa', 'vi', F],
    ['陳氏', 'zh', F],
    ['Zhang Wei', 'zh', F],
    ['TANAKA Kenji', 'ja', F],
    ['Wilson, Emma', 'en', F],
    ['Emma Wilson', 'en', G],
    ['Emma Wilson', 'vi', G],
    ['Kenji Tanaka', 'ja', G],
    ['Kenji TANAKA', undefined, G],
    ['Linh Trần', 'vi', G],
    ['Emma Nguyễn', 'en', G],
    ['Hoa Thi Nguyen', 'en', G],
    ['Mai Tran', 'en', G],
    ['Đào Thị Lê', 'en', F],
    ['Van Morrison', 'en', G],
    ['Le Roy Jones', undefined, G],
    ['A Johnson', undefined, G],
    ['Novak Đoković', undefined, G],
    ['Jean-Luc Lefèvre', 'fr', G],
  ])('%s (%s) is %s', (name, language, order) => expect(guessOrder(name, language)).toBe(order))

  test('a name of Vietnam is known by its letters, its syllables or its clan', () => {
    for (const name of ['Đặng Thu Hà', 'Nguyen Van An', "H'Mai Niê", 'Ksor Kok', 'Linh Nguyen'])
      expect(looksVietnamese(name), name).toBe(true)
    for (const name of ['Emma Wilson', 'Kenji Tanaka', "D'Arcy Smith", 'O’Hara', 'Jón Þór', 'سلمى', ''])
      expect(looksVietnamese(name), name).toBe(false)
  })
})

describe('a name is taken apart where its owner would', () => {
  test.each<[string, NameOrder, string, string, string, string]>([
    ['Nguyễn Thị Thanh Hoa', F, 'Nguyễn', 'Thị Thanh', 'Hoa', 'Hoa'],
    ['Phạm Văn An', F, 'Phạm', 'Văn', 'An', 'An'],
    ['Đặng Hà', F, 'Đặng', '', 'Hà', 'Hà'],
    ['Hoa', F, '', '', 'Hoa', 'Hoa'],
    ['Y', F, '', '', 'Y', 'Y'],
    ['', F, '', '', '', ''],
    ['Hoàng Phủ Ngọc Minh', F, 'Hoàng Phủ', 'Ngọc', 'Minh', 'Minh'],
    ['Hoang Phu Ngoc Minh', F, 'Hoang Phu', 'Ngoc', 'Minh', 'Minh'],
    ['Hoàng Phú Quý', F, 'Hoàng', 'Phú', 'Quý', 'Quý'],
    ['Hoang Phu Quy', F, 'Hoang', 'Phu', 'Quy', 'Quy'],
    ['Tôn Nữ Thị Ninh', F, 'Tôn Nữ', 'Thị', 'Ninh', 'Ninh'],
    ['Tôn Thất Tùng', F, 'Tôn Thất', '', 'Tùng', 'Tùng'],
    ['Công Tằng Tôn Nữ Mỹ Linh', F, 'Công Tằng Tôn Nữ', 'Mỹ', 'Linh', 'Linh'],
    ['Nguyễn Phước Bảo Long', F, 'Nguyễn Phước', 'Bảo', 'Long', 'Long'],
    ['Nguyễn Phước Thịnh', F, 'Nguyễn', 'Phước', 'Thịnh', 'Thịnh'],
    ['Nguyễn Phúc Minh Anh', F, 'Nguyễn', 'Phúc Minh', 'Anh', 'Anh'],
    ['Âu Dương Lan', F, 'Âu Dương', '', 'Lan', 'Lan'],
    ["H'Mai Niê", F, 'Niê', '', "H'Mai", "H'Mai"],
    ['H’Mai Niê', F, 'Niê', '', 'H’Mai', 'H’Mai'],
    ["H' Hen Niê", F, 'Niê', '', "H'Hen", "H'Hen"],
    ["Ksor H'Nhan", F, 'Ksor', '', "H'Nhan", "H'Nhan"],
    ["Nguyễn Thị H'Mai", F, 'Nguyễn', 'Thị', "H'Mai", "H'Mai"],
    ['Y Bhiăng Niê', F, 'Niê', '', 'Y Bhiăng', 'Y Bhiăng'],
    ['Y Moan Êñuôl', F, 'Êñuôl', '', 'Y Moan', 'Y Moan'],
    ['Siu Black', F, 'Siu', '', 'Black', 'Black'],
    ['Rơ Châm Phương', F, 'Rơ Châm', '', 'Phương', 'Phương'],
    ['A Lưới', F, '', '', 'A Lưới', 'A Lưới'],
    ["K'Brết", F, '', '', "K'Brết", "K'Brết"],
    ["Kra Jăn K'Đức", F, 'Kra Jăn', '', "K'Đức", "K'Đức"],
    ['Giàng A Sùng', F, 'Giàng', 'A', 'Sùng', 'Sùng'],
    ['NGUYỄN THỊ HOA', F, 'NGUYỄN', 'THỊ', 'HOA', 'Hoa'],
    ['Hoa Thi Nguyen', G, 'Nguyen', 'Thi', 'Hoa', 'Hoa'],
    ['Emma Wilson', G, 'Wilson', '', 'Emma', 'Emma'],
    ['Dr. Emma Jane Wilson', G, 'Wilson', 'Jane', 'Emma', 'Emma'],
    ['Ludwig van Beethoven', G, 'van Beethoven', '', 'Ludwig', 'Ludwig'],
    ['Juan Carlos de la Cruz', G, 'de la Cruz', 'Carlos', 'Juan', 'Juan'],
    ['Martin Luther King Jr.', G, 'King', 'Luther', 'Martin', 'Martin'],
    ['Wilson, Emma Jane', F, 'Wilson', 'Jane', 'Emma', 'Emma'],
    ['Nguyen, Thi Hoa', F, 'Nguyen', 'Thi', 'Hoa', 'Hoa'],
    ['Tanaka Kenji', F, 'Tanaka', '', 'Kenji', 'Kenji'],
    ['陳氏', F, '', '', '陳氏', '陳氏'],
    ['<!-- An -->', F, '', '', 'An', 'An'],
    ['--', F, '', '', '--', '--'],
  ])('%s (%s)', (name, order, family, middle, given, called) => {
    expect(splitName(name, order)).toEqual({ family, middle, given })
    expect(guessCallName(name, order)).toBe(called)
  })
})

describe('capitals are put right where somebody forgot them', () => {
  test.each([
    ['NGUYỄN THỊ HOA', 'Nguyễn Thị Hoa', true],
    ['nguyễn thị hoa', 'Nguyễn Thị Hoa', true],
    ['NGUYEN VAN NAM', 'Nguyen Van Nam', true],
    ['  ÐOÀN   VĂN HẬU ', 'Đoàn Văn Hậu', true],
    ["H'MAI NIÊ", "H'Mai Niê", true],
    ["h'mai niê", "H'Mai Niê", true],
    ["D'ARCY LÊ", "D'Arcy Lê", true],
    ['O’HARA', 'O’Hara', true],
    ['JEAN-LUC PICARD', 'Jean-Luc Picard', true],
    ['LUDWIG VAN BEETHOVEN', 'Ludwig van Beethoven', true],
    ['j.r.r. tolkien', 'J.R.R. Tolkien', true],
    ['RONALD MCDONALD', 'Ronald McDonald', true],
    ['HENRY FORD II', 'Henry Ford II', true],
    ['Nguyễn thị Hoa', 'Nguyễn thị Hoa', false],
    ['Ludwig van Beethoven', 'Ludwig van Beethoven', false],
    ['Nguyễn Thị Hoa', 'Nguyễn Thị Hoa', false],
    ['Y', 'Y', false],
    ['hoa@mai.example', 'hoa@mai.example', false],
    ['陳氏', '陳氏', false],
    ['สมชาย', 'สมชาย', false],
    ['', '', false],
  ])('%s becomes %s', (typed, name, recased) => expect(tidyName(typed)).toEqual({ name, recased }))

  test.each([
    ['CTY TNHH ABC', 'CTY TNHH ABC', false],
    ['CÔNG TY TNHH ABC', 'Công ty TNHH ABC', true],
    ['CÔNG TY CP DU LỊCH MÁI NGÓI', 'Công ty CP Du Lịch Mái Ngói', true],
    ['công ty tnhh du lịch mái ngói', 'Công ty TNHH Du Lịch Mái Ngói', true],
    ['Du lịch Mái Ngói', 'Du lịch Mái Ngói', false],
    ['FPT', 'FPT', false],
    ['NGÂN HÀNG ACB', 'Ngân Hàng ACB', true],
  ])('the firm %s becomes %s', (typed, name, recased) => expect(tidyOrganisationName(typed)).toEqual({ name, recased }))

  test('putting right twice changes nothing more', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', 'đ', 'Ễ', "'", ' ', '-', '.', 'v', 'n', 'ß'), maxLength: 14 }), (text) => {
        const once = tidyName(text).name
        expect(tidyName(once).name).toBe(once)
      }),
    ))
})

describe('a list of customers stands in Vietnamese order', () => {
  const sorted = (names: string[], order: NameOrder) =>
    names
      .map((name) => [sortKey(name, order), name] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, name]) => name)

  test('by given name, then middle, then family', () =>
    expect(
      sorted(['Trần Thị Ba', 'Lê Văn Ân', 'Phạm Văn An', 'Lê Văn An', 'Nguyễn Thị Ánh', 'Đỗ An', 'Vũ Bá An', 'Phạm Văn Án'], F),
    ).toEqual(['Đỗ An', 'Vũ Bá An', 'Lê Văn An', 'Phạm Văn An', 'Phạm Văn Án', 'Nguyễn Thị Ánh', 'Lê Văn Ân', 'Trần Thị Ba']))

  test('An, Ánh, Ân; and tones ngang, huyền, hỏi, ngã, sắc, nặng', () => {
    expect(sorted(['Ân', 'Ánh', 'An', 'Ăn', 'Anh', 'Bá'], F)).toEqual(['An', 'Anh', 'Ánh', 'Ăn', 'Ân', 'Bá'])
    expect(sorted(['mạ', 'má', 'mã', 'mả', 'mà', 'ma'], F)).toEqual(['ma', 'mà', 'mả', 'mã', 'má', 'mạ'])
  })

  test('one who has no name stands last, foreign letters after z, and case does not count', () => {
    expect(sorted(['--', '陳氏', 'zoe', 'An', 'Élodie', 'elen', 'ĐÔNG', 'đông', 'Dung'], G)).toEqual([
      'An',
      'Dung',
      'ĐÔNG',
      'đông',
      'elen',
      'Élodie',
      'zoe',
      '陳氏',
      '--',
    ])
  })

  test('as the platform’s own Vietnamese collation has it', () => {
    const collator = new Intl.Collator('vi', { sensitivity: 'accent' })
    const syllables =
      'an án àn ản ãn ạn ăn ắn ân ấn ậng anh ánh ba bà bạch bích bình châu chi cúc cường dung dũng đan đào đức em ê êm giang hà hải hạnh hằng hân hậu hiền hiếu hoa hòa hoàng hồng huệ huy huyền hương khánh kiên kim lan lâm lân liên linh loan lộc mai mận minh my mỹ nam nga ngân ngọc nhung như oanh ôn ơn phúc phương quân quý quỳnh sơn tâm tấn thảo thu thủy thùy thúy thư trang trâm tú tuấn tư từ tường uyên vân việt vũ vy xuân yến ỷ ý emma john zoe'.split(
        ' ',
      )
    const part = fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 2 }).map((words) => words.join(' '))
    const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(Math.sign(compare(organisationSortKey(a), organisationSortKey(b))), `${a} · ${b}`).toBe(Math.sign(collator.compare(a, b)))
      }),
      { numRuns: 2000 },
    )
    const given = fc.constantFrom(...syllables)
    fc.assert(
      fc.property(given, given, given, given, (a, b, middleA, middleB) => {
        const wanted = Math.sign(collator.compare(a, b)) || Math.sign(collator.compare(middleA, middleB))
        expect(compare(sortKey(`Trần ${middleA} ${a}`, F), sortKey(`Trần ${middleB} ${b}`, F)), `${middleA} ${a} · ${middleB} ${b}`).toBe(
          wanted,
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('a key is plain ASCII and short enough for an index, whatever the name', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(F, G), (name, order) => {
        expect(sortKey(name, order)).toMatch(/^[!-~]{0,600}$/)
        expect(organisationSortKey(name)).toMatch(/^[!-~]{0,600}$/)
      }),
    ))

  test('a firm stands under its own name, not under Công ty', () =>
    expect(
      ['Công ty TNHH Mái Ngói', 'An Bình', 'Cty CP Ân Tình', 'Xưởng gốm Bến Cũ', 'Công ty'].sort((a, b) =>
        organisationSortKey(a) < organisationSortKey(b) ? -1 : 1,
      ),
    ).toEqual(['An Bình', 'Cty CP Ân Tình', 'Công ty', 'Công ty TNHH Mái Ngói', 'Xưởng gốm Bến Cũ']))
})

describe('one firm in many writings is one firm', () => {
  test.each([
    ['Công ty TNHH Du lịch Mái Ngói', 'du lich mai ngoi'],
    ['CTY TNHH DU LỊCH MÁI NGÓI', 'du lich mai ngoi'],
    ['Cty. TNHH DL Mái Ngói', 'du lich mai ngoi'],
    ['Công ty Trách nhiệm hữu hạn Một thành viên Du lịch Mái Ngói', 'du lich mai ngoi'],
    ['Cty TNHH MTV Du lich Mai Ngoi', 'du lich mai ngoi'],
    ['Công ty Cổ phần Du lịch Mái Ngói', 'du lich mai ngoi'],
    ['Mai Ngoi Travel Co., Ltd.', 'mai ngoi travel'],
    ['Mai Ngoi Travel JSC', 'mai ngoi travel'],
    ['Mai Ngoi Travel Joint Stock Company', 'mai ngoi travel'],
    ['Cty TNHH TM & DV Mái Ngói', 'thuong mai dich vu mai ngoi'],
    ['Công ty TNHH Thương mại và Dịch vụ Mái Ngói', 'thuong mai dich vu mai ngoi'],
    ['HTX Tinh dầu Lá Sim', 'tinh dau la sim'],
    ['Hợp tác xã Tinh dầu Lá Sim', 'tinh dau la sim'],
    ['Quán Cô Phan', 'quan co phan'],
    ['Quán Cô Ba', 'quan co ba'],
    ['Công ty TNHH', 'cong ty tnhh'],
    ['', ''],
  ])('%s', (name, key) => expect(organisationKey(name)).toBe(key))
})

test('a very long name is taken apart at once, by its first words and its last', () => {
  const long = `${'Công Tằng Tôn Nữ '.repeat(12)}Hoa`
  expect(splitName(long, F)).toMatchObject({ family: 'Công Tằng Tôn Nữ', given: 'Hoa' })
  expect(splitName(long, F).middle.split(' ')).toHaveLength(NAME_WORDS_LIMIT - 5)
  const huge = ["H'".repeat(300_000), 'a '.repeat(300_000), 'Ấ'.repeat(300_000), `${'.,'.repeat(200_000)}x`]
  const begun = performance.now()
  for (const name of huge) {
    guessOrder(name, 'vi')
    sortKey(name, F)
    organisationKey(name)
    organisationSortKey(name)
    tidyName(name)
    tidyOrganisationName(name)
    guessCallName(name, G)
  }
  expect(performance.now() - begun).toBeLessThan(6000)
})
