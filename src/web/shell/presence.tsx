import { useEffect, useState } from 'react'
import { setPresence } from '#server/stream/contract.ts'
import { call } from './api.ts'
import { useMe } from './session.tsx'
import { useWord, type Words } from './stream.ts'
import { tabName } from './stream-tab.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'
import './presence.css'

type Present = Words['presence']['who'][number]

/** Colleagues who were met at a record, by id; a word of the stream names them by that alone. */
const met = new Map<string, string>()
export const nameOfMet = (staffId: string): string | undefined => met.get(staffId)

/** Who else looks at this customer just now. */
function usePresent(customerId: string): readonly Present[] {
  const me = useMe()
  const [others, put] = useState<readonly Present[]>([])
  const see = (who: readonly Present[]) => {
    for (const { staffId, name } of who) met.set(staffId, name)
    put(who)
  }
  const isOneself = me.looksAs === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: `see` only puts.
  useEffect(() => {
    if (!isOneself) return
    const tellOf = (customer: string | null) => call(setPresence, { body: { tab: tabName, customerId: customer } })
    let isHere = true
    // Who looks along is a courtesy: without an answer the record works as well.
    tellOf(customerId).then(
      (answer) => isHere && see(answer.others),
      () => {},
    )
    return () => {
      isHere = false
      see([])
      tellOf(null).catch(() => {})
    }
  }, [customerId, isOneself])
  useWord('open', () => {
    if (!isOneself) return
    call(setPresence, { body: { tab: tabName, customerId } }).then(
      (answer) => see(answer.others),
      () => {},
    )
  })
  useWord('presence', (about) => {
    if (about.customerId === customerId) see(about.who.filter(({ staffId }) => staffId !== me.id))
  })
  return others
}

/** "Vy cũng đang xem": stands with a customer's record while a colleague has it open too; nothing otherwise. */
export function Presence({ customerId }: { customerId: string }) {
  const words = useWords(shellWords).presence
  const others = usePresent(customerId)
  const names = others.map(({ name }) => name)
  return (
    <span className="presence" role="status">
      {others.length > 0 && (
        <>
          {others.slice(0, 3).map(({ staffId, initials, name }) => (
            <span key={staffId} className="presence-ring" title={name} aria-hidden="true">
              {initials}
            </span>
          ))}
          <span className="meta">
            {names.length > 2 ? words.many(names[0] ?? '', String(names.length - 1)) : words.also(names.join(', '))}
          </span>
        </>
      )}
    </span>
  )
}
