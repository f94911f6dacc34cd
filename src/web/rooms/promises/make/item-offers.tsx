import { listItems } from '#rooms/catalogue/contract.ts'
import { Chip, ChipButton } from '../../../kit/chip.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useWords } from '../../../shell/words.ts'
import { requestWords } from '../requests/words.data.ts'

export type PickedItem = { id: string; name: string }

const MOST = 4

/** What of the catalogue these words may mean: chosen with one touch, so that the same thing is the same wish. */
export function ItemOffers({
  typed,
  item,
  onItem,
}: {
  typed: string
  item: PickedItem | undefined
  onItem: (item: PickedItem | undefined) => void
}) {
  const words = useWords(requestWords)
  const language = useLanguage()
  const q = useSettled(typed.trim(), 200)
  const found = useAsk(listItems, { query: { q, limit: MOST } }, { enabled: !item && q.length > 2, retry: false, staleTime: 30_000 })
  if (item)
    return (
      <p>
        <Chip icon="tag" onRemove={() => onItem(undefined)} removeLabel={words.noItem}>
          {item.name}
        </Chip>
      </p>
    )
  const items = q.length > 2 ? (found.data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <div className="wish-items">
      <span className="meta">{words.fromCatalogue}:</span>
      {items.map(({ id, nameVi, nameEn }) => {
        const name = language === 'en' && nameEn ? nameEn : nameVi
        return (
          <ChipButton key={id} icon="tag" isOn={false} onPress={() => onItem({ id, name })}>
            {name}
          </ChipButton>
        )
      })}
    </div>
  )
}
