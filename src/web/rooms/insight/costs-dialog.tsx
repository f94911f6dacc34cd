import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { addCost, type costView, getInsight, insightPurposes, listCosts, removeCost, setChannelRate } from '#rooms/insight/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { noAmount } from '../people/amount.ts'
import { MoneyField } from '../people/money-field.tsx'
import { groupName } from './naming.ts'
import { insightWords } from './words.data.ts'

type Cost = z.output<typeof costView>
type Channel = Answer<typeof listCosts>['channels'][number]

/** The last two years, the newest first, as `YYYY-MM`. */
function monthsUntil(today: string): string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: 24 }, (_, back) => {
    const month = last - back
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

const monthWords = (month: string): string => month.split('-').reverse().join('/')

/** What was entered is divided at once: the figures are asked for again. */
function useRefresh() {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: keyOf(listCosts) })
    void queries.invalidateQueries({ queryKey: keyOf(getInsight) })
  }
}

/** What is being written down, and the act that keeps it. */
function useNewCost() {
  const words = useWords(insightWords).costs
  const say = useSay()
  const refresh = useRefresh()
  const [purpose, choose] = useState<(typeof insightPurposes)[number]>('winning')
  const [month, setMonth] = useState<string>(say.today.slice(0, 7))
  const [name, setName] = useState('')
  const [amount, setAmount] = useState(noAmount)
  const [isTried, setTried] = useState(false)
  const act = useAct(addCost, {
    onDone: () => {
      refresh()
      tell(words.added, { tone: 'ok' })
      setName('')
      setAmount(noAmount)
      setTried(false)
    },
  })
  const add = () => {
    setTried(true)
    if (name.trim() && amount.minor !== undefined) act.go({ body: { purpose, month, name: name.trim(), minor: amount.minor } })
  }
  return { purpose, choose, month, setMonth, name, setName, amount, setAmount, isTried, act, add }
}

function NewCost({ cost }: { cost: ReturnType<typeof useNewCost> }) {
  const words = useWords(insightWords).costs
  const say = useSay()
  const { currency } = useHouse()
  const { purpose, choose, month, setMonth, name, setName, amount, setAmount, isTried, act } = cost
  return (
    <div className="ins-new-cost">
      <Segmented
        label={words.purpose}
        value={purpose}
        onChange={choose}
        choices={insightPurposes.map((value) => ({ value, words: words.purposes[value] }))}
      />
      <div className="ins-new-fields">
        <Field label={words.month}>
          {(ids) => (
            <Choice
              {...ids}
              value={month}
              onChange={setMonth}
              choices={monthsUntil(say.today).map((value) => ({ value, words: monthWords(value) }))}
            />
          )}
        </Field>
        <TextField
          label={words.name}
          data-autofocus
          value={name}
          onText={setName}
          placeholder={words.namePlaceholder}
          maxLength={120}
          error={isTried && !name.trim() ? words.needName : undefined}
        />
        <MoneyField
          label={words.amount}
          amount={amount}
          onAmount={setAmount}
          currency={currency}
          error={words.amountWrong}
          {...(isTried && amount.text.trim() === '' ? { hint: words.needAmount } : {})}
        />
        <Button type="submit" kind="primary" icon="plus" isBusy={act.isRunning} className="ins-add">
          {words.add}
        </Button>
      </div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </div>
  )
}

function CostLine({ cost, mayWrite }: { cost: Cost; mayWrite: boolean }) {
  const words = useWords(insightWords).costs
  const say = useSay()
  const refresh = useRefresh()
  const act = useAct(removeCost, {
    onDone: () => {
      refresh()
      const { purpose, month, name, value } = cost
      offerUndo(words.removed, () => call(addCost, { body: { purpose, month, name, minor: value.minor } }).then(refresh))
    },
  })
  return (
    <li className="ins-cost-line">
      <span className="num t2">{monthWords(cost.month)}</span>
      <span className="ins-cost-what">
        {cost.name} <span className="meta">{words.purposes[cost.purpose]}</span>
      </span>
      <span className="num strong">{say.money(cost.value)}</span>
      {mayWrite && (
        <IconButton
          icon="trash"
          size="small"
          label={words.remove(cost.name)}
          isBusy={act.isRunning}
          onClick={() => act.go({ params: { costId: cost.id } })}
        />
      )}
      {act.problem && <ProblemLine problem={act.problem} />}
    </li>
  )
}

/** What a channel takes, kept when the field is left. */
function ChannelLine({ channel, mayWrite }: { channel: Channel; mayWrite: boolean }) {
  const all = useWords(insightWords)
  const words = all.costs
  const say = useSay()
  const refresh = useRefresh()
  const [typed, type] = useState(() => say.number(channel.basisPoints / 100))
  const act = useAct(setChannelRate, { onDone: refresh, onProblem: refresh })
  const name = groupName('channel', channel.channel, all)
  const value = Number(typed.trim().replace(',', '.') || '0')
  const isWrong = !(value >= 0 && value <= 100)
  const keep = () => {
    const basisPoints = Math.round(value * 100)
    if (!isWrong && basisPoints !== channel.basisPoints)
      act.go({ params: { channel: channel.channel }, body: { basisPoints, version: channel.version } })
  }
  return (
    <li className="ins-channel">
      <span className="ins-cost-what">
        {name} <span className="meta">{words.orders(say.number(channel.orders), say.short(channel.value))}</span>
      </span>
      <span className="ins-rate">
        <TextField
          label={words.rate(name)}
          isLabelUnseen
          isNum
          className="right"
          inputMode="decimal"
          disabled={!mayWrite}
          value={typed}
          onText={type}
          onBlur={keep}
          error={isWrong ? words.rateWrong : undefined}
        />
        <span aria-hidden="true">%</span>
      </span>
      {act.problem && <ProblemLine problem={act.problem} onRetry={act.again} />}
    </li>
  )
}

/** Costs by hand and what channels take: the place where they are entered. */
export default function CostsDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(insightWords).costs
  const may = useMay()
  const mayWrite = may('house.settings') || may('orders.write')
  const asked = useAsk(listCosts, {})
  const { data } = asked
  const cost = useNewCost()
  return (
    <Dialog
      title={words.dialog}
      size="wide"
      onClose={onClose}
      {...(mayWrite ? { onSubmit: cost.add } : {})}
      ends={<Button onClick={onClose}>{words.done}</Button>}
    >
      <div className="ins-books">
        {mayWrite ? <NewCost cost={cost} /> : <p className="t2">{words.readOnly}</p>}
        {asked.error && !data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
        {!data && !asked.error && <Skeleton height={8} />}
        {data && (
          <>
            <section>
              <h3 className="strong">{words.lines}</h3>
              {data.costs.length === 0 && <p className="t2">{words.noLines}</p>}
              <ul>
                {data.costs.map((cost) => (
                  <CostLine key={cost.id} cost={cost} mayWrite={mayWrite} />
                ))}
              </ul>
            </section>
            <section>
              <h3 className="strong">{words.channelsTitle}</h3>
              <p className="meta">{data.channels.length > 0 ? words.channelsWhy : words.noChannels}</p>
              <ul>
                {data.channels.map((channel) => (
                  <ChannelLine key={`${channel.channel} ${channel.version}`} channel={channel} mayWrite={mayWrite} />
                ))}
              </ul>
            </section>
          </>
        )}
      </div>
    </Dialog>
  )
}
