import { useSyncExternalStore } from 'react'

const media = typeof matchMedia === 'function' ? matchMedia('(max-width: 47.5rem)') : undefined
const subscribe = (tell: () => void) => {
  media?.addEventListener('change', tell)
  return () => media?.removeEventListener('change', tell)
}

/** As `useIsPhone`, asked once. */
export const isPhoneNow = (): boolean => media?.matches ?? false

/** Whether the screen is a phone's; the same border as `phone-only` in the style sheets. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, isPhoneNow)
