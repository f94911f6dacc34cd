import type { addItem, changeItem, itemKinds } from '#rooms/catalogue/contract.ts'
import type { Input } from '../../shell/api.ts'
import { type Amount, amountOf, isUnreadable, noAmount } from '../people/amount.ts'
import type { Item, Language, Said } from './saying.ts'

type Kind = (typeof itemKinds)[number]
type Body = NonNullable<Input<typeof addItem>['body']>
type Change = Omit<NonNullable<Input<typeof changeItem>['body']>, 'version'>

/** An item as it is being written: lists as one line each, with commas. */
export type Draft = {
  kind: Kind
  nameVi: string
  nameEn: string
  benefitVi: string
  benefitEn: string
  forWhomVi: string
  forWhomEn: string
  differsVi: string
  differsEn: string
  aliases: string
  topics: string
  contents: string
  group: string
  price: Amount
  cost: Amount
  currency: string
  state: Item['state']
  comingOn: string
}

export const newDraft = (currency: string, nameVi = ''): Draft => ({
  kind: 'product',
  nameVi,
  nameEn: '',
  benefitVi: '',
  benefitEn: '',
  forWhomVi: '',
  forWhomEn: '',
  differsVi: '',
  differsEn: '',
  aliases: '',
  topics: '',
  contents: '',
  group: '',
  price: noAmount,
  cost: noAmount,
  currency,
  state: 'here',
  comingOn: '',
})

const asAmount = (minor: number | null | undefined, currency: string, language: Language): Amount =>
  minor === null || minor === undefined ? noAmount : amountOf(minor, currency, language)

export const draftOf = (item: Item, language: Language): Draft => ({
  kind: item.kind,
  nameVi: item.nameVi,
  nameEn: item.nameEn,
  benefitVi: item.benefitVi,
  benefitEn: item.benefitEn,
  forWhomVi: item.forWhomVi,
  forWhomEn: item.forWhomEn,
  differsVi: item.differsVi,
  differsEn: item.differsEn,
  aliases: item.aliases.join(', '),
  topics: item.topics.join(', '),
  contents: item.contents.join(', '),
  group: item.group ?? '',
  price: asAmount(item.price, item.currency, language),
  cost: asAmount(item.cost, item.currency, language),
  currency: item.currency,
  state: item.state,
  comingOn: item.comingOn ?? '',
})

/** "gừng, mật ong" as a list. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]

/** What is sent of a draft; nothing where its name is missing or an amount cannot be read. */
export function bodyOf(draft: Draft, mayCost: boolean): Change | undefined {
  if (draft.nameVi.trim() === '' || isUnreadable(draft.price) || isUnreadable(draft.cost)) return undefined
  const { kind, nameVi, nameEn, benefitVi, benefitEn, forWhomVi, forWhomEn, differsVi, differsEn, currency } = draft
  return {
    ...{ kind, nameVi, nameEn, benefitVi, benefitEn, forWhomVi, forWhomEn, differsVi, differsEn, currency },
    aliases: listOf(draft.aliases),
    topics: listOf(draft.topics),
    contents: listOf(draft.contents),
    group: draft.group.trim() || null,
    price: draft.price.minor ?? null,
    ...(mayCost ? { cost: draft.cost.minor ?? null } : {}),
  }
}

/** The same of a new one, with whether it is here. */
export function newBodyOf(draft: Draft, mayCost: boolean): Body | undefined {
  const body = bodyOf(draft, mayCost)
  return body && { ...body, state: draft.state, comingOn: draft.state === 'coming' && draft.comingOn ? draft.comingOn : null }
}

/** How a draft reads to a customer. */
export function saidOfDraft(draft: Draft, language: Language): Said {
  const of = (vi: string, en: string): string => (language === 'en' ? en : vi)
  const { currency, state } = draft
  return {
    name: of(draft.nameVi, draft.nameEn) || draft.nameVi,
    benefit: of(draft.benefitVi, draft.benefitEn),
    forWhom: of(draft.forWhomVi, draft.forWhomEn),
    differs: of(draft.differsVi, draft.differsEn),
    price: draft.price.minor ?? null,
    currency,
    state,
    comingOn: draft.comingOn || null,
  }
}
