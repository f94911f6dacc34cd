import { useQueryClient } from '@tanstack/react-query'
import { offerItem, takeBackOffer } from '#rooms/catalogue/contract.ts'
import { getCard } from '#rooms/recognition/contract.ts'
import { Button } from '../../kit/button.tsx'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { catalogueWords } from '../catalogue/words.data.ts'
import { whoSpeaks } from '../people/evidence.ts'
import { peopleWords } from '../people/words.data.ts'
import type { Card } from './usual.ts'

type Suggestion = NonNullable<Card['suggestion']>

/** Why it fits them, in words: the first reason is the best. */
function useReason(card: Pick<Card, 'address'>): (reason: Suggestion['reasons'][number]) => string {
  const words = useWords(catalogueWords)
  const { unknownWho } = useWords(peopleWords).address
  const say = useSay()
  const them = whoSpeaks(card.address.them, unknownWho)
  return (reason) => {
    if (reason.kind === 'asked') return words.asked(them, say.dayMonth(reason.on))
    if (reason.kind === 'likes') return words.likes(them, reason.what)
    return words.boughtLike(them, reason.what, say.number(reason.times))
  }
}

/** The one thing that fits them, why, and what came of offering it. */
export function CardSuggestion({ card, suggestion }: { card: Pick<Card, 'id' | 'address'>; suggestion: Suggestion }) {
  const words = useWords(catalogueWords)
  const reasonOf = useReason(card)
  const problems = useProblemWords()
  const queries = useQueryClient()
  const may = useMay()
  const params = { customerId: card.id }
  const { item, reasons, isJustIn } = suggestion
  const again = () => queries.invalidateQueries({ queryKey: keyOf(getCard, { params }) })
  const answer = async (what: 'invited' | 'refused') => {
    try {
      const { id } = await call(offerItem, { params, body: { itemId: item.id, answer: what } })
      await again()
      offerUndo(what === 'invited' ? words.offered(item.name) : words.refused(item.name), async () => {
        await call(takeBackOffer, { params: { ...params, offerId: id } })
        await again()
      })
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
  const [best] = reasons
  return (
    <div className="card-suggestion">
      <div className="card-suggested">
        <p>{words.itIs(item.name, isJustIn)}</p>
        {best && <p className="meta">{reasonOf(best)}</p>}
        {item.benefit && <p className="t2">{item.benefit}</p>}
      </div>
      {may('customers.write') && (
        <span className="row g2">
          <Button onClick={() => void answer('invited')}>{words.offer}</Button>
          <Button kind="quiet" isAtEdge onClick={() => void answer('refused')}>
            {words.notFit}
          </Button>
        </span>
      )}
    </div>
  )
}
