import { useEffect, useRef } from 'react'
import { getBuying } from '#rooms/orders/contract.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { OrderLine } from './order-line.tsx'
import { useOrders } from './orders-data.ts'
import { peopleWords } from './words.data.ts'
import './orders.css'

function Totals({ customerId }: { customerId: string }) {
  const words = useWords(peopleWords).orders
  const say = useSay()
  const buying = useAsk(getBuying, { params: { customerId } }).data
  const sum = buying?.sums?.map(({ currency, total, refunds }) => say.money({ minor: total - refunds, currency })).join(' + ')
  const figures = [
    { title: words.totals.orders, value: buying && say.number(buying.orders) },
    { title: words.totals.rhythm, value: buying && (buying.rhythmDays ? words.days(say.number(buying.rhythmDays, 0)) : words.unknown) },
    { title: words.totals.last, value: buying && (buying.lastDay ? say.date(buying.lastDay) : words.unknown) },
    ...(sum ? [{ title: words.totals.sum, value: sum }] : []),
  ]
  return (
    <dl className="order-totals">
      {figures.map(({ title, value }) => (
        <div key={title}>
          <dt className="meta">{title}</dt>
          <dd className="body strong num">{value ?? <Skeleton width={4} height={1.4375} />}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Every order of a customer, with what may be done to it. */
export function OrdersTab({ customerId, pointed, onOrder }: { customerId: string; pointed: string; onOrder: () => void }) {
  const words = useWords(peopleWords).orders
  const may = useMay()
  const orders = useOrders(customerId)
  const list = orders.data?.pages.flatMap((page) => page.orders)
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = orders
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && void fetchNextPage(), {
      rootMargin: '400px',
    })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const isHere = list?.some(({ id }) => id === pointed) ?? false
  useEffect(() => {
    if (isHere) document.getElementById(`order-${pointed}`)?.scrollIntoView({ block: 'center' })
  }, [isHere, pointed])
  const add = may('orders.write') && (
    <Button icon="plus" keyHint="O" onClick={onOrder}>
      {words.add}
    </Button>
  )
  if (orders.error && !list) return <ErrorState problem={problemFrom(orders.error)} onRetry={() => void orders.refetch()} isSlim />
  if (list?.length === 0)
    return (
      <EmptyState icon="bag" title={words.empty} act={add} isNoResult>
        {words.emptyWhy}
      </EmptyState>
    )
  return (
    <>
      <div className="orders-head">
        <Totals customerId={customerId} />
      </div>
      <ul className="orders" aria-label={words.title}>
        {list
          ? list.map((order) => <OrderLine key={order.id} order={order} customerId={customerId} isPointed={order.id === pointed} />)
          : [1, 2, 3, 4].map((at) => (
              <li key={at} className="order">
                <Skeleton width="60%" />
              </li>
            ))}
      </ul>
      <div ref={end} />
    </>
  )
}
