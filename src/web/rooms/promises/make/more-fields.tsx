import { useState } from 'react'
import { listOrders } from '#rooms/orders/contract.ts'
import { directions, promiseKinds, teams } from '#rooms/promises/contract.ts'
import { listColleagues } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Field } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay, useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { RestDialog } from '../act-dialogs.tsx'
import type { Team } from '../use-acts.ts'
import { promiseWords } from '../words.data.ts'
import { hasWhom, type MakingWork } from './use-making.ts'
import { makeWords } from './words.data.ts'

const asTeam = (value: string): Team | undefined => teams.find((team) => `team:${team}` === value)

/** Who keeps it: whoever promises, unless said otherwise. */
export function HolderField({ work }: { work: MakingWork }) {
  const words = useWords(makeWords)
  const of = useWords(promiseWords)
  const me = useMe()
  const colleagues = useAsk(listColleagues, {}, { staleTime: 300_000 }).data?.colleagues ?? []
  const { holder } = work.making
  return (
    <Field label={words.holder}>
      {(ids) => (
        <Choice
          {...ids}
          value={'id' in holder ? holder.id : `team:${holder.team}`}
          choices={[
            { value: me.id, words: words.me },
            ...colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, words: name })),
            ...teams.map((team) => ({ value: `team:${team}`, words: of.teams[team] })),
          ]}
          onChange={(value) => {
            const team = asTeam(value)
            work.change({ holder: team ? { team } : { id: value } })
          }}
        />
      )}
    </Field>
  )
}

export function KindField({ work }: { work: MakingWork }) {
  const words = useWords(makeWords)
  const of = useWords(promiseWords)
  return (
    <Field label={words.kind}>
      {(ids) => (
        <Choice
          {...ids}
          value={work.kind}
          choices={promiseKinds.map((value) => ({ value, words: of.kinds[value] }))}
          onChange={(kind) => work.change({ kind })}
        />
      )}
    </Field>
  )
}

function OrderField({ work, customerId }: { work: MakingWork; customerId: string }) {
  const words = useWords(makeWords)
  const say = useSay()
  const orders = useAsk(listOrders, { params: { customerId }, query: { limit: 10 } }).data?.orders ?? []
  if (orders.length === 0) return null
  return (
    <Field label={words.order}>
      {(ids) => (
        <Choice
          {...ids}
          value={work.making.orderId}
          choices={[
            { value: '', words: words.noOrder },
            ...orders.map((order) => ({
              value: order.id,
              words: [order.code, order.lines[0]?.product, say.nearDate(say.dayOf(order.placedAt))].filter(Boolean).join(' · '),
            })),
          ]}
          onChange={(orderId) => work.change({ orderId })}
        />
      )}
    </Field>
  )
}

/** What few promises need: another direction, an order, what it rests on. */
export function MoreFields({ work }: { work: MakingWork }) {
  const words = useWords(makeWords)
  const of = useWords(promiseWords)
  const may = useMay()
  const me = useMe()
  const [isResting, rest] = useState(false)
  const { making, change } = work
  const colleagues = useAsk(listColleagues, {}, { staleTime: 300_000 }).data?.colleagues ?? []
  return (
    <div className="make-more">
      <Field label={words.direction}>
        {(ids) => (
          <Choice
            {...ids}
            value={making.direction}
            choices={directions.map((value) => ({ value, words: of.directions[value] }))}
            onChange={(direction) => change({ direction })}
          />
        )}
      </Field>
      {making.direction === 'to-staff' && (
        <Field label={words.toStaff}>
          {(ids) => (
            <Choice
              {...ids}
              value={making.toStaffId}
              placeholder={words.colleague}
              choices={colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, words: name }))}
              onChange={(toStaffId) => change({ toStaffId })}
            />
          )}
        </Field>
      )}
      {making.whom && hasWhom(making.direction) && may('orders.read') && <OrderField work={work} customerId={making.whom.id} />}
      {making.rests ? (
        <p>
          <Chip icon="partners" onRemove={() => change({ rests: undefined })}>
            {words.restsOn(making.rests.words)}
          </Chip>
        </p>
      ) : (
        <Button kind="quiet" size="small" icon="partners" className="make-rest" onClick={() => rest(true)}>
          {words.rests}
        </Button>
      )}
      {isResting && (
        <RestDialog
          promiseId=""
          except={[]}
          onRest={(id, leadSeconds, row) => change({ rests: { id, leadSeconds, words: row.words } })}
          onClose={() => rest(false)}
        />
      )}
    </div>
  )
}
