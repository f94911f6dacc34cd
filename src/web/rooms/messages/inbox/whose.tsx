import { useState } from 'react'
import { changeThread } from '#rooms/messages/inbox/contract.ts'
import { createCustomer } from '#rooms/people/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { PersonPicker } from '../../people/known/person-picker.tsx'
import { type Talk, useKeepTalk } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

const kinds = { mail: 'mail', zalo: 'zalo', sms: 'phone' } as const

/** Says whose a talk is: one of those who share the address, somebody else, or a customer made of it. */
function useWhose(talk: Talk, onDone: () => void) {
  const words = useWords(inboxWords)
  const keep = useKeepTalk()
  const act = useAct(changeThread, {
    onDone: (after) => {
      keep(after)
      tell(words.known(after.name), { tone: 'ok' })
      onDone()
    },
  })
  const give = (customerId: string) => act.go({ params: { threadId: talk.id }, body: { version: talk.version, customerId } })
  const add = useAct(createCustomer, { onDone: ({ id }) => give(id) })
  const contacts = () => {
    const kind = talk.channel === 'form' || talk.channel === 'paper' ? undefined : kinds[talk.channel]
    return kind && talk.address && !talk.address.includes('•') ? [{ kind, value: talk.address }] : []
  }
  return {
    give,
    add: (name: string) => add.go({ body: { kind: 'person', name, contacts: contacts() } }),
    isRunning: act.isRunning || add.isRunning,
    problem: act.problem ?? add.problem,
  }
}

/** Stands above the talk while nobody knows who wrote. */
export function Whose({ talk }: { talk: Talk }) {
  const words = useWords(inboxWords)
  const may = useMay()
  const [isChoosing, choose] = useState(false)
  const whose = useWhose(talk, () => choose(false))
  if (talk.customerId !== null) return null
  return (
    <div className="inbox-whose">
      <p className="row g2 wrap">
        <Icon name="person" className="c-accent" />
        <span className="grow">{talk.candidates.length > 1 ? words.whoseMany : words.nobody}</span>
        {may('messages.write') && (
          <Button size="small" onClick={() => choose(true)}>
            {words.whose}
          </Button>
        )}
      </p>
      {may('messages.write') && talk.candidates.length > 0 && (
        <p className="row g2 wrap">
          {talk.candidates.map(({ customerId, name }) => (
            <Button key={customerId} size="small" isBusy={whose.isRunning} onClick={() => whose.give(customerId)}>
              {name}
            </Button>
          ))}
        </p>
      )}
      {isChoosing && (
        <Dialog title={words.whoseTitle} onClose={() => choose(false)} ends={<Button onClick={() => choose(false)}>{words.cancel}</Button>}>
          <div className="stack g4 inbox-choosing">
            <PersonPicker
              label={words.whoseSearch}
              except={[]}
              onPick={({ id }) => whose.give(id)}
              {...(may('customers.write') ? { onNew: ({ name, phone }: { name: string; phone: string }) => whose.add(name || phone) } : {})}
            />
            <ProblemLine problem={whose.problem} />
          </div>
        </Dialog>
      )}
    </div>
  )
}
