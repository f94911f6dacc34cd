import type { z } from 'zod'
import type { loyaltyBrief } from '#rooms/loyalty/contract.ts'
import type { customerRow } from '#rooms/people/contract.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Column } from '../../kit/grid-parts.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { Say } from '../../shell/say.ts'
import { ChanceBar, StateChip } from '../loyalty/state-chip.tsx'
import type { LoyaltyWords } from '../loyalty/words.data.ts'
import type { KnownWords } from './known/words.data.ts'
import type { PeopleWords } from './words.data.ts'

/** A line of the list: who it is, and how loyal, where that is known. */
export type Row = z.output<typeof customerRow> & { loyalty?: z.output<typeof loyaltyBrief> | null | undefined }
type Words = PeopleWords['list']

const shownOf = (row: Row, kind: string) => row.contacts.find((contact) => contact.kind === kind)?.shown

/** When they were last seen, short: "hôm qua", "18/09", "18/09/2024". */
function LastSeen({ row, say, words }: { row: Row; say: Say; words: Words }) {
  if (!row.lastContactAt) return <span className="t3">{words.never}</span>
  const day = say.dayOf(row.lastContactAt)
  const told = say.relative(day)
  const isDate = told === say.date(day)
  return <span className={isDate ? 'num' : undefined}>{told}</span>
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

export function columnsOf(words: Words, known: KnownWords, say: Say, loyalty: LoyaltyWords, seesValues: boolean): Column<Row>[] {
  const { columns } = words
  return [
    {
      id: 'name',
      title: columns.name,
      width: 14,
      grow: 2,
      sort: { up: 'name', down: '-name' },
      cell: (row) => <NameCell row={row} words={words} kinds={known.kinds} />,
    },
    { id: 'calledAs', title: columns.calledAs, width: 7.5, grow: 1, cell: (row) => (row.kind === 'person' ? row.calledAs : '') },
    {
      id: 'phone',
      title: columns.phone,
      width: 8.5,
      isNum: true,
      cell: (row) => <ContactCell row={row} kind="phone" told={known.masked.part} />,
    },
    {
      id: 'lastContact',
      title: columns.lastContact,
      width: 7.5,
      isRight: true,
      sort: { up: 'lastContact', down: '-lastContact' },
      cell: (row) => <LastSeen row={row} say={say} words={words} />,
    },
    {
      id: 'loyalty',
      title: loyalty.state,
      width: 9,
      cell: ({ loyalty: said }) => said && <StateChip state={said.state} />,
    },
    {
      id: 'chance',
      title: loyalty.chance,
      width: 9.5,
      sort: { up: 'chance', down: '-chance' },
      cell: ({ loyalty: said }) => said && <ChanceBar chance={said.chance} />,
    },
    ...(seesValues
      ? [
          {
            id: 'value',
            title: loyalty.value,
            width: 6,
            isRight: true,
            isNum: true,
            sort: { up: 'value', down: '-value' },
            cell: ({ loyalty: said }: Row) => said?.value && say.short(said.value),
          },
        ]
      : []),
    {
      id: 'tags',
      title: columns.tags,
      width: 11,
      grow: 1.2,
      cell: (row) => (
        <span className="list-tags">
          {row.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    { id: 'mail', title: columns.mail, width: 13, grow: 1, cell: (row) => <ContactCell row={row} kind="mail" told={known.masked.part} /> },
  ]
}

/** A row on the phone: name and last visit, below them how to call and the number. */
export function CustomerLine({ row, say, words, known }: { row: Row; say: Say; words: Words; known: KnownWords }) {
  return (
    <>
      <span className="list-line">
        <span className="body strong cut grow">
          <NameCell row={row} words={words} kinds={known.kinds} />
        </span>
        <span className="meta nowrap">
          <LastSeen row={row} say={say} words={words} />
        </span>
      </span>
      <span className="list-line">
        <span className="meta cut grow">
          {row.kind === 'person' && row.calledAs}
          {row.tags.length > 0 && ` · ${row.tags.join(', ')}`}
        </span>
        {row.loyalty && <StateChip state={row.loyalty.state} />}
        <span className="meta num nowrap">{shownOf(row, 'phone') ?? shownOf(row, 'mail')}</span>
      </span>
    </>
  )
}
