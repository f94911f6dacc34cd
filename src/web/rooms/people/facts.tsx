import { type ReactNode, useState } from 'react'
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
import { AddressDialog } from './address-dialog.tsx'
import { birthdayOf, readBirthday, typedBirthday } from './birthday.ts'
import { Contacts } from './contacts.tsx'
import type { ChangeCustomer, Customer } from './customer-data.ts'
import { whoSpeaks } from './evidence.ts'
import { Fact } from './fact.tsx'
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
        save={(text) => change({ make: () => ({ [field]: text }), field, label: title, done: words.saved(title.toLocaleLowerCase('vi')) })}
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

/** How they pay: as noted by hand, else as the last orders show, with how often. */
function PayingFact({ customer, change }: Props) {
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
  const [draft, setDraft] = useState<string>()
  const alter = (make: (tags: string[]) => string[], done: string) =>
    void change({ make: (now) => ({ tags: make(now.tags) }), field: 'tags', label: words.tags, done }).catch(() => {})
  const add = () => {
    const tag = draft?.trim()
    if (tag && !customer.tags.includes(tag)) alter((tags) => [...tags, tag], words.added(tag))
    setDraft(undefined)
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
          (draft === undefined ? (
            <IconButton icon="plus" size="small" label={words.addTag} onClick={() => setDraft('')} />
          ) : (
            <input
              className="input fact-tag"
              aria-label={words.addTag}
              value={draft}
              // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
              autoFocus
              onChange={(event) => setDraft(event.currentTarget.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === 'Enter') {
                  event.preventDefault()
                  add()
                } else if (event.key === 'Escape') {
                  event.stopPropagation()
                  setDraft(undefined)
                }
              }}
            />
          ))}
      </div>
    </Fact>
  )
}

/** What is known of a customer, each thing changed where it stands. */
export function Facts({ customer, change }: Props) {
  const words = useWords(peopleWords).profile
  const both = { customer, change }
  return (
    <dl className="facts-list">
      <Contacts {...both} />
      {customer.kind === 'person' && <AddressFact {...both} />}
      {customer.kind === 'person' && <BirthdayFact {...both} />}
      <PayingFact {...both} />
      <TagsFact {...both} />
      <TextFact {...both} field="name" title={words.name} />
      {customer.kind === 'person' && <TextFact {...both} field="callName" title={words.callName} />}
      <LanguageFact {...both} />
      <TextFact {...both} field="postal" title={words.postal} />
    </dl>
  )
}
