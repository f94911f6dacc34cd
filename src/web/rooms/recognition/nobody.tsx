import { useState } from 'react'
import { createCustomer } from '#rooms/people/contract.ts'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { EmptyState, ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { useAct } from '../../shell/api.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { AddCustomer } from '../people/add-customer.tsx'
import { HeardFromCaller, useHeardOnCall } from './heard-from.tsx'
import { isWholeNumber, shownAs } from './reading.ts'
import { recognitionWords } from './words.data.ts'

/** A number that nobody has: one field, and they are known from now on. */
export function NewNumber({ number, onMade, isAnother }: { number: string; onMade: (id: string) => void; isAnother?: boolean }) {
  const words = useWords(recognitionWords)
  const [name, setName] = useState('')
  const heard = useHeardOnCall()
  const act = useAct(createCustomer, {
    onDone: (customer) => {
      void heard.goOver()
      tell(words.added(customer.calledAs || customer.name))
      onMade(customer.id)
    },
  })
  const submit = () =>
    name.trim() &&
    act.go({
      body: {
        kind: 'person',
        name: name.trim(),
        contacts: [{ kind: 'phone', value: number }],
        ...(heard.answer ? { heardFrom: heard.answer } : {}),
      },
    })
  return (
    <form
      className="card console-new"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 className="title">{isAnother ? words.another : words.newNumber}</h2>
      {!isAnother && <p className="body t2">{words.newNumberWhy(shownAs(number))}</p>}
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <div className="console-new-line">
        <TextField label={words.name} value={name} onText={setName} autoComplete="off" maxLength={300} data-new-name />
        <Button kind="primary" type="submit" isBusy={act.isRunning} disabled={!name.trim()}>
          {words.keep}
        </Button>
      </div>
      {!isAnother && <HeardFromCaller heard={heard} />}
    </form>
  )
}

/** Nobody was found: a new number, or a name that may be added. */
export function Nobody({ asked, onMade }: { asked: string; onMade: (id: string) => void }) {
  const words = useWords(recognitionWords)
  const may = useMay()
  const [isAdding, add] = useState(false)
  const mayAdd = may('customers.write')
  if (mayAdd && isWholeNumber(asked)) return <NewNumber key={asked} number={asked} onMade={onMade} />
  const isName = /\p{L}{2}/u.test(asked) && !asked.includes('@')
  return (
    <>
      <EmptyState
        icon="search"
        title={words.nobody(asked)}
        isNoResult
        act={
          mayAdd &&
          isName && (
            <Button icon="plus" onClick={() => add(true)}>
              {words.addNamed(asked)}
            </Button>
          )
        }
      >
        {words.nobodyWhy}
      </EmptyState>
      {isAdding && <AddCustomer name={asked} onClose={() => add(false)} />}
    </>
  )
}
