import { getCard } from '#rooms/recognition/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { Figures, Naming } from '../../people/customer-peek.tsx'
import { CardRows } from '../../recognition/card-rows.tsx'
import { inboxWords } from './words.data.ts'

/** Who it is that writes: the recognition card, small, beside the talk. */
export function CustomerSide({ customerId }: { customerId: string }) {
  const words = useWords(inboxWords)
  const { data: card } = useAsk(getCard, { params: { customerId } })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds.
    <aside className="inbox-card" data-scrolls aria-label={words.openCustomer} tabIndex={0}>
      {card ? (
        <>
          <p className="inbox-greeting">{card.greeting}</p>
          <Naming card={card} />
          {card.buying.orders > 0 && <Figures buying={card.buying} loyalty={card.loyalty} />}
          <CardRows card={card} recent={2} />
          <p>
            <ButtonLink to={customerPath(customerId)} icon="right">
              {words.openCustomer}
            </ButtonLink>
          </p>
        </>
      ) : (
        <Skeleton height={12} />
      )}
    </aside>
  )
}
