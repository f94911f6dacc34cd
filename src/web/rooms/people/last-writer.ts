import { useState } from 'react'
import { listAudit } from '#server/audit/contract.ts'
import { useAsk } from '../../shell/api.ts'
import { nameOfMet } from '../../shell/presence.tsx'
import { useMay, useMe } from '../../shell/session.tsx'
import { useWord } from '../../shell/stream.ts'

/**
 * Who, other than oneself, wrote about this customer last: a colleague who was met at the record, as the stream tells it; for who may
 * read the trail, whoever it says. Undefined where neither knows. The trail is asked only when `isAsked`.
 */
export function useLastWriter(customerId: string, isAsked: boolean): string | undefined {
  const me = useMe()
  const may = useMay()
  const [by, noteBy] = useState<string>()
  useWord('record', ({ customerId: written, by: writer }) => {
    if (written === customerId && writer && writer !== me.id) noteBy(writer)
  })
  const trail = useAsk(
    listAudit,
    { query: { customerId, act: 'updateCustomer', limit: 5 } },
    { enabled: isAsked && may('house.audit'), staleTime: 0, retry: false },
  )
  const told = trail.data?.entries.find(({ actorId, actorName }) => actorName && actorId !== me.id)?.actorName
  return (by === undefined ? undefined : nameOfMet(by)) ?? told ?? undefined
}
