import { useRef, useState } from 'react'
import { getThread } from '#rooms/messages/inbox/contract.ts'
import { Button, ButtonLink, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Menu, type MenuItem } from '../../../kit/menu.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { Presence } from '../../../shell/presence.tsx'
import { useSay } from '../../../shell/say.ts'
import { useHouse, useMay, useMe } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { LateReceive } from '../../promises/complaints/receive-complaint.tsx'
import { complaintWords } from '../../promises/complaints/words.data.ts'
import { Composer, NoteComposer } from './composer.tsx'
import { Entries } from './entries.tsx'
import { type Rest, restUntil, type Talk, useChangeTalk } from './talk-data.ts'
import { Whose } from './whose.tsx'
import { inboxWords } from './words.data.ts'

const rests: readonly Rest[] = ['evening', 'tomorrow', 'dayAfter', 'week']

function useRestItems(talk: Talk): MenuItem[] {
  const words = useWords(inboxWords)
  const say = useSay()
  const { zone } = useHouse()
  const { rest } = useChangeTalk()
  return [
    { title: words.snoozeTo },
    ...rests.flatMap((one): MenuItem[] => {
      const until = restUntil(one, say.today, zone)
      if (Date.parse(until) <= Date.now()) return []
      const when = `${say.clockOf(until)} ${say.nearDate(say.dayOf(until))}`
      return [{ words: words.snoozes[one], icon: 'clock', act: () => void rest(talk, until, when) }]
    }),
  ]
}

function useAssignItems(talk: Talk): MenuItem[] {
  const words = useWords(inboxWords)
  const me = useMe()
  const { assign } = useChangeTalk()
  const others = talk.staff.filter(({ id }) => id !== me.id)
  const self = talk.staff.find(({ id }) => id === me.id)
  const item = (one: { id: string; name: string }, name: string): MenuItem => ({
    words: name,
    icon: 'person',
    isOn: talk.assignedTo === one.id,
    act: () => void assign(talk, one),
  })
  return [
    { title: words.assign },
    ...(self ? [item(self, words.assignMe)] : []),
    ...others.map((one) => item(one, one.name)),
    ...(talk.assignedTo ? (['line', { words: words.assignNobody, act: () => void assign(talk, null) }] satisfies MenuItem[]) : []),
  ]
}

function Acts({ talk }: { talk: Talk }) {
  const words = useWords(inboxWords)
  const { finish, reopen, mark } = useChangeTalk()
  const restItems = useRestItems(talk)
  const assignItems = useAssignItems(talk)
  const { make } = useWords(complaintWords)
  const may = useMay()
  const [isComplaint, complain] = useState(false)
  const lastIn = talk.entries.findLast(({ direction }) => direction === 'in')
  const mayComplain = talk.customerId !== null && may('promises.write')
  const snooze = useRef<HTMLButtonElement>(null)
  const assign = useRef<HTMLButtonElement>(null)
  useKeys([
    { key: 'S', words: words.keys.snooze, act: () => snooze.current?.click() },
    { key: 'A', words: words.keys.assign, act: () => assign.current?.click() },
    { key: 'E', words: words.keys.done, act: () => void (talk.state === 'done' ? reopen(talk) : finish(talk)) },
  ])
  return (
    <span className="row g1 inbox-acts">
      <Menu side="bottom-end" button={<IconButton ref={assign} icon="person" label={words.assign} keyHint="A" />} items={assignItems} />
      <Menu side="bottom-end" button={<IconButton ref={snooze} icon="clock" label={words.snooze} keyHint="S" />} items={restItems} />
      {talk.state === 'open' ? (
        <Button icon="check" keyHint="E" onClick={() => void finish(talk)}>
          {words.done}
        </Button>
      ) : (
        <Button icon="undo" keyHint="E" onClick={() => void reopen(talk)}>
          {talk.state === 'snoozed' ? words.wake : words.reopen}
        </Button>
      )}
      <Menu
        side="bottom-end"
        button={<IconButton icon="more" label={words.moreActs} />}
        items={[
          { words: talk.isToOwner ? words.unmarkOwner : words.markOwner, icon: 'star', act: () => void mark(talk, !talk.isToOwner) },
          ...(mayComplain ? [{ words: make, icon: 'warning' as const, act: () => complain(true) }] : []),
        ]}
      />
      {isComplaint && talk.customerId !== null && (
        <LateReceive
          customerId={talk.customerId}
          from={{ threadId: talk.id, ...(lastIn ? { words: lastIn.words } : {}) }}
          onClose={() => complain(false)}
        />
      )}
    </span>
  )
}

function Head({ talk, onBack }: { talk: Talk; onBack: () => void }) {
  const words = useWords(inboxWords)
  const may = useMay()
  return (
    <header className="inbox-head">
      <IconButton icon="left" label={words.back} className="phone-only" onClick={onBack} />
      <div className="grow inbox-title">
        <h2 className="section cut">{talk.name}</h2>
        <p className="row g2 wrap meta">
          <span>{words.channels[talk.channel]}</span>
          {talk.subject && <span className="cut">{talk.subject}</span>}
          {talk.isToOwner && (
            <Chip tone="accent" icon="star">
              {words.toOwner}
            </Chip>
          )}
          {talk.assignedName && <span>{words.assignedTo(talk.assignedName)}</span>}
          {talk.customerId && <Presence customerId={talk.customerId} />}
        </p>
      </div>
      {talk.customerId && (
        <ButtonLink to={customerPath(talk.customerId)} kind="quiet" size="small" className="inbox-profile">
          {words.openCustomer}
        </ButtonLink>
      )}
      {may('messages.write') && <Acts talk={talk} />}
    </header>
  )
}

function Inside({ talk, onBack }: { talk: Talk; onBack: () => void }) {
  const words = useWords(inboxWords)
  const may = useMay()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isNoting, note] = useState(false)
  useKeys(
    may('messages.write')
      ? [
          {
            key: 'R',
            words: words.keys.reply,
            act: () => {
              note(false)
              requestAnimationFrame(() => field.current?.focus())
            },
          },
        ]
      : [],
  )
  return (
    <>
      <Head talk={talk} onBack={onBack} />
      <Whose talk={talk} />
      <Entries talk={talk} />
      {may('messages.write') &&
        // What is to be carried by hand comes first; its buttons stand with the words.
        !talk.entries.some(({ sent }) => sent?.byHand) &&
        (isNoting ? (
          <NoteComposer talk={talk} onClose={() => note(false)} />
        ) : (
          <Composer key={talk.id} talk={talk} field={field} onNote={() => note(true)} />
        ))}
    </>
  )
}

/** One talk: what was said, and the answer. */
export function TalkPane({ threadId, onBack }: { threadId: string; onBack: () => void }) {
  const asked = useAsk(getThread, { params: { threadId } })
  return (
    <section className="inbox-talk">
      {asked.data ? (
        <Inside key={threadId} talk={asked.data} onBack={onBack} />
      ) : asked.error ? (
        <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton height={20} />
      )}
    </section>
  )
}
