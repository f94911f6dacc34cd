import { keepPreviousData } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { recognise } from '#rooms/recognition/contract.ts'
import { useSettled } from '../../kit/settled.ts'
import { flag, text, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import type { Found } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { useWords } from '../../shell/words.ts'
import { digitOf, FEW, isWholeNumber, onlyOne } from './reading.ts'
import { recognitionWords } from './words.data.ts'

/** `choose`: the one who was found is not the one who is here. */
const address = { q: text(), id: text(), choose: flag() }
const PAUSE = 30
const TO_ADDRESS = 300

/** The people for what is typed; answers to older questions are dropped. */
function useFound(typed: string) {
  const asked = typed.trim()
  const q = useSettled(asked, PAUSE)
  const answer = useAsk(recognise, { query: { q } }, { enabled: q !== '', placeholderData: keepPreviousData, staleTime: 5_000 })
  const people = asked === '' ? [] : (answer.data?.people ?? [])
  const isFresh = asked === q && answer.isSuccess && !answer.isPlaceholderData
  return { asked, people, isFresh, problem: asked !== '' && !answer.data ? answer.error : null, retry: () => void answer.refetch() }
}

/** What is typed lives here and reaches the address a moment later; Back brings it back into the box. */
function useBox() {
  const [state, change] = useAddress(address)
  const [typed, setTyped] = useState(state.q)
  const settled = useSettled(typed, TO_ADDRESS)
  const written = useRef(state.q)
  useEffect(() => {
    if (state.q === written.current) return
    written.current = state.q
    setTyped(state.q)
  }, [state.q])
  useEffect(() => {
    if (settled === written.current) return
    written.current = settled
    change({ q: settled }, { isQuiet: true })
  }, [settled, change])
  const write = (part: { q: string; id: string; choose: boolean }, how?: { isQuiet: boolean }) => {
    written.current = part.q
    change(part, how)
  }
  const type = (next: string) => {
    setTyped(next)
    if (state.id || state.choose) write({ id: '', choose: false, q: next }, { isQuiet: true })
  }
  return { state, write, typed, type }
}

/** Who is asked for, who was found, who was taken, and the keys that take them. */
export function useConsole() {
  const words = useWords(recognitionWords)
  const field = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { state, write, typed, type } = useBox()
  const found = useFound(typed)
  const { people, asked, isFresh } = found
  const [chosen, choose] = useState(0)
  const [wantsFirst, want] = useState(false)
  const [identity, know] = useState<Found>()
  const sure = state.choose || !isFresh ? undefined : onlyOne(asked, people)
  const shown = state.id || sure?.id
  const at = Math.min(chosen, Math.max(0, people.length - 1))
  const isEmptyAtFirst = useRef(!shown)
  useEffect(() => {
    if (isEmptyAtFirst.current) field.current?.focus()
  }, [])

  const takeId = (id: string) => {
    write({ id, q: typed, choose: false }, { isQuiet: state.id !== '' })
    requestAnimationFrame(() => heading.current?.focus())
  }
  const take = (person: Found) => {
    know(person)
    takeId(person.id)
  }
  const takeAt = (place: number | undefined): boolean => {
    const person = place === undefined ? undefined : people[place]
    if (person) take(person)
    return person !== undefined
  }
  const clear = () => {
    type('')
    write({ q: '', id: '', choose: false }, { isQuiet: true })
    choose(0)
    field.current?.focus()
  }
  const edit = (next: string) => {
    type(next)
    choose(0)
    want(false)
  }
  /** A call of the list: whoever it was, or whoever has that number. */
  const takeCall = ({ customerId, shown: number }: { customerId: string | null; shown: string | null }) => {
    if (customerId) takeId(customerId)
    else if (number) edit(number)
  }
  const backToChoice = () => {
    write({ id: '', choose: true, q: typed })
    requestAnimationFrame(() => document.getElementById('choice-0')?.focus())
  }
  // Enter came before the answer: the first of the answer is taken when it is here.
  useEffect(() => {
    if (!wantsFirst || !isFresh) return
    want(false)
    takeAt(0)
  })
  const enter = () => {
    if (!isFresh) want(true)
    else if (!takeAt(at)) document.querySelector<HTMLElement>('[data-new-name]')?.focus()
  }
  const digit = (code: string) => (people.length > FEW ? false : takeAt(digitOf(code, people.length)))
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && asked !== '') {
      event.preventDefault()
      enter()
    } else if (step && people.length > 0 && !shown) {
      event.preventDefault()
      choose((at + step + people.length) % people.length)
    } else if (event.key === 'ArrowDown' && asked === '') {
      document.querySelector<HTMLElement>('[data-arrival]')?.focus()
      event.preventDefault()
    } else if ((event.altKey || (isWholeNumber(asked) && people.length > 1)) && digit(event.code)) event.preventDefault()
  }
  useKeys([
    { key: 'Escape', whileTyping: true, words: words.keys.clear, act: clear },
    ...(shown || people.length === 0
      ? []
      : ['1', '2', '3', '4', '5'].map((key, at) => ({
          key,
          ...(at === 0 ? { words: words.keys.pick } : {}),
          act: () => digit(`Digit${key}`),
        }))),
  ])
  return {
    ...found,
    typed,
    shown,
    isTaken: state.id !== '',
    isChoosing: state.choose,
    at,
    identity: shown === undefined ? undefined : [identity, ...people].find((one) => one?.id === shown),
    field,
    heading,
    choose,
    take,
    takeId,
    takeCall,
    clear,
    edit,
    backToChoice,
    onKey,
  }
}
export type ConsoleState = ReturnType<typeof useConsole>
