import { type FocusEvent, type ReactNode, useEffect, useState } from 'react'
import { getCard } from '#rooms/recognition/contract.ts'
import { IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { Choice } from '../../kit/menu.tsx'
import { useAsk } from '../../shell/api.ts'
import { Problem } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { AddWord } from './add-word.tsx'
import { AddressDialog } from './address-dialog.tsx'
import { birthdayOf, readBirthday, typedBirthday } from './birthday.ts'
import { Contacts } from './contacts.tsx'
import type { ChangeCustomer, Customer } from './customer-data.ts'
import { whoSpeaks } from './evidence.ts'
import { Fact } from './fact.tsx'
import { OccasionsFact } from './known/occasions.tsx'
import { HeardFromFact, LifestyleFact, OwnFacts, PriceFact } from './known/own-facts.tsx'
import { Masked, Unveil, useVeil } from './known/unveiled.tsx'
import { knownWords } from './known/words.data.ts'
import { PayingDialog } from './paying-dialog.tsx'
import { peopleWords } from './words.data.ts'

type Props = { customer: Customer; change: ChangeCustomer }

/** A line of text of the record, changed where it stands. */
function TextFact({ customer, change, field, title }: Props & { field: 'name' | 'callName' | 'postal'; title: string }) {
  const words = useWords(peopleWords).profile
  const may = useMay()
  return (
    <Fact title={title}>
      <InlineEdit
        label={title}
        value={customer[field] ?? ''}
        isReadOnly={!may('customers.write')}
        save={(text) =>
          change({ make: () => ({ [field]: text }), field, label: title, done: words.saved(title.toLocaleLowerCase('vi')), from: customer })
        }
      />
    </Fact>
  )
}

function BirthdayFact({ customer, change }: Props) {
  const words = useWords(peopleWords).profile
  const say = useSay()
  const may = useMay()
  const birthday = customer.birthday && birthdayOf(customer.birthday)
  const save = async (text: string) => {
    const read = readBirthday(text)
    if (read === undefined) throw new Problem(400, 'people.birthday_invalid', words.birthdayBad)
    await change({
      make: () => ({ birthday: read }),
      field: 'birthday',
      label: words.birthday,
      done: words.saved(words.birthday.toLocaleLowerCase('vi')),
      from: customer,
    })
  }
  return (
    <Fact title={words.birthday}>
      <InlineEdit
        label={words.birthday}
        value={birthday ? typedBirthday(birthday) : ''}
        placeholder={words.birthdayHint}
        isNum
        save={save}
        isReadOnly={!may('customers.write')}
      >
        {birthday ? <span className="num">{say.partialDate(birthday)}</span> : undefined}
      </InlineEdit>
    </Fact>
  )
}

/** A value that is changed in a dialog. */
function OpensDialog({ children, label, onOpen }: { children: ReactNode; label: string; onOpen: () => void }) {
  const may = useMay()
  if (!may('customers.write')) return <div className="inline-value">{children}</div>
  return (
    <button type="button" className="inline-value inline-button fact-button" aria-label={label} onClick={onOpen}>
      <span className="inline-text">{children}</span>
    </button>
  )
}

function AddressFact({ customer, change }: Props) {
  const words = useWords(peopleWords)
  const [isOpen, open] = useState(false)
  const { them, us, source } = customer.address
  const called = customer.calledAs || customer.callName
  const who = words.address.whoIs[source](whoSpeaks(them, words.address.unknownWho))
  return (
    <Fact title={words.profile.address} meta={who}>
      <OpensDialog label={`${words.address.title}: ${words.address.and(called, us)}`} onOpen={() => open(true)}>
        {words.address.and(called, us)}
      </OpensDialog>
      {isOpen && <AddressDialog customer={customer} change={change} onClose={() => open(false)} />}
    </Fact>
  )
}

/** How they pay, veiled for this reader; seen for a reason. */
function MaskedPaying({ customer }: Pick<Props, 'customer'>) {
  const words = useWords(peopleWords)
  const { payingIs } = useWords(knownWords).masked
  const veil = useVeil()
  const { by, brand, lastFour } = veil.shown?.paying ?? customer.paying
  const way = by ? words.paying.by[by] : payingIs
  return (
    <Fact title={words.profile.paying}>
      {veil.shown ? <p className="num">{lastFour ? `${brand ?? way} •••• ${lastFour}` : (brand ?? way)}</p> : <Masked>{way}</Masked>}
      <Unveil customerId={customer.id} what="paying" veil={veil} />
    </Fact>
  )
}

function PayingFact(props: Props) {
  return props.customer.paying.isMasked ? <MaskedPaying {...props} /> : <OpenPaying {...props} />
}

/** How they pay: as noted by hand, else as the last orders show, with how often. */
function OpenPaying({ customer, change }: Props) {
  const words = useWords(peopleWords)
  const say = useSay()
  const [isOpen, open] = useState(false)
  const card = useAsk(getCard, { params: { customerId: customer.id } }).data
  const { by, brand, lastFour } = customer.paying.by ? customer.paying : (card?.paying ?? customer.paying)
  const habit = card?.usual.find(({ kind }) => kind === 'paying')
  const way = words.paying.by[by as keyof typeof words.paying.by]
  const shown = lastFour ? `${brand ?? way} •••• ${lastFour}` : (brand ?? way)
  const evidence = customer.paying.by ? words.evidence.noted : habit && words.evidence.latest(say.number(habit.times), say.number(habit.of))
  return (
    <Fact title={words.profile.paying} meta={shown && evidence}>
      <OpensDialog label={`${words.paying.title}: ${shown ?? words.paying.unknown}`} onOpen={() => open(true)}>
        {shown ? <span className={lastFour ? 'num' : undefined}>{shown}</span> : <span className="t3">{words.paying.unknown}</span>}
      </OpensDialog>
      {isOpen && <PayingDialog customer={customer} change={change} onClose={() => open(false)} />}
    </Fact>
  )
}

function LanguageFact({ customer, change }: Props) {
  const words = useWords(peopleWords).profile
  const may = useMay()
  const save = (language: Customer['language']) =>
    void change({
      make: () => ({ language }),
      field: 'language',
      label: words.language,
      from: customer,
      done: words.saved(words.language.toLocaleLowerCase('vi')),
    }).catch(() => {})
  return (
    <Fact title={words.language}>
      {may('customers.write') ? (
        <Choice
          label={words.language}
          isSmall
          value={customer.language}
          onChange={save}
          choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.speaks[value] }))}
        />
      ) : (
        words.speaks[customer.language]
      )}
    </Fact>
  )
}

