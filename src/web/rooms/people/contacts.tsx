import { useState } from 'react'
import { IconButton } from '../../kit/button.tsx'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { sentContacts } from './changes.ts'
import type { Change, ChangeCustomer, Customer } from './customer-data.ts'
import { AddOne, Fact } from './fact.tsx'
import { Masked, Unveil, useVeil } from './known/unveiled.tsx'
import { peopleWords } from './words.data.ts'

type Props = { customer: Customer; change: ChangeCustomer }
type Contact = Customer['contacts'][number]
type Sent = ReturnType<typeof sentContacts>

const shownOf = ({ contacts }: Customer, kind: Contact['kind']): string =>
  contacts
    .filter((one) => one.kind === kind)
    .map(({ shown }) => shown)
    .join(', ')

/** How the contacts of a customer are changed: on the newest record, so that nobody else's number is lost. */
function useContactActs({ customer, change }: Props) {
  const words = useWords(peopleWords).profile
  const alter = (make: (contacts: Sent) => Sent, done: string, label: string, isLost?: Change['isLost']) =>
    change({
      make: (now) => ({ contacts: make(sentContacts(now.contacts)) }),
      field: 'contacts',
      label,
      done,
      from: customer,
      ...(isLost ? { isLost } : {}),
    })
  const isThis = (contact: Contact) => (one: Sent[number]) => one.kind === contact.kind && one.value === (contact.old ?? contact.value)
  const remove = (contact: Contact) =>
    alter((all) => all.filter((one) => !isThis(contact)(one)), words.removed(contact.shown), contact.shown)
  return {
    add: (kind: 'phone' | 'mail', value: string) =>
      alter((all) => [...all, { kind, value, isVerified: false }], words.added(value), words[kind]),
    remove,
    rewrite: (contact: Contact, value: string) =>
      value === ''
        ? remove(contact)
        : alter(
            (all) => {
              const next = { kind: contact.kind, value, isVerified: false }
              return all.some(isThis(contact)) ? all.map((one) => (isThis(contact)(one) ? next : one)) : [...all, next]
            },
            words.saved(value),
            contact.kind === 'mail' ? words.mail : words.phone,
            // Somebody else wrote over the same number meanwhile: theirs stands there now, and a person chooses.
            (newest) =>
              sentContacts(newest.contacts).some(isThis(contact))
                ? undefined
                : { theirs: shownOf(newest, contact.kind) || words.conflict.nothing, ours: value },
          ),
  }
}

/** A long mail breaks before its @, not somewhere in a word. */
function MailShown({ mail }: { mail: string }) {
  const at = mail.lastIndexOf('@')
  return (
    <>
      {mail.slice(0, at)}
      <wbr />
      {mail.slice(at)}
    </>
  )
}

function ContactLine({ contact, title, acts }: { contact: Contact; title: string; acts: ReturnType<typeof useContactActs> }) {
  const words = useWords(peopleWords).profile
  const may = useMay()
  return (
    <div className="contact-line">
      <InlineEdit
        label={title}
        value={contact.shown}
        isNum={contact.kind === 'phone'}
        inputMode={contact.kind === 'phone' ? 'tel' : 'email'}
        isReadOnly={!may('customers.write')}
        save={(text) => acts.rewrite(contact, text)}
      >
        {contact.kind === 'mail' ? <MailShown mail={contact.shown} /> : undefined}
      </InlineEdit>
      {may('customers.write') && (
        <IconButton
          icon="close"
          size="small"
          className="contact-remove"
          label={words.removeOf(contact.shown)}
          onClick={() => void acts.remove(contact).catch(() => {})}
        />
      )}
    </div>
  )
}

function NewContact({
  kind,
  title,
  acts,
  onClose,
}: {
  kind: 'phone' | 'mail'
  title: string
  acts: ReturnType<typeof useContactActs>
  onClose: () => void
}) {
  const { say } = useProblemWords()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    if (!text.trim()) return onClose()
    try {
      await acts.add(kind, text.trim())
      onClose()
    } catch (error) {
      setProblem(say(problemFrom(error)))
    }
  }
  return (
    <>
      <input
        className={`input ${kind === 'phone' ? 'num' : ''}`}
        aria-label={title}
        aria-invalid={problem ? true : undefined}
        inputMode={kind === 'phone' ? 'tel' : 'email'}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
        autoFocus
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(undefined)
        }}
        onBlur={() => !problem && void save()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') {
            event.preventDefault()
            void save()
          } else if (event.key === 'Escape') {
            event.stopPropagation()
            onClose()
          }
        }}
      />
      {problem && (
        <p className="meta c-danger" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

/** Contacts of which this reader sees a part, and the way to the rest for a reason. */
function MaskedContacts({ customer }: { customer: Customer }) {
  const words = useWords(peopleWords).profile
  const veil = useVeil()
  const shown = veil.shown?.contacts ?? customer.contacts
  return (
    <>
      {(['phone', 'mail'] as const).map((kind) => {
        const own = shown.filter((contact) => contact.kind === kind)
        if (own.length === 0) return null
        return (
          <Fact key={kind} title={words[kind]}>
            {own.map((contact) =>
              contact.isMasked ? (
                <Masked key={contact.value}>{contact.shown}</Masked>
              ) : (
                <p key={contact.value} className="num">
                  {contact.shown}
                </p>
              ),
            )}
          </Fact>
        )
      })}
      {veil.shown?.postal && <Fact title={words.postal}>{veil.shown.postal}</Fact>}
      <div>
        <Unveil customerId={customer.id} what="contacts" veil={veil} />
      </div>
    </>
  )
}

/** Phones, mails, and what else a customer is recognised by. */
export function Contacts(props: Props) {
  return props.customer.contacts.some(({ isMasked }) => isMasked) ? <MaskedContacts {...props} /> : <OpenContacts {...props} />
}

function OpenContacts(props: Props) {
  const { customer } = props
  const words = useWords(peopleWords).profile
  const may = useMay()
  const acts = useContactActs(props)
  const [adding, add] = useState<'phone' | 'mail'>()
  const others = customer.contacts.filter(({ kind }) => kind !== 'phone' && kind !== 'mail' && kind !== 'card' && kind !== 'source')
  return (
    <>
      {(['phone', 'mail'] as const).map((kind) => (
        <Fact key={kind} title={words[kind]}>
          {customer.contacts
            .filter((contact) => contact.kind === kind)
            .map((contact) => (
              <ContactLine key={contact.value} contact={contact} title={words[kind]} acts={acts} />
            ))}
          {adding === kind ? (
            <NewContact kind={kind} title={words[kind]} acts={acts} onClose={() => add(undefined)} />
          ) : (
            may('customers.write') && <AddOne onClick={() => add(kind)}>{kind === 'phone' ? words.addPhone : words.addMail}</AddOne>
          )}
        </Fact>
      ))}
      {others.length > 0 && (
        <Fact title={words.otherContacts}>
          {others.map((contact) => (
            <p key={contact.kind + contact.value}>
              <span className="t2">{words.contactKinds[contact.kind as keyof typeof words.contactKinds] ?? contact.kind}</span>{' '}
              <span className="num">{contact.shown}</span>
            </p>
          ))}
        </Fact>
      )}
    </>
  )
}
