/** Where the caller's card may stand, so that what somebody is writing stays in sight. Pixels of the window. */
export type Box = { left: number; top: number; right: number; bottom: number }
export type Place = { side: 'right' | 'left'; top: number; bottom: number }

const LOWEST = 224
const GAP = 8

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/**
 * The right side; the left where a field in use stands at the right; above or below a field that reaches from one side to the other.
 * `room` is what the card may cover, `width` how wide it is.
 */
export function placeFor(room: Box, width: number, field: Box | undefined): Place {
  const right: Place = { side: 'right', top: room.top, bottom: room.bottom }
  if (!field) return right
  const boxOf = (side: Place['side']): Box =>
    side === 'right' ? { ...room, left: room.right - width } : { ...room, right: room.left + width }
  if (!meet(boxOf('right'), field)) return right
  if (!meet(boxOf('left'), field)) return { ...right, side: 'left' }
  const above = field.top - GAP - room.top
  const below = room.bottom - field.bottom - GAP
  if (Math.max(above, below) < LOWEST) return right
  return above > below ? { ...right, bottom: field.top - GAP } : { ...right, top: field.bottom + GAP }
}