function TagsFact({ customer, change }: Props) {
  const words = useWords(peopleWords).profile
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const alter = (make: (tags: string[]) => string[], done: string) =>
    void change({ make: (now) => ({ tags: make(now.tags) }), field: 'tags', label: words.tags, done }).catch(() => {})
  const add = (tag: string) => {
    if (tag && !customer.tags.includes(tag)) alter((tags) => [...tags.filter((one) => one !== tag), tag], words.added(tag))
    setAdding(false)
  }
  return (
    <Fact title={words.tags}>
      <div className="row g1 wrap fact-tags">
        {customer.tags.map((tag) => (
          <Chip
            key={tag}
            {...(may('customers.write')
              ? { onRemove: () => alter((tags) => tags.filter((one) => one !== tag), words.removed(tag)), removeLabel: words.removeOf(tag) }
              : {})}
          >
            {tag}
          </Chip>
        ))}
        {may('customers.write') &&
          (isAdding ? (
            <AddWord label={words.addTag} onDone={add} onLeave={() => setAdding(false)} />
          ) : (
            <IconButton icon="plus" size="small" label={words.addTag} onClick={() => setAdding(true)} />
          ))}
      </div>
    </Fact>
  )
}

/**
 * The record as it stands while nobody writes in it, and as it stood when they began while somebody does: what others change
 * meanwhile doesn't move the field under the hand. It comes in as soon as the field is left.
 */
function useHeld(customer: Customer) {
  const [held, hold] = useState<Customer>()
  const isField = (target: EventTarget | null) => target instanceof HTMLInputElement
  // A field that is gone with the key that saved it never tells that it was left.
  useEffect(() => {
    if (held && !isField(document.activeElement)) hold(undefined)
  })
  return {
    customer: held ?? customer,
    holds: {
      onFocus: (event: FocusEvent) => isField(event.target) && hold(customer),
      onBlur: (event: FocusEvent) => isField(event.target) && hold(undefined),
    },
  }
}

/** What is known of a customer, each thing changed where it stands. */
export function Facts(props: Props) {
  const words = useWords(peopleWords).profile
  const { customer, holds } = useHeld(props.customer)
  const both = { customer, change: props.change }
  const isPerson = customer.kind === 'person'
  return (
    <dl className="facts-list" {...holds}>
      <Contacts {...both} />
      {isPerson && <AddressFact {...both} />}
      {isPerson && <BirthdayFact {...both} />}
      <OccasionsFact customer={customer} />
      <HeardFromFact {...both} />
      <PayingFact {...both} />
      {customer.kind !== 'organisation' && <LifestyleFact {...both} />}
      <PriceFact {...both} />
      <OwnFacts {...both} />
      <TagsFact {...both} />
      <TextFact {...both} field="name" title={words.name} />
      {isPerson && <TextFact {...both} field="callName" title={words.callName} />}
      <LanguageFact {...both} />
      <TextFact {...both} field="postal" title={words.postal} />
    </dl>
  )
}
