import { listTopics } from '#rooms/messages/consent/contract.ts'
import { useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'

export type Topic = { id: string; name: string; purpose: string; isOpen: boolean; wanted: number }
export type Topics = readonly Topic[]

/** What the house writes about, named in the language of the screen. */
export function useTopics(): { topics: Topics; isReady: boolean } {
  const language = useLanguage()
  const asked = useAsk(listTopics, {}, { staleTime: 60_000 })
  const topics = (asked.data?.topics ?? []).map(({ id, names, purpose, isOpen, wanted }) => ({
    id,
    name: names[language] || names.vi,
    purpose,
    isOpen,
    wanted,
  }))
  return { topics, isReady: asked.data !== undefined }
}
