import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { estimateSending } from '#rooms/messages/sendings/contract.ts'
import { listTags } from '#rooms/people/house/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { toInstant } from '#values/zone.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Field, Segmented, TextField, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { call, keyOf, useAsk } from '../../../shell/api.ts'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse, useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { loyaltyWords } from '../../loyalty/words.data.ts'
import type { DraftHand } from '../letters/draft.ts'
import type { Topics } from '../letters/topics.ts'
import { AudienceDialog } from './audience-dialog.tsx'
import { type Filter, wordsOf } from './audience-filter.ts'
import type { Sending, Wish } from './hand.ts'
import { Sums } from './sums.tsx'
import { type SendingWords, sendingWords } from './words.data.ts'

const orders = ['mail zalo', 'zalo mail', 'mail', 'zalo'] as const
type Order = (typeof orders)[number]
const channelsOf = (order: Order): Wish['channels'] =>
  order.split(' ').filter((one): one is 'mail' | 'zalo' => one === 'mail' || one === 'zalo')

/** An audience in words; where it is the tag of the topic itself, they are those who like it. */
export function useWhom(): (filter: Filter, topicName: string | undefined) => string {
  const words = useWords(sendingWords)
  const { states } = useWords(loyaltyWords)
  const say = useSay()
  return (filter, topicName) =>
    wordsOf(filter, words, {
      tag: (tag) => (tag.toLocaleLowerCase('vi') === topicName?.toLocaleLowerCase('vi') ? words.likes(tag) : words.tagged(tag)),
      state: (state) => (state in states ? states[state as keyof typeof states] : state),
      day: say.date,
    })
      .map((part) => part.words)
      .join(', ')
}

type Chosen = { filter: Filter; order: Order; isHeldOut: boolean; isNow: boolean; day: string; clock: string }

const HOLDOUT = 1000

/** What a first look proposes: tomorrow at eight, those who are tagged with the topic. After a list was taken back: what was chosen for it. */
function useChosen(topicName: string | undefined, before: Sending | undefined): [Chosen, (part: Partial<Chosen>) => void] {
  const say = useSay()
  const [chosen, setChosen] = useState<Chosen>(() => {
    const isAhead = before?.startsAt && new Date(before.startsAt).getTime() > Date.now() + 60_000
    const at = isAhead && before.startsAt ? { day: say.dayOf(before.startsAt), clock: say.clockOf(before.startsAt) } : undefined
    return {
      filter: before?.audience ?? {},
      order: orders.find((order) => order === before?.channels.join(' ')) ?? 'mail zalo',
      isHeldOut: (before?.holdout ?? 0) > 0,
      isNow: before !== undefined && at === undefined,
      ...(at ?? { day: addDays(say.today, 1), clock: '08:00' }),
    }
  })
  const [isTouched, touch] = useState(before !== undefined)
  const named = topicName ?? ''
  const tags = useAsk(listTags, { query: { begins: named.slice(0, 40) || '-' } }, { enabled: named !== '', staleTime: 60_000 }).data?.tags
  useEffect(() => {
    if (isTouched) return
    const tag = tags?.find((one) => one.tag.toLocaleLowerCase('vi') === named.toLocaleLowerCase('vi'))?.tag
    setChosen((before) => ({ ...before, filter: tag ? { tag } : {} }))
  }, [tags, named, isTouched])
  const change = (part: Partial<Chosen>) => {
    if (part.filter) touch(true)
    setChosen((before) => ({ ...before, ...part }))
  }
  return [chosen, change]
}

function TopicField({ hand, topics }: { hand: DraftHand; topics: Topics }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const may = useMay()
  const known = topics.filter(({ isOpen, id }) => isOpen || id === hand.draft.topicId)
  if (known.length === 0)
    return (
      <div className="stack g2">
        <p className="t2">{words.noTopics}</p>
        {may('messages.send') && (
          <span>
            <ButtonLink to="/settings/topics">{words.makeTopic}</ButtonLink>
          </span>
        )}
      </div>
    )
  return (
    <Field label={words.topic}>
      {(ids) => (
        <Choice
          {...ids}
          value={hand.draft.topicId ?? undefined}
          placeholder={words.noTopic}
          choices={known.map(({ id, name, isOpen, wanted }) => ({
            value: id,
            words: isOpen ? name : words.closed(name),
            hint: words.wanted(say.number(wanted)),
          }))}
          onChange={(topicId) => {
            const purpose = known.find(({ id }) => id === topicId)?.purpose
            hand.change({
              topicId,
              ...(purpose === 'newsletter' || purpose === 'offer' || purpose === 'relationship' || purpose === 'survey' ? { purpose } : {}),
            })
            void hand.flush().catch(() => {})
          }}
        />
      )}
    </Field>
  )
}

type Estimate = Awaited<ReturnType<typeof call<typeof estimateSending>>>

/** How many would get it, asked again whenever something that matters changes. */
function useEstimate(letterId: string, wish: Wish, version: string, isReady: boolean) {
  return useQuery<Estimate, Problem>({
    queryKey: [...keyOf(estimateSending), letterId, wish, version],
    queryFn: ({ signal }) =>
      call(
        estimateSending,
        { body: { letterId, channels: wish.channels, audience: wish.audience, startsAt: wish.startsAt } },
        { signal },
      ).catch((error: unknown) => {
        throw problemFrom(error)
      }),
    placeholderData: keepPreviousData,
    enabled: isReady,
  })
}

