import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { IconButton, Key } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { useKeys } from '../../shell/keys.ts'
import { useWords } from '../../shell/words.ts'
import { Veiled } from '../recognition/veil.tsx'
import { CallerCard } from './caller-card.tsx'
import { CallerChoice } from './caller-choice.tsx'
import { useChoose } from './calls-data.ts'
import { changeHere, type Here, openHere, personOf } from './calls-here.ts'
import { workInUse } from './held.ts'
import { type Place, placeFor } from './place.ts'
import { useStanding } from './strip.tsx'
import { callWords } from './words.data.ts'

/** Beside what somebody writes, wherever that is; looked at again when the focus moves or the window changes. */
function usePlace(width: number): Place | undefined {
  const [place, put] = useState<Place>()
  useLayoutEffect(() => {
    const look = () => {
      const main = document.querySelector('.frame-main')?.getBoundingClientRect()
      const screen = document.getElementById('main')?.getBoundingClientRect()
      const room = { left: main?.left ?? 0, top: screen?.top ?? 0, right: innerWidth, bottom: innerHeight }
      put(placeFor(room, width, workInUse()?.getBoundingClientRect()))
    }
    look()
    addEventListener('focusin', look)
    addEventListener('resize', look)
    return () => {
      removeEventListener('focusin', look)
      removeEventListener('resize', look)
    }
  }, [width])
  return place
}

const styleOf = (place: Place, width: number) => ({
  top: place.top,
  height: place.bottom - place.top,
  width,
  ...(place.side === 'right' ? { right: 0 } : { left: document.querySelector('.frame-main')?.getBoundingClientRect().left ?? 0 }),
})

/** One key goes to the caller's card and back to where one was, also while writing. */
function useThereAndBack(panel: { current: HTMLElement | null }) {
  const before = useRef<Element | null>(null)
  const back = () => {
    const was = before.current
    if (was instanceof HTMLElement && was.isConnected) was.focus()
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const go = () => {
    if (panel.current?.contains(document.activeElement)) return back()
    before.current = document.activeElement
    const first = panel.current?.querySelector<HTMLElement>('h2[tabindex], .call-choice, [data-new-name]')
    first?.focus()
  }
  return { go, back }
}

/** The card of whoever is calling, over the page and beside what is written there. It never takes the focus by itself. */
export default function CallPanel({ here }: { here: Here }) {
  const words = useWords(callWords)
  const isPhone = useIsPhone()
  const choose = useChoose()
  const panel = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [isInside, enter] = useState(false)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const width = Math.min(30 * rem, innerWidth)
  const place = usePlace(width)
  const { go, back } = useThereAndBack(panel)
  const { words: standing, time } = useStanding(here)
  const person = personOf(here)
  const { id, shown } = here.call
  const close = () => {
    if (panel.current?.contains(document.activeElement)) back()
    changeHere(id, { isOpen: false, isNoting: false })
  }
  useKeys([{ key: 'Mod+J', whileTyping: true, words: words.keys.card, act: go }])
  useKeys([{ key: 'Escape', act: close }], { isOff: !isInside })
  // Whoever opened it by hand to write a note is led to it; nobody else is.
  const wasNoting = useRef(here.isNoting)
  useEffect(() => {
    if (wasNoting.current) panel.current?.querySelector('textarea')?.focus()
  }, [])
  return createPortal(
    <aside
      id="call-panel"
      ref={panel}
      className={`peek call-panel ${isPhone ? '' : 'is-beside'}`}
      aria-label={words.caller}
      data-side={place?.side}
      style={isPhone || !place ? undefined : styleOf(place, width)}
      onFocus={() => enter(true)}
      onBlur={({ relatedTarget }) => enter(panel.current?.contains(relatedTarget as Node | null) ?? false)}
    >
      <header className="peek-head">
        <Icon name="phone" className="c-brand" />
        <span className="strong c-brand nowrap">{standing}</span>
        <span className="num c-brand">{time}</span>
        <span className="grow num t2 cut">
          <Veiled>{shown}</Veiled>
        </span>
        <span className="phone-off">
          <Key name="Mod+J" />
        </span>
        <IconButton icon="close" label={words.dismiss} onClick={close} />
      </header>
      {person ? (
        <CallerCard
          key={person.id}
          person={person}
          heading={heading}
          hasKeys={isInside}
          isNoting={here.isNoting}
          onNote={(isNoting) => changeHere(id, { isNoting })}
          onNotThem={() => {
            choose(id, null)
            requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('.call-choice, [data-new-name]')?.focus())
          }}
          onLeave={() => openHere(undefined)}
        />
      ) : (
        <CallerChoice
          call={here.call}
          isAnother={here.person === null}
          onTake={(taken) => {
            const isByHand = panel.current?.contains(document.activeElement)
            choose(id, taken)
            if (isByHand) requestAnimationFrame(() => heading.current?.focus())
          }}
          onLeave={() => openHere(undefined)}
        />
      )}
    </aside>,
    document.body,
  )
}
