import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeDoor, listDoors, listTopics } from '#rooms/messages/consent/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { CopyText, EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { call, keyOf, useAsk } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { DoorCard, DoorSnippet } from './door-card.tsx'
import { DoorChart } from './door-chart.tsx'
import { type Door, DoorDialog } from './door-dialog.tsx'
import type { Topic } from './naming.ts'
import { consentSettingsWords } from './settings-words.data.ts'
import '../../team/asked/asked.css'
import './consent.css'
import './door.css'

function useToggle() {
  const words = useWords(consentSettingsWords).doors
  const queries = useQueryClient()
  const problems = useProblemWords()
  const send = async (door: Door, isOpen: boolean): Promise<Door> => {
    const saved = await call(changeDoor, { params: { doorId: door.id }, body: { isOpen, version: door.version } })
    await queries.invalidateQueries({ queryKey: keyOf(listDoors) })
    return saved
  }
  return async (door: Door): Promise<void> => {
    try {
      const saved = await send(door, !door.isOpen)
      offerUndo(saved.isOpen ? words.opened(door.label) : words.closed(door.label), async () => void (await send(saved, door.isOpen)))
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
}

function Sums({ door }: { door: Door }) {
  const words = useWords(consentSettingsWords).doors.sums
  const say = useSay()
  const sum = (what: 'opened' | 'signed' | 'confirmed') => door.days.reduce((all, day) => all + day[what], 0)
  const shown =
    door.kind === 'spoken' ? (['signed'] as const) : (['opened', 'signed', ...(door.isDouble ? (['confirmed'] as const) : [])] as const)
  return (
    <dl className="door-sums">
      {shown.map((what) => (
        <div key={what}>
          <dd className="section num">{say.number(sum(what))}</dd>
          <dt className="meta">{words[what]}</dt>
        </div>
      ))}
    </dl>
  )
}

type Shown = { door: Door; topics: readonly Topic[]; today: string; address: string; onEdit: () => void; onToggle: () => void }

function DoorLine({ door, topics, today, address, onEdit, onToggle }: Shown) {
  const words = useWords(consentSettingsWords).doors
  const say = useSay()
  const [shows, show] = useState<'card' | 'snippet'>()
  const names = door.topics.flatMap((id) => topics.find((topic) => topic.id === id)?.names[say.language] ?? [])
  return (
    <li className="door">
      <div className="door-head">
        <div className="grow">
          <h3 className="row g2 wrap">
            <span className="strong">{door.label}</span>
            <Chip>{words.kinds[door.kind]}</Chip>
            {door.isDouble && <Chip tone="info">{words.double}</Chip>}
          </h3>
          <p className="meta">{[names.join(', '), words.promise(say.number(door.monthly))].join(' · ')}</p>
        </div>
        <IconButton icon="pencil" label={words.edit(door.label)} onClick={onEdit} />
        <Button kind="quiet" isAtEdge onClick={onToggle}>
          {words.close}
        </Button>
      </div>
      <div className="door-yield">
        <Sums door={door} />
        <DoorChart door={door} today={today} />
      </div>
      {door.kind !== 'spoken' && (
        <div className="row g4 wrap">
          <CopyText text={address} label={words.address} />
          {door.kind === 'form' ? (
            <Button size="small" onClick={() => show('snippet')}>
              {words.embed}
            </Button>
          ) : (
            <Button size="small" onClick={() => show('card')}>
              {words.print}
            </Button>
          )}
        </div>
      )}
      {shows === 'card' && <DoorCard door={door} address={address} onClose={() => show(undefined)} />}
      {shows === 'snippet' && <DoorSnippet address={address} onClose={() => show(undefined)} />}
    </li>
  )
}

/** Where people sign up by themselves, and what each place brings. */
export function DoorsPart() {
  const words = useWords(consentSettingsWords).doors
  const say = useSay()
  const asked = useAsk(listDoors, {})
  const topics = useAsk(listTopics, {}).data?.topics ?? []
  const toggle = useToggle()
  const [open, setOpen] = useState<Door | 'new'>()
  const all = asked.data?.doors
  const closed = all?.filter(({ isOpen }) => !isOpen) ?? []
  return (
    <>
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      </header>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={3} height={8} />}
      {all?.length === 0 && (
        <EmptyState icon="card" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      {asked.data && !asked.data.isPublic && (
        <p className="consent-left" role="status">
          <Icon name="info" /> {words.notPublic}
        </p>
      )}
      <ul className="doors">
        {all
          ?.filter(({ isOpen }) => isOpen)
          .map((door) => (
            <DoorLine
              key={door.id}
              door={door}
              topics={topics}
              today={asked.data?.today ?? say.today}
              address={`${asked.data?.address ?? ''}/d/${door.code}`}
              onEdit={() => setOpen(door)}
              onToggle={() => void toggle(door)}
            />
          ))}
      </ul>
      {closed.length > 0 && (
        <details className="asked-retired">
          <summary className="t2">{words.closedOnes(say.number(closed.length))}</summary>
          <ul className="asked">
            {closed.map((door) => (
              <li key={door.id} className="asked-line t3">
                <p className="asked-words strong">{door.label}</p>
                <Button kind="quiet" isAtEdge onClick={() => void toggle(door)}>
                  {words.open}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {open && <DoorDialog door={open === 'new' ? undefined : open} topics={topics} onClose={() => setOpen(undefined)} />}
    </>
  )
}
