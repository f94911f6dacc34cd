import { type RefObject, useEffect, useRef, useState } from 'react'
import { useKeys } from '../../shell/keys.ts'
import { useWords } from '../../shell/words.ts'
import { useChoose } from './calls-data.ts'
import { type Call, changeHere, findHere, offerHost } from './calls-here.ts'
import { fieldInUse } from './held.ts'
import { callWords } from './words.data.ts'

/** What of the console a call needs. */
type Console = {
  typed: string
  edit: (text: string) => void
  shown: string | undefined
  isTaken: boolean
  isChoosing: boolean
  field: RefObject<HTMLInputElement | null>
  heading: RefObject<HTMLHeadingElement | null>
}

/** A note, a form or a dialog is open: what stands on the screen is in use. */
const isAtWork = (): boolean => document.querySelector('.dialog, .console textarea') !== null

/**
 * A call that finds the console free becomes its question, as if the number had been typed: the card opens, or those whose number it
 * is, or the one field for a new one. Whom staff take or turn away is kept with the call. The focus stays where it is.
 */
export function useCallInConsole(state: Console): void {
  const words = useWords(callWords)
  const choose = useChoose()
  const [taken, take] = useState<Call>()
  const now = useRef({ state, taken })
  now.current = { state, taken }
  const { typed, shown, isTaken, isChoosing, field, heading } = state
  useEffect(
    () =>
      offerHost({
        isFree: () => {
          const { state: it, taken: last } = now.current
          const field = fieldInUse()
          if (isAtWork() || (field && field !== it.field.current)) return false
          if (it.typed === '' && !it.shown) return true
          // What a call that is over has left behind is no longer in use.
          return last !== undefined && it.typed === last.shown && (findHere(last.id)?.over !== undefined || !findHere(last.id))
        },
        take: (call) => {
          const { state: it } = now.current
          take(call)
          if (call.shown === null || call.number === null) {
            it.field.current?.focus()
            return
          }
          it.edit(call.shown)
          // Whoever begins to type now writes over it.
          if (document.activeElement === it.field.current) requestAnimationFrame(() => it.field.current?.select())
        },
      }),
    [],
  )
  const isIts = taken !== undefined && typed === taken.shown
  useEffect(() => {
    if (!taken || !isIts) return
    changeHere(taken.id, { isInConsole: true })
    return () => changeHere(taken.id, { isInConsole: false })
  }, [taken, isIts])
  const said = isIts ? (isChoosing ? null : isTaken ? shown : undefined) : undefined
  const last = useRef<string>('')
  useEffect(() => {
    if (!taken || said === undefined) return
    const act = `${taken.id} ${said}`
    if (last.current === act) return
    last.current = act
    choose(taken.id, said)
  })
  useKeys(
    [
      {
        key: 'Mod+J',
        whileTyping: true,
        words: words.keys.card,
        act: () => (document.activeElement === heading.current ? field : heading).current?.focus(),
      },
    ],
    { isOff: !isIts || !shown },
  )
}
