import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Addressee,
  type AddressForm,
  calledAs,
  DEFAULT_FORM,
  formSources,
  greetingSpoken,
  greetingWritten,
  mayReplace,
  stronger,
  type WordForThem,
  type WordForUs,
  wordsForThem,
  wordsForUs,
} from './address-form.ts'

const form = (them: WordForThem, us: WordForUs = 'em', source: AddressForm['source'] = 'staff'): AddressForm => ({ them, us, source })
const person = (name: string, rest: Partial<Addressee> = {}): Addressee => ({ kind: 'person', name, language: 'vi', ...rest })

const hoa = person('Nguyễn Thị Thanh Hoa', { form: form('chị', 'em', 'customer') })
const cast: [Addressee, string, string, string, string, string][] = [
  // who, called, spoken, written, spoken on an English screen, written in English
  [hoa, 'chị Hoa', 'Dạ, em chào chị Hoa ạ', 'Chào chị Hoa,', 'Good morning, Ms Hoa', 'Dear Ms Hoa,'],
  [person('Nguyễn Thị Thanh Hoa'), 'anh/chị Hoa', 'Dạ, em chào anh/chị Hoa ạ', 'Chào anh/chị Hoa,', 'Good morning, Hoa', 'Dear Hoa,'],
  [person('Phạm Văn An', { form: form('anh') }), 'anh An', 'Dạ, em chào anh An ạ', 'Chào anh An,', 'Good morning, Mr An', 'Dear Mr An,'],
  [
    person('Trần Thị Bích', { form: form('bà', 'cháu') }),
    'bà Bích',
    'Dạ, cháu chào bà Bích ạ',
    'Chào bà Bích,',
    'Good morning, Ms Bích',
    'Dear Ms Bích,',
  ],
  [
    person('Đặng Thu Hà', { form: form('cô', 'con') }),
    'cô Hà',
    'Dạ, con chào cô Hà ạ',
    'Chào cô Hà,',
    'Good morning, Ms Hà',
    'Dear Ms Hà,',
  ],
  [
    person('Lê Văn Sáu', { form: form('bác', 'cháu') }),
    'bác Sáu',
    'Dạ, cháu chào bác Sáu ạ',
    'Chào bác Sáu,',
    'Good morning, Sáu',
    'Dear Sáu,',
  ],
  [
    person('Vũ Minh', { form: form('ông', 'tôi') }),
    'ông Minh',
    'Xin chào ông Minh',
    'Chào ông Minh,',
    'Good morning, Mr Minh',
    'Dear Mr Minh,',
  ],
  [person('Lê Vy', { form: form('em', 'em') }), 'em Vy', 'Chào em Vy', 'Chào em Vy,', 'Good morning, Vy', 'Dear Vy,'],
  [person('Lê Vy', { form: form('none') }), 'Vy', 'Dạ, em chào Vy ạ', 'Chào Vy,', 'Good morning, Vy', 'Dear Vy,'],
  [
    person("H'Mai Niê", { form: form('chị') }),
    "chị H'Mai",
    "Dạ, em chào chị H'Mai ạ",
    "Chào chị H'Mai,",
    "Good morning, Ms H'Mai",
    "Dear Ms H'Mai,",
  ],
  [
    person('Hoàng Phủ Ngọc Minh', { form: form('anh') }),
    'anh Minh',
    'Dạ, em chào anh Minh ạ',
    'Chào anh Minh,',
    'Good morning, Mr Minh',
    'Dear Mr Minh,',
  ],
  [
    person('Trần Mai Anh', { form: form('chị'), callName: 'Mai Anh' }),
    'chị Mai Anh',
    'Dạ, em chào chị Mai Anh ạ',
    'Chào chị Mai Anh,',
    'Good morning, Ms Mai Anh',
    'Dear Ms Mai Anh,',
  ],
  [
    person('Emma Wilson', { form: form('Ms'), language: 'en' }),
    'Ms Wilson',
    'Good morning, Ms Wilson',
    'Dear Ms Wilson,',
    'Good morning, Ms Wilson',
    'Dear Ms Wilson,',
  ],
  [
    person('Emma Wilson', { language: 'en', callName: 'Emma' }),
    'Emma Wilson',
    'Good morning, Emma Wilson',
    'Dear Emma Wilson,',
    'Good morning, Emma Wilson',
    'Dear Emma Wilson,',
  ],
  [
    person('Emma Wilson', { form: form('none', 'em', 'customer'), language: 'en' }),
    'Emma',
    'Good morning, Emma',
    'Dear Emma,',
    'Good morning, Emma',
    'Dear Emma,',
  ],
  [
    person('Emma Wilson', { form: form('chị') }),
    'chị Emma',
    'Dạ, em chào chị Emma ạ',
    'Chào chị Emma,',
    'Good morning, Ms Wilson',
    'Dear Ms Wilson,',
  ],
  [
    person('Kenji Tanaka', { form: form('Mr'), language: 'ja' }),
    'Mr Tanaka',
    'Good morning, Mr Tanaka',
    'Dear Mr Tanaka,',
    'Good morning, Mr Tanaka',
    'Dear Mr Tanaka,',
  ],
  [
    person('Tanaka Kenji', { form: form('Dr'), language: 'ja', order: 'family-first' }),
    'Dr Tanaka',
    'Good morning, Dr Tanaka',
    'Dear Dr Tanaka,',
    'Good morning, Dr Tanaka',
    'Dear Dr Tanaka,',
  ],
  [
    person('Nguyen Thi Hoa', { form: form('Ms'), language: 'en' }),
    'Ms Hoa',
    'Good morning, Ms Hoa',
    'Dear Ms Hoa,',
    'Good morning, Ms Hoa',
    'Dear Ms Hoa,',
  ],
  [person(''), 'anh/chị', 'Dạ, em chào anh/chị ạ', 'Chào anh/chị,', 'Good morning', 'Hello,'],
  [person(' ', { form: form('chị') }), 'chị', 'Dạ, em chào chị ạ', 'Chào chị,', 'Good morning', 'Hello,'],
  [person('', { form: form('none') }), '', 'Dạ, em xin chào ạ', 'Xin chào,', 'Good morning', 'Hello,'],
  [
    { kind: 'organisation', name: 'Công ty TNHH Mái Ngói' },
    'Công ty TNHH Mái Ngói',
    'Dạ, em chào anh/chị bên Công ty TNHH Mái Ngói ạ',
    'Kính gửi Công ty TNHH Mái Ngói,',
    'Good morning',
    'Dear Công ty TNHH Mái Ngói,',
  ],
  [
    { kind: 'household', name: 'Gia đình anh Bình' },
    'gia đình anh Bình',
    'Dạ, em chào gia đình anh Bình ạ',
    'Chào gia đình anh Bình,',
    'Good morning, Gia đình anh Bình',
    'Dear Gia đình anh Bình,',
  ],
]

