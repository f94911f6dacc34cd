import { Link } from 'wouter'
import { getFirstImpressions, insightDimensions } from '#rooms/insight/contract.ts'
import { Segmented } from '../../kit/field.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { oneOf, useAddress } from '../../shell/address.ts'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import { behindPath, groupName } from './naming.ts'
import { usePoints } from './points.ts'
import { insightWords } from './words.data.ts'

type Group = Answer<typeof getFirstImpressions>['groups'][number]

const MOST = 8
const address = { first: oneOf(insightDimensions, 'channel') }
const percent = (share: number): string => `${share * 100}%`

/** One group: how many came back, drawn as a bar with the range it may lie in. */
function GroupRow({ group, point }: { group: Group; point: object }) {
  const words = useWords(insightWords)
  const say = useSay()
  const name = groupName(group.dimension, group.value, words)
  const [had, of, share] = [say.number(group.had), say.number(group.of), say.percent(group.share, 0)]
  return (
    <li>
      <Link
        {...point}
        className="ins-group"
        href={behindPath(group.list)}
        data-behind={group.had}
        title={words.impressions.row(name, share, had, of)}
      >
        <span className={`ins-group-name cut ${group.value === null ? 't3' : ''}`}>{name}</span>
        <span className="ins-group-bar" aria-hidden="true">
          <i className="ins-group-fill" style={{ width: percent(group.share) }} />
          <i className="ins-group-range" style={{ left: percent(group.low), width: percent(group.high - group.low) }} />
        </span>
        <span className="num strong right">{share}</span>
        <span className="meta num right">
          {had}/{of}
        </span>
      </Link>
    </li>
  )
}

/** Who came back, by what happened at the first visit. */
export function ImpressionsCard() {
  const words = useWords(insightWords)
  const say = useSay()
  const [{ first }, change] = useAddress(address)
  const asked = useAsk(getFirstImpressions, {})
  const { impressions } = words
  const { data } = asked
  const groups = data?.groups.filter(({ dimension }) => dimension === first) ?? []
  const points = usePoints(groups.length)
  const isKnown = data !== undefined && data.all.of > 0
  const table: ChartTable | undefined = isKnown
    ? {
        file: 'first-impressions',
        asOf: data.day?.asOf ?? '',
        columns: [impressions.dimension, impressions.group, impressions.had, impressions.of, impressions.share],
        rows: insightDimensions
          .flatMap((dimension) => data.groups.filter((group) => group.dimension === dimension))
          .map((group) => [
            { words: impressions.dimensions[group.dimension] },
            { words: groupName(group.dimension, group.value, words) },
            { words: say.number(group.had), value: group.had, list: group.list },
            { words: say.number(group.of), value: group.of, list: group.listOf },
            { words: say.percent(group.share), value: group.share },
          ]),
      }
    : undefined
  return (
    <ChartCard
      name="impressions"
      title={impressions.title}
      sentence={
        isKnown
          ? impressions.says(say.percent(data.all.share, 0), say.number(data.all.had), say.number(data.all.of))
          : data
            ? impressions.none
            : ''
      }
      means={data?.since ? impressions.means(say.date(data.since), say.date(data.until)) : impressions.none}
      table={table}
    >
      {asked.error && !data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!data && !asked.error && <Skeleton height={10} />}
      {isKnown && (
        <>
          <div className="ins-choose">
            <Segmented
              label={impressions.dimension}
              value={first}
              onChange={(to) => change({ first: to }, { isQuiet: true })}
              choices={insightDimensions.map((value) => ({ value, words: impressions.dimensions[value] }))}
            />
          </div>
          <ul className="ins-groups" onKeyDown={points.onKeyDown}>
            {groups.slice(0, MOST).map((group, at) => (
              <GroupRow key={`${group.dimension}:${group.value}`} group={group} point={points.pointAt(at)} />
            ))}
          </ul>
        </>
      )}
    </ChartCard>
  )
}
