import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { z } from 'zod'
import { givePraise, listPraise, type praiseView, takeBackPraise } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Initial } from '../../../kit/chip.tsx'
import { say as notice, offerUndo } from '../../../kit/toasts.tsx'
import { call, keyOf, useAct } from '../../../shell/api.ts'
import { useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { praiseWords } from './praise-words.data.ts'
import { ownWords } from './words.data.ts'
import './praise.css'

type Praise = z.output<typeof praiseView>

/** One word of thanks; one's own can be taken back, and put back for as long as the notice stands. */
export function PraiseLine({ praise, isMineToRead }: { praise: Praise; isMineToRead?: boolean }) {
  const words = useWords(ownWords)
  const aboutWords = useWords(praiseWords).about
  const say = useSay()
  const may = useMay()
  const queries = useQueryClient()
  const problems = useProblemWords()
  const refresh = () => queries.invalidateQueries({ queryKey: keyOf(listPraise) })
  const act = useAct(takeBackPraise, {
    onDone: () => {
      void refresh()
      const { to, words: text, customerId, about } = praise
      offerUndo(words.takenBack, async () => {
        await call(givePraise, {
          body: { staffId: to.id, words: text, ...(customerId ? { customerId } : {}), ...(about ? { about } : {}) },
        })
        await refresh()
      })
    },
    onProblem: (problem) => notice(problems.say(problem), { tone: 'danger' }),
  })
  const facts = [...(praise.fromName ? [words.from(praise.fromName)] : []), say.relative(say.dayOf(praise.at))]
  return (
    <li className="praise-line">
      <Initial name={isMineToRead ? (praise.fromName ?? praise.to.name) : praise.to.name} />
      <div className="grow">
        {!isMineToRead && <p className="strong">{praise.to.name}</p>}
        <p className="body praise-words">{praise.words}</p>
        {praise.about && (
          <p className="meta praise-about">
            {aboutWords[praise.about.kind]}: {praise.about.words}
          </p>
        )}
        <p className="meta">
          {facts.join(' · ')}
          {praise.customerId && (
            <>
              {' · '}
              {may('customers.read') ? (
                <Link href={customerPath(praise.customerId)} className="link">
                  {words.ofCustomer}
                </Link>
              ) : (
                words.ofCustomer
              )}
            </>
          )}
        </p>
      </div>
      {praise.isMine && (
        <Button kind="quiet" size="small" isAtEdge isBusy={act.isRunning} onClick={() => act.go({ params: { praiseId: praise.id } })}>
          {words.takeBack}
        </Button>
      )}
    </li>
  )
}
