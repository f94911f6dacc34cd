import { Link } from 'wouter'
import { recognise } from '#rooms/recognition/contract.ts'
import { phoneSearchForms } from '#values/phone.ts'
import { fold } from '#values/text.ts'
import { Icon } from '../../kit/icons.tsx'
import { useSettled } from '../../kit/settled.ts'
import { useAsk } from '../../shell/api.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

/** Says who already has this number or this very name, while it is being typed. */
export function Doubles({ phone, name }: { phone: string; name: string }) {
  const words = useWords(peopleWords).add
  const [number, called] = [useSettled(phone, 120), useSettled(name.trim(), 200)]
  const isNumber = phoneSearchForms(number).length > 0
  const byPhone = useAsk(recognise, { query: { q: number } }, { enabled: isNumber })
  const byName = useAsk(recognise, { query: { q: called } }, { enabled: called.split(/\s+/).length > 1 })
  const holders = isNumber ? (byPhone.data?.people ?? []).filter(({ match }) => match === 'phone') : []
  const namesakes = (byName.data?.people ?? []).filter((one) => fold(one.name) === fold(called) && !holders.some(({ id }) => id === one.id))
  const lines = [
    ...holders.map((one) => ({ one, told: words.isOf(one.calledAs || one.name) })),
    ...namesakes.map((one) => ({ one, told: words.sameName(one.name) })),
  ].slice(0, 3)
  return (
    <div role="status" className="doubles">
      {lines.map(({ one, told }) => (
        <p key={one.id} className="row g2 doubles-line">
          <Icon name="person" className="c-info" />
          <span className="grow">
            {told}
            {one.phone && <span className="meta num"> {one.phone}</span>}
          </span>
          <Link href={customerPath(one.id)} className="link">
            {words.open}
          </Link>
        </p>
      ))}
    </div>
  )
}
