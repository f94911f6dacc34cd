import { Link } from 'wouter'
import type { z } from 'zod'
import { complaintFigures } from '#rooms/promises/complaints/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { TextField } from '../../../kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useHouseKinds } from '../../people/touchpoint-kinds.ts'
import { complaintWords } from './words.data.ts'

type Figures = z.output<typeof complaintFigures.answer>
type Share = Figures['answered']
type HrefOf = (part: Record<string, string>) => string

/** "18/20 · 90 % (70 – 97 %)". */
function useShare() {
  const words = useWords(complaintWords).figures
  const say = useSay()
  return ({ inTime, ended, rate, low, high }: Share) => ({
    count: ended === 0 ? words.none : words.of(say.number(inTime), say.number(ended)),
    rate: rate === null ? '' : say.percent(rate, 0),
    bound: low === null || high === null ? '' : words.between(say.number(low * 100, 0), say.percent(high, 0)),
  })
}

function Tile({ title, value, more, href }: { title: string; value: string; more?: string; href: string }) {
  return (
    <Link href={href} className="complaint-tile">
      <span className="meta">{title}</span>
      <span className="title num">{value}</span>
      {more && <span className="meta num">{more}</span>}
    </Link>
  )
}

function Tiles({ figures, hrefOf }: { figures: Figures; hrefOf: HrefOf }) {
  const words = useWords(complaintWords).figures
  const say = useSay()
  const shareOf = useShare()
  const share = (title: string, of: Share, name: string) => {
    const { count, rate, bound } = shareOf(of)
    return <Tile title={title} value={rate || '–'} more={bound ? `${count} · ${bound}` : count} href={hrefOf({ [name]: 'in-time' })} />
  }
  return (
    <div className="complaint-tiles">
      <Tile title={words.count} value={say.number(figures.count)} href={hrefOf({})} />
      <Tile title={words.open} value={say.number(figures.open)} href={hrefOf({ state: 'open' })} />
      {share(words.acknowledged, figures.acknowledged, 'acknowledged')}
      {share(words.answered, figures.answered, 'answered')}
      <Tile title={words.rejected} value={say.number(figures.rejected)} href={hrefOf({ decision: 'rejected' })} />
      <Tile title={words.repeats} value={say.number(figures.repeats)} href={hrefOf({ repeat: '1' })} />
    </div>
  )
}

function Table({
  by,
  rows,
  nameOf,
  hrefOf,
}: {
  by: 'causes' | 'touchpoints'
  rows: Figures['causes']
  nameOf: (key: string) => string
  hrefOf: HrefOf
}) {
  const words = useWords(complaintWords).figures
  const say = useSay()
  const shareOf = useShare()
  const [part, nothing] = by === 'causes' ? ['cause', 'unknown'] : ['kind', 'none']
  const link = (key: string, n: number, more: Record<string, string> = {}) =>
    n === 0 ? (
      <span className="t3">{say.number(n)}</span>
    ) : (
      <Link href={hrefOf({ [part]: key || nothing, ...more })} className="score-link">
        {say.number(n)}
      </Link>
    )
  return (
    <section>
      <h2 className="section">{by === 'causes' ? words.byCause : words.byTouchpoint}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section className="complaint-table" data-scrolls tabIndex={0} aria-label={by === 'causes' ? words.byCause : words.byTouchpoint}>
        <table className="promise-table">
          <thead>
            <tr>
              <th scope="col">{words.name[by]}</th>
              <th scope="col" className="right">
                {words.count}
              </th>
              <th scope="col" className="right">
                {words.open}
              </th>
              <th scope="col" className="right">
                {words.share}
              </th>
              <th scope="col">{words.bound}</th>
              <th scope="col" className="right">
                {words.repeats}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { count, bound } = shareOf(row)
              return (
                <tr key={row.key}>
                  <th scope="row">{nameOf(row.key)}</th>
                  <td className="num right">{link(row.key, row.count)}</td>
                  <td className="num right">{link(row.key, row.open, { state: 'open' })}</td>
                  <td className="num right">
                    {row.ended === 0 ? (
                      <span className="t3">–</span>
                    ) : (
                      <Link href={hrefOf({ [part]: row.key || nothing, answered: 'in-time' })} className="score-link">
                        {count}
                      </Link>
                    )}
                  </td>
                  <td className="num t2">{bound}</td>
                  <td className="num right">{link(row.key, row.repeats, { repeat: '1' })}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** Complaints as figures: by cause, by what they were about, in time; each opens the complaints behind it. */
export function ComplaintFigures({
  from,
  until,
  onDays,
  hrefOf,
}: {
  from: string
  until: string
  onDays: (days: { from?: string; until?: string }) => void
  hrefOf: HrefOf
}) {
  const words = useWords(complaintWords)
  const kinds = useHouseKinds()
  const days = { ...(isDate(from) ? { from } : {}), ...(isDate(until) ? { until } : {}) }
  const answer = useAsk(complaintFigures, { query: days }, { placeholderData: (before) => before })
  const figures = answer.data
  const here: HrefOf = (part) => hrefOf({ ...days, state: 'all', ...part })
  const causeOf = (key: string) => (key in words.causes ? words.causes[key as keyof typeof words.causes] : words.filter.noCause)
  return (
    <div className="done complaint-figures" data-scrolls>
      <div className="score-days">
        <TextField label={words.figures.from} type="date" isNum value={from} onText={(to) => onDays({ from: to })} />
        <TextField label={words.figures.until} type="date" isNum value={until} onText={(to) => onDays({ until: to })} />
      </div>
      {answer.error && !figures && <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} isSlim />}
      {!figures && !answer.error && <Skeleton lines={6} height={2.75} />}
      {figures?.count === 0 && <EmptyState icon="overview" isNoResult title={words.figures.empty} />}
      {figures && figures.count > 0 && (
        <>
          <Tiles figures={figures} hrefOf={here} />
          <Table by="causes" rows={figures.causes} nameOf={causeOf} hrefOf={here} />
          <Table
            by="touchpoints"
            rows={figures.touchpoints}
            nameOf={(key) => kinds.get(key)?.name ?? (key || words.filter.noTouchpoint)}
            hrefOf={here}
          />
          <p className="meta done-rule">{words.figures.rule}</p>
        </>
      )}
    </div>
  )
}
