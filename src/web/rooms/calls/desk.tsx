import { useIsFetching } from '@tanstack/react-query'
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useIsPhone } from '../../kit/phone.ts'
import { whenIdle } from '../../shell/idle.ts'
import { useKeys } from '../../shell/keys.ts'
import { lateScreen } from '../../shell/late-screen.tsx'
import { useWord } from '../../shell/stream.ts'
import { useWords } from '../../shell/words.ts'
import { useCounter, VeilRoom } from '../recognition/veil.tsx'
import { useCallWords } from './calls-data.ts'
import { type Here, openHere, personOf, useCallsHere } from './calls-here.ts'
import { CallStrip, useWho } from './strip.tsx'
import { callWords } from './words.data.ts'
import '../recognition/console.css'
import './calls.css'

// The card is as large as a screen: it comes after the first screen stands, and before anybody calls.
const CallPanel = lateScreen(() => import('./panel.tsx'))

/** Fetches the card when the screen has what it asked for, and at once when the telephone rings before that. */
function useCardAhead(): void {
  const isBusy = useIsFetching() > 0
  useEffect(() => (isBusy ? undefined : whenIdle(CallPanel.ahead)), [isBusy])
  useWord('call', CallPanel.ahead)
}

/** On a phone the greeting stands in the strip, because the card has no room beside the page. */
function PhoneStrip({ here, isFirst }: { here: Here; isFirst: boolean }) {
  const person = personOf(here)
  return (
    <div className="call-on-phone">
      <CallStrip here={here} isFirst={isFirst} />
      {person?.greeting && !here.isOpen && (
        <button type="button" className="call-greeting" onClick={() => openHere(here.call.id)}>
          {person.greeting}
        </button>
      )}
    </div>
  )
}

/** Says a call to those who do not see it. */
function Announcement({ here }: { here: Here }) {
  const words = useWords(callWords)
  const who = useWho(here)
  const { shown } = here.call
  return <p>{shown === null ? words.announcedHidden : words.announced(who, shown)}</p>
}

function OpenKey({ here }: { here: Here }) {
  const words = useWords(callWords)
  useKeys([{ key: 'Mod+J', whileTyping: true, words: words.keys.card, act: () => openHere(here.call.id) }])
  return null
}

/** The calls of this screen, on whichever screen it is: strips, and the card of the one that is open. */
export default function CallDesk() {
  useCallWords()
  useCardAhead()
  const isPhone = useIsPhone()
  const counter = useCounter()
  const { calls, slots } = useCallsHere()
  const slot = slots.at(-1)
  const open = calls.find(({ isOpen }) => isOpen)
  const first = calls.find(({ call, isInConsole }) => call.number !== null && !isInConsole)
  const strips = calls.map((here, at) =>
    isPhone ? (
      <PhoneStrip key={here.call.id} here={here} isFirst={at === 0} />
    ) : (
      <CallStrip key={here.call.id} here={here} isFirst={here === first} />
    ),
  )
  return (
    <VeilRoom isOn={counter.isVeiled}>
      <div className="unseen" role="status" aria-live="polite">
        {calls.map((here) => (
          <Announcement key={here.call.id} here={here} />
        ))}
      </div>
      {strips.length > 0 && (isPhone || !slot) && createPortal(<div className="call-strips">{strips}</div>, document.body)}
      {strips.length > 0 && !isPhone && slot && createPortal(strips, slot)}
      {open && <CallPanel key={open.call.id} here={open} />}
      {!open && first && <OpenKey here={first} />}
    </VeilRoom>
  )
}
