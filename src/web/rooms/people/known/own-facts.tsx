import { useState } from 'react'
import type { z } from 'zod'
import { priceExpectations } from '#rooms/people/contract.ts'
import { type customerFieldView, listCustomerFields } from '#rooms/people/house/contract.ts'
import { readDay } from '#values/civil-date.ts'
import { Chip, ChipButton } from '../../../kit/chip.tsx'
import { InlineEdit } from '../../../kit/inline-edit.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useAsk } from '../../../shell/api.ts'
import { Problem } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { AddWord } from '../add-word.tsx'
import type { ChangeCustomer, Customer } from '../customer-data.ts'
import { AddOne, Fact } from '../fact.tsx'
import { peopleWords } from '../words.data.ts'
import { heardFromOffered, heardFromWords } from './heard-from.ts'
import { readNumber } from './read-number.ts'
import { knownWords } from './words.data.ts'

type Props = { customer: Customer; change: ChangeCustomer }
type Field = z.output<typeof customerFieldView>

/** Words as they stand within a sentence. */
const low = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)

/** How somebody lives, a line each. */
export function LifestyleFact({ customer, change }: Props) {
  const words = useWords(knownWords).facts
  const profile = useWords(peopleWords).profile
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const alter = (make: (lines: string[]) => string[], done: string) =>
    void change({ make: (now) => ({ lifestyle: make(now.lifestyle) }), field: 'lifestyle', label: words.lifestyle, done }).catch(() => {})
  const add = (line: string) => {
    if (line && !customer.lifestyle.includes(line)) alter((lines) => [...lines.filter((one) => one !== line), line], profile.added(line))
    setAdding(false)
  }
  if (customer.lifestyle.length === 0 && !may('customers.write')) return null
  return (
    <Fact title={words.lifestyle}>
      <div className="row g1 wrap fact-tags">
        {customer.lifestyle.map((line) => (
          <Chip
            key={line}
            {...(may('customers.write')
              ? {
                  onRemove: () => alter((lines) => lines.filter((one) => one !== line), profile.removed(line)),
                  removeLabel: profile.removeOf(line),
                }
              : {})}
          >
            {line}
          </Chip>
        ))}
      </div>
      {isAdding ? (
        <AddWord label={words.addLifestyle} hint={words.lifestyleHint} onDone={add} onLeave={() => setAdding(false)} />
      ) : (
        may('customers.write') && <AddOne onClick={() => setAdding(true)}>{words.addLifestyle}</AddOne>
      )}
    </Fact>
  )
}

/** What they look to spend. */
export function PriceFact({ customer, change }: Props) {
  const words = useWords(knownWords).facts
  const profile = useWords(peopleWords).profile
  const may = useMay()
  const value = customer.priceExpectation ?? 'unknown'
  const save = (next: string) => {
    const priceExpectation = priceExpectations.find((one) => one === next) ?? null
    void change({
      make: () => ({ priceExpectation }),
      field: 'priceExpectation',
      label: words.price,
      done: profile.saved(low(words.price)),
      from: customer,
    }).catch(() => {})
  }
  const choices = [
    ...priceExpectations.map((one) => ({ value: one as string, words: words.prices[one] })),
    { value: 'unknown', words: words.unknown },
  ]
  if (!may('customers.write')) return value === 'unknown' ? null : <Fact title={words.price}>{words.prices[value]}</Fact>
  return (
    <Fact title={words.price}>
      <Choice label={words.price} isSmall value={value} onChange={save} choices={choices} />
    </Fact>
  )
}

