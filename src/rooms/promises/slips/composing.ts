import { guessCallName, guessOrder } from '../../../values/person-name.ts'
import { reasonUntrue } from './reasons.ts'
import type { SlipReason } from './slip.ts'
import type { SlipCase } from './slip-case.ts'
import { awaitsNews, saidReason } from './slip-rules.ts'
import { amendsSaid, fixSaid, type Letter, type LetterAsked, letterOf, type Mark, reasonSaidOf, timeSaid } from './slip-words.ts'
import { type Checked, type Untrue, untrueIn } from './truth-rules.ts'

/** The letter of a case as it would go, and what in it is not true. */

const QUARTER = 15 * 60_000

/** The first quarter of an hour by which those it rests on say that it can be kept. */
export function suggestedDue({ promise: { forecast, promisedDue, restsUnsure } }: SlipCase, now: Date): Date | null {
  if (forecast === null || restsUnsure || forecast <= now) return null
  if (promisedDue !== null && forecast <= promisedDue) return null
  return new Date(Math.ceil(forecast.getTime() / QUARTER) * QUARTER)
}

/** Whether those it rests on say that a time can be kept; null where it rests on nothing or no time is named. */
export function dueHolds({ promise, rests }: SlipCase, due: Date | null): boolean | null {
  if (!rests || due === null) return null
  if (promise.restsUnsure) return false
  return promise.forecast === null || promise.forecast <= due
}

/** Nothing new has to be promised: it is done, or will not be done any more. */
export const isEnded = ({ promise: { state } }: SlipCase): boolean => state !== 'open'

const standsOf = ({ promise: { state, promisedDue } }: SlipCase, now: Date): LetterAsked['stands'] => {
  if (state === 'late' || state === 'broken') return state
  return promisedDue !== null && now > promisedDue ? 'missed' : 'foreseen'
}

/** What is filled in, and where nothing is yet what facts speak for: so a draft is whole before anybody wrote on it. */
function filledIn(one: SlipCase, now: Date): { reason: SlipReason | null; said: string | null; due: Date | null } {
  const { slip, reasons } = one
  const own = saidReason(slip)
  const borne = reasons.find(({ isBorneOut }) => isBorneOut)
  const reason = own ?? borne?.reason ?? null
  const isOther = slip.toldReason !== null && slip.toldReason !== slip.reason
  const fact = reasons.find((each) => each.reason === reason && each.isBorneOut)
  return { reason, said: isOther ? null : (slip.reasonWords ?? fact?.words ?? null), due: slip.newDue ?? suggestedDue(one, now) }
}

/** The writer's own name as the house is used to it; where a program or time writes it is the house. */
export const writerOf = (who: { kind: 'staff' | 'token'; name: string }): string | null =>
  who.kind === 'staff' ? guessCallName(who.name, guessOrder(who.name)) : null

export function askedOf(one: SlipCase, writer: string | null, now: Date): LetterAsked {
  const { promise, slip, house, recorded, speaking } = one
  const { reason, said, due } = filledIn(one, now)
  return {
    to: speaking.to,
    language: speaking.language,
    them: speaking.them,
    us: speaking.us,
    writer,
    house: house.name,
    promise: promise.words,
    promisedDue: promise.promisedDue,
    isDay: promise.isDay,
    stands: standsOf(one, now),
    doneAt: promise.state === 'late' ? promise.doneAt : null,
    reason,
    reasonSaid: said,
    supplier: recorded.supplier?.name ?? null,
    newDue: due,
    tellBy: slip.tellBy,
    fix: slip.fix,
    fixDue: slip.fixDue,
    amends: slip.amends,
    isNews: awaitsNews(slip),
    zone: house.zone,
    now,
  }
}

