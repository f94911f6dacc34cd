import { lazy, Suspense, useState } from 'react'
import { orderStates } from '#rooms/orders/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import type { Tone } from '../../kit/chip.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { stuckWords } from '../promises/stuck/words.data.ts'
import { channelWords } from './line-words.ts'
import { type Order, useMoveOrder, useStateWords } from './orders-data.ts'
import { RefundDialog } from './refund-dialog.tsx'
import { type PeopleWords, peopleWords } from './words.data.ts'

const StuckDialog = lazy(() => import('../promises/stuck/stuck-dialog.tsx').then(({ StuckDialog: it }) => ({ default: it })))

const icons: Record<Order['kind'], IconName> = { sale: 'bag', stay: 'bed', service: 'leaf', refund: 'back' }
const stateIcons: Record<Order['state'], { icon: IconName; tone: Tone }> = {
  booked: { icon: 'clock', tone: 'info' },
  open: { icon: 'clock', tone: 'info' },
  left: { icon: 'truck', tone: 'info' },
  delivered: { icon: 'check', tone: 'ok' },
  done: { icon: 'check', tone: 'ok' },
  cancelled: { icon: 'none', tone: 'plain' },
}
/** The states through which each kind of order goes. */
const stepsOf = (kind: Order['kind']): Order['state'][] =>
  orderStates.filter((state) =>
    kind === 'stay' ? state !== 'delivered' && state !== 'done' : kind === 'service' ? state !== 'left' && state !== 'delivered' : true,
  )

const lineWords = ({ product, quantity }: Order['lines'][number], say: Say) =>
  quantity === 1 ? product : `${product} × ${say.number(quantity)}`

/** "Phòng 203 · 17/09 – 19/09 (2 đêm) · đơn BK-2099 · qua điện thoại · Visa •••• 4417". */
function metaOf(order: Order, words: PeopleWords, say: Say): string {
  const { startsOn, endsOn, code, channel, paidBy, discount, source } = order
  const nights = startsOn && endsOn ? daysBetween(startsOn, endsOn) : 0
  const parts = [
    order.kind === 'refund' && order.lines.length > 0 && words.orders.kinds.refund,
    startsOn && (endsOn ? `${say.dayMonth(startsOn)} – ${say.dayMonth(endsOn)}` : say.nearDate(startsOn)),
    nights > 0 && words.timeline.nightsShort(say.number(nights), nights),
    code && words.timeline.code(code),
    channel && channelWords(channel, words.timeline),
    paidBy &&
      (paidBy.lastFour
        ? `${paidBy.brand ?? words.paying.by.card} •••• ${paidBy.lastFour}`
        : words.paying.by[paidBy.method].toLocaleLowerCase('vi')),
    discount && words.orders.discount(say.money(discount)),
    source,
  ]
  return parts.filter(Boolean).join(' · ')
}

function OrderState({ order, customerId, name }: { order: Order; customerId: string; name: string }) {
  const words = useWords(peopleWords).orders
  const kit = useWords(kitWords)
  const stateWords = useStateWords()
  const problems = useProblemWords()
  const may = useMay()
  const move = useMoveOrder(customerId)
  const [isSaving, setSaving] = useState(false)
  const { icon, tone } = stateIcons[order.state]
  const shown = (
    <span className="state">
      <Icon name={icon} size="small" className={`c-${tone}`} /> {stateWords(order)}
    </span>
  )
  if (order.kind === 'refund') return null
  if (!may('orders.write')) return shown
  const go = (state: Order['state']) => {
    setSaving(true)
    move(order, state)
      .catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
      .finally(() => setSaving(false))
  }
  if (isSaving) return <span className="meta">{kit.saving}</span>
  const steps = [...new Set([...stepsOf(order.kind), order.state])]
  return (
    <LateMenu
      label={`${words.stateOf(name)}: ${stateWords(order)}`}
      className="order-state-open"
      items={steps.map((state) => ({
        words: stateWords({ kind: order.kind, state }),
        icon: stateIcons[state].icon,
        isOn: state === order.state,
        act: () => state !== order.state && go(state),
      }))}
    >
      <Icon name={icon} size="small" className={`c-${tone}`} />
      {stateWords(order)}
      <Icon name="down" size="small" className="t3" />
    </LateMenu>
  )
}

/** One order: day, what was taken, how it was paid, its state, its amount. */
export function OrderLine({ order, customerId, isPointed }: { order: Order; customerId: string; isPointed: boolean }) {
  const words = useWords(peopleWords)
  const say = useSay()
  const may = useMay()
  const stuck = useWords(stuckWords)
  const [isRefunding, refund] = useState(false)
  const [isStuck, beStuck] = useState(false)
  const day = order.startsOn ?? say.dayOf(order.placedAt)
  const title =
    order.lines.map((line) => lineWords(line, say)).join(', ') ||
    (order.kind === 'refund' ? words.orders.kinds.refund : words.orders.unnamed)
  const name = order.code ?? title.slice(0, 60)
  const canRefund =
    may('orders.write') && may('see.amounts') && order.kind !== 'refund' && order.state !== 'cancelled' && (order.total?.minor ?? 0) > 0
  const acts = [
    ...(may('promises.write') && order.kind !== 'refund' && order.state !== 'cancelled'
      ? [{ words: `${stuck.title}…`, icon: 'warning' as const, act: () => beStuck(true) }]
      : []),
    ...(canRefund ? [{ words: `${words.orders.refund}…`, icon: 'back' as const, act: () => refund(true) }] : []),
  ]
  return (
    <li className={`order ${order.state === 'cancelled' ? 'is-off' : ''} ${isPointed ? 'is-pointed' : ''}`} id={`order-${order.id}`}>
      <span className="num order-day">{say.nearDate(day)}</span>
      <span className="timeline-icon">
        <Icon name={icons[order.kind]} size="small" />
      </span>
      <div className="grow">
        <p className={order.lines.length === 0 ? 't3' : undefined}>{title}</p>
        <p className="meta">{metaOf(order, words, say)}</p>
      </div>
      <div className="order-state">
        <OrderState order={order} customerId={customerId} name={name} />
      </div>
      {order.total && <span className={`num nowrap order-total ${order.total.minor < 0 ? 't2' : ''}`}>{say.money(order.total)}</span>}
      <span className="order-acts">{acts.length > 0 && <LateMenu label={words.orders.acts(name)} items={acts} />}</span>
      {isRefunding && <RefundDialog order={order} customerId={customerId} onClose={() => refund(false)} />}
      {isStuck && (
        <Suspense fallback={null}>
          <StuckDialog customerId={customerId} orderId={order.id} onClose={() => beStuck(false)} />
        </Suspense>
      )}
    </li>
  )
}
