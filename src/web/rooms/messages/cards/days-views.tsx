import { useLocation } from 'wouter'
import { Segmented } from '../../../kit/field.tsx'
import { useWords } from '../../../shell/words.ts'
import { yearWords } from './year-words.data.ts'

const paths = { ahead: '/messages/days', year: '/messages/days/year' } as const
type View = keyof typeof paths

/** What comes next, or the whole year. */
export function DaysViews({ view }: { view: View }) {
  const words = useWords(yearWords)
  const [, navigate] = useLocation()
  return (
    <Segmented
      label={words.views}
      value={view}
      choices={[
        { value: 'ahead' as View, words: words.ahead },
        { value: 'year' as View, words: words.title },
      ]}
      onChange={(to) => navigate(paths[to])}
    />
  )
}
