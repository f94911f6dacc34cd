import { useState } from 'react'

/** Which story somebody has read stands in their own browser and nowhere else: nobody can count who reads. */

const storeOf = (staffId: string) => `quen.story-read.${staffId}`

function lastRead(staffId: string): string {
  try {
    return localStorage.getItem(storeOf(staffId)) ?? ''
  } catch {
    // Storage can be forbidden; then it stands open each time.
    return ''
  }
}

export function useRead(staffId: string, storyId: string | undefined) {
  const [read, setRead] = useState(() => lastRead(staffId))
  return {
    isRead: storyId !== undefined && read === storyId,
    mark: (isRead: boolean) => {
      const next = isRead && storyId !== undefined ? storyId : ''
      setRead(next)
      try {
        localStorage.setItem(storeOf(staffId), next)
      } catch {
        // As above.
      }
    },
  }
}
