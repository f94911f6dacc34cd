import { useState } from 'react'
import { draftQuote, giveQuote } from '#rooms/promises/enquiries/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Answer, useAct } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { ItemPicker } from '../../catalogue/item-picker.tsx'
import type { Item, Said } from '../../catalogue/saying.ts'
import { useWhyHeld } from '../../messages/why.ts'
import { amountOf, noAmount } from '../../people/amount.ts'
import { MoneyField } from '../../people/money-field.tsx'
import { type Enquiry, useShowEnquiry } from './enquiries-data.ts'
import { emptyQuoteLine, faultOfQuote, formOf, type QuoteForm, type QuoteLine, quoteBody, sumOfLines, withItem } from './quote-form.ts'
import { enquiryWords } from './words.data.ts'

/** A fortnight is the usual validity. */
const USUAL_DAYS = 14

function LineFields({
  line,
  isOnly,
  currency,
  onLine,
  onRemove,
}: {
  line: QuoteLine
  isOnly: boolean
  currency: string
  onLine: (line: QuoteLine) => void
  onRemove: () => void
}) {
  const words = useWords(enquiryWords).quote
  return (
    <li className="quote-line">
      <TextField
        label={words.line}
        isLabelUnseen
        placeholder={words.line}
        value={line.what}
        maxLength={200}
        autoComplete="off"
        onText={(what) => onLine({ ...line, what })}
      />
      <TextField
        label={words.quantity}
        isLabelUnseen
        isNum
        className="right"
        inputMode="decimal"
        value={line.quantity}
        autoComplete="off"
        onText={(quantity) => onLine({ ...line, quantity })}
      />
      <MoneyField
        label={words.each}
        isLabelUnseen
        amount={line.each}
        currency={currency}
        error={words.amountBad}
        onAmount={(each) => onLine({ ...line, each })}
      />
      {isOnly ? <span /> : <IconButton icon="close" size="small" label={words.remove(line.what)} onClick={onRemove} />}
    </li>
  )
}

function Form({
  form,
  onForm,
  onPick,
  fault,
  currency,
}: {
  form: QuoteForm
  onForm: (form: QuoteForm) => void
  onPick: () => void
  fault: string | undefined
  currency: string
}) {
  const words = useWords(enquiryWords).quote
  const say = useSay()
  const put = (line: QuoteLine) => onForm({ ...form, lines: form.lines.map((one) => (one.id === line.id ? line : one)) })
  return (
    <>
      <ul className="quote-lines">
        <li className="quote-line meta" aria-hidden="true">
          <span>{words.line}</span>
          <span className="right">{words.quantity}</span>
          <span className="right">{words.each}</span>
          <span />
        </li>
        {form.lines.map((line) => (
          <LineFields
            key={line.id}
            line={line}
            isOnly={form.lines.length === 1}
            currency={currency}
            onLine={put}
            onRemove={() => onForm({ ...form, lines: form.lines.filter(({ id }) => id !== line.id) })}
          />
        ))}
      </ul>
      {fault === 'lines' && (
        <p className="c-danger" role="alert">
          {words.linesBad}
        </p>
      )}
      <div className="row g2 wrap">
        <Button kind="quiet" size="small" icon="plus" onClick={() => onForm({ ...form, lines: [...form.lines, emptyQuoteLine()] })}>
          {words.add}
        </Button>
        <Button kind="quiet" size="small" icon="tag" onClick={onPick}>
          {words.pick}
        </Button>
        <span className="grow" />
        <span className="strong num">
          {words.total}: {say.money({ minor: sumOfLines(form.lines), currency })}
        </span>
      </div>
      <TextField
        label={words.terms}
        placeholder={words.termsHint}
        value={form.terms}
        maxLength={1000}
        autoComplete="off"
        onText={(terms) => onForm({ ...form, terms })}
      />
      <TextField
        label={words.until}
        value={form.until}
        isNum
        autoComplete="off"
        onText={(until) => onForm({ ...form, until })}
        error={fault === 'until' ? words.untilBad : undefined}
      />
    </>
  )
}

type Drafted = Answer<typeof draftQuote>

