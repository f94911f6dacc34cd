import { Key } from '../../kit/button.tsx'
import { ChipButton } from '../../kit/chip.tsx'
import { Radios } from '../../kit/field.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { overwrittenAs, sameOf } from './column-notes.ts'
import { useFieldName } from './field-name.ts'
import { CountsNow, Foot, StepHeading } from './foot.tsx'
import type { Field, Import, Report } from './steps.ts'
import { type Acts, type MakeChange, useReport } from './use-import.ts'
import { importWords } from './words.data.ts'

type Way = { icon: IconName; title: string; why: string; isHere: boolean }

/** How somebody is recognised, in the order in which it is tried. */
function useWays(it: Import): Way[] {
  const words = useWords(importWords).matches
  const has = (...fields: string[]) =>
    it.columns.some(({ field }) => field !== null && fields.includes(field)) || fields.some((field) => it.settings.fixed[field])
  if (it.subject === 'catalogue') return [{ icon: 'tag', title: words.byItemName, why: words.byItemNameWhy, isHere: true }]
  const people: Way[] = [
    {
      icon: 'tag',
      title: words.byCode,
      why: words.byCodeWhy(it.source),
      isHere: it.subject === 'customers' ? has('code') : has('customer'),
    },
    ...(has('loyalty-card', 'tax') ? [{ icon: 'card' as const, title: words.byCard, why: words.byCardWhy, isHere: true }] : []),
    { icon: 'phone', title: words.byPhone, why: words.byPhoneWhy, isHere: has('phone', 'customer-phone') },
    { icon: 'mail', title: words.byMail, why: words.byMailWhy, isHere: has('mail', 'customer-mail') },
    { icon: 'person', title: words.byName, why: words.byNameWhy, isHere: has('name', 'family-name', 'given-name', 'customer-name') },
  ]
  if (it.subject === 'customers') return people
  return [
    ...people.filter(({ title }) => title !== words.byName),
    { icon: 'bag', title: words.byOrder, why: words.byOrderWhy, isHere: has('code') },
    { icon: 'clock', title: words.byMoment, why: words.byMomentWhy, isHere: true },
  ]
}

