import { keepPreviousData } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { recognise } from '#rooms/recognition/contract.ts'
import { Key } from '../kit/button.tsx'
import { Initial } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Icon } from '../kit/icons.tsx'
import { ErrorState } from '../kit/states.tsx'
import { useAsk } from './api.ts'
import { type Entry, useEntries } from './box-entries.tsx'
import { readBox } from './box-reading.ts'
import { type Found, factInWords } from './facts.ts'
import { showKey } from './keys.ts'
import { hasProfileOffline } from './offline/answers.ts'
import { isLost } from './offline/state.ts'
import { noteOpened, useRecent } from './recent.ts'
import { useSay } from './say.ts'
import { useMay, useMe } from './session.tsx'
import { customerPath } from './sidebar.data.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'
import './box.css'

const PAUSE = 30

/** The text a moment after the last key, so that a fast typist sends one question instead of ten. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function usePersonEntries(asked: string): {
  entries: Entry[]
  isLooking: boolean
  problem: ReturnType<typeof useAsk<typeof recognise>>['error']
} {
  const words = useWords(shellWords)
  const say = useSay()
  const me = useMe()
  const [, navigate] = useLocation()
  const q = useSettled(asked)
  const may = useMay()
  const isAsking = q !== '' && asked !== '' && may('customers.read')
  const answer = useAsk(recognise, { query: { q } }, { enabled: isAsking, placeholderData: keepPreviousData, staleTime: 5_000 })
  const entryOf = (found: Found): Entry => ({
    id: found.id,
    group: words.box.people,
    act: () => {
      noteOpened(me.id, found)
      if (!isLost()) return navigate(customerPath(found.id))
      // Without a network what was kept is opened: the profile, or the card at the front desk.
      void hasProfileOffline(found.id).then((has) =>
        navigate(has ? customerPath(found.id) : `/recognise?${new URLSearchParams({ id: found.id })}`),
      )
    },
    line: (
      <>
        <Initial name={found.calledAs} size="small" />
        <span className="box-name cut">{found.name}</span>
        <span className="t2 nowrap">{found.calledAs}</span>
        <span className="grow" />
        <span className="meta cut box-fact">
          {found.match === 'corrected' ? words.facts.corrected : factInWords(found.fact, words.facts, say)}
        </span>
        <span className="meta num nowrap box-matched">{found.matched ?? found.phone}</span>
      </>
    ),
  })
  const people = isAsking ? (answer.data?.people ?? []) : []
  return {
    entries: people.map(entryOf),
    isLooking: asked !== '' && (q !== asked || answer.isFetching),
    problem: isAsking && !answer.data ? answer.error : null,
  }
}

function useRecentEntries(): Entry[] {
  const words = useWords(shellWords)
  const me = useMe()
  const [, navigate] = useLocation()
  return useRecent(me.id).map((one) => ({
    id: `recent-${one.id}`,
    group: words.box.recent,
    act: () => navigate(customerPath(one.id)),
    line: (
      <>
        <Initial name={one.calledAs} size="small" />
        <span className="box-name cut">{one.name}</span>
        <span className="t2 nowrap">{one.calledAs}</span>
        <span className="grow" />
        <span className="meta num nowrap">{one.phone}</span>
      </>
    ),
  }))
}

/** One box for people, places and commands. Results take the room that is there, so nothing jumps. */
export function Box({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const words = useWords(shellWords).box
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, choose] = useState(0)
  const asked = readBox(text)
  const people = usePersonEntries(asked.people)
  const recent = useRecentEntries()
  const others = useEntries(asked.commands, onKeys)
  const entries = useMemo(
    () => (asked.isEmpty ? [...recent, ...others] : [...people.entries, ...others]),
    [asked.isEmpty, recent, people.entries, others],
  )
  const at = Math.min(chosen, Math.max(0, entries.length - 1))
  const take = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.act()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + entries.length) % Math.max(1, entries.length)
      choose(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(entries[at])
    }
  }
  const isNobody = asked.people !== '' && people.entries.length === 0 && !people.isLooking && !people.problem
  return (
    <Dialog title={words.title} onClose={onClose} size="wide" isBare>
      <div className="box-top">
        <Icon name="search" size="large" className="t3" />
        <input
          className="box-input"
          role="combobox"
          aria-label={words.title}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder={words.placeholder}
          value={text}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value)
            choose(0)
          }}
          onKeyDown={onKey}
        />
        <button type="button" className="box-leave" onClick={onClose} aria-label={`${showKey('Escape')}: ${words.leave}`}>
          <Key name="Escape" />
          <Icon name="close" className="phone-only" />
        </button>
      </div>
      <div className="box-list" id={`${id}-list`} role="listbox" aria-label={words.title}>
        {people.problem && <ErrorState problem={people.problem} isSlim />}
        {isNobody && (
          <div className="box-nobody">
            <p>{words.nobody(asked.people)}</p>
            <p className="meta">{words.nobodyHint}</p>
          </div>
        )}
        {entries.map((entry, index) => (
          <div key={entry.id}>
            {entries[index - 1]?.group !== entry.group && (
              <div className="box-group meta" aria-hidden="true">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the field names it by aria-activedescendant. */}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className="box-line"
              onPointerMove={() => index !== at && choose(index)}
              onClick={() => take(entry)}
            >
              {entry.line}
            </div>
          </div>
        ))}
      </div>
      <footer className="box-foot meta phone-off">
        <Key name="ArrowUp" /> <Key name="ArrowDown" /> {words.move} <Key name="Enter" /> {words.open} <span className="grow" />
        <Key name=">" /> {words.commandsOnly}
      </footer>
      <span className="unseen" role="status">
        {people.isLooking ? '' : words.found(entries.length)}
      </span>
    </Dialog>
  )
}
