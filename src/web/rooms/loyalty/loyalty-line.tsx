import { getLoyaltyOf } from '#rooms/loyalty/contract.ts'
import { useAsk } from '../../shell/api.ts'
import { StateChip } from './state-chip.tsx'

/** Where somebody stands, for the head of their profile; nothing where nothing is known. */
export function LoyaltyLine({ customerId }: { customerId: string }) {
  const state = useAsk(getLoyaltyOf, { params: { customerId } }).data?.loyalty?.state
  return state ? <StateChip state={state} isStrong /> : null
}
