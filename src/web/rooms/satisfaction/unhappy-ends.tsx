import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getToday } from '#rooms/care/contract.ts'
import { followAnswer } from '#rooms/satisfaction/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { LateReceive } from '../promises/complaints/receive-complaint.tsx'
import { satisfactionWords } from './words.data.ts'

type Follow = { how: 'promise'; dueDay: string } | { how: 'complaint'; complaintId: string }

/** What an unhappy answer may become, beside a call at once: a promise to call by tomorrow, or a complaint. */
export function UnhappyEnds({ customerId, questionId, version }: { customerId: string; questionId: string; version: number }) {
  const words = useWords(satisfactionWords).unhappy
  const problems = useProblemWords()
  const say = useSay()
  const queries = useQueryClient()
  const [isReceiving, receive] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const tomorrow = addDays(say.today, 1)
  const follow = async (made: Follow) => {
    setBusy(true)
    try {
      const { promiseId } = await call(followAnswer, { params: { customerId, questionId }, body: { ...made, version } })
      if (promiseId)
        tell(words.promised(say.nearDate(tomorrow)), { tone: 'ok', opens: { words: words.open, path: `/promises?promise=${promiseId}` } })
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
    setBusy(false)
    void queries.invalidateQueries({ queryKey: keyOf(getToday) })
  }
  return (
    <>
      <Button icon="promise" isBusy={isBusy} onClick={() => void follow({ how: 'promise', dueDay: tomorrow })}>
        {words.promise}
      </Button>
      <Button kind="quiet" onClick={() => receive(true)}>
        {words.complaint}
      </Button>
      {isReceiving && (
        <LateReceive
          customerId={customerId}
          onClose={() => receive(false)}
          onReceived={(complaintId) => void follow({ how: 'complaint', complaintId })}
        />
      )}
    </>
  )
}
