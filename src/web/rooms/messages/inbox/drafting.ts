import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { getThread, saveDraft } from '#rooms/messages/inbox/contract.ts'
import { call, keyOf } from '../../../shell/api.ts'
import type { Talk } from './talk-data.ts'

/** What is being written in a talk; kept with the house a moment after the last key, and here until it is. */

const SETTLES_AFTER = 700

/** Words that the house has not kept yet, by talk: leaving the talk does not lose them. */
const unsaved = new Map<string, string>()

export type Drafting = ReturnType<typeof useDraft>

export function useDraft(talk: Talk) {
  const queries = useQueryClient()
  const kept = talk.draft?.words
  const [words, put] = useState<string | undefined>(() => unsaved.get(talk.id) ?? kept)
  const [state, setState] = useState<'kept' | 'writing' | 'lost'>('kept')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const seen = useRef(kept)
  // Somebody's own words from another device, or taken back, where nothing is being written here.
  useEffect(() => {
    if (seen.current === kept) return
    seen.current = kept
    if (!unsaved.has(talk.id)) put(kept)
  }, [kept, talk.id])
  const save = async (text: string): Promise<void> => {
    try {
      const { updatedAt } = await call(saveDraft, { params: { threadId: talk.id }, body: { words: text } })
      if (unsaved.get(talk.id) === text) unsaved.delete(talk.id)
      seen.current = updatedAt === null ? undefined : text
      const key = keyOf(getThread, { params: { threadId: talk.id } })
      queries.setQueryData(key, (before: Talk | undefined) => before && { ...before, draft: updatedAt ? { words: text, updatedAt } : null })
      setState('kept')
    } catch {
      // Said beside the words; they stay here and are tried with the next key.
      setState('lost')
    }
  }
  const newest = useRef(save)
  newest.current = save
  useEffect(
    () => () => {
      // Whoever leaves before the moment is over has it kept at once.
      clearTimeout(timer.current)
      const text = unsaved.get(talk.id)
      if (text !== undefined) void newest.current(text)
    },
    [talk.id],
  )
  const forget = () => {
    clearTimeout(timer.current)
    unsaved.delete(talk.id)
    setState('kept')
  }
  return {
    words,
    state,
    write: (text: string) => {
      put(text)
      unsaved.set(talk.id, text)
      setState('writing')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(text), SETTLES_AFTER)
    },
    /** The words have gone their way: nothing of them is a draft any more. */
    sent: () => {
      forget()
      put(undefined)
      seen.current = undefined
    },
    /** Stops the clock: the act that begins now keeps the words itself. */
    hold: () => clearTimeout(timer.current),
    drop: () => {
      forget()
      put(undefined)
      void save('')
    },
  }
}
