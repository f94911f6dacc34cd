import { useEffect, useRef, useState } from 'react'
import { beginSlip, draftSlip, getSlip } from '#rooms/promises/slips/contract.ts'
import { call, newKey } from '../../../shell/api.ts'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useRenew } from '../board-data.ts'
import type { Promised } from '../naming.ts'
import { bodyOf, type Draft, type Filled, filledFrom } from './filled.ts'

const PAUSE = 300

/**
 * A slip while somebody fills it in: what is typed is saved a moment later, one at a time, and the letter comes back as it would go. What
 * was typed meanwhile is saved next; nothing typed is ever replaced by an answer.
 */
export function useSlip(promise: Promised) {
  const { zone } = useHouse()
  const renew = useRenew()
  const [draft, setDraft] = useState<Draft>()
  const [filled, setFilled] = useState<Filled>()
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)
  const newest = useRef<Filled>(undefined)
  const known = useRef<Draft>(undefined)
  const saved = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<void>>(undefined)
  const begun = useRef(false)
  const leaving = useRef<() => Promise<void>>(undefined)

  const take = (next: Draft) => {
    known.current = next
    setDraft(next)
  }
  const save = async (): Promise<void> => {
    clearTimeout(timer.current)
    await running.current
    const [mine, before] = [newest.current, known.current]
    if (!mine || !before) return
    const body = bodyOf(mine, zone)
    const text = JSON.stringify(body)
    if (text === saved.current) return
    const params = { promiseId: before.promise.id, slipId: before.slip.id }
    const work = async () => {
      setSaving(true)
      try {
        take(await call(draftSlip, { params, body: { ...body, version: before.slip.version } }, { key: newKey() }))
        saved.current = text
        setProblem(undefined)
      } catch (error) {
        const wrong = problemFrom(error)
        setProblem(wrong)
        // Somebody else wrote meanwhile: what stands there now is the ground for the next try, with what was typed here.
        if (wrong.code === 'promises.changed_meanwhile') take(await call(getSlip, { params }))
        throw wrong
      } finally {
        setSaving(false)
      }
    }
    const now = work()
    running.current = now.catch(() => undefined)
    await now
    if (newest.current !== mine) await save()
  }
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save().catch(() => undefined), PAUSE)
  }
  const change = (part: Partial<Filled>) => {
    const next = newest.current && { ...newest.current, ...part }
    if (!next) return
    newest.current = next
    setFilled(next)
    soon()
  }
  const begin = async () => {
    try {
      const open = promise.slips.find(({ toldAt }) => toldAt === null)
      const params = { promiseId: promise.id }
      const opened =
        open && promise.stage === 'slipped'
          ? await call(getSlip, { params: { ...params, slipId: open.id } })
          : await call(beginSlip, { params, body: { version: promise.version } }, { key: newKey() })
      take(opened)
      newest.current = filledFrom(opened, zone)
      setFilled(newest.current)
      renew()
      soon()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void begin()
  })
  leaving.current = save
  useEffect(
    () => () => {
      // What was typed last is not lost by leaving.
      void leaving.current?.().catch(() => undefined)
    },
    [],
  )
  return { draft, filled, change, problem, setProblem, isSaving, save, take, latest: () => known.current, retry: () => void begin() }
}
export type SlipWork = ReturnType<typeof useSlip>
