import type { Block, LetterContent, Run } from './blocks/contract.ts'
import type { Finding, FindingKind } from './contract.ts'
import { fieldsIn, unknownFieldsIn } from './merge-rules.ts'
import { type Phrase, phrases } from './phrases.data.ts'

/** What is worth another look in a letter before it goes out. Nothing but what is unlawful or can't be sent blocks it. */

export type HousePhrase = { kind: Phrase['kind'] | 'allowed'; language: 'vi' | 'en'; phrase: string }
export type Checked = { content: LetterContent; purpose: string }

type Language = 'vi' | 'en'
type Spot = { where: string; language: Language; text: string }

/** The longest subject that a telephone shows whole. */
const SUBJECT_AT_MOST = 60

const found = (kind: FindingKind, where: string, language: Language | null, words: string, instead: string | null = null): Finding => ({
  kind,
  weight: WEIGHTS[kind] ?? 'note',
  where,
  language,
  words,
  instead,
})

const WEIGHTS: Partial<Record<FindingKind, Finding['weight']>> = {
  promise: 'warning',
  'mixed-address': 'warning',
  'typed-address': 'warning',
  'missing-language': 'warning',
  'no-alt': 'warning',
  'not-https': 'warning',
  'bad-link': 'warning',
  'no-link': 'warning',
  'no-picture': 'warning',
  'needs-fallback': 'warning',
  'offer-in-service': 'warning',
  'no-subject': 'blocking',
  'no-blocks': 'blocking',
  'unknown-field': 'blocking',
}

const lineText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** Every text of a block in one language, in the order of reading. */
function textsOf(block: Block, language: Language): string[] {
  switch (block.kind) {
    case 'words':
      return block.words[language].map(({ runs }) => lineText(runs))
    case 'picture':
      return [block.alt[language]]
    case 'product':
      return [block.title[language], block.benefit[language], block.price[language], block.linkWords[language]]
    case 'gathering':
      return [block.title[language], block.when[language], block.where[language], block.linkWords[language]]
    case 'button':
      return [block.label[language]]
    case 'signature':
      return [block.closing[language], block.name[language], block.role[language]]
  }
}

/** The part of a block that has to be there in a language, once the letter is written in it. */
function essence(block: Block, language: Language): string {
  switch (block.kind) {
    case 'words':
      return textsOf(block, language).join('')
    case 'picture':
      return 'shown'
    case 'button':
      return block.label[language]
    case 'signature':
      return block.name[language] || block.closing[language]
    default:
      return block.title[language]
  }
}

const linksOf = (block: Block): string[] =>
  block.kind === 'words'
    ? [...block.words.vi, ...block.words.en].flatMap(({ runs }) => runs.flatMap(({ link }) => (link === undefined ? [] : [link])))
    : 'link' in block && block.link !== ''
      ? [block.link]
      : []

const spotsOf = ({ subject, preview, blocks }: LetterContent, language: Language): Spot[] => [
  { where: 'subject', language, text: subject[language] },
  { where: 'preview', language, text: preview[language] },
  ...blocks.flatMap((block) => textsOf(block, language).map((text) => ({ where: block.key, language, text }))),
]

