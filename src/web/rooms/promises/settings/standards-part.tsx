import { useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { getCustomer } from '#rooms/people/contract.ts'
import { listCalendars } from '#rooms/promises/calendars/contract.ts'
import { promiseKinds } from '#rooms/promises/contract.ts'
import { listStandards, standardLevels } from '#rooms/promises/standards/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { text, useAddress } from '../../../shell/address.ts'
import { keyOf, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { AmendsPart } from './amends-part.tsx'
import type { Calendar } from './hours-part.tsx'
import { StandardDialog } from './standard-dialog.tsx'
import type { Standard } from './standard-draft.ts'
import { useStandardWords } from './standard-saying.ts'
import { standardsWords } from './standards-words.data.ts'
import './standards.css'

/** `customer`: from a profile, the standards that count for them, and one of their own. */
const address = { customer: text() }

function StandardRow({ standard, calendars, onEdit }: { standard: Standard; calendars: readonly Calendar[]; onEdit: () => void }) {
  const words = useWords(standardsWords)
  const said = useStandardWords()
  const say = useSay()
  const isAlways = calendars.find(({ id }) => id === standard.calendarId)?.hours.isAlways ?? false
  return (
    <tr className={`standard-row ${standard.isRetired ? 't3' : ''}`}>
      <th scope="row" className="standard-cell">
        <span className="strong">{standard.name}</span>
        <span className="meta standard-whom">{said.whom(standard)}</span>
      </th>
      <td className="standard-cell">
        <ul>
          {promiseKinds.map((kind) => {
            const target = standard.targets[kind]
            return target === undefined ? null : <li key={kind}>{said.target(kind, target, isAlways)}</li>
          })}
        </ul>
      </td>
      <td className="standard-cell standard-by">
        {standard.calendarName}
        <span className="meta standard-whom">{words.open(standard.open, say.number(standard.open))}</span>
        {standard.tellsByItself && <Chip>{words.tells}</Chip>}
      </td>
      <td className="standard-cell standard-edit">
        <IconButton icon="pencil" label={words.edit(standard.name)} onClick={onEdit} />
      </td>
    </tr>
  )
}

function Table({
  standards,
  calendars,
  onEdit,
}: {
  standards: readonly Standard[]
  calendars: readonly Calendar[]
  onEdit: (standard: Standard) => void
}) {
  const words = useWords(standardsWords)
  const levels = standardLevels.filter((level) => standards.some((one) => one.level === level))
  return (
    <table className="standards">
      <caption className="unseen">{words.title}</caption>
      <thead>
        <tr className="standards-heads">
          <th scope="col">{words.for}</th>
          <th scope="col">{words.promises}</th>
          <th scope="col">{words.byCalendar}</th>
          <th scope="col">
            <span className="unseen">{words.editTitle}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <Fragment key={level}>
            <tr className="standards-level">
              <th scope="rowgroup" colSpan={4}>
                {words.levels[level]}
              </th>
            </tr>
            {standards
              .filter((one) => one.level === level)
              .map((one) => (
                <StandardRow key={one.id} standard={one} calendars={calendars} onEdit={() => onEdit(one)} />
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** What the house promises by itself: by level, the nearest last. */
export function StandardsPart() {
  const words = useWords(standardsWords)
  const queries = useQueryClient()
  const [{ customer: customerId }, changeAddress] = useAddress(address)
  const query = customerId ? { customerId } : {}
  const asked = useAsk(listStandards, { query })
  const calendars = useAsk(listCalendars, {}).data?.calendars ?? []
  const person = useAsk(getCustomer, { params: { customerId } }, { enabled: customerId !== '' }).data
  const customer = person ? { id: person.id, calledAs: person.calledAs } : undefined
  const [open, setOpen] = useState<Standard | 'new'>()
  const all = asked.data?.standards
  const current = all?.filter(({ isRetired }) => !isRetired) ?? []
  const retired = all?.filter(({ isRetired }) => isRetired) ?? []
  return (
    <>
      <header className="settings-section standards-head">
        <div className="grow standards-head-words">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" disabled={calendars.length === 0} onClick={() => setOpen('new')}>
          {customer ? words.addFor(customer.calledAs) : words.add}
        </Button>
      </header>
      {customer && (
        <p className="row wrap g2 standards-only">
          {words.onlyFor(customer.calledAs)}
          <Button kind="quiet" size="small" onClick={() => changeAddress({ customer: '' })}>
            {words.allStandards}
          </Button>
        </p>
      )}
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={4} height={3.25} />}
      {all && current.length === 0 && (
        <EmptyState icon="promise" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      {current.length > 0 && <Table standards={current} calendars={calendars} onEdit={setOpen} />}
      {retired.length > 0 && (
        <details className="standards-retired">
          <summary>{words.retired}</summary>
          <Table standards={retired} calendars={calendars} onEdit={setOpen} />
        </details>
      )}
      {open && (
        <StandardDialog
          standard={open === 'new' ? undefined : open}
          customer={customer}
          calendars={calendars}
          onSaved={() => {
            void queries.invalidateQueries({ queryKey: keyOf(listStandards) })
            void queries.invalidateQueries({ queryKey: keyOf(listCalendars) })
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {!customerId && <AmendsPart />}
    </>
  )
}
