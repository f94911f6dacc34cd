import { useState } from 'react'
import { addOccasion, removeOccasion, updateOccasion } from '#rooms/people/around/contract.ts'
import { knownBy, occasionKinds } from '#rooms/people/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { nextOccurrence } from '#values/lunar-date.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField, Tick } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { LateMenu } from '../../../kit/late-menu.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { call, type Input, newKey } from '../../../shell/api.ts'
import { type Problem, problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay, useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import { AddOne, Fact } from '../fact.tsx'
import { peopleWords } from '../words.data.ts'
import { type Occasion, readOccasion, showOccasion, typedOccasion } from './occasion-reading.ts'
import { dropped, putBack, swapped, useKnownActs } from './use-known-acts.ts'
import { knownWords } from './words.data.ts'

type New = NonNullable<Input<typeof addOccasion>['body']>

function useOccasionActs(customerId: string) {
  const words = useWords(knownWords).occasions
  const me = useMe()
  const { today } = useSay()
  const { paint, act } = useKnownActs(customerId)
  const nameOf = (one: Pick<Occasion, 'kind' | 'label'>) => one.label ?? words.kinds[one.kind]
  const add = async (asked: New): Promise<Occasion> => {
    const id = `new-${newKey()}`
    const draft: Occasion = {
      id,
      kind: asked.kind,
      label: asked.label ?? null,
      calendar: asked.calendar ?? 'solar',
      year: asked.year ?? null,
      month: asked.month ?? null,
      day: asked.day ?? null,
      isLeap: asked.isLeap ?? false,
      written: asked.written ?? null,
      nextOn: null,
      isGreeted: asked.kind !== 'memorial',
      source: asked.source ?? 'said',
      notedByName: me.name,
      notedOn: today,
      version: 1,
    }
    const saved = await act(
      () => paint((now) => ({ occasions: [...now.occasions, draft] })),
      () => call(addOccasion, { params: { customerId }, body: asked }),
      () => paint((now) => ({ occasions: dropped(now.occasions, id) })),
    )
    paint((now) => ({ occasions: swapped(now.occasions, id, saved) }))
    return saved
  }
  const remove = async (one: Occasion): Promise<void> => {
    let at = 0
    await act(
      () =>
        paint((now) => {
          at = now.occasions.findIndex(({ id }) => id === one.id)
          return { occasions: dropped(now.occasions, one.id) }
        }),
      () => call(removeOccasion, { params: { customerId, occasionId: one.id } }),
      () => paint((now) => ({ occasions: putBack(now.occasions, one, at) })),
    )
  }
  const update = async (one: Occasion, part: New): Promise<Occasion> => {
    const saved = await act(
      () => paint((now) => ({ occasions: swapped(now.occasions, one.id, { ...one, ...part } as Occasion) })),
      () => call(updateOccasion, { params: { customerId, occasionId: one.id }, body: { ...part, version: one.version } }),
      () => paint((now) => ({ occasions: swapped(now.occasions, one.id, one) })),
    )
    paint((now) => ({ occasions: swapped(now.occasions, one.id, saved) }))
    return saved
  }
  return {
    add: async (asked: New) => {
      const saved = await add(asked)
      offerUndo(words.added(nameOf(saved)), () => remove(saved))
    },
    change: async (one: Occasion, asked: New) => {
      const saved = await update(one, asked)
      offerUndo(words.changed(nameOf(saved)), () => update(saved, again(one)))
    },
    remove: async (one: Occasion) => {
      await remove(one)
      offerUndo(words.removed(nameOf(one)), () => add(again(one)))
    },
  }
}

const again = ({ kind, label, calendar, year, month, day, isLeap, written, source }: Occasion): New => ({
  kind,
  label,
  calendar,
  year,
  month,
  day,
  isLeap,
  written,
  source,
})

type Acts = ReturnType<typeof useOccasionActs>

/** Adds a day or puts it right: the day in one field, as people write it. */
function OccasionDialog({ one, acts, onClose }: { one?: Occasion; acts: Acts; onClose: () => void }) {
  const words = useWords(knownWords).occasions
  const likes = useWords(peopleWords).likes
  const say = useSay()
  const [kind, setKind] = useState<Occasion['kind']>(one?.kind ?? 'wedding')
  const [label, setLabel] = useState(one?.label ?? '')
  const [text, setText] = useState(one ? typedOccasion(one) : '')
  const [calendar, setCalendar] = useState(one?.calendar ?? 'solar')
  const [isLeap, setLeap] = useState(one?.isLeap ?? false)
  const [source, setSource] = useState<Occasion['source']>(one?.source ?? 'said')
  const [told, setTold] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const read = readOccasion(text, calendar, isLeap)
  const isLunar = read?.calendar === 'lunar' || calendar === 'lunar'
  const next =
    read?.calendar === 'lunar' && read.month !== null && read.day !== null
      ? nextOccurrence(say.today, { month: read.month, day: read.day, isLeap: read.isLeap })
      : undefined
  const submit = async () => {
    if (!read) return setTold(words.badDay)
    const asked: New = { ...read, kind, label: label.trim() || null, source }
    try {
      await (one ? acts.change(one, asked) : acts.add(asked))
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  return (
    <Dialog
      title={one ? words.edit : words.add}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit" disabled={!text.trim()}>
          {words.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <Field label={words.kind}>
        {(ids) => (
          <Choice {...ids} value={kind} onChange={setKind} choices={occasionKinds.map((value) => ({ value, words: words.kinds[value] }))} />
        )}
      </Field>
      <TextField
        label={words.day}
        placeholder={words.dayHint}
        value={text}
        error={told}
        hint={read && text.trim() ? words.reads(showOccasion(read, say.language) + (next ? ` → ${say.date(next)}` : '')) : undefined}
        onText={(typed) => {
          setText(typed)
          setTold(undefined)
        }}
        autoComplete="off"
        data-autofocus
      />
      <div className="row g4 wrap">
        <Segmented
          label={words.calendar}
          value={isLunar ? 'lunar' : 'solar'}
          onChange={setCalendar}
          choices={(['solar', 'lunar'] as const).map((value) => ({ value, words: words.calendars[value] }))}
        />
        {isLunar && (
          <Tick isOn={isLeap || read?.isLeap === true} onChange={setLeap}>
            {words.leap}
          </Tick>
        )}
      </div>
      <TextField
        label={kind === 'other' ? words.label : words.labelMore}
        placeholder={words.labelHint}
        value={label}
        maxLength={80}
        onText={setLabel}
        autoComplete="off"
      />
      <Segmented
        label={likes.source}
        value={source}
        onChange={setSource}
        choices={knownBy.map((value) => ({ value, words: likes.sources[value] }))}
      />
    </Dialog>
  )
}

/** Days ahead are counted when they are no more than this. */
const NEAR = 60

function OccasionLine({ one, acts }: { one: Occasion; acts: Acts }) {
  const words = useWords(knownWords).occasions
  const say = useSay()
  const may = useMay()
  const problems = useProblemWords()
  const [isEditing, edit] = useState(false)
  const name = one.label ?? words.kinds[one.kind]
  const left = one.nextOn === null ? undefined : daysBetween(say.today, one.nextOn)
  const inWords = left === undefined ? '' : left === 0 ? words.today : left === 1 ? words.tomorrow : words.inDays(say.number(left), left)
  const shown = showOccasion(one, say.language)
  const meta = [
    one.label && one.kind !== 'other' && words.kinds[one.kind],
    one.written && saysMore(one.written, shown) && words.written(one.written),
    one.nextOn &&
      (left !== undefined && left <= NEAR ? words.next(say.nearDate(one.nextOn), inWords) : words.nextOn(say.nearDate(one.nextOn))),
  ].filter(Boolean)
  return (
    <li className="occasion">
      <div className="grow">
        <p>{name}</p>
        <p className="t2 num">{shown}</p>
        {meta.length > 0 && <p className="meta num">{meta.join(' · ')}</p>}
        {!one.isGreeted && (
          <p className="meta row g1">
            <Icon name="none" size="small" /> {words.notGreeted}
          </p>
        )}
      </div>
      {may('customers.write') && !one.id.startsWith('new-') && (
        <LateMenu
          className="like-acts"
          label={words.acts(name)}
          items={[
            { words: words.edit, icon: 'pencil', act: () => edit(true) },
            'line',
            {
              words: words.remove,
              icon: 'trash',
              act: () => void acts.remove(one).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' })),
            },
          ]}
        />
      )}
      {isEditing && <OccasionDialog one={one} acts={acts} onClose={() => edit(false)} />}
    </li>
  )
}

/** Whether the words it came in say more than what is shown already. */
const saysMore = (written: string, shown: string): boolean => !shown.toLocaleLowerCase('vi').includes(written.toLocaleLowerCase('vi'))

/** Days to remember: solar or lunar, as far as they are known, with the next time they come. */
export function OccasionsFact({ customer }: { customer: Customer }) {
  const words = useWords(knownWords).occasions
  const may = useMay()
  const acts = useOccasionActs(customer.id)
  const [isAdding, add] = useState(false)
  // The birthday of the record comes along under the record's own id; it has a place of its own above.
  const all = customer.occasions.filter(({ id }) => id !== customer.id)
  if (all.length === 0 && !may('customers.write')) return null
  return (
    <Fact title={words.title}>
      {all.length > 0 && (
        <ul>
          {all.map((one) => (
            <OccasionLine key={one.id} one={one} acts={acts} />
          ))}
        </ul>
      )}
      {may('customers.write') && <AddOne onClick={() => add(true)}>{words.add}</AddOne>}
      {isAdding && <OccasionDialog acts={acts} onClose={() => add(false)} />}
    </Fact>
  )
}