const bare = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ')
const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The phrase as it stands in the text, by whole words, marks and all: "tốt nhất" is not in "tốt nhất định". */
function standsIn(text: string, phrase: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(bare(phrase))}(?![\\p{L}\\p{N}])`, 'u').test(bare(text))
}

const KINDS: Record<Phrase['kind'], FindingKind> = { empty: 'empty-phrase', promise: 'promise', address: 'wrong-address' }

function phrasesIn(spot: Spot, house: readonly HousePhrase[]): Finding[] {
  const mine = house.filter(({ language }) => language === spot.language)
  const allowed = new Set(mine.flatMap(({ kind, phrase }) => (kind === 'allowed' ? [bare(phrase)] : [])))
  const own = mine.flatMap(({ kind, phrase }): Phrase[] => (kind === 'allowed' ? [] : [{ kind, phrase, instead: null }]))
  const hits = [...phrases[spot.language], ...own].filter(({ phrase }) => !allowed.has(bare(phrase)) && standsIn(spot.text, phrase))
  // "quý khách" is said once where "quý khách hàng thân mến" was found already.
  const longest = hits.filter(({ phrase }) => !hits.some((other) => other.phrase !== phrase && standsIn(other.phrase, phrase)))
  return longest.map(({ kind, phrase, instead }) => found(KINDS[kind], spot.where, spot.language, phrase, instead))
}

/** A form of address typed by hand before a name or where a reader is spoken to: not everybody is chị. */
const TYPED = /(?<![\p{L}\p{N}/])(anh|chị|cô|chú|bác|ông|bà)(?![\p{L}\p{N}/])/giu
const KNOWN_AFTER = /^\s+(?:em|họ|ruột|hai|ba|tư|năm|cả|ngoại|nội|chủ|ấy|đại|thợ)(?![\p{L}])/u

function typedAddress({ text, where, language }: Spot): Finding[] {
  if (language === 'en')
    return /\b(?:Mr|Mrs|Ms)\.?\s+\{\{/.test(text) ? [found('typed-address', where, language, 'Mr/Ms', '{{called}}')] : []
  const without = text.replace(/\{\{[^}]*\}\}/g, ' ')
  for (const hit of without.matchAll(TYPED)) {
    const after = without.slice(hit.index + hit[0].length)
    // "anh Thành ở xưởng gốm" is somebody else: a name follows.
    if (KNOWN_AFTER.test(after) || /^\s+\p{Lu}/u.test(after)) continue
    return [found('typed-address', where, language, hit[0], '{{them}}')]
  }
  return []
}

/** "quý khách" or "bạn" in one breath with the reader's own form of address. */
function mixedAddress(content: LetterContent): Finding[] {
  const spots = spotsOf(content, 'vi')
  const whole = spots.map(({ text }) => text).join('\n')
  if (!fieldsIn(whole).some(({ field }) => ['greeting', 'called', 'them'].includes(field))) return []
  return spots.flatMap(({ where, text }) => {
    const word = ['quý khách', 'quý vị', 'bạn'].find((said) =>
      standsIn(text.replace(/bạn bè|người bạn|bạn (?:cũ|thân|đồng hành)/giu, ''), said),
    )
    return word ? [found('mixed-address', where, 'vi', word, '{{them}}')] : []
  })
}

/** Words of which each is in capitals: shouting. Short ones are abbreviations. */
function capitals({ text, where, language }: Spot): Finding[] {
  const shouted = text.replace(/\{\{[^}]*\}\}/g, ' ').match(/(?:\p{Lu}{2,}[\s,.!]+){2,}\p{Lu}{2,}/u)
  return shouted ? [found('capitals', where, language, shouted[0].trim())] : []
}

const exclamations = ({ text, where, language }: Spot): Finding[] =>
  /!{2,}|!.*!/s.test(text) ? [found('exclamations', where, language, '!', '.')] : []

const unknown = ({ text, where, language }: Spot): Finding[] =>
  unknownFieldsIn(text).map((field) => found('unknown-field', where, language, field))

/** Fields that not everybody has a value for need words instead. */
const needsFallback = ({ text, where, language }: Spot): Finding[] =>
  fieldsIn(text)
    .filter(({ field, fallback }) => fallback === '' && ['last-visit', 'visits', 'since', 'call-name', 'name'].includes(field))
    .map(({ field }) => found('needs-fallback', where, language, field))

/** A name in every sentence is a salesman's trick. */
function nameEverywhere(content: LetterContent, language: Language): Finding[] {
  const text = spotsOf(content, language)
    .filter(({ where }) => where !== 'preview')
    .map((spot) => spot.text)
    .join('\n')
  const named = fieldsIn(text).filter(({ field }) => field === 'called' || field === 'name' || field === 'call-name').length
  const sentences = text.split(/[.!?…\n]+/u).filter((sentence) => sentence.trim() !== '').length
  return named >= 3 && named * 3 > sentences ? [found('name-everywhere', 'subject', language, String(named))] : []
}

const isWritten = (content: LetterContent, language: Language): boolean => spotsOf(content, language).some(({ text }) => text.trim() !== '')

/** Which languages lack something that the letter says in the other. */
function missingLanguage(content: LetterContent): Finding[] {
  const gaps: Finding[] = []
  for (const language of ['vi', 'en'] as const) {
    const other = language === 'vi' ? 'en' : 'vi'
    if (!isWritten(content, language)) {
      if (isWritten(content, other)) gaps.push(found('missing-language', 'subject', language, ''))
      continue
    }
    if (content.subject[language].trim() === '' && content.subject[other].trim() !== '')
      gaps.push(found('missing-language', 'subject', language, ''))
    for (const block of content.blocks)
      if (essence(block, language).trim() === '' && essence(block, other).trim() !== '')
        gaps.push(found('missing-language', block.key, language, ''))
  }
  return gaps
}

function linkFindings(block: Block): Finding[] {
  return linksOf(block).flatMap((link) => {
    if (/^(?:mailto|tel):/i.test(link.trim())) return []
    if (!URL.canParse(link.trim())) return [found('bad-link', block.key, null, link)]
    const { protocol } = new URL(link.trim())
    if (protocol === 'https:') return []
    return [found(protocol === 'http:' ? 'not-https' : 'bad-link', block.key, null, link)]
  })
}

function blockFindings(block: Block, content: LetterContent): Finding[] {
  const findings = linkFindings(block)
  if (block.kind === 'button' && block.link.trim() === '')
    findings.push(found('no-link', block.key, null, block.label.vi || block.label.en))
  if (block.kind === 'picture') {
    if (block.pictureId === null) findings.push(found('no-picture', block.key, null, ''))
    else
      for (const language of ['vi', 'en'] as const)
        if (isWritten(content, language) && block.alt[language].trim() === '') findings.push(found('no-alt', block.key, language, ''))
  }
  return findings
}

/** An offer makes a letter of care an advertising one; who sends it should know. */
const offers = ({ content, purpose }: Checked): Finding[] =>
  purpose === 'service' || purpose === 'relationship'
    ? content.blocks.filter(({ isOffer }) => isOffer).map(({ key }) => found('offer-in-service', key, null, ''))
    : []

function subjectFindings({ subject }: LetterContent): Finding[] {
  if (subject.vi.trim() === '' && subject.en.trim() === '') return [found('no-subject', 'subject', null, '')]
  return (['vi', 'en'] as const).flatMap((language) => {
    const length = subject[language].replace(/\{\{[^}]*\}\}/g, 'chị Hoa').length
    return length > SUBJECT_AT_MOST ? [found('long-subject', 'subject', language, String(length), String(SUBJECT_AT_MOST))] : []
  })
}

const byWeight = { blocking: 0, warning: 1, note: 2 }

/** Everything worth another look, what blocks first; of one kind and place once. */
export function check(letter: Checked, house: readonly HousePhrase[]): Finding[] {
  const { content } = letter
  const each = [typedAddress, capitals, exclamations, unknown, needsFallback, (spot: Spot) => phrasesIn(spot, house)]
  const findings = [
    ...subjectFindings(content),
    ...(content.blocks.length === 0 ? [found('no-blocks', 'subject', null, '')] : []),
    ...(['vi', 'en'] as const).flatMap((language) => spotsOf(content, language).flatMap((spot) => each.flatMap((rule) => rule(spot)))),
    ...mixedAddress(content),
    ...nameEverywhere(content, 'vi'),
    ...nameEverywhere(content, 'en'),
    ...missingLanguage(content),
    ...content.blocks.flatMap((block) => blockFindings(block, content)),
    ...offers(letter),
  ]
  const seen = new Set<string>()
  return findings
    .filter(({ kind, where, language, words }) => {
      const key = `${kind} ${where} ${language} ${words}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((a, b) => byWeight[a.weight] - byWeight[b.weight])
}