/** How they came to hear of the house: asked in one tap while nobody knows. */
export function HeardFromFact({ customer, change }: Props) {
  const words = useWords(knownWords)
  const profile = useWords(peopleWords).profile
  const may = useMay()
  const [isWhole, showWhole] = useState(false)
  const { heardFrom } = customer
  const save = (next: string | null) =>
    void change({
      make: () => ({ heardFrom: next }),
      field: 'heardFrom',
      label: words.facts.heardFrom,
      done: profile.saved(low(words.facts.heardFrom)),
      from: customer,
    }).catch(() => {})
  if (!may('customers.write')) return heardFrom ? <Fact title={words.facts.heardFrom}>{heardFromWords(heardFrom, words)}</Fact> : null
  if (heardFrom === null)
    return (
      <Fact title={words.facts.heardFromAsk}>
        <div className="row g1 wrap fact-taps">
          {(isWhole ? heardFromOffered : heardFromOffered.slice(0, 6)).map((key) => (
            <ChipButton key={key} isOn={false} onPress={() => save(key)}>
              {words.facts.heardFromKeys[key]}
            </ChipButton>
          ))}
          {!isWhole && (
            <ChipButton isOn={false} icon="more" onPress={() => showWhole(true)}>
              {words.facts.heardFromMore}
            </ChipButton>
          )}
        </div>
      </Fact>
    )
  const choices = [
    ...new Map(
      [...heardFromOffered, heardFrom].map((key) => [key as string, { value: key as string, words: heardFromWords(key, words) }]),
    ).values(),
    { value: '', words: words.facts.heardFromClear },
  ]
  return (
    <Fact title={words.facts.heardFrom}>
      <Choice label={words.facts.heardFrom} isSmall value={heardFrom} onChange={(next) => save(next || null)} choices={choices} />
    </Fact>
  )
}

/** A field of the house's own, edited as its kind asks. */
function OwnFact({ customer, change, field }: Props & { field: Field }) {
  const words = useWords(knownWords).facts
  const profile = useWords(peopleWords).profile
  const say = useSay()
  const may = useMay()
  const nameOf = (one: { vi: string; en: string }) => one[say.language]
  const title = say.language === 'vi' ? field.nameVi : field.nameEn
  const value = customer.fields[field.key]
  const set = (next: string | number | boolean | null) =>
    change({
      make: () => ({ fields: { [field.key]: next } }),
      field: 'fields',
      part: field.key,
      label: title,
      done: profile.saved(low(title)),
      from: customer,
    })
  const canWrite = may('customers.write')
  if (!canWrite && value === undefined) return null
  if (field.kind === 'choice' || field.kind === 'yes-no') {
    const choices =
      field.kind === 'choice'
        ? field.choices.map((one) => ({ value: one.key, words: nameOf(one) }))
        : [
            { value: 'yes', words: words.yes },
            { value: 'no', words: words.no },
          ]
    const chosen = value === undefined ? '' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
    const pick = (next: string) => void set(next === '' ? null : field.kind === 'yes-no' ? next === 'yes' : next).catch(() => {})
    return (
      <Fact title={title}>
        {canWrite ? (
          <Choice label={title} isSmall value={chosen} onChange={pick} choices={[...choices, { value: '', words: words.empty }]} />
        ) : (
          choices.find((one) => one.value === chosen)?.words
        )}
      </Fact>
    )
  }
  const shown =
    value === undefined
      ? ''
      : field.kind === 'date'
        ? say.date(String(value))
        : typeof value === 'number'
          ? say.number(value, 2)
          : String(value)
  const save = async (text: string) => {
    if (text === '') return set(null)
    if (field.kind === 'text') return set(text)
    if (field.kind === 'number') {
      const number = readNumber(text, say.language)
      if (number === undefined) throw new Problem(400, 'people.field_unfit', words.badNumber)
      return set(number)
    }
    const read = readDay(text)
    if ('problem' in read) throw new Problem(400, 'people.field_unfit', words.badDate)
    return set(read.day)
  }
  return (
    <Fact title={title}>
      <InlineEdit
        label={title}
        value={shown}
        isNum={field.kind !== 'text'}
        {...(field.kind === 'date' ? { placeholder: words.dateHint } : field.kind === 'number' ? { inputMode: 'numeric' as const } : {})}
        isReadOnly={!canWrite}
        save={save}
      />
    </Fact>
  )
}

/** The house's own fields that fit this kind of customer. */
export function OwnFacts({ customer, change }: Props) {
  const asked = useAsk(listCustomerFields, {}, { staleTime: 5 * 60_000 }).data?.fields ?? []
  const fields = asked.filter(({ appliesTo, isRetired }) => !isRetired && appliesTo.includes(customer.kind))
  return fields.map((field) => <OwnFact key={field.key} customer={customer} change={change} field={field} />)
}
