import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { changeLetter, checkLetter, getLetter, type LetterView, listLetters, previewLetter } from '#rooms/messages/letters/contract.ts'
import { call, keyOf } from '../../../shell/api.ts'
import { type Problem, problemFrom } from '../../../shell/problem.ts'

/** What is written on a letter's screen, saved behind the writer's back. */
export type Draft = Pick<LetterView, 'title' | 'purpose' | 'topicId' | 'content' | 'leastBlocks' | 'isArchived'>
export type Saving = 'saved' | 'dirty' | 'saving' | 'failed' | 'conflict'

const AFTER_MS = 700

const draftOf = ({ title, purpose, topicId, content, leastBlocks, isArchived }: LetterView): Draft => ({
  title,
  purpose,
  topicId,
  content,
  leastBlocks,
  isArchived,
})

/** The letter in the cache is the one that was just saved; what hangs on its words is asked again. */
function tellOthers(queries: QueryClient, letter: LetterView): void {
  queries.setQueryData(keyOf(getLetter, { params: { letterId: letter.id } }), letter)
  // A first look that is still under way was asked of the words before these: it would be taken for the answer, and never asked again.
  for (const queryKey of [keyOf(previewLetter), keyOf(checkLetter), keyOf(listLetters)])
    void queries.cancelQueries({ queryKey }).then(() => queries.invalidateQueries({ queryKey }))
}

export function useDraft(letter: LetterView) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(letter))
  const [saving, setSaving] = useState<Saving>('saved')
  const [problem, setProblem] = useState<Problem>()
  const newest = useRef(draft)
  const version = useRef(letter.version)
  const isDirty = useRef(false)
  const running = useRef<Promise<void>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const saveOnce = useCallback(async () => {
    isDirty.current = false
    setSaving('saving')
    const { title, ...rest } = newest.current
    try {
      const body = { ...rest, ...(title.trim() === '' ? {} : { title }), version: version.current }
      const saved = await call(changeLetter, { params: { letterId: letter.id }, body })
      version.current = saved.version
      tellOthers(queries, saved)
      setProblem(undefined)
      setSaving(isDirty.current ? 'dirty' : 'saved')
    } catch (error) {
      isDirty.current = true
      const found = problemFrom(error)
      setProblem(found)
      setSaving(found.code === 'letters.changed_meanwhile' ? 'conflict' : 'failed')
      throw found
    }
  }, [letter.id, queries])

  /** Saves what is not saved yet; throws the `Problem` if it could not. */
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    await running.current?.catch(() => {})
    while (isDirty.current) {
      running.current = saveOnce()
      await running.current
    }
  }, [saveOnce])

  const change = useCallback(
    (part: Partial<Draft>) => {
      newest.current = { ...newest.current, ...part }
      setDraft(newest.current)
      isDirty.current = true
      setSaving((before) => (before === 'conflict' ? before : 'dirty'))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush().catch(() => {}), AFTER_MS)
    },
    [flush],
  )

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => isDirty.current && event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      // Leaving the screen leaves nothing behind.
      void flush().catch(() => {})
    }
  }, [flush])

  /** After two people changed it: go on with the other's, or put one's own over it. */
  const settle = async (keep: 'mine' | 'theirs') => {
    const theirs = await call(getLetter, { params: { letterId: letter.id } })
    version.current = theirs.version
    if (keep === 'theirs') {
      newest.current = draftOf(theirs)
      isDirty.current = false
      setDraft(newest.current)
      setSaving('saved')
      setProblem(undefined)
      tellOthers(queries, theirs)
      return
    }
    isDirty.current = true
    await flush()
  }

  return { draft, change, saving, problem, flush, settle }
}
export type DraftHand = ReturnType<typeof useDraft>
