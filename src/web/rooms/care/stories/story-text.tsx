import type { z } from 'zod'
import type { storyView } from '#rooms/care/stories/contract.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { storyWords } from './words.data.ts'

export type Story = z.output<typeof storyView>

/** The story itself; beneath it, on asking, where each sentence is from. */
export function StoryText({ story }: { story: Story }) {
  const words = useWords(storyWords)
  const language = useLanguage()
  const say = useSay()
  const own = story.ownWords?.[language]
  const sources = story.sentences.filter(({ source }) => source.kind !== 'record')
  return (
    <>
      <p className="story-words">{own ?? story.sentences.map((one) => one.words).join(' ')}</p>
      {own === undefined ? (
        <details className="story-sources">
          <summary className="meta">{words.sources}</summary>
          <ul>
            {sources.map(({ kind, words: sentence, source }) => (
              <li key={kind} className="meta">
                “{sentence}” · {source.on ? words.sourceOn(words.source[source.kind], say.date(source.on)) : words.source[source.kind]}
              </li>
            ))}
          </ul>
        </details>
      ) : (
        story.editedByName && <p className="meta">{words.rewrittenBy(story.editedByName)}</p>
      )}
    </>
  )
}
