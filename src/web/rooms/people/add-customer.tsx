import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { addRelationship, removeRelationship } from '#rooms/people/around/contract.ts'
import { createCustomer, customerKinds, removeCustomer } from '#rooms/people/contract.ts'
import { greetingSpoken, type WordForThem, type WordForUs, wordsForThem, wordsForUs } from '#values/address-form.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { call, useAct } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { customerKey, forgetAround } from './customer-data.ts'
import { Doubles } from './doubles.tsx'
import { PersonPicker, type Picked } from './known/person-picker.tsx'
import { knownWords } from './known/words.data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

type Draft = { kind: (typeof customerKinds)[number]; name: string; phone: string; them: WordForThem; us: WordForUs }

function AddressFields({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const words = useWords(peopleWords)
  return (
    <div className="pair">
      <Field label={words.add.address} hint={words.add.addressHint}>
        {(ids) => (
          <Choice
            {...ids}
            value={draft.them}
            onChange={(them) => set({ them })}
            choices={wordsForThem.map((value) => ({ value, words: value === 'none' ? words.address.none : value }))}
          />
        )}
      </Field>
      <Field label={words.add.us}>
        {(ids) => (
          <Choice {...ids} value={draft.us} onChange={(us) => set({ us })} choices={wordsForUs.map((value) => ({ value, words: value }))} />
        )}
      </Field>
    </div>
  )
}

/** Who lives in a household, chosen among those who are here; who isn't yet is added from its profile. */
function Members({ members, set }: { members: readonly Picked[]; set: (members: Picked[]) => void }) {
  const words = useWords(peopleWords)
  return (
    <>
      <PersonPicker
        label={words.add.members}
        kinds={['person']}
        isQuiet
        except={members.map(({ id }) => id)}
        onPick={(one) => set([...members, one])}
      />
      {members.length > 0 && (
        <p className="row g1 wrap">
          {members.map((one) => (
            <Chip
              key={one.id}
              icon="person"
              onRemove={() => set(members.filter(({ id }) => id !== one.id))}
              removeLabel={words.profile.removeOf(one.name || one.calledAs)}
            >
              {one.name || one.calledAs}
            </Chip>
          ))}
        </p>
      )}
    </>
  )
}

/** The members tied to a new household; a list of what could not be tied is told. */
function useTieMembers() {
  const problems = useProblemWords()
  return async (householdId: string, members: readonly Picked[]): Promise<string[]> => {
    const ties: string[] = []
    for (const one of members)
      try {
        const tie = await call(addRelationship, {
          params: { customerId: householdId },
          body: { otherId: one.id, kind: 'member-of', side: 'to' },
        })
        ties.push(tie.id)
      } catch (error) {
        tell(`${one.name || one.calledAs}: ${problems.say(problemFrom(error))}`, { tone: 'danger' })
      }
    return ties
  }
}

/** Adds a customer: a name or a number is enough. */
export function AddCustomer({ onClose, name = '', phone = '' }: { onClose: () => void; name?: string; phone?: string }) {
  const words = useWords(peopleWords).add
  const say = useSay()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>({ kind: 'person', name, phone, them: 'anh/chị', us: 'em' })
  const [members, setMembers] = useState<Picked[]>([])
  const [told, setTold] = useState<string>()
  const kinds = useWords(knownWords).kinds
  const tieMembers = useTieMembers()
  const set = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setTold(undefined)
  }
  const act = useAct(createCustomer, {
    onDone: async (customer) => {
      const ties = customer.kind === 'household' ? await tieMembers(customer.id, members) : []
      if (ties.length > 0) for (const one of members) void queries.invalidateQueries({ queryKey: customerKey(one.id) })
      else queries.setQueryData(customerKey(customer.id), customer)
      forgetAround(queries, customer.id)
      onClose()
      navigate(customerPath(customer.id))
      const who = customer.calledAs || customer.name
      offerUndo(words.done(who), async () => {
        for (const relationshipId of ties) await call(removeRelationship, { params: { customerId: customer.id, relationshipId } })
        await call(removeCustomer, { params: { customerId: customer.id } })
        for (const one of members) void queries.invalidateQueries({ queryKey: customerKey(one.id) })
        forgetAround(queries, customer.id)
        navigate('/customers', { replace: true })
      })
    },
  })
  const submit = () => {
    const [called, number] = [draft.name.trim(), draft.phone.trim()]
    if (!called && !number) return setTold(words.needOne)
    act.go({
      body: {
        kind: draft.kind,
        ...(called ? { name: called } : {}),
        ...(number ? { contacts: [{ kind: 'phone', value: number }] } : {}),
        ...(draft.kind === 'person' && (draft.them !== 'anh/chị' || draft.us !== 'em')
          ? { address: { them: draft.them, us: draft.us, source: 'staff' } }
          : {}),
      },
    })
  }
  const hour = new Date().getHours()
  const greeting = greetingSpoken(
    { kind: draft.kind, name: draft.name, form: { them: draft.them, us: draft.us, source: 'staff' } },
    hour,
    say.language,
  )
  const badPhone = act.problem?.code === 'people.contact_invalid' ? words.badPhone : undefined
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <Button kind="primary" type="submit" isBusy={act.isRunning}>
          {words.save}
        </Button>
      }
    >
      {!badPhone && <ProblemLine problem={act.problem} onRetry={act.again} />}
      <Segmented
        label={words.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        choices={customerKinds.map((value) => ({ value, words: kinds[value], icon: value }))}
      />
      <TextField
        label={{ person: words.name, organisation: words.organisationName, household: words.householdName }[draft.kind]}
        value={draft.name}
        onText={(text) => set({ name: text })}
        error={told}
        autoComplete="off"
        data-autofocus
      />
      <TextField
        label={words.phone}
        value={draft.phone}
        onText={(text) => set({ phone: text })}
        isNum
        inputMode="tel"
        type="tel"
        autoComplete="off"
        error={badPhone}
      />
      <Doubles phone={draft.phone} name={draft.name} />
      {draft.kind === 'household' && <Members members={members} set={setMembers} />}
      {draft.kind === 'person' && <AddressFields draft={draft} set={set} />}
      {draft.name.trim() !== '' && <p className="meta">{words.greets(greeting)}</p>}
    </Dialog>
  )
}
