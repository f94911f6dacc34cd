import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { listStories } from '#rooms/care/stories/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { call, keyOf } from '../../../shell/api.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { StoryText } from './story-text.tsx'
import { storyWords } from './words.data.ts'
import './stories.css'

/** The stories of past weeks. */
export default function Stories() {
  const words = useWords(storyWords)
  const say = useSay()
  const asked = useInfiniteQuery({
    queryKey: [...keyOf(listStories, { query: {} }), 'pages'],
    queryFn: ({ pageParam }) => call(listStories, { query: pageParam ? { before: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const stories = asked.data?.pages.flatMap((page) => page.stories)
  return (
    <div className="frame-page stories" data-scrolls>
      <header className="page-head">
        <h1 className="title">{words.archive}</h1>
        <span className="grow" />
        <ButtonLink to="/today" kind="quiet" icon="left">
          {words.back}
        </ButtonLink>
      </header>
      <p className="t2">{words.archiveWhy}</p>
      {asked.error && !stories && <ErrorState problem={problemFrom(asked.error)} onRetry={() => void asked.refetch()} />}
      {!stories && !asked.error && <Skeleton lines={4} height={6} />}
      {stories?.length === 0 && (
        <EmptyState icon="leaf" title={words.empty}>
          {words.emptyWhy}
        </EmptyState>
      )}
      {stories && stories.length > 0 && (
        <ul className="stories-list">
          {stories.map((story) => (
            <li key={story.id} className="card story-card">
              <p className="meta">{words.weekOf(say.date(story.week))}</p>
              <h2 className="section">
                <Link href={customerPath(story.customerId)}>{story.name}</Link>
              </h2>
              <StoryText story={story} />
            </li>
          ))}
        </ul>
      )}
      {asked.hasNextPage && (
        <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