function marksIn(text: string, asked: LetterAsked): Mark[] {
  const { them, language, zone, now } = asked
  const due = asked.reason === 'not-known' ? asked.tellBy : asked.newDue
  const parts: [string, number][] = [
    [asked.reason === 'not-known' ? '' : reasonSaidOf(asked), 1],
    [due ? timeSaid(due, { zone, now, language, isDay: asked.isDay }) : '', 2],
    [fixSaid(asked)?.words ?? '', 3],
    [asked.amends === null ? '' : amendsSaid(asked.amends, them, language), 3],
  ]
  return parts.flatMap(([said, step]) => {
    const from = said === '' ? -1 : text.indexOf(said)
    return from < 0 ? [] : [{ from, to: from + said.length, step }]
  })
}

export type Composed = { letter: Letter | null; untrue: Untrue[]; asked: LetterAsked }

/** The words as they would go: a person's own where they wrote some, else the house's. */
export function compose(one: SlipCase, writer: string | null, now: Date): Composed {
  const asked = askedOf(one, writer, now)
  // At the second slip no template is offered; what a person wrote is theirs.
  const own = one.slip.words
  const letter = one.mustCall ? null : own === null ? (letterOf(asked) ?? null) : { text: own, marks: marksIn(own, asked) }
  return { letter, untrue: untrueOf(one, asked, letter), asked }
}

function untrueOf(one: SlipCase, asked: LetterAsked, letter: Letter | null): Untrue[] {
  const { facts, speaking, slip, house, promise } = one
  const why = reasonUntrue(asked.reason, facts)
  const mark = letter?.marks.find(({ step }) => step === 1)
  const place = { from: mark?.from ?? 0, to: mark?.to ?? 0, said: letter && mark ? letter.text.slice(mark.from, mark.to) : '' }
  const ofReason: Untrue[] = why ? [{ ...place, why }] : []
  if (!letter) return ofReason
  const isUnknown = asked.reason === 'not-known'
  const others = [promise.promisedDue, promise.firstDue, slip.fixDue, slip.tellBy, promise.doneAt, one.recorded.supplier?.at ?? null]
  const { order } = one.recorded
  const checked: Checked = {
    words: letter.text,
    facts,
    speaking: { language: speaking.language, called: speaking.called, callName: callNameOf(one), them: speaking.them, us: speaking.us },
    told: {
      reason: asked.reason,
      reasonWords: isUnknown ? null : reasonSaidOf(asked) || null,
      due: isUnknown ? slip.tellBy : asked.newDue,
      isDay: promise.isDay && !isUnknown,
      others: [...others, order?.leftAt ?? null, order?.deliveredAt ?? null].filter((at) => at !== null),
      sources: [slip.fix, slip.amends, slip.noneWhy, slip.reasonWords, promise.words].filter((text) => text !== null),
      concrete: [slip.fix, slip.amends].filter((text) => text !== null),
      needsNothing: slip.noneWhy !== null || isUnknown || asked.isNews,
      isDone: isEnded(one),
    },
    zone: house.zone,
    now: asked.now,
  }
  const found = untrueIn(checked)
  return [...ofReason.filter(({ why: other, from }) => !found.some((each) => each.why === other && each.from === from)), ...found]
}

const callNameOf = ({ customer, speaking }: SlipCase): string =>
  customer?.kind === 'person' ? customer.callName || speaking.called : speaking.called

/** Reason, new time and remedy as a template of Zalo is filled with them. */
export function templateValues({ asked }: Composed): { reason: string; due: string; remedy: string } {
  const { language, zone, now, them } = asked
  const isUnknown = asked.reason === 'not-known'
  const due = isUnknown ? asked.tellBy : asked.newDue
  const given = asked.amends === null ? '' : amendsSaid(asked.amends, them, language)
  const none = language === 'vi' ? 'nhà sẽ báo lại đúng hẹn' : 'we will keep you informed'
  return {
    reason: isUnknown ? (language === 'vi' ? 'chưa rõ' : 'not known yet') : reasonSaidOf(asked),
    due: due ? timeSaid(due, { zone, now, language, isDay: asked.isDay && !isUnknown }) : '-',
    remedy: [fixSaid(asked)?.words ?? '', given].filter((text) => text !== '').join('; ') || none,
  }
}
