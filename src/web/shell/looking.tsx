import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { getMe } from '#rooms/team/contract.ts'
import { lookAs } from '#rooms/team/mine/contract.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icons.tsx'
import { say } from '../kit/toasts.tsx'
import { type Input, keyOf, useAct } from './api.ts'
import { useProblemWords } from './problem.ts'
import { useMe } from './session.tsx'
import { useWord } from './stream.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'

/** Looks at the house as a role or a person; with nothing as oneself. */
export function useLookAs() {
  const queries = useQueryClient()
  const problems = useProblemWords()
  const act = useAct(lookAs, {
    onDone: (me) => queries.setQueryData(keyOf(getMe, {}), me),
    onProblem: (problem) => say(problems.say(problem), { tone: 'danger' }),
  })
  return { go: (as: NonNullable<Input<typeof lookAs>['body']>) => act.go({ body: as }), isRunning: act.isRunning }
}

/** What other eyes saw is dropped and asked for anew, in every tab: their streams open again when the eyes change. */
function useFreshEyes(): void {
  const queries = useQueryClient()
  const { role, looksAs } = useMe()
  const eyes = [role, looksAs?.own, looksAs?.staffId].join(' ')
  const before = useRef(eyes)
  useEffect(() => {
    if (before.current === eyes) return
    before.current = eyes
    void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== getMe.name })
  }, [eyes, queries])
  useWord('open', () => void queries.invalidateQueries({ queryKey: keyOf(getMe) }))
}

/** Stands over every screen for as long as one looks as somebody else. */
export function LookingStrip() {
  const words = useWords(shellWords)
  const { looksAs, role } = useMe()
  const look = useLookAs()
  useFreshEyes()
  if (!looksAs) return null
  return (
    <div className="looking" role="status">
      <Icon name="eye" size="small" />
      <span className="looking-words">
        {words.frame.looking(words.roles[role], looksAs.name)} · {words.frame.onlyLooking}
      </span>
      <Button size="small" isBusy={look.isRunning} onClick={() => look.go({})}>
        {words.frame.stopLooking}
      </Button>
    </div>
  )
}
