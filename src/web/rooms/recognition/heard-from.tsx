import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { countHeardFrom, type heardFromKeys, notePassing, removePassing } from '#rooms/touchpoints/contract.ts'
import { ChipButton } from '../../kit/chip.tsx'
import { dismiss, offerUndo, say as tell } from '../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAsk } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { heardFromOffered } from '../people/known/heard-from.ts'
import { knownWords } from '../people/known/words.data.ts'
import { recognitionWords } from './words.data.ts'
import './arrivals.css'

export type Heard = (typeof heardFromKeys)[number]
type Counted = Answer<typeof countHeardFrom>

/** So many answers stand side by side; the rest is one press away. */
const AT_FIRST = 6

/** A note that was made, and the notice that offers to take it back. */
type Noted = { id: string; notice: number }

/** One tap and the answer is kept: painted at once, with *Hoàn tác*. Tells which note it is, so that it can go over to a customer. */
function useNote(kind: 'walk-in' | 'call') {
  const words = useWords(recognitionWords).heard
  const answers = useWords(knownWords).facts.heardFromKeys
  const problems = useProblemWords()
  const queries = useQueryClient()
  const { today } = useSay()
  const key = keyOf(countHeardFrom, { query: { since: today, until: today } })
  const paint = (by: 1 | -1) => queries.setQueryData<Counted>(key, (all) => all && { ...all, asked: all.asked + by })
  const takeBack = async (passingId: string) => {
    await call(removePassing, { params: { passingId } })
    paint(-1)
  }
  const note = async (heardFrom: Heard, onUndone: () => void): Promise<Noted | undefined> => {
    paint(1)
    try {
      const { id } = await call(notePassing, { body: { kind, heardFrom } })
      const notice = offerUndo(words.noted(answers[heardFrom]), async () => {
        await takeBack(id)
        onUndone()
      })
      return { id, notice }
    } catch (error) {
      paint(-1)
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
      return undefined
    }
  }
  return { note, takeBack }
}

function Answers({ chosen, onChoose }: { chosen?: Heard | undefined; onChoose: (answer: Heard) => void }) {
  const words = useWords(knownWords).facts
  const [isWhole, showAll] = useState(false)
  const shown = heardFromOffered.filter((answer, at) => isWhole || at < AT_FIRST || answer === chosen)
  return (
    <span className="heard-answers">
      {shown.map((answer) => (
        <ChipButton key={answer} isOn={answer === chosen} onPress={() => onChoose(answer)}>
          {words.heardFromKeys[answer]}
        </ChipButton>
      ))}
      {!isWhole && (
        <ChipButton isOn={false} icon="more" onPress={() => showAll(true)}>
          {words.heardFromMore}
        </ChipButton>
      )}
    </span>
  )
}

/** At the foot of the console, for those who walk in and ask: one tap, and how many answered today. */
export function HeardFromFoot() {
  const words = useWords(recognitionWords).heard
  const ask = useWords(knownWords).facts.heardFromAsk
  const may = useMay()
  const say = useSay()
  const counted = useAsk(countHeardFrom, { query: { since: say.today, until: say.today } }, { staleTime: 60_000 })
  const { note } = useNote('walk-in')
  if (!may('customers.write')) return null
  const asked = counted.data?.asked
  return (
    <section className="heard" aria-label={ask}>
      <span className="strong">{ask}</span>
      <Answers onChoose={(answer) => void note(answer, () => {})} />
      {asked !== undefined && <span className="meta num">{asked === 0 ? words.none : words.count(say.number(asked))}</span>}
    </section>
  )
}

/** While a new number is on the telephone. The answer counts at once; when the caller gets a name, it goes with them. */
export function useHeardOnCall() {
  const problems = useProblemWords()
  const { note, takeBack } = useNote('call')
  const [answer, setAnswer] = useState<Heard>()
  const [noted, setNoted] = useState<Noted>()
  const forget = () => {
    setAnswer(undefined)
    setNoted(undefined)
  }
  const drop = async ({ id, notice }: Noted) => {
    dismiss(notice)
    await takeBack(id).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
  }
  return {
    answer,
    choose: async (next: Heard) => {
      if (next === answer) return
      if (noted) await drop(noted)
      setAnswer(next)
      setNoted(await note(next, forget))
    },
    /** The answer stands with the customer now, and is not counted twice. */
    goOver: async () => {
      if (!noted) return
      forget()
      await drop(noted)
    },
  }
}

export function HeardFromCaller({ heard }: { heard: ReturnType<typeof useHeardOnCall> }) {
  const words = useWords(recognitionWords).heard
  const ask = useWords(knownWords).facts.heardFromAsk
  return (
    <section className="heard" aria-label={ask}>
      <span className="t2">{ask}</span>
      <Answers chosen={heard.answer} onChoose={(answer) => void heard.choose(answer)} />
      {heard.answer && <span className="meta">{words.kept}</span>}
    </section>
  )
}
