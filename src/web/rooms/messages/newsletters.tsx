import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { addLetter, copyLetter, listLetters, removeLetter } from '#rooms/messages/letters/contract.ts'
import { listSendings } from '#rooms/messages/sendings/contract.ts'
import { fold } from '#values/text.ts'
import { Button, ButtonLink, IconButton } from '../../kit/button.tsx'
import { State } from '../../kit/chip.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Menu, type MenuItem } from '../../kit/menu.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { text, useAddress } from '../../shell/address.ts'
import { type Answer, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWord } from '../../shell/stream.ts'
import { TopEnds } from '../../shell/top-ends.tsx'
import { useWords } from '../../shell/words.ts'
import { type Group, groupOf, isWaiting, stateOf } from './list-states.ts'
import { PlaceHead } from './place-head.tsx'
import { sendingWords } from './sending/words.data.ts'
import { type MessageWords, messageWords } from './words.data.ts'

type Letter = Answer<typeof listLetters>['letters'][number]
type Sending = Answer<typeof listSendings>['sendings'][number]

const address = { words: text() }
const groups: readonly Group[] = ['live', 'planned', 'draft', 'sent']
const letterPath = (id: string): string => `/messages/letters/${id}`

/** What a sending is doing, where its state alone does not tell. */
function wordFor({ state, startedAt, startsAt }: Sending, words: MessageWords['states'], when: string): string {
  if (startedAt !== null || (state !== 'running' && state !== 'paused')) return words[state]
  if (state === 'paused') return words.stoppedInTime
  return startsAt && new Date(startsAt).getTime() > Date.now() + 60_000 ? words.scheduled(when) : words.counting
}

/** Where the newest sending of a letter stands, in a word and a figure. */
function Standing({ sending }: { sending: Sending | undefined }) {
  const words = useWords(messageWords)
  const say = useSay()
  if (!sending)
    return (
      <State tone="plain" icon="pencil">
        {words.states.draft}
      </State>
    )
  const { tone, icon } = stateOf(sending)
  const { counts } = sending
  const when = sending.startsAt ? `${say.clockOf(sending.startsAt)} ${say.relative(say.dayOf(sending.startsAt))}` : ''
  const word = wordFor(sending, words.states, when)
  const sent = (counts.states.accepted ?? 0) + (counts.states.delivered ?? 0) + (counts.states.bounced ?? 0)
  return (
    <span className="stack letter-standing">
      <State tone={tone} icon={icon}>
        {word}
      </State>
      {isWaiting(sending) ? (
        counts.planned > 0 && (
          <span className="meta num">
            {words.list.will(say.number(counts.willReceive))} · {words.list.held(say.number(counts.held))}
          </span>
        )
      ) : (
        <span className="meta num">{words.list.sum(say.number(sent), say.number(counts.held))}</span>
      )}
      {sending.state === 'running' && sending.startedAt !== null && (
        <progress className="letter-progress" value={sent} max={Math.max(1, counts.willReceive)} />
      )}
    </span>
  )
}

function Line({
  letter,
  sending,
  onCopy,
  onRemove,
}: {
  letter: Letter
  sending: Sending | undefined
  onCopy: () => void
  onRemove: () => void
}) {
  const words = useWords(messageWords).list
  const say = useSay()
  const may = useMay()
  const items: MenuItem[] = [
    { words: words.copy, icon: 'copy', act: onCopy },
    ...(letter.frozen === 0 && !sending ? [{ words: words.remove, icon: 'trash' as const, isDanger: true, act: onRemove }] : []),
  ]
  const at = sending && !isWaiting(sending) ? (sending.startedAt ?? sending.madeAt) : letter.updatedAt
  return (
    <li className="letter-line">
      <Link href={letterPath(letter.id)} className="letter-link">
        <span className="strong cut">{letter.title}</span>
        <span className="t2 cut">{letter.subject.vi || letter.subject.en || words.noSubject}</span>
        <span className="meta cut">
          {[
            words.changed(say.relative(say.dayOf(at))),
            ...(letter.madeByName ? [words.by(letter.madeByName)] : []),
            words.blocks(letter.blocks),
          ].join(' · ')}
        </span>
      </Link>
      <Standing sending={sending} />
      {may('messages.write') && (
        <Menu side="bottom-end" button={<IconButton icon="more" label={words.more(letter.title)} />} items={items} />
      )}
    </li>
  )
}

/** Sendings of the house that have no letter of their own here (written before, or by another way) still stand in the list of what was sent. */
function Bare({ sending }: { sending: Sending }) {
  const say = useSay()
  return (
    <li className="letter-line">
      <span className="letter-link">
        <span className="strong cut">{sending.title}</span>
        <span className="meta cut">{say.relative(say.dayOf(sending.startedAt ?? sending.madeAt))}</span>
      </span>
      <Standing sending={sending} />
    </li>
  )
}

