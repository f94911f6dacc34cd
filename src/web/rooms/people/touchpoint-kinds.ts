import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listTouchpointKinds, writableKinds } from '#rooms/touchpoints/contract.ts'
import { icons } from '../../kit/icons.data.ts'
import type { IconName } from '../../kit/icons.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type HouseKinds, iconOf } from './line-words.ts'
import { peopleWords } from './words.data.ts'

const isIcon = (name: string): name is IconName => Object.hasOwn(icons, name)

/** How the kinds of the house are asked for; they change seldom. */
export const kindsQuery = {
  queryKey: keyOf(listTouchpointKinds, {}),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listTouchpointKinds, {}, { signal }),
  staleTime: 5 * 60_000,
}

const useListed = () => useQuery(kindsQuery).data?.kinds

/** What lines of the timeline are called and how they are drawn in this house, by their keys; also of kinds given up since. */
export function useHouseKinds(): HouseKinds {
  const listed = useListed()
  const { language } = useSay()
  return useMemo(
    () =>
      new Map(
        (listed ?? []).map((kind) => [
          kind.key,
          { name: language === 'vi' ? kind.nameVi : kind.nameEn, icon: isIcon(kind.icon) ? kind.icon : 'note' },
        ]),
      ),
    [listed, language],
  )
}

export type Offered = { key: string; name: string; icon: IconName }

/** The kinds that a line may be written as, in the house's order; Quen's own until the house has answered. */
export function useOfferedKinds(): readonly Offered[] {
  const listed = useListed()
  const kinds = useHouseKinds()
  const words = useWords(peopleWords).timeline.kinds
  const keys = listed ? listed.filter((kind) => !kind.isRetired && kind.key !== 'order').map(({ key }) => key) : writableKinds
  return keys.map((key) => {
    const own = kinds.get(key)
    const name = own?.name ?? words[key as keyof typeof words] ?? key
    return { key, name, icon: own?.icon ?? iconOf({ kind: key, about: null, feeling: null }) }
  })
}
