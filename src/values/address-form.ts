// How a customer is addressed: the word for them, the word for us, and the greeting made of both.
import { guessCallName, guessOrder, looksVietnamese, type NameOrder, splitName } from './person-name.ts'
import { tidy } from './text.ts'

/** The words for the customer; `anh/chị` is said while nobody knows better, `none` where they want no word at all. */
export const wordsForThem = [
  'anh/chị',
  'anh',
  'chị',
  'cô',
  'chú',
  'bác',
  'ông',
  'bà',
  'em',
  'bạn',
  'thầy',
  'none',
  'Mr',
  'Ms',
  'Mrs',
  'Mx',
  'Dr',
] as const
export type WordForThem = (typeof wordsForThem)[number]

/** The words by which the house calls itself towards a customer. */
export const wordsForUs = ['em', 'cháu', 'con', 'tôi', 'chúng tôi'] as const
export type WordForUs = (typeof wordsForUs)[number]

/** Who said so, from the weakest: the default, an employee, the customer speaking of themself, the customer choosing. */
export const formSources = ['default', 'staff', 'self', 'customer'] as const
export type FormSource = (typeof formSources)[number]

export type AddressForm = { readonly them: WordForThem; readonly us: WordForUs; readonly source: FormSource }

/** What is said to somebody of whom nothing is known; age and sex are never a reason to say more. */
export const DEFAULT_FORM: AddressForm = { them: 'anh/chị', us: 'em', source: 'default' }

/** The one whose source weighs more: khách chọn, khách tự xưng, nhân viên ghi, mặc định; of equals the second, as the newer. */
export function stronger(a: AddressForm, b: AddressForm): AddressForm {
  return mayReplace(a, b) ? b : a
}

/** True where the next form may take the place of the old: an employee's note never overrules the customer. */
export function mayReplace(old: AddressForm, next: AddressForm): boolean {
  return formSources.indexOf(next.source) >= formSources.indexOf(old.source)
}

/** Everything a greeting is made of; what is missing is guessed from the name. `language` is the customer's: `vi`, `en`, … */
export type Addressee = {
  readonly kind: 'person' | 'organisation' | 'household'
  readonly name: string
  readonly callName?: string | null | undefined
  readonly form?: AddressForm | null | undefined
  readonly language?: string | null | undefined
  readonly order?: NameOrder | null | undefined
}

/** The languages in which Quen speaks. */
export type Tongue = 'vi' | 'en'

const ENGLISH_TITLES: Readonly<Partial<Record<WordForThem, string>>> = {
  anh: 'Mr',
  chú: 'Mr',
  ông: 'Mr',
  thầy: 'Mr',
  chị: 'Ms',
  cô: 'Ms',
  bà: 'Ms',
  Mr: 'Mr',
  Ms: 'Ms',
  Mrs: 'Mrs',
  Mx: 'Mx',
  Dr: 'Dr',
}
const isEnglishWord = (them: WordForThem): boolean => /^[A-Z]/.test(them)
const speaksVietnamese = (to: Addressee): boolean => (to.language ?? 'vi').toLowerCase().startsWith('vi')
const tongueFor = (to: Addressee, screen: Tongue): Tongue => (screen === 'en' || !speaksVietnamese(to) ? 'en' : 'vi')
const joined = (...words: string[]): string => words.filter((word) => word !== '').join(' ')

function orderOf(to: Addressee): NameOrder {
  return to.order ?? guessOrder(to.name, to.language ?? undefined)
}

function callNameOf(to: Addressee): string {
  return tidy(to.callName ?? '') || guessCallName(to.name, orderOf(to))
}

