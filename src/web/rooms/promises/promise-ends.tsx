import { useState } from 'react'
import { teams } from '#rooms/promises/contract.ts'
import { listColleagues } from '#rooms/team/mine/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Menu, type MenuItem } from '../../kit/menu.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { CheckDialog, ReasonDialog, RestDialog } from './act-dialogs.tsx'
import { hasLetter, type Promised } from './naming.ts'
import { needsReason, type PromiseActs, usePromiseActs } from './use-acts.ts'
import { promiseWords } from './words.data.ts'

type Asking = 'late' | 'break' | 'withdraw' | 'pause' | 'note' | 'check' | 'rest'

function useHandItems(promise: Promised, acts: PromiseActs): MenuItem[] {
  const words = useWords(promiseWords)
  const me = useMe()
  const colleagues = useAsk(listColleagues, {}, { staleTime: 300_000 }).data?.colleagues ?? []
  const toSomebody = (id: string, name: string, shown: string): MenuItem => ({
    words: shown,
    icon: 'person',
    isOn: promise.holderId === id,
    act: () => void acts.hand(promise, { holderId: id, name }),
  })
  return [
    { title: words.acts.hand },
    toSomebody(me.id, me.name, words.acts.handMe),
    ...colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => toSomebody(id, name, name)),
    { title: words.acts.handTeam },
    ...teams.map((team) => ({
      words: words.teams[team],
      icon: 'people' as const,
      isOn: promise.holderId === null && promise.team === team,
      act: () => void acts.hand(promise, { team, name: words.teams[team] }),
    })),
    'line',
    { words: words.acts.handNobody, act: () => void acts.hand(promise, undefined) },
  ]
}

function useMoreItems(promise: Promised, acts: PromiseActs, ask: (what: Asking) => void): MenuItem[] {
  const words = useWords(promiseWords).acts
  const isOpen = promise.state === 'open'
  const needs = promise.chain.filter(({ step, from, to }) => step === -1 && (from === promise.id || to === promise.id))
  return [
    { words: words.note, icon: 'note', act: () => ask('note') },
    ...(isOpen
      ? ([
          ...(promise.target === 'standing'
            ? []
            : [{ words: words.keepMore, icon: 'star' as const, act: () => acts.keep(promise, { isExceeded: true }) }]),
          promise.isPaused
            ? { words: words.resume, icon: 'clock', act: () => void acts.resume(promise) }
            : { words: words.pause, icon: 'clock', act: () => ask('pause') },
          { words: words.rest, icon: 'partners', act: () => ask('rest') },
          ...needs.map((one) => ({
            words: words.restNoMore(one.calledAs || one.words),
            icon: 'close' as const,
            act: () => void acts.rest(promise, one.id, 0, true),
          })),
          'line',
          { words: words.withdraw, icon: 'undo', act: () => ask('withdraw') },
          { words: words.break, icon: 'close', isDanger: true, act: () => ask('break') },
        ] satisfies MenuItem[])
      : ([{ words: words.reopen, icon: 'undo', act: () => void acts.reopen(promise) }] satisfies MenuItem[])),
  ]
}

function Asked({ what, promise, acts, onClose }: { what: Asking; promise: Promised; acts: PromiseActs; onClose: () => void }) {
  const words = useWords(promiseWords).dialogs
  if (what === 'check')
    return <CheckDialog row={promise} onCheck={(isMet, text) => void acts.check(promise, isMet, text)} onClose={onClose} />
  if (what === 'rest')
    return (
      <RestDialog
        promiseId={promise.id}
        except={promise.chain.map(({ id }) => id)}
        onRest={(needsId, lead) => void acts.rest(promise, needsId, lead)}
        onClose={onClose}
      />
    )
  const of = {
    late: { title: words.lateTitle, why: words.lateWhy, label: words.reason, act: (reason: string) => acts.keep(promise, { reason }) },
    break: { title: words.breakTitle, why: words.breakWhy, label: words.reason, act: (reason: string) => acts.giveUp(promise, reason) },
    withdraw: {
      title: words.withdrawTitle,
      why: words.withdrawWhy,
      label: words.reason,
      act: (reason: string) => acts.withdraw(promise, reason),
    },
    pause: { title: words.pauseTitle, why: words.pauseWhy, label: words.cause, act: (cause: string) => void acts.pause(promise, cause) },
    note: { title: words.noteTitle, why: undefined, label: words.words, act: (text: string) => void acts.note(promise, text) },
  }[what]
  return (
    <ReasonDialog
      title={of.title}
      {...(of.why ? { why: of.why } : {})}
      label={of.label}
      most={what === 'note' ? 1000 : what === 'pause' ? 200 : 300}
      onReason={of.act}
      onClose={onClose}
    />
  )
}

/** What can be done with a promise, the one that ends it well last and largest. */
export function PromiseEnds({ promise, onSlip }: { promise: Promised; onSlip: (() => void) | undefined }) {
  const words = useWords(promiseWords)
  const acts = usePromiseActs()
  const [asking, ask] = useState<Asking>()
  const handItems = useHandItems(promise, acts)
  const moreItems = useMoreItems(promise, acts, ask)
  const isPhone = useIsPhone()
  const isOpen = promise.state === 'open'
  const isStanding = promise.target === 'standing'
  const isSlipped = promise.stage === 'slipped'
  const keep = () => {
    if (isStanding) ask('check')
    else if (needsReason(promise)) ask('late')
    else acts.keep(promise)
  }
  useKeys([{ key: 'X', words: words.keys.keep, act: () => (isOpen ? keep() : false) }])
  return (
    <footer className="promise-ends">
      {isOpen && (
        <Menu
          side="top-start"
          button={
            <Button kind="quiet" icon="person" className="phone-off">
              {words.acts.hand}
            </Button>
          }
          items={handItems}
        />
      )}
      <Menu
        side="top-start"
        button={<IconButton icon="more" label={words.acts.more} />}
        items={isPhone && isOpen ? [...moreItems, 'line', ...handItems] : moreItems}
      />
      <span className="grow" />
      {onSlip && (
        <Button size="large" kind={isSlipped ? 'primary' : 'secondary'} keyHint="B" onClick={onSlip}>
          {!hasLetter(promise.direction) ? words.acts.theirSlip : isSlipped ? words.acts.slipped : words.acts.slip}
        </Button>
      )}
      {isOpen ? (
        <Button kind={isSlipped && onSlip ? 'secondary' : 'primary'} size="large" icon="check" keyHint="X" onClick={keep}>
          {isStanding ? words.acts.check : words.acts.keep}
        </Button>
      ) : (
        <Button size="large" icon="undo" onClick={() => void acts.reopen(promise)}>
          {words.acts.reopen}
        </Button>
      )}
      {asking && <Asked what={asking} promise={promise} acts={acts} onClose={() => ask(undefined)} />}
    </footer>
  )
}
