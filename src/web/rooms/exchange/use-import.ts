import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { cancelImport, getImport, previewImport, runImport, undoImport, updateImport } from '#rooms/exchange/contract.ts'
import { say } from '../../kit/toasts.tsx'
import { call, type Input, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { type Import, isMoving, type Report, type Sample, secondsLeft, withSample } from './steps.ts'

const OFTEN = 400
const SELDOM = 1200
const STOP_LOOK = 150
const STOP_TRIES = 20

const keyFor = (importId: string) => keyOf(getImport, { params: { importId } })

/** An import as the server sees it, asked again while the server is at work on it; `isHeld` while a change is on its way, which shows already. */
export function useImport(importId: string, isHeld: boolean) {
  const count = useRef(0)
  return useAsk(
    getImport,
    { params: { importId } },
    {
      staleTime: 0,
      // Small files are done before anybody looks; large ones needn't be asked about as often.
      refetchInterval: (query) => {
        if (!isMoving(query.state.data?.state)) count.current = 0
        else count.current += 1
        return isMoving(query.state.data?.state) && !isHeld ? (count.current < 25 ? OFTEN : SELDOM) : false
      },
    },
  )
}

/** Counting that goes on would count what is being changed: stops it, which takes two seconds at most, and answers what is left. */
async function stopCounting(importId: string): Promise<Import> {
  let it: Import
  try {
    it = await call(cancelImport, { params: { importId } })
  } catch {
    // It ended by itself meanwhile.
    it = await call(getImport, { params: { importId } })
  }
  for (let tries = 0; it.state === 'previewing' && tries < STOP_TRIES; tries += 1) {
    await new Promise((done) => setTimeout(done, STOP_LOOK))
    it = await call(getImport, { params: { importId } })
  }
  return it
}

export type Change = Omit<NonNullable<Input<typeof updateImport>['body']>, 'version'>

/** Changes how a file is understood: shown at once, sent one after the other, taken back if the server refuses. */
export function useChange(importId: string) {
  const queries = useQueryClient()
  const problems = useProblemWords()
  const before = useRef<Promise<unknown>>(Promise.resolve())
  const [waiting, setWaiting] = useState(0)
  const change = useCallback(
    (body: Change, shown?: (it: Import) => Import) => {
      const key = keyFor(importId)
      if (shown) queries.setQueryData<Import>(key, (it) => it && shown(it))
      const send = async () => {
        await queries.cancelQueries({ queryKey: key })
        const now = queries.getQueryData<Import>(key) ?? (await call(getImport, { params: { importId } }))
        const { version } = now.state === 'previewing' ? await stopCounting(importId) : now
        return call(updateImport, { params: { importId }, body: { ...body, version } })
      }
      setWaiting((n) => n + 1)
      before.current = before.current.then(async () => {
        try {
          queries.setQueryData<Import>(key, await send())
        } catch (error) {
          say(problems.say(problemFrom(error)), { tone: 'danger' })
          await queries.invalidateQueries({ queryKey: key })
        } finally {
          setWaiting((n) => n - 1)
        }
      })
    },
    [importId, queries, problems],
  )
  return { change, isChanging: waiting > 0 }
}
export type MakeChange = ReturnType<typeof useChange>['change']

/** The acts on one import; each answer is shown at once. */
export function useActs(importId: string) {
  const queries = useQueryClient()
  const how = {
    onDone: (it: Import) => void queries.setQueryData<Import>(keyFor(importId), it),
    onProblem: () => void queries.invalidateQueries({ queryKey: keyFor(importId) }),
  }
  const params = { params: { importId } }
  const preview = useAct(previewImport, how)
  const run = useAct(runImport, how)
  const cancel = useAct(cancelImport, how)
  const undo = useAct(undoImport, how)
  return {
    preview: { ...preview, go: () => preview.go(params) },
    run: { ...run, go: () => run.go(params), start: () => run.run(params) },
    cancel: { ...cancel, go: () => cancel.go(params) },
    undo: { ...undo, go: () => undo.go(params), start: () => undo.run(params) },
  }
}
export type Acts = ReturnType<typeof useActs>

/** Counts a draft as soon as nothing is left to ask, once for every version of it. */
export function useCounting(it: Import | undefined, acts: Acts, isOff: boolean): void {
  const tried = useRef<string>(undefined)
  const { go, isRunning } = acts.preview
  const version = it && it.state === 'draft' && it.questions.length === 0 && it.refusal === null ? `${it.id} ${it.version}` : undefined
  useEffect(() => {
    if (isOff || isRunning || version === undefined || tried.current === version) return
    tried.current = version
    go()
  }, [version, isOff, isRunning, go])
}

/** The figures of an import, the last known ones while they are counted again, so that nothing jumps. */
export function useReport(it: Import, isChanging: boolean): { report: Report | undefined; isFresh: boolean } {
  const last = useRef<Report>(undefined)
  const isFresh = it.state === 'previewed' && it.report !== null && !isChanging
  if (isFresh && it.report) last.current = it.report
  return { report: last.current, isFresh }
}

/** Whole seconds until the work is done, at the pace seen here. */
export function useSecondsLeft(it: Import): number | undefined {
  const samples = useRef<Sample[]>([])
  const moving = isMoving(it.state)
  if (!moving) samples.current = []
  else if (samples.current.at(-1)?.done !== it.rowsDone)
    samples.current = withSample(samples.current, { at: performance.now(), done: it.rowsDone })
  return moving ? secondsLeft(samples.current, it.rowsAll) : undefined
}