describe('everybody is greeted as they wish', () => {
  test.each(cast)('%j', (who, called, spoken, written, spokenEnglish, writtenEnglish) => {
    expect(calledAs(who)).toBe(called)
    expect(greetingSpoken(who, 9)).toBe(spoken)
    expect(greetingWritten(who)).toBe(written)
    expect(greetingSpoken(who, 9, 'en')).toBe(spokenEnglish)
    expect(greetingWritten(who, 'en')).toBe(writtenEnglish)
  })

  test.each<[WordForThem, string]>([
    ['anh', 'Dear Mr Hoa,'],
    ['chú', 'Dear Mr Hoa,'],
    ['ông', 'Dear Mr Hoa,'],
    ['chị', 'Dear Ms Hoa,'],
    ['cô', 'Dear Ms Hoa,'],
    ['bà', 'Dear Ms Hoa,'],
    ['bác', 'Dear Hoa,'],
    ['em', 'Dear Hoa,'],
    ['bạn', 'Dear Hoa,'],
    ['none', 'Dear Hoa,'],
    ['anh/chị', 'Dear Hoa,'],
  ])('in English %s is %s', (them, line) => expect(greetingWritten({ ...hoa, form: form(them) }, 'en')).toBe(line))

  test.each([
    [3, 'Good evening'],
    [4, 'Good morning'],
    [11, 'Good morning'],
    [12, 'Good afternoon'],
    [17, 'Good afternoon'],
    [18, 'Good evening'],
    [23, 'Good evening'],
  ])('at %i it is %s', (hour, words) => expect(greetingSpoken(hoa, hour, 'en')).toBe(`${words}, Ms Hoa`))

  test('nobody is ever "Dear Nguyen", and no greeting has a hole in it', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...wordsForThem),
        fc.constantFrom(...wordsForUs),
        fc.constantFrom(...formSources),
        fc.constantFrom('Nguyễn Thị Hoa', 'Nguyen Hoa', 'Hoa', '', 'Emma Wilson', "H'Mai Niê", '陳氏', 'NGUYỄN VĂN AN'),
        fc.constantFrom('vi', 'en', 'ja', undefined),
        fc.constantFrom<Addressee['kind']>('person', 'organisation', 'household'),
        (them, us, source, name, language, kind) => {
          const who: Addressee = { kind, name, language, form: { them, us, source } }
          for (const line of [greetingSpoken(who, 9), greetingSpoken(who, 20, 'en'), greetingWritten(who), greetingWritten(who, 'en')]) {
            expect(line).not.toMatch(/undefined|null|none| {2}| ,|,,|^\s|\s$|Dear (?:M[rsx]s? )?Nguy[eễ]n,/i)
            expect(line.length).toBeGreaterThan(4)
          }
        },
      ),
    ))
})

describe('what the customer says outweighs what we note', () => {
  const [byDefault, byStaff, bySelf, byChoice] = [DEFAULT_FORM, form('cô'), form('chị', 'em', 'self'), form('bà', 'cháu', 'customer')]
  test('khách chọn > khách tự xưng > nhân viên ghi > mặc định', () => {
    const ranked = [byDefault, byStaff, bySelf, byChoice]
    ranked.forEach((weak, i) => {
      ranked.forEach((strong, j) => {
        expect(mayReplace(weak, strong)).toBe(j >= i)
        expect(stronger(weak, strong)).toBe(ranked[Math.max(i, j)])
      })
    })
  })

  test('of two wishes of one customer the newer counts', () => {
    const newer = form('chị', 'em', 'customer')
    expect(stronger(byChoice, newer)).toBe(newer)
  })
})
