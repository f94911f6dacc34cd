import { useState } from 'react'
import { getCustomer } from '#rooms/people/contract.ts'
import { cameBy, makeEnquiry } from '#rooms/promises/enquiries/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { PersonPicker } from '../../people/known/person-picker.tsx'
import { ItemOffers, type PickedItem } from '../make/item-offers.tsx'
import { type Enquiry, useShowEnquiry } from './enquiries-data.ts'
import { type Next, NextField, useNextBody } from './next-field.tsx'
import { enquiryWords } from './words.data.ts'
import '../promises.css'
import '../requests/requests.css'

/** Somebody asks before they buy: who, for what, how, and by when they are answered. */
export function NewEnquiry({
  customerId,
  onClose,
  onMade,
}: {
  customerId: string | undefined
  onClose: () => void
  onMade?: (enquiry: Enquiry) => void
}) {
  const words = useWords(enquiryWords)
  const show = useShowEnquiry()
  const bodyOf = useNextBody()
  const known = useAsk(
    getCustomer,
    { params: { customerId: customerId ?? '' } },
    { enabled: customerId !== undefined, staleTime: 30_000 },
  ).data
  const [picked, pick] = useState<{ id: string; name: string }>()
  const whom = picked ?? (known && { id: known.id, name: known.calledAs || known.name })
  const [about, setAbout] = useState('')
  const [item, setItem] = useState<PickedItem>()
  const [came, setCame] = useState<(typeof cameBy)[number]>('counter')
  const [wantsQuote, setQuote] = useState(false)
  const [next, setNext] = useState<Next>({ is: 'standard', when: undefined })
  const [wasTried, setTried] = useState(false)
  const act = useAct(makeEnquiry, {
    onDone: (enquiry) => {
      show(enquiry)
      onClose()
      tell(words.made(enquiry.calledAs), { tone: 'ok' })
      onMade?.(enquiry)
    },
  })
  const fault = !whom ? 'who' : !about.trim() ? 'about' : next.is === 'own' && !next.when ? 'when' : undefined
  const save = () => {
    setTried(true)
    if (fault || !whom || act.isRunning) return
    act.go({
      params: { customerId: whom.id },
      body: { about: about.trim(), came, wantsQuote, ...(item ? { itemId: item.id } : {}), ...bodyOf(next) },
    })
  }
  const faultOf = (one: typeof fault) => (wasTried && fault === one && one ? words.missing[one] : undefined)
  return (
    <Dialog
      title={known ? words.newTitleOf(known.calledAs || known.name) : words.newTitle}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="check" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.about}
        placeholder={words.aboutHint}
        value={about}
        maxLength={300}
        autoComplete="off"
        onText={setAbout}
        error={faultOf('about')}
        data-autofocus
      />
      <ItemOffers typed={about} item={item} onItem={setItem} />
      {customerId === undefined &&
        (picked ? (
          <p>
            <Chip icon="person" onRemove={() => pick(undefined)} removeLabel={words.change}>
              {picked.name}
            </Chip>
          </p>
        ) : (
          <PersonPicker label={words.who} except={[]} isQuiet onPick={({ id, calledAs, name }) => pick({ id, name: name || calledAs })} />
        ))}
      {faultOf('who') && (
        <p className="c-danger" role="alert">
          {faultOf('who')}
        </p>
      )}
      <div className="make-two">
        <Field label={words.cameLabel}>
          {(ids) => (
            <Choice {...ids} value={came} choices={cameBy.map((value) => ({ value, words: words.came[value] }))} onChange={setCame} />
          )}
        </Field>
        <NextField label={words.due} next={next} onNext={setNext} error={faultOf('when')} />
      </div>
      <Toggle isOn={wantsQuote} onChange={setQuote}>
        {words.wantsQuote}
      </Toggle>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
