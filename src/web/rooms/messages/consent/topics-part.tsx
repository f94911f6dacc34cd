import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeTopic, listTopics, orderTopics } from '#rooms/messages/consent/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAsk } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Topic } from './naming.ts'
import { consentSettingsWords } from './settings-words.data.ts'
import { TopicDialog } from './topic-dialog.tsx'
import { WordingsPart } from './wordings-part.tsx'
import '../../team/asked/asked.css'
import './consent.css'

type Listed = Answer<typeof listTopics>
const listed = keyOf(listTopics, {})

/** Opening, closing and moving: painted at once, put back where the server says no. */
function useTopicActs(topics: readonly Topic[]) {
  const words = useWords(consentSettingsWords).topics
  const queries = useQueryClient()
  const problems = useProblemWords()
  const say = useSay()
  const put = (all: readonly Topic[]) => queries.setQueryData<Listed>(listed, { topics: [...all] })
  const failed = (error: unknown) => {
    put(topics)
    tell(problems.say(problemFrom(error)), { tone: 'danger' })
    void queries.invalidateQueries({ queryKey: listed })
  }
  const send = async (topic: Topic, isOpen: boolean): Promise<Topic> => {
    const saved = await call(changeTopic, { params: { topicId: topic.id }, body: { isOpen, version: topic.version } })
    queries.setQueryData<Listed>(listed, (all) => all && { topics: all.topics.map((one) => (one.id === saved.id ? saved : one)) })
    return saved
  }
  const toggle = async (topic: Topic): Promise<void> => {
    put(topics.map((one) => (one.id === topic.id ? { ...topic, isOpen: !topic.isOpen } : one)))
    try {
      const saved = await send(topic, !topic.isOpen)
      const name = topic.names[say.language]
      offerUndo(
        saved.isOpen ? words.opened(name) : words.closed(name, say.number(topic.wanted)),
        async () => void (await send(saved, topic.isOpen)),
      )
    } catch (error) {
      failed(error)
    }
  }
  const move = async (topic: Topic, by: 1 | -1): Promise<void> => {
    const line = topics.filter(({ isOpen }) => isOpen)
    const other = line[line.findIndex(({ id }) => id === topic.id) + by]
    if (!other) return
    const swapped = topics.map((one) => (one.id === topic.id ? other : one.id === other.id ? topic : one))
    put(swapped)
    try {
      queries.setQueryData(listed, await call(orderTopics, { body: { topics: swapped.map(({ id }) => id) } }))
    } catch (error) {
      failed(error)
    }
  }
  return { toggle, move }
}

function TopicLine({
  topic,
  acts,
  isFirst,
  isLast,
  onEdit,
}: {
  topic: Topic
  acts: ReturnType<typeof useTopicActs>
  isFirst: boolean
  isLast: boolean
  onEdit: () => void
}) {
  const words = useWords(consentSettingsWords).topics
  const say = useSay()
  const name = topic.names[say.language]
  return (
    <li className={`asked-line ${topic.isOpen ? '' : 't3'}`}>
      <div className="asked-words">
        <p className="row g2 wrap">
          <span className="strong">{name}</span> <span className="meta">{topic.names[say.language === 'vi' ? 'en' : 'vi']}</span>
          <Chip>{words.purposes[topic.purpose as keyof typeof words.purposes]}</Chip>
        </p>
        <p className="meta">{[words.wanted(say.number(topic.wanted)), topic.about[say.language]].filter(Boolean).join(' · ')}</p>
      </div>
      {topic.isOpen ? (
        <span className="row">
          <IconButton
            icon="down"
            className="consent-up"
            label={words.up(name)}
            disabled={isFirst}
            onClick={() => void acts.move(topic, -1)}
          />
          <IconButton icon="down" label={words.down(name)} disabled={isLast} onClick={() => void acts.move(topic, 1)} />
          <IconButton icon="pencil" label={words.edit(name)} onClick={onEdit} />
          <Button kind="quiet" isAtEdge aria-label={words.closeOne(name, say.number(topic.wanted))} onClick={() => void acts.toggle(topic)}>
            {words.close}
          </Button>
        </span>
      ) : (
        <Button kind="quiet" isAtEdge onClick={() => void acts.toggle(topic)}>
          {words.open}
        </Button>
      )}
    </li>
  )
}

/** What the house writes about, and the words by which it asks. */
export function TopicsPart() {
  const words = useWords(consentSettingsWords).topics
  const say = useSay()
  const asked = useAsk(listTopics, {})
  const all = asked.data?.topics
  const acts = useTopicActs(all ?? [])
  const [open, setOpen] = useState<Topic | 'new'>()
  const current = all?.filter(({ isOpen }) => isOpen) ?? []
  const closed = all?.filter(({ isOpen }) => !isOpen) ?? []
  return (
    <>
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      </header>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={4} height={3.25} />}
      {all?.length === 0 && (
        <EmptyState icon="mail" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      <ul className="asked">
        {current.map((topic, at) => (
          <TopicLine
            key={topic.id}
            topic={topic}
            acts={acts}
            isFirst={at === 0}
            isLast={at === current.length - 1}
            onEdit={() => setOpen(topic)}
          />
        ))}
      </ul>
      {closed.length > 0 && (
        <details className="asked-retired">
          <summary className="t2">{words.closedOnes(say.number(closed.length))}</summary>
          <ul className="asked">
            {closed.map((topic) => (
              <TopicLine key={topic.id} topic={topic} acts={acts} isFirst isLast onEdit={() => setOpen(topic)} />
            ))}
          </ul>
        </details>
      )}
      <WordingsPart />
      {open && <TopicDialog topic={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
