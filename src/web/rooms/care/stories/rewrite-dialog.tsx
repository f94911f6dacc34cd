import { useState } from 'react'
import { MOST_WORDS, rewriteStory } from '#rooms/care/stories/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Story } from './story-text.tsx'
import { storyWords } from './words.data.ts'

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** The words of a story by hand, in both languages; what was composed stands there to begin with. */
export default function RewriteDialog({ story, onDone, onClose }: { story: Story; onDone: () => void; onClose: () => void }) {
  const words = useWords(storyWords)
  const language = useLanguage()
  const say = useSay()
  const composed = story.sentences.map((one) => one.words).join(' ')
  const [said, setSaid] = useState(story.ownWords ?? { vi: language === 'vi' ? composed : '', en: language === 'en' ? composed : '' })
  const [isTried, setTried] = useState(false)
  const act = useAct(rewriteStory, {
    onDone: () => {
      tell(words.saved, { tone: 'ok' })
      onDone()
    },
  })
  const save = (own: typeof said | null) => act.go({ params: { storyId: story.id }, body: { words: own, version: story.version } })
  const isWhole = said.vi.trim() !== '' && said.en.trim() !== ''
  const languages = language === 'vi' ? (['vi', 'en'] as const) : (['en', 'vi'] as const)
  return (
    <Dialog
      title={words.rewriteTitle(story.calledAs)}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isWhole) save(said)
      }}
      ends={
        <>
          {story.ownWords && (
            <Button kind="quiet" onClick={() => save(null)}>
              {words.asComposed}
            </Button>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="stack g3">
        <p className="t2">{words.rewriteWhy}</p>
        {languages.map((one, at) => (
          <Field
            key={one}
            label={one === 'vi' ? words.inVietnamese : words.inEnglish}
            hint={words.count(say.number(countWords(said[one])), say.number(MOST_WORDS))}
            error={isTried && said[one].trim() === '' ? words.needed : undefined}
          >
            {(ids) => (
              <textarea
                {...ids}
                className="input input-lines"
                rows={6}
                maxLength={1600}
                data-autofocus={at === 0 || undefined}
                lang={one}
                value={said[one]}
                onChange={(event) => setSaid({ ...said, [one]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <ProblemLine problem={act.problem} />
      </div>
    </Dialog>
  )
}
