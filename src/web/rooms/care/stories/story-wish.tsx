import { useQueryClient } from '@tanstack/react-query'
import { getStoryWish, noteStoryWish, storyOfWeek } from '#rooms/care/stories/contract.ts'
import { Toggle } from '../../../kit/field.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { storyWords } from './words.data.ts'

/** Whether a customer may be told of in the story of a week; switched off, none is told any more, the old ones neither. */
export function StoryWish({ customerId }: { customerId: string }) {
  const words = useWords(storyWords)
  const problems = useProblemWords()
  const say = useSay()
  const may = useMay()
  const queries = useQueryClient()
  const input = { params: { customerId } }
  const asked = useAsk(getStoryWish, input)
  const act = useAct(noteStoryWish, {
    onDone: (wish) => {
      queries.setQueryData(keyOf(getStoryWish, input), wish)
      void queries.invalidateQueries({ queryKey: keyOf(storyOfWeek) })
      tell(wish.isDeclined ? words.declinedNow : words.allowedNow, { tone: 'ok' })
    },
    onProblem: (problem) => tell(problems.say(problem), { tone: 'danger' }),
  })
  if (!asked.data) return null
  const { isDeclined, notedByName, at } = asked.data
  return (
    <div className="story-wish">
      {may('customers.write') ? (
        <Toggle isOn={!isDeclined} onChange={(isOn) => act.go({ ...input, body: { isDeclined: !isOn } })}>
          {words.wish}
        </Toggle>
      ) : (
        <p className="meta">{isDeclined ? words.wishOff : words.wish}</p>
      )}
      {isDeclined && notedByName && at && <p className="meta">{words.declined(notedByName, say.date(say.dayOf(at)))}</p>}
    </div>
  )
}
