import type { Asked } from './list-address.ts'

// The list that was last looked at, so that a profile can walk on in its order. It lives as long as the page.
let last: { asked: Asked; count: number; search: string; places: Map<string, number> } | undefined

/** Called by the list for what it shows. */
export function noteList(asked: Asked, count: number, search: string): void {
  const isSame = last && JSON.stringify(last.asked) === JSON.stringify(asked)
  last = { asked, count, search, places: isSame && last ? last.places : new Map() }
}

export const notePlace = (id: string, index: number): void => void last?.places.set(id, index)

/** Where this customer stands in the list last looked at. */
export function placeInList(id: string): { asked: Asked; count: number; index: number } | undefined {
  const index = last?.places.get(id)
  return last && index !== undefined ? { asked: last.asked, count: last.count, index } : undefined
}

/** The address of the list last looked at, its filters kept. */
export const listPath = (): string => `/customers${last?.search ?? ''}`
