import { enquiryFigures, type notBoughtReasons } from '#rooms/promises/enquiries/contract.ts'
import { ChipButton } from '../../../kit/chip.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { enquiryWords } from './words.data.ts'

type Reason = (typeof notBoughtReasons)[number]

/** What became of enquiries, counted, each with its range; a reason opens the rows that it counts. */
export function Figures({ reason, onReason }: { reason: Reason | undefined; onReason: (reason: Reason | undefined) => void }) {
  const words = useWords(enquiryWords)
  const say = useSay()
  const { data } = useAsk(enquiryFigures, {}, { placeholderData: (before) => before })
  if (!data) return null
  const { becameCustomers, answeredInTime, reasons, waiting } = data
  const range = ({ low, high }: { low: number; high: number }) => words.range(say.percent(low, 0), say.percent(high, 0))
  const sentence = (share: typeof becameCustomers, said: typeof words.became) =>
    share && (
      <p>
        <span className="strong">{said(say.number(share.had), say.number(share.of), say.percent(share.share, 0))}</span>{' '}
        <span className="meta">{range(share)}</span>
      </p>
    )
  return (
    <section className="card enquiry-figures" aria-label={words.figures}>
      <p>{words.waiting(say.number(waiting))}</p>
      {sentence(becameCustomers, words.became)}
      {sentence(answeredInTime, words.answered)}
      {!becameCustomers && !answeredInTime && <p className="t2">{words.noneClosed}</p>}
      {reasons.length > 0 && (
        <div className="row g2 wrap">
          <span className="meta">{words.why}:</span>
          {reasons.map((one) => (
            <ChipButton
              key={one.reason}
              isOn={one.reason === reason}
              onPress={() => onReason(one.reason === reason ? undefined : one.reason)}
            >
              {words.reasons[one.reason]} <span className="num">{say.number(one.count)}</span>
            </ChipButton>
          ))}
        </div>
      )}
    </section>
  )
}
