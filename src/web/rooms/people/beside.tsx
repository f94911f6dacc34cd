import { Link } from 'wouter'
import { Icon } from '../../kit/icons.tsx'
import { useWords } from '../../shell/words.ts'
import { ProfilePromises } from '../promises/profile-promises.tsx'
import { AskCounter } from '../satisfaction/ask-counter.tsx'
import type { Customer } from './customer-data.ts'
import { Around } from './known/around.tsx'
import { Preferences } from './known/preferences.tsx'
import { Lookers } from './lookers.tsx'
import { peopleWords } from './words.data.ts'

/** A kind word of the customer about somebody of the house is handed on where the others read it. */
export function PraiseLink({ customerId }: { customerId: string }) {
  const words = useWords(peopleWords).profile
  return (
    <Link className="link profile-praise" href={`/praise?customer=${customerId}`}>
      <Icon name="heart" size="small" /> {words.praise}
    </Link>
  )
}

/** What stands beside the timeline: what must never be before all, then what was promised, what is known, who is around. */
export function Beside({ customer }: { customer: Customer }) {
  const around = <Around customer={customer} />
  const isPerson = customer.kind === 'person'
  const second = (
    <>
      <ProfilePromises customerId={customer.id} />
      {!isPerson && around}
    </>
  )
  return (
    <div className="likes">
      <Preferences customer={customer} second={second}>
        {isPerson && around}
      </Preferences>
      <PraiseLink customerId={customer.id} />
      <AskCounter customerId={customer.id} who={customer.calledAs || customer.name} />
      <Lookers customerId={customer.id} />
    </div>
  )
}