function useLetters() {
  const queries = useQueryClient()
  const refresh = () => {
    for (const route of [listLetters, listSendings]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
  useWord('sending', refresh)
  const letters = useAsk(listLetters, { query: {} })
  const sendings = useAsk(
    listSendings,
    { query: { limit: 100 } },
    {
      refetchInterval: ({ state }) =>
        state.data?.sendings.some((one) => one.state === 'running' || one.state === 'planning') ? 3000 : false,
    },
  )
  const latest = new Map<string, Sending>()
  // The newest comes first; one that was cancelled before it began says nothing of its letter.
  for (const sending of sendings.data?.sendings ?? [])
    if (sending.letterId && !latest.has(sending.letterId) && !(sending.state === 'cancelled' && sending.startedAt === null))
      latest.set(sending.letterId, sending)
  const bare = (sendings.data?.sendings ?? []).filter(({ letterId, kind }) => letterId === null && kind === 'newsletter')
  return { letters, sendings, latest, bare, refresh }
}

/** A draft that goes can't come back: it says what goes with it. */
function RemoveDialog({ letter, onRemove, onClose }: { letter: Letter; onRemove: () => void; onClose: () => void }) {
  const words = useWords(messageWords).list
  return (
    <ConfirmDialog title={words.removeTitle(letter.title)} act={words.remove} keep={words.keep} onAct={onRemove} onClose={onClose}>
      <p className="t2">{words.removeWhat(letter.blocks)}</p>
    </ConfirmDialog>
  )
}

/** What can be done with letters from the list: begin, copy, take a draft away. */
function useListActs(refresh: () => void) {
  const words = useWords(messageWords).list
  const say = useSay()
  const [, navigate] = useLocation()
  const begin = useAct(addLetter, { onDone: ({ id }) => navigate(letterPath(id)) })
  const copy = useAct(copyLetter, {
    onDone: ({ id }) => {
      tell(words.copied, { tone: 'ok' })
      navigate(letterPath(id))
    },
  })
  const remove = useAct(removeLetter, { onDone: refresh })
  return {
    begin: () => begin.go({ body: { title: words.untitled(say.date(say.today)) } }),
    isBeginning: begin.isRunning,
    problem: begin.problem ?? copy.problem ?? remove.problem,
    copy: ({ id, title }: Letter) => copy.go({ params: { letterId: id }, body: { title: words.copyTitle(title) } }),
    remove: ({ id }: Letter) => remove.go({ params: { letterId: id } }),
  }
}

/** Newsletters: what is being sent, what will be, what is being written and what was sent. */
export default function Newsletters() {
  const words = useWords(messageWords)
  const { topicsLink } = useWords(sendingWords)
  const may = useMay()
  const { hasSample } = useHouse()
  const [state, change] = useAddress(address)
  const { letters, sendings, latest, bare, refresh } = useLetters()
  const acts = useListActs(refresh)
  useKeys(may('messages.write') ? [{ key: 'C', words: words.list.add, act: acts.begin }] : [])
  const [removing, setRemoving] = useState<Letter>()
  const asked = fold(state.words.trim())
  const fits = (letter: Letter) => asked === '' || fold(`${letter.title} ${letter.subject.vi} ${letter.subject.en}`).includes(asked)
  const all = letters.data?.letters ?? []
  const shown = all.filter(fits)
  const problem = letters.error ?? sendings.error
  const bareShown = bare.filter(({ title }) => asked === '' || fold(title).includes(asked))
  const isPhone = useIsPhone()
  const add = may('messages.write') && !isPhone && (
    <Button kind="primary" icon="plus" keyHint="C" isBusy={acts.isBeginning} onClick={acts.begin}>
      {words.list.add}
    </Button>
  )
  return (
    <>
      <TopEnds>{add}</TopEnds>
      <PlaceHead part="letters">
        <span className="grow" />
        {may('messages.send') && (
          <ButtonLink to="/settings/topics" kind="quiet" icon="settings" className="phone-off">
            {topicsLink}
          </ButtonLink>
        )}
      </PlaceHead>
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-letters">
        <div className="messages-page">
          {hasSample && (
            <p className="messages-shut">
              <Icon name="info" className="c-info" /> {words.isShut}
            </p>
          )}
          {acts.problem && <ProblemLine problem={acts.problem} />}
          {problem && !letters.data ? (
            <ErrorState problem={problem} onRetry={() => void letters.refetch()} />
          ) : !letters.data || !sendings.data ? (
            <Skeleton height={16} />
          ) : all.length + bare.length === 0 ? (
            <EmptyState icon="message" title={words.list.empty} act={add}>
              {words.list.emptyWhy}
            </EmptyState>
          ) : (
            <>
              {all.length + bare.length > 5 && (
                <div className="messages-find">
                  <TextField
                    label={words.list.search}
                    isLabelUnseen
                    placeholder={words.list.search}
                    value={state.words}
                    onText={(to) => change({ words: to }, { isQuiet: true })}
                  />
                </div>
              )}
              {shown.length + bareShown.length === 0 && (
                <EmptyState
                  icon="search"
                  isNoResult
                  title={words.list.none}
                  act={<Button onClick={() => change({ words: '' })}>{words.list.clear}</Button>}
                />
              )}
              {groups.map((group) => {
                const lines = shown.filter((letter) => groupOf(letter.frozen, latest.get(letter.id)) === group)
                const others = group === 'sent' ? bareShown : []
                if (lines.length + others.length === 0) return null
                return (
                  <section key={group} className="stack g2" aria-label={words.list.groups[group]}>
                    <h2 className="section">{words.list.groups[group]}</h2>
                    <ul className="card letter-list">
                      {lines.map((letter) => (
                        <Line
                          key={letter.id}
                          letter={letter}
                          sending={latest.get(letter.id)}
                          onCopy={() => acts.copy(letter)}
                          onRemove={() => setRemoving(letter)}
                        />
                      ))}
                      {others.map((sending) => (
                        <Bare key={sending.id} sending={sending} />
                      ))}
                    </ul>
                  </section>
                )
              })}
            </>
          )}
        </div>
      </div>
      {removing && (
        <RemoveDialog
          letter={removing}
          onClose={() => setRemoving(undefined)}
          onRemove={() => {
            acts.remove(removing)
            setRemoving(undefined)
          }}
        />
      )}
    </>
  )
}
