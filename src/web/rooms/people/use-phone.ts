import { useSyncExternalStore } from 'react'

const media = matchMedia('(max-width: 47.5rem)')
const subscribe = (tell: () => void) => {
  media.addEventListener('change', tell)
  return () => media.removeEventListener('change', tell)
}

/** Whether the screen is as narrow as a phone's. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => media.matches)
