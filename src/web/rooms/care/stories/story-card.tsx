import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { skipStory, storyOfWeek, swapStory } from '#rooms/care/stories/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { LateMenu } from '../../../kit/late-menu.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { call, keyOf, newKey, useAsk } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useMay, useMe } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { useRead } from './read.ts'
import { type Story, StoryText } from './story-text.tsx'
import { storyWords } from './words.data.ts'
import './stories.css'

const RewriteDialog = lazy(() => import('./rewrite-dialog.tsx'))

/** What who leads the house may do with the week's story; nobody has to do anything. */
function Acts({ story }: { story: Story }) {
  const words = useWords(storyWords)
  const problems = useProblemWords()
  const queries = useQueryClient()
  const [isWriting, write] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: keyOf(storyOfWeek) })
  const quietly = (act: Promise<unknown>, done: () => void) =>
    void act.then(refresh).then(done, (error: unknown) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
  const swap = () =>
    quietly(call(swapStory, { params: { storyId: story.id }, body: { version: story.version } }, { key: newKey() }), () =>
      tell(words.swapped, { tone: 'ok' }),
    )
  const skip = () =>
    quietly(call(skipStory, { body: { isSkipped: true } }, { key: newKey() }), () =>
      offerUndo(words.skipped, async () => {
        await call(skipStory, { body: { isSkipped: false } }, { key: newKey() })
        await refresh()
      }),
    )
  return (
    <>
      <LateMenu
        label={words.acts}
        items={[
          { words: words.rewrite, icon: 'pencil', act: () => write(true) },
          { words: words.swap, icon: 'person', act: swap },
          { words: words.skip, icon: 'close', act: skip },
        ]}
      />
      {isWriting && (
        <Suspense fallback={null}>
          <RewriteDialog
            story={story}
            onDone={() => {
              write(false)
              void refresh()
            }}
            onClose={() => write(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function Skipped() {
  const words = useWords(storyWords)
  const queries = useQueryClient()
  const problems = useProblemWords()
  const again = () =>
    void call(skipStory, { body: { isSkipped: false } }, { key: newKey() })
      .then(() => queries.invalidateQueries({ queryKey: keyOf(storyOfWeek) }))
      .then(
        () => tell(words.told, { tone: 'ok' }),
        (error: unknown) => tell(problems.say(problemFrom(error)), { tone: 'danger' }),
      )
  return (
    <p className="story-line t2">
      <Icon name="leaf" size="small" /> {words.title}: {words.skippedNow}{' '}
      <Button kind="quiet" size="small" onClick={again}>
        {words.tellAfterAll}
      </Button>
    </p>
  )
}

/** At the end of the day's list: one customer of the house, told in a minute. Once read it is a line. */
export function StoryCard() {
  const words = useWords(storyWords)
  const me = useMe()
  const may = useMay()
  const asked = useAsk(storyOfWeek, {}, { staleTime: 10 * 60_000 })
  const story = asked.data?.story ?? undefined
  const { isRead, mark } = useRead(me.id, story?.id)
  if (asked.data?.isSkipped && may('house.settings')) return <Skipped />
  if (!story) return null
  if (isRead)
    return (
      <p className="story-line t2">
        <Icon name="leaf" size="small" /> {words.title}: {story.calledAs}
        <Button kind="quiet" size="small" onClick={() => mark(false)}>
          {words.readAgain}
        </Button>
        <Link href="/today/stories" className="link">
          {words.archive}
        </Link>
      </p>
    )
  return (
    <section className="card story-card" aria-labelledby="story-of-week">
      <header className="story-head">
        <Icon name="leaf" className="c-ok" />
        <h2 className="strong" id="story-of-week">
          {words.title}
        </h2>
        <span className="meta">{words.minute}</span>
        <span className="grow" />
        {may('house.settings') && <Acts story={story} />}
      </header>
      <p className="section">
        <Link href={customerPath(story.customerId)}>{story.name}</Link>
      </p>
      <StoryText story={story} />
      <div className="story-ends">
        <Button icon="check" onClick={() => mark(true)}>
          {words.read}
        </Button>
        <Link href="/today/stories" className="link">
          {words.archive}
        </Link>
      </div>
    </section>
  )
}