function EstimateLine({
  estimate,
  problem,
  whom,
  words,
}: {
  estimate: Estimate | undefined
  problem: Problem | null
  whom: string
  words: SendingWords
}) {
  const say = useSay()
  if (problem) return <ProblemLine problem={problem} />
  if (!estimate) return <Skeleton height={3} />
  return (
    <div className="stack g1">
      <Sums all={estimate.audience} whom={whom} will={estimate.willReceive} heldBy={estimate.heldBy} isExact={estimate.isExact} />
      {!estimate.isExact && <p className="meta">{words.judged(say.number(estimate.judged))}</p>}
    </div>
  )
}

/** Before a list is made: who, over what, when, with how many held and why. */
export function Setup({
  letterId,
  hand,
  topics,
  before,
  isBlocked,
  isBusy,
  onPlan,
}: {
  letterId: string
  hand: DraftHand
  topics: Topics
  /** The list that was made before and taken back. */
  before: Sending | undefined
  isBlocked: boolean
  isBusy: boolean
  onPlan: (wish: Wish) => void
}) {
  const words = useWords(sendingWords)
  const { zone } = useHouse()
  const whomOf = useWhom()
  const topicName = topics.find(({ id }) => id === hand.draft.topicId)?.name
  const [chosen, change] = useChosen(topicName, before)
  const [isNarrowing, narrow] = useState(false)
  const [hours = 8, minutes = 0] = chosen.clock.split(':').map(Number)
  const at = chosen.day === '' ? Number.NaN : toInstant(chosen.day, (hours * 60 + minutes) * 60, zone)
  const isTimely = chosen.isNow || at > Date.now()
  const startsAt = !chosen.isNow && isTimely ? new Date(at).toISOString() : null
  const wish: Wish = { channels: channelsOf(chosen.order), audience: chosen.filter, holdout: chosen.isHeldOut ? HOLDOUT : 0, startsAt }
  const hasTopic = hand.draft.topicId !== null || hand.draft.purpose === 'service'
  const isSaved = hand.saving === 'saved'
  const estimate = useEstimate(letterId, wish, `${hand.draft.topicId} ${hand.draft.leastBlocks} ${isSaved}`, hasTopic && isSaved)
  const whom = whomOf(chosen.filter, topicName)
  return (
    <div className="send-parts">
      <TopicField hand={hand} topics={topics} />
      <div className="stack g1">
        <span className="field-label">{words.audience}</span>
        <div className="row g2 wrap">
          {whom === '' ? (
            <Chip>{words.everybody}</Chip>
          ) : (
            <Chip tone="brand" onRemove={() => change({ filter: {} })}>
              {whom}
            </Chip>
          )}
          <Button size="small" icon="filter" onClick={() => narrow(true)}>
            {words.narrow}
          </Button>
        </div>
      </div>
      <Field label={words.through} hint={words.throughHint}>
        {(ids) => (
          <Choice
            {...ids}
            value={chosen.order}
            choices={orders.map((value) => ({ value, words: words.orders[value] }))}
            onChange={(order) => change({ order })}
          />
        )}
      </Field>
      <div className="stack g2">
        <span className="field-label">{words.when}</span>
        <span>
          <Segmented
            label={words.when}
            value={chosen.isNow ? 'now' : 'at'}
            choices={(['at', 'now'] as const).map((value) => ({ value, words: words.whens[value] }))}
            onChange={(value) => change({ isNow: value === 'now' })}
          />
        </span>
        {!chosen.isNow && (
          <div className="send-when">
            <TextField label={words.day} type="date" value={chosen.day} onText={(day) => change({ day })} isNum />
            <TextField label={words.hour} type="time" value={chosen.clock} onText={(clock) => change({ clock })} isNum />
          </div>
        )}
        {!isTimely && (
          <p className="c-danger" role="alert">
            {words.pastTime}
          </p>
        )}
      </div>
      <div className="send-least">
        <TextField
          label={words.least}
          type="number"
          min={1}
          max={20}
          isNum
          value={String(hand.draft.leastBlocks)}
          onText={(text) => {
            const least = Number(text)
            if (Number.isInteger(least) && least >= 1 && least <= 20) hand.change({ leastBlocks: least })
          }}
        />
      </div>
      <Toggle isOn={chosen.isHeldOut} onChange={(isHeldOut) => change({ isHeldOut })}>
        <span className="stack">
          <span>{words.holdout}</span>
          <span className="meta">{words.holdoutHint}</span>
        </span>
      </Toggle>
      {hasTopic && <EstimateLine estimate={estimate.data} problem={estimate.error} whom={whom} words={words} />}
      <div className="row g3 wrap">
        <Button
          kind="primary"
          keyHint="Mod+Enter"
          isBusy={isBusy}
          disabled={isBlocked || !isTimely || !hasTopic || !estimate.data || estimate.data.willReceive === 0}
          onClick={() => onPlan(wish)}
        >
          {words.plan}
        </Button>
        <span className="meta grow">{words.planHint}</span>
      </div>
      {isNarrowing && <AudienceDialog filter={chosen.filter} onChange={(filter) => change({ filter })} onClose={() => narrow(false)} />}
    </div>
  )
}
