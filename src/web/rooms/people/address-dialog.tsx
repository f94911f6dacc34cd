import { useState } from 'react'
import { greetingSpoken, wordsForThem, wordsForUs } from '#values/address-form.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Radios } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import type { ChangeCustomer, Customer } from './customer-data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

const sources = ['customer', 'self', 'staff'] as const

/** The word for them, the word for us, and who says so: what the customer chose, only the customer changes. */
export function AddressDialog({ customer, change, onClose }: { customer: Customer; change: ChangeCustomer; onClose: () => void }) {
  const words = useWords(peopleWords)
  const say = useSay()
  // As it was when the dialog was opened: what others change meanwhile must not pass for what was seen.
  const [seen] = useState(customer)
  const before = seen.address
  const [them, setThem] = useState(before.them)
  const [us, setUs] = useState(before.us)
  const [source, setSource] = useState<(typeof sources)[number]>(before.source === 'default' ? 'staff' : before.source)
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)
  const weight = (one: string) => ['default', 'staff', 'self', 'customer'].indexOf(one)
  const offered = sources.filter((one) => weight(one) >= weight(before.source))
  const greeting = greetingSpoken(
    {
      kind: customer.kind,
      name: customer.name,
      callName: customer.callName,
      form: { them, us, source },
      language: customer.language,
      order: customer.nameOrder,
    },
    new Date().getHours(),
    say.language,
  )
  const submit = async () => {
    setSaving(true)
    try {
      // A stronger word than before could not be taken back, so no undo is promised.
      await change({
        make: () => ({ address: { them, us, source } }),
        field: 'address',
        from: seen,
        label: words.address.title,
        done: words.address.saved,
        canUndo: weight(source) === weight(before.source),
      })
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
      setSaving(false)
    }
  }
  return (
    <Dialog
      title={words.address.title}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit" isBusy={isSaving}>
          {words.likes.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <p className="section address-greeting">{greeting}</p>
      <div className="pair">
        <Field label={words.address.them}>
          {(ids) => (
            <Choice
              {...ids}
              value={them}
              onChange={setThem}
              choices={wordsForThem.map((value) => ({ value, words: value === 'none' ? words.address.none : value }))}
            />
          )}
        </Field>
        <Field label={words.address.us}>
          {(ids) => <Choice {...ids} value={us} onChange={setUs} choices={wordsForUs.map((value) => ({ value, words: value }))} />}
        </Field>
      </div>
      <Radios
        label={words.address.source}
        value={source}
        onChange={setSource}
        choices={offered.map((value) => ({ value, words: words.address.who[value] }))}
      />
      {before.source === 'customer' && (
        <p className="meta">
          <Icon name="info" size="small" /> {words.address.customerChose}
        </p>
      )}
    </Dialog>
  )
}