/** The letter as it would go, and the ways to give it: through the gate, carried by oneself, read out, handed over. */
function Giving({ enquiry, drafted, onBack, onClose }: { enquiry: Enquiry; drafted: Drafted; onBack: () => void; onClose: () => void }) {
  const all = useWords(enquiryWords)
  const words = all.quote
  const show = useShowEnquiry()
  const why = useWhyHeld()
  const [copy, setCopy] = useState<{ to: string; text: string }>()
  const [reason, setReason] = useState('')
  const isLate = enquiry.next?.firstDue != null && Date.parse(enquiry.next.firstDue) < Date.now()
  const { quote, letter, way } = drafted
  const act = useAct(giveQuote, {
    onDone: (given) => {
      show(given.enquiry)
      if (given.copy && !given.isGiven) return setCopy(given.copy)
      onClose()
      tell(words.givenSaid, { tone: 'ok' })
    },
  })
  const give = (how: 'message' | 'call' | 'counter', isCarried = false) =>
    act.go({
      params: { customerId: enquiry.customerId, enquiryId: enquiry.id, quoteId: quote.id },
      body: { version: quote.version, how, isCarried, ...(reason.trim() ? { reason: reason.trim() } : {}) },
    })
  const channel = way.channel === 'mail' || way.channel === 'zalo' || way.channel === 'sms' ? words.by[way.channel] : way.channel
  const mayWrite = way.verdict.answer !== 'no'
  const toClipboard = () => void navigator.clipboard.writeText(letter.text).then(() => tell(words.copied, { tone: 'ok' }))
  const isCarrying = copy !== undefined
  return (
    <Dialog
      title={words.number(String(quote.number))}
      onClose={onClose}
      onSubmit={() => (isCarrying ? give('message', true) : mayWrite && give('message'))}
      ends={
        <>
          <Button onClick={onBack}>{words.back}</Button>
          {isCarrying && (
            <Button icon="copy" onClick={toClipboard}>
              {words.copy}
            </Button>
          )}
          {mayWrite && (
            <Button kind="primary" type="submit" icon="mail" isBusy={act.isRunning}>
              {isCarrying ? words.carried : words.send(channel)}
            </Button>
          )}
        </>
      }
    >
      {isCarrying && <p>{words.carry}</p>}
      {!mayWrite && <p className="c-warn">{why(way.verdict, enquiry.calledAs)}</p>}
      <p className="arrival-words" data-autofocus tabIndex={-1}>
        {letter.text}
      </p>
      <p className="meta">{words.keeps}</p>
      {isLate && <TextField label={all.late} value={reason} maxLength={300} autoComplete="off" onText={setReason} />}
      <div className="row g2 wrap">
        <Button size="small" icon="phone" onClick={() => give('call')}>
          {words.saidByCall}
        </Button>
        <Button size="small" icon="check" onClick={() => give('counter')}>
          {words.saidHere}
        </Button>
      </div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** A quote: its lines, terms and validity; then the letter, and how it is given. */
export function QuoteDialog({ enquiry, onClose }: { enquiry: Enquiry; onClose: () => void }) {
  const words = useWords(enquiryWords)
  const say = useSay()
  const language = useLanguage()
  const { currency } = useHouse()
  const last = enquiry.quotes.find(({ givenAt }) => givenAt === null) ?? enquiry.quotes[0]
  const [form, setForm] = useState(() => formOf(last, { day: say.dayMonth, usual: addDays(say.today, USUAL_DAYS), language }))
  const [wasTried, setTried] = useState(false)
  const [isPicking, setPicking] = useState(false)
  const [drafted, setDrafted] = useState<Drafted>()
  const act = useAct(draftQuote, { onDone: setDrafted })
  const fault = faultOfQuote(form, say.today)
  const save = () => {
    setTried(true)
    if (!fault && !act.isRunning)
      act.go({ params: { customerId: enquiry.customerId, enquiryId: enquiry.id }, body: quoteBody(form, say.today) })
  }
  const pick = ({ name, price, currency: own }: Said, { id }: Item) => {
    setPicking(false)
    setForm(withItem(form, { id, name, price: price === null || own !== currency ? noAmount : amountOf(price, currency, language) }))
  }
  if (isPicking) return <ItemPicker into="quote" language={enquiry.language} onPick={pick} onClose={() => setPicking(false)} />
  if (drafted) return <Giving enquiry={enquiry} drafted={drafted} onBack={() => setDrafted(undefined)} onClose={onClose} />
  return (
    <Dialog
      title={words.quote.title}
      size="wide"
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="eye" isBusy={act.isRunning}>
            {words.quote.preview}
          </Button>
        </>
      }
    >
      <p className="t2">{enquiry.about}</p>
      <Form form={form} onForm={setForm} onPick={() => setPicking(true)} fault={wasTried ? fault : undefined} currency={currency} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
