import type { z } from 'zod'
import type { listLoyalty } from '#rooms/loyalty/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Column } from '../../kit/grid-parts.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { Say } from '../../shell/say.ts'
import { ChanceBar, StateChip } from '../loyalty/state-chip.tsx'
import type { KnownWords } from './known/words.data.ts'
import type { PeopleWords } from './words.data.ts'

/** A line of the list: who it is, and how loyal, where that is known. */
export type Row = z.output<typeof listLoyalty.answer>['rows'][number]
type Words = PeopleWords['list']

const shownOf = (row: Row, kind: string) => row.contacts.find((contact) => contact.kind === kind)?.shown

/** From two years on in years: of those nobody counts the days. */
const longAgo = (days: number, say: Say, words: Words): string =>
  days < 730 ? words.days(say.number(days)) : words.years(say.number(Math.floor(days / 365.25)))

/** When they were last seen, in days as the rhythm beside it is told: "hôm qua", "38 ngày"; the date on pointing. */
function LastSeen({ row, say, words }: { row: Row; say: Say; words: Words }) {
  if (!row.lastContactAt) return <span className="t3">{words.never}</span>
  const day = say.dayOf(row.lastContactAt)
  const days = daysBetween(day, say.today)
  if (days < 0) return <span className="num">{say.nearDate(day)}</span>
  return <span title={say.date(day)}>{days === 0 ? words.today : days === 1 ? words.yesterday : longAgo(days, say, words)}</span>
}

/** Where somebody stands, or that there is nothing to tell it by. */
const Standing = ({ row, words }: { row: Row; words: Words }) =>
  row.loyalty ? (
    <span className="list-state">
      <StateChip state={row.loyalty.state} />
    </span>
  ) : (
    <span className="t3">{words.noPurchase}</span>
  )

/** Their own rhythm, known from the third visit on. */
function Rhythm({ row, say, words }: { row: Row; say: Say; words: Words }) {
  if (!row.loyalty) return null
  const { rhythmDays } = row.loyalty
  if (rhythmDays === null) return <span className="t3">{words.unknown}</span>
  return longAgo(Math.round(rhythmDays), say, words)
}

const NameCell = ({ row, words, kinds }: { row: Row; words: Words; kinds: KnownWords['kinds'] }) => {
  const name = row.name || row.calledAs || shownOf(row, 'phone') || words.nameless
  if (row.kind === 'person') return name
  return (
    <>
      {name} <Icon name={row.kind} size="small" className="t3" />
      <span className="unseen">{kinds[row.kind]}</span>
    </>
  )
}

/** A contact as this reader may see it; a veiled one says so by its lock and by words. */
const ContactCell = ({ row, kind, told }: { row: Row; kind: string; told: string }) => {
  const contact = row.contacts.find((one) => one.kind === kind)
  if (!contact?.isMasked) return contact?.shown
  return (
    <span className="list-masked" title={told}>
      <Icon name="lock" size="small" className="t3" /> {contact.shown}
      <span className="unseen">{told}</span>
    </span>
  )
}

/** What the columns are told in: the words, who may see values, and within how many days chances are meant. */
type Told = { words: Words; known: KnownWords; say: Say; seesValues: boolean; cycleDays: number | null | undefined }

/** What is known of how loyal they are. */
function loyaltyColumns({ words, say, seesValues, cycleDays }: Told): Column<Row>[] {
  const { columns } = words
  const state: Column<Row> = {
    id: 'loyalty',
    title: columns.state,
    width: 8.25,
    grow: 1,
    cell: (row) => <Standing row={row} words={words} />,
  }
  const last: Column<Row> = {
    id: 'lastContact',
    title: columns.lastContact,
    width: 5.5,
    isRight: true,
    sort: { up: 'lastContact', down: '-lastContact' },
    cell: (row) => <LastSeen row={row} say={say} words={words} />,
  }
  const rhythm: Column<Row> = {
    id: 'rhythm',
    title: columns.rhythm,
    width: 5.1,
    isRight: true,
    cell: (row) => <Rhythm row={row} say={say} words={words} />,
  }
  const chance: Column<Row> = {
    id: 'chance',
    title: cycleDays ? columns.chance(say.number(cycleDays)) : columns.chanceNoModel,
    width: 7,
    grow: 0.6,
    sort: { up: 'chance', down: '-chance' },
    cell: ({ loyalty }) =>
      loyalty && (
        <span className="list-chance" title={cycleDays ? columns.chanceMeans(say.number(cycleDays)) : undefined}>
          <ChanceBar chance={loyalty.chance} />
        </span>
      ),
  }
  const value: Column<Row> = {
    id: 'value',
    title: columns.value,
    width: 6,
    isRight: true,
    isNum: true,
    sort: { up: 'value', down: '-value' },
    cell: ({ loyalty }) => loyalty?.value && say.short(loyalty.value),
  }
  return [state, last, rhythm, chance, ...(seesValues ? [value] : [])]
}

export function columnsOf(told: Told): Column<Row>[] {
  const { words, known } = told
  const { columns } = words
  return [
    {
      id: 'name',
      title: columns.name,
      width: 9.25,
      grow: 2,
      sort: { up: 'name', down: '-name' },
      cell: (row) => <NameCell row={row} words={words} kinds={known.kinds} />,
    },
    { id: 'calledAs', title: columns.calledAs, width: 6, grow: 1, cell: (row) => (row.kind === 'person' ? row.calledAs : '') },
    ...loyaltyColumns(told),
    {
      id: 'phone',
      title: columns.phone,
      width: 8.5,
      isNum: true,
      cell: (row) => <ContactCell row={row} kind="phone" told={known.masked.part} />,
    },
    {
      id: 'tags',
      title: columns.tags,
      width: 9,
      grow: 1,
      cell: (row) => (
        <span className="list-tags">
          {row.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    { id: 'mail', title: columns.mail, width: 15, grow: 1, cell: (row) => <ContactCell row={row} kind="mail" told={known.masked.part} /> },
  ]
}

/** A row on the phone: name and last visit, below them how to call, where they stand, and the chance of seeing them again. */
export function CustomerLine({ row, say, words, known }: { row: Row; say: Say; words: Words; known: KnownWords }) {
  const contact = shownOf(row, 'phone') ?? shownOf(row, 'mail')
  return (
    <>
      <span className="list-line">
        <span className="body strong cut grow list-name">
          <NameCell row={row} words={words} kinds={known.kinds} />
        </span>
        <span className="meta nowrap">
          <LastSeen row={row} say={say} words={words} />
        </span>
      </span>
      <span className="list-line">
        <span className="meta cut list-called">{row.kind === 'person' ? row.calledAs : row.tags.join(', ')}</span>
        <span className="meta cut grow">
          <Standing row={row} words={words} />
        </span>
        {row.loyalty ? (
          <span className="list-chance meta">
            <ChanceBar chance={row.loyalty.chance} />
          </span>
        ) : (
          <span className="meta num nowrap">{contact}</span>
        )}
      </span>
    </>
  )
}
