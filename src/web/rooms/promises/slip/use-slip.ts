import { useEffect, useRef, useState } from 'react'
import { beginSlip, draftSlip, getSlip, readySlip } from '#rooms/promises/slips/contract.ts'
import { call, newKey } from '../../../shell/api.ts'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useRenew } from '../board-data.ts'
import type { Promised } from '../naming.ts'
import { bodyOf, type Draft, type Filled, filledFrom } from './filled.ts'

const PAUSE = 300

/** Whether anybody has said that it slips; before that a draft only lies ready. */
const isBegun = ({ promise, slip }: Draft): boolean => promise.slips.some(({ id }) => id === slip.id)

/**
 * A slip while somebody fills it in. Looking at it says nothing; with the first stroke it is said that the promise slips. What is typed is
 * saved a moment later, one at a time, and the letter comes back as it would go. What was typed meanwhile is saved next; nothing typed is
 * ever replaced by an answer.
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
  const asked = useRef(false)
  const isTouched = useRef(false)
  const leaving = useRef<() => Promise<void>>(undefined)

  const take = (next: Draft) => {
    known.current = next
    setDraft(next)
  }
  /** Says that it slips, where nobody has yet. */
  const begun = async (): Promise<Draft | undefined> => {
    const now = known.current
    if (!now || isBegun(now)) return now
    const params = { promiseId: now.promise.id }
    take(await call(beginSlip, { params, body: { version: now.promise.version } }, { key: newKey() }))
    renew()
    return known.current
  }
  const put = async (mine: Filled): Promise<void> => {
    const before = await begun()
    if (!before) return
    const params = { promiseId: before.promise.id, slipId: before.slip.id }
    take(await call(draftSlip, { params, body: { ...bodyOf(mine, zone), version: before.slip.version } }, { key: newKey() }))
  }
  const write = async (mine: Filled, text: string): Promise<void> => {
    setSaving(true)
    try {
      await put(mine).catch(async (error: unknown) => {
        const now = known.current
        if (problemFrom(error).code !== 'promises.changed_meanwhile' || !now) throw error
        // Somebody else wrote meanwhile: what was typed here goes on top of what stands there now.
        take(await call(getSlip, { params: { promiseId: now.promise.id, slipId: now.slip.id } }))
        await put(mine)
      })
      saved.current = text
      setProblem(undefined)
    } catch (error) {
      setProblem(problemFrom(error))
      throw error
    } finally {
      setSaving(false)
    }
  }
  const save = async (): Promise<void> => {
    clearTimeout(timer.current)
    // One at a time: whoever wakes first goes on, the others wait for them.
    while (running.current) await running.current
    const mine = newest.current
    if (!mine || !known.current) return
    const text = JSON.stringify(bodyOf(mine, zone))
    if (text === saved.current) return
    const now = write(mine, text)
    running.current = now.then(
      () => {
        running.current = undefined
      },
      () => {
        running.current = undefined
      },
    )
    await now
    if (newest.current !== mine) await save()
  }
  const change = (part: Partial<Filled>) => {
    const next = newest.current && { ...newest.current, ...part }
    if (!next) return
    isTouched.current = true
    newest.current = next
    setFilled(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save().catch(() => undefined), PAUSE)
  }
  const open = async () => {
    try {
      const ready = await call(readySlip, { params: { promiseId: promise.id } })
      take(ready)
      const first = filledFrom(ready, zone)
      newest.current = first
      setFilled(first)
      setProblem(undefined)
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void open()
  })
  leaving.current = save
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      // What was typed last is not lost by leaving; who only looked has said nothing.
      if (isTouched.current) void leaving.current?.().catch(() => undefined)
    },
    [],
  )
  return { draft, filled, change, problem, setProblem, isSaving, save, take, latest: () => known.current, retry: () => void open() }
}
export type SlipWork = ReturnType<typeof useSlip>