/** "Ms Hoa", "Mr Tanaka", without a known title "Hoa" or "Emma Wilson". */
function inEnglish(to: Addressee): string {
  const form = to.form ?? DEFAULT_FORM
  const order = orderOf(to)
  const name = tidy(to.name)
  const title = ENGLISH_TITLES[form.them]
  // A Vietnamese goes by the last syllable whatever the language; Ms Nguyen would be anybody.
  const isByCallName = order === 'family-first' && (speaksVietnamese(to) || looksVietnamese(name))
  if (isByCallName) return joined(title ?? '', callNameOf(to))
  if (title !== undefined) return joined(title, splitName(name, order).family || callNameOf(to))
  const isOnFirstNameTerms = form.source !== 'default' && form.them !== 'anh/chị' && form.them !== 'bác'
  return isOnFirstNameTerms ? callNameOf(to) : name || callNameOf(to)
}

/** "chị Hoa"; without a name the bare word, and "anh/chị" where that is not known either. */
function inVietnamese(to: Addressee): string {
  const form = to.form ?? DEFAULT_FORM
  if (isEnglishWord(form.them)) return inEnglish(to)
  const called = callNameOf(to)
  if (form.them === 'none') return called
  return joined(form.them, called)
}

const isNameless = (to: Addressee): boolean => tidy(to.name) === '' && tidy(to.callName ?? '') === ''

function ofHousehold(name: string): string {
  if (name === '') return 'gia đình mình'
  return /^(?:gia đình|nhà) /iu.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : `gia đình ${name}`
}

/**
 * The customer as spoken of within a sentence, in their own language or, on an English screen, in English: "chị Hoa", "Ms Hoa",
 * "Mr Tanaka"; an organisation by its name, a household as "gia đình …"; "anh/chị" or "" (English) for nobody known.
 */
export function calledAs(to: Addressee, screen: Tongue = 'vi'): string {
  const name = tidy(to.name)
  const tongue = tongueFor(to, screen)
  if (to.kind === 'organisation') return name
  if (to.kind === 'household') return tongue === 'en' ? name : ofHousehold(name)
  if (tongue === 'vi') return inVietnamese(to)
  return isNameless(to) ? '' : inEnglish(to)
}

/**
 * What is said first at the desk or on the phone: "Dạ, em chào chị Hoa ạ", "Good morning, Ms Hoa". `hour` is 0 to 23 by the
 * house's clock. English for a customer of another language, and for everybody on an English screen.
 */
export function greetingSpoken(to: Addressee, hour: number, screen: Tongue = 'vi'): string {
  if (tongueFor(to, screen) === 'en') {
    const called = to.kind === 'organisation' ? '' : calledAs(to, screen)
    return called === '' ? timeOfDay(hour) : `${timeOfDay(hour)}, ${called}`
  }
  const { them, us } = to.form ?? DEFAULT_FORM
  // Behind a firm's number there is a person, who is not yet known.
  const called = to.kind === 'organisation' ? joined('anh/chị', tidy(to.name) === '' ? '' : `bên ${tidy(to.name)}`) : calledAs(to, screen)
  if (called === '') return 'Dạ, em xin chào ạ'
  if (us === 'tôi' || us === 'chúng tôi') return `Xin chào ${called}`
  if (to.kind === 'person' && them === us) return `Chào ${called}`
  return `Dạ, ${us} chào ${called} ạ`
}

function timeOfDay(hour: number): string {
  if (hour >= 4 && hour < 12) return 'Good morning'
  return hour >= 12 && hour < 18 ? 'Good afternoon' : 'Good evening'
}

/** The first line of a letter, with its comma: "Chào chị Hoa,", "Dear Ms Hoa,", "Dear Mr Tanaka,", "Kính gửi Công ty …,". */
export function greetingWritten(to: Addressee, screen: Tongue = 'vi'): string {
  const tongue = tongueFor(to, screen)
  const called = calledAs(to, screen)
  if (tongue === 'en') return called === '' ? 'Hello,' : `Dear ${called},`
  if (to.kind === 'organisation') return called === '' ? 'Kính gửi anh/chị,' : `Kính gửi ${called},`
  return called === '' ? 'Xin chào,' : `Chào ${called},`
}