function Ways({ it }: { it: Import }) {
  const words = useWords(importWords).matches
  return (
    <section className="card match-card">
      <h3 className="strong">{it.subject === 'catalogue' ? words.howItems : words.how}</h3>
      <ol className="match-ways">
        {useWays(it).map(({ icon, title, why, isHere }) => (
          <li key={title} className={isHere ? undefined : 't3'}>
            <Icon name={icon} className={isHere ? 'c-brand' : undefined} />
            <span>
              <span className={isHere ? 'strong' : undefined}>{title}</span>
              <span className="meta match-why">{isHere ? why : words.missing}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className="meta match-couple">{it.subject === 'catalogue' ? words.firstCounts : words.couple}</p>
    </section>
  )
}

/** What the counts are called, by what the file lists. */
function useFoundWords(subject: Import['subject']): { fresh: string; known: string; same: string; nothingNew: string } {
  const words = useWords(importWords).matches
  return {
    customers: { fresh: words.fresh, known: words.known, same: words.same, nothingNew: words.nobodyNew },
    orders: { fresh: words.freshOrders, known: words.knownOrders, same: words.sameOrders, nothingNew: words.nobodyNew },
    catalogue: { fresh: words.freshItems, known: words.knownItems, same: words.sameItems, nothingNew: words.nothingNew },
  }[subject]
}

function Found({ it, report }: { it: Import; report: Report | undefined }) {
  const words = useWords(importWords).matches
  const own = useFoundWords(it.subject)
  const say = useSay()
  const isOrders = it.subject === 'orders'
  const lines: { n: number; words: string; icon: IconName; tone: string; isAlways?: boolean }[] = report
    ? [
        { n: report.added, words: own.fresh, icon: 'new', tone: 'ok', isAlways: true },
        { n: isOrders ? report.customersAdded : 0, words: words.newCustomers, icon: 'person', tone: 'ok' },
        { n: report.updated, words: own.known, icon: 'heart', tone: 'brand', isAlways: !isOrders },
        { n: sameOf(report), words: own.same, icon: 'check', tone: 'brand' },
        { n: report.repaired.duplicate ?? 0, words: words.twice, icon: 'copy', tone: 'info' },
        {
          n: report.doubtful['shared-phone'] ?? 0,
          words: words.shared,
          icon: 'people',
          tone: 'warn',
        },
        { n: report.doubtful['taken-alias'] ?? 0, words: words.takenAlias, icon: 'tag', tone: 'warn' },
      ]
    : []
  return (
    <section className="card match-card">
      <h3 className="strong">{words.found}</h3>
      {!report && <Skeleton lines={4} height={2.25} />}
      <ul className="match-found">
        {lines
          .filter(({ n, isAlways }) => n > 0 || isAlways)
          .map((line) => (
            <li key={line.words}>
              <b className="num match-figure">{say.number(line.n)}</b>
              <Icon name={line.icon} className={`c-${line.tone}`} />
              <span className="t2">{line.words}</span>
            </li>
          ))}
      </ul>
      {report && report.added === 0 && sameOf(report) + report.updated > 0 && <p className="meta match-couple">{own.nothingNew}</p>}
    </section>
  )
}

/** What the file may overwrite of what is known; all else is only filled in. */
function Overwrite({ it, change }: { it: Import; change: MakeChange }) {
  const words = useWords(importWords).matches
  const nameOf = useFieldName(it.subject)
  const fields = [...new Set(it.columns.flatMap(({ field }) => overwrittenAs(field, it.subject) ?? []))]
  const chosen = it.settings.overwrite as Field[]
  const set = (overwrite: Field[]) => change({ settings: { overwrite } }, (now) => ({ ...now, settings: { ...now.settings, overwrite } }))
  if (fields.length === 0) return null
  return (
    <section className="match-overwrite">
      <Radios
        label={it.subject === 'catalogue' ? words.overwriteItems : words.overwrite}
        value={chosen.length > 0 ? 'over' : 'fill'}
        choices={(['fill', 'over'] as const).map((value) => ({ value, words: words.overwriteChoices[value] }))}
        onChange={(value) => set(value === 'over' ? fields : [])}
      />
      {chosen.length > 0 && (
        <div className="row g2 wrap">
          {fields.map((field) => (
            <ChipButton
              key={field}
              isOn={chosen.includes(field)}
              icon={chosen.includes(field) ? 'check' : 'plus'}
              onPress={() => set(chosen.includes(field) ? chosen.filter((one) => one !== field) : [...chosen, field])}
            >
              {nameOf(field)}
            </ChipButton>
          ))}
        </div>
      )}
    </section>
  )
}

/** Who in the file is known already, and what happens to them. */
export function MatchesStep({
  it,
  change,
  isChanging,
  acts,
  onNext,
  onBack,
}: {
  it: Import
  change: MakeChange
  isChanging: boolean
  acts: Acts
  onNext: () => void
  onBack: () => void
}) {
  const words = useWords(importWords)
  const { report, isFresh } = useReport(it, isChanging)
  const { matches } = words
  const heading = { customers: matches.heading, orders: matches.headingOrders, catalogue: matches.headingItems }[it.subject]
  const nothing = { customers: matches.nothing, orders: matches.nothingOrders, catalogue: matches.nothingItems }[it.subject]
  const hasNothing = report && report.updated + sameOf(report) === 0 && !report.repaired.duplicate && !report.doubtful['shared-phone']
  return (
    <>
      <div className="wiz-body" data-scrolls>
        <StepHeading step="matches">{heading}</StepHeading>
        {hasNothing && (
          <p className="t2 wiz-line">
            <Icon name="check" className="c-ok" /> {nothing} {words.matches.press} <Key name="Enter" /> {words.matches.enter}
          </p>
        )}
        <div className={`match-both ${report && !isFresh ? 'is-stale' : ''}`} aria-busy={!isFresh}>
          <Found it={it} report={report} />
          <Ways it={it} />
        </div>
        {it.subject !== 'orders' && !hasNothing && <Overwrite it={it} change={change} />}
      </div>
      <Foot onBack={onBack} next={words.next.matches} onNext={onNext} isNextOff={!isFresh}>
        <CountsNow it={it} isChanging={isChanging} acts={acts} />
      </Foot>
    </>
  )
}
