import {
  breakPromise,
  checkPromise,
  handPromise,
  keepPromise,
  notePromise,
  pausePromise,
  reopenPromise,
  restPromise,
  resumePromise,
  withdrawPromise,
} from '#rooms/promises/contract.ts'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { call, newKey } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useWords } from '../../shell/words.ts'
import { useRenew, useShow } from './board-data.ts'
import type { Promised, Row } from './naming.ts'
import { promiseWords } from './words.data.ts'

export type Team = NonNullable<Row['team']>
export type Keeping = { isExceeded?: boolean; reason?: string }

const isPast = (row: Row): boolean => row.firstDue !== null && Date.parse(row.firstDue) < Date.now()

/** Whether keeping it now asks for the reason: it would be kept late, and nobody has said why yet. */
export const needsReason = (row: Row | Promised): boolean =>
  isPast(row) && row.stage !== 'mending' && !('slips' in row && row.slips.some((slip) => slip.toldAt ?? slip.reason ?? slip.reasonWords))

/** What may be done with a promise: painted at once, saved behind, and taken back for ten seconds where it can be. */
export function usePromiseActs() {
  const words = useWords(promiseWords)
  const problems = useProblemWords()
  const show = useShow()
  const renew = useRenew()

  const wrong = (error: unknown) => {
    tell(problems.say(problemFrom(error)), { tone: 'danger' })
    renew()
  }
  /** Paints what it will be, saves, and shows what the house made of it. */
  const save = async (painted: Row, saving: Promise<Row>): Promise<Row> => {
    show(painted, false)
    const saved = await saving
    show(saved, true)
    return saved
  }
  const reopen = async (row: Row): Promise<void> => {
    const painted: Row = { ...row, state: 'open', stage: 'due', doneAt: null }
    const params = { promiseId: row.id }
    await save(painted, call(reopenPromise, { params, body: { version: row.version } }, { key: newKey() }))
  }
  const finish = (painted: Row, said: string, saving: Promise<Row>): void => {
    const saved = save(painted, saving)
    saved.catch(wrong)
    offerUndo(said, async () => reopen(await saved))
  }
  const doneNow = (row: Row, state: Row['state']): Row => ({ ...row, state, stage: 'done', doneAt: new Date().toISOString() })
  const quietly = (saving: Promise<Row>, said: string): Promise<boolean> =>
    saving.then(
      (row) => {
        show(row, true)
        tell(said, { tone: 'ok' })
        return true
      },
      (error: unknown) => {
        wrong(error)
        return false
      },
    )

  return {
    keep: (row: Row, { isExceeded, reason }: Keeping = {}) => {
      const state = isPast(row) ? 'late' : 'kept'
      const said = state === 'late' ? words.done.late : isExceeded ? words.done.exceeded : words.done.kept
      const body = { version: row.version, ...(isExceeded ? { isExceeded } : {}), ...(reason ? { reason } : {}) }
      finish(
        { ...doneNow(row, state), isExceeded: isExceeded ?? false },
        said(row.words),
        call(keepPromise, { params: { promiseId: row.id }, body }, { key: newKey() }),
      )
    },
    giveUp: (row: Row, reason: string) =>
      finish(
        { ...row, state: 'broken', doneAt: new Date().toISOString() },
        words.done.broken(row.words),
        call(breakPromise, { params: { promiseId: row.id }, body: { version: row.version, reason } }, { key: newKey() }),
      ),
    withdraw: (row: Row, reason: string) =>
      finish(
        doneNow(row, 'withdrawn'),
        words.done.withdrawn(row.words),
        call(withdrawPromise, { params: { promiseId: row.id }, body: { version: row.version, reason } }, { key: newKey() }),
      ),
    reopen: (row: Row) => reopen(row).then(() => void tell(words.done.reopened, { tone: 'ok' }), wrong),
    hand: (row: Row, to: { holderId: string; name: string } | { team: Team; name: string } | undefined) => {
      const body = {
        version: row.version,
        holderId: to && 'holderId' in to ? to.holderId : null,
        team: to && 'team' in to ? to.team : null,
      }
      const saving = call(handPromise, { params: { promiseId: row.id }, body }, { key: newKey() })
      show({ ...row, holderId: body.holderId, holderName: body.holderId && to ? to.name : null, team: body.team }, false)
      return quietly(saving, to ? words.done.handed(to.name) : words.done.handedNobody)
    },
    pause: (row: Row, cause: string) =>
      quietly(call(pausePromise, { params: { promiseId: row.id }, body: { version: row.version, cause } }), words.done.paused),
    resume: (row: Row) =>
      quietly(call(resumePromise, { params: { promiseId: row.id }, body: { version: row.version } }), words.done.resumed),
    note: (row: Row, text: string) =>
      quietly(call(notePromise, { params: { promiseId: row.id }, body: { version: row.version, words: text } }), words.done.noted),
    check: (row: Row, isMet: boolean, text: string) =>
      quietly(
        call(checkPromise, { params: { promiseId: row.id }, body: { version: row.version, isMet, ...(text ? { words: text } : {}) } }),
        words.done.checked,
      ),
    rest: (row: Row, needsId: string, leadSeconds: number, isOver = false) =>
      quietly(
        call(restPromise, { params: { promiseId: row.id }, body: { version: row.version, needsId, leadSeconds, isOver } }),
        isOver ? words.done.restedNoMore : words.done.rested,
      ),
  }
}
export type PromiseActs = ReturnType<typeof usePromiseActs>
