import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { calledAs } from '../../../values/address-form.ts'
import { type Holder, may } from '../../../values/rights.ts'
import { requireCustomer } from '../../people/public.ts'
import { judge, type Outward, type Verdict } from '../gate.ts'
import { houseSender } from '../mail/settings.ts'
import { asDraft, requireLetter } from './actions.ts'
import { type Around, type Composed, compose, tongueOf } from './composing.ts'
import type { previewLetter } from './contract.ts'
import { dropOf, isWorthSending, keptBlocks } from './fitting-rules.ts'
import type { FrozenLetter } from './letter.ts'
import { aStranger, type Reader } from './reader.ts'
import { readersOf } from './readers.ts'
import { findByArchiveCode, findVersion, lastSent } from './store.ts'

type Preview = z.input<typeof previewLetter.answer>

const isHeldToOffer = (letter: FrozenLetter): boolean => letter.content.blocks.some(({ isOffer }) => isOffer)

/** What the gate would say to this letter for this customer now; nothing of it is kept. */
async function asked(
  db: Db,
  letter: FrozenLetter,
  reader: Reader,
  kept: readonly number[],
  at: { outward: Outward; now: Date },
): Promise<Verdict | undefined> {
  const [verdict] = await judge(
    db,
    [
      {
        customerId: reader.customerId,
        messageId: newId(),
        sendingId: null,
        channels: ['mail', 'zalo'],
        topicId: letter.topicId,
        purpose: letter.purpose,
        hasOffer: isHeldToOffer(letter),
        dueAt: at.now,
        expiresAt: null,
        mustReachBefore: null,
        isHeldOut: false,
        blocks: { kept: kept.length, least: letter.leastBlocks, isEnough: isWorthSending(letter, kept) },
      },
    ],
    { now: at.now, stage: 'asked', outward: at.outward, isKept: false },
  )
  return verdict
}

/** Where a screen of the house finds a letter's pictures. */
const onScreen: NonNullable<Around['pictureAt']> = ({ id }) => `/pictures/${id}`

/** What stands around a letter that is only looked at: its links show what they will be, and open nobody's page. */
async function aroundOf(db: Db, isMailed: boolean): Promise<Around> {
  const { name, publicAddress, postalAddress } = await houseSender(db)
  const somebodys = `${publicAddress.replace(/\/+$/, '') || 'https://…'}/k/…`
  return {
    house: { name, publicAddress: publicAddress || null, postalAddress: postalAddress || null },
    links: { page: somebodys, oneClick: somebodys },
    ...(isMailed ? {} : { pictureAt: onScreen }),
  }
}

const labelOf = (verdict: Verdict | undefined): string | null =>
  verdict?.kind === 'advertising' ? (verdict.law.labels.mail ?? null) : null

export type Looking = { outward: Outward; now: Date; today: string; who: Holder; language: 'vi' | 'en' }
export type LookedAt = { customerId?: string | undefined; language?: 'vi' | 'en' | undefined }

async function readerFor(db: Db, letter: FrozenLetter, { customerId, language }: LookedAt, looking: Looking): Promise<Reader> {
  // A stranger reads what the letter is written in: a greeting in one language above words in another would be nobody's letter.
  if (customerId === undefined) return aStranger(language ?? tongueOf(letter.content, looking.language))
  await requireCustomer(db, customerId)
  const reader = (await readersOf(db, [customerId], looking.today)).get(customerId)
  if (!reader) throw new Error('a customer who is there has no reader')
  return reader
}

/** The letter as somebody would get it, with what the gate would say. */
export async function lookAs(db: Db, letterId: string, at: LookedAt, looking: Looking, { isMailed = false } = {}) {
  const letter = await asDraft(db, await requireLetter(db, letterId))
  const reader = await readerFor(db, letter, at, looking)
  const all = letter.content.blocks.map((_, index) => index)
  const kept = at.customerId === undefined ? all : keptBlocks(letter, reader)
  const verdict = at.customerId === undefined ? undefined : await asked(db, letter, reader, kept, looking)
  const language = at.language ?? tongueOf(letter.content, reader.language)
  const around = { ...(await aroundOf(db, isMailed)), blocks: kept, language, label: labelOf(verdict) }
  return { letter, reader, kept, verdict, composed: await compose(letter, reader, around) }
}

/** Why blocks fall out, without telling what touches somebody's health or faith to those who may not know it. */
function droppedOf(letter: FrozenLetter, reader: Reader, kept: readonly number[], who: Holder): Preview['dropped'] {
  return letter.content.blocks.flatMap((block, at) => {
    const drop = kept.includes(at) ? undefined : dropOf(block, reader, letter.topicId)
    if (!drop) return []
    const words = drop.why === 'avoided' && !may(who, 'see.sensitive') ? '' : drop.words
    return [{ key: block.key, why: drop.why, words }]
  })
}

export async function previewOf(db: Db, letterId: string, at: LookedAt, looking: Looking): Promise<Preview> {
  const { letter, reader, kept, verdict, composed } = await lookAs(db, letterId, at, looking)
  const { version } = await requireLetter(db, letterId)
  const { kind, name, callName, form, nameOrder: order } = reader
  return {
    customerId: at.customerId ?? null,
    calledAs: calledAs({ kind, name, callName, form, language: reader.language, order }, composed.language),
    ...shown(composed),
    kept: kept.flatMap((index) => letter.content.blocks[index]?.key ?? []),
    dropped: droppedOf(letter, reader, kept, looking.who),
    isWorthSending: isWorthSending(letter, kept),
    verdict: verdict
      ? {
          answer: verdict.answer,
          rule: verdict.rule,
          notBefore: verdict.notBefore?.toISOString() ?? null,
          inputs: verdict.inputs,
          at: verdict.at.toISOString(),
        }
      : null,
    version,
  }
}

const shown = ({ language, subject, preview, html, text, missing }: Composed) => ({ language, subject, preview, html, text, missing })

/**
 * A letter for everybody to read on the web, as a stranger would get it, once it has begun to leave; undefined where the house shows none by
 * this code. What was written since, and planned, is nobody's to read yet.
 */
export async function archivedLetter(
  db: Db,
  code: string,
  language: 'vi' | 'en',
): Promise<{ subject: string; html: string; text: string; language: 'vi' | 'en'; sentAt: Date } | undefined> {
  const letter = await findByArchiveCode(db, code)
  const sent = letter && (await lastSent(db, letter.id))
  const version = sent && (await findVersion(db, letter.id, sent.number))
  if (!letter || !version) return undefined
  const frozen: FrozenLetter = { ...(await asDraft(db, letter)), ...version, archiveCode: null }
  const tongue = tongueOf(version.content, language)
  const around: Around = {
    ...(await aroundOf(db, false)),
    links: { page: null, oneClick: null },
    blocks: version.content.blocks.map((_, at) => at),
    language: tongue,
  }
  const composed = await compose(frozen, aStranger(tongue), around)
  return { subject: composed.subject, html: composed.html, text: composed.text, language: composed.language, sentAt: sent.at }
}
