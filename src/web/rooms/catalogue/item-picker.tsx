import { useState } from 'react'
import { listItems } from '#rooms/catalogue/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type Item, type Language, type Said, saidIn } from './saying.ts'
import { catalogueWords } from './words.data.ts'
import './catalogue.css'

const AT_ONCE = 30

type Picking = {
  into: 'letter' | 'quote'
  language: Language
  /** The item, and what of it is read in that language. */
  onPick: (said: Said, item: Item) => void
  onClose: () => void
}

/** Chooses an item for what is written to a customer in their language. */
export function ItemPicker({ into, language, onPick, onClose }: Picking) {
  const words = useWords(catalogueWords)
  const { title, why, put } = words.picking[into]
  const say = useSay()
  const kit = useWords(kitWords)
  const [q, setQ] = useState('')
  const asked = useAsk(
    listItems,
    { query: { ...(q.trim() ? { q } : {}), limit: AT_ONCE } },
    { placeholderData: (before: unknown) => before as never },
  )
  // What is gone is not told to anybody.
  const items = asked.data?.items.filter(({ state }) => state !== 'gone')
  return (
    <Dialog title={title} onClose={onClose} ends={<Button onClick={onClose}>{kit.cancel}</Button>}>
      <TextField
        label={words.search}
        hint={why(words.letterLanguages[language])}
        type="search"
        placeholder={words.searchHint}
        value={q}
        onText={setQ}
      />
      {asked.error && !items && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!items && !asked.error && <Skeleton lines={4} height={2.75} />}
      {items?.length === 0 && (
        <EmptyState icon="search" title={words.noMatch} isNoResult>
          {words.noMatchWhy}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul className="pick-list" data-scrolls>
          {items.map((item) => {
            const said = saidIn(item, language)
            return (
              <li key={item.id}>
                <button type="button" className="pick-item" title={put(said.name)} onClick={() => onPick(said, item)}>
                  <span className="row g2">
                    <span className="strong grow">{said.name}</span>
                    {into === 'quote' && said.price !== null && (
                      <span className="num t2">{say.money({ minor: said.price, currency: said.currency })}</span>
                    )}
                  </span>
                  <span className="meta cut item-preview">{said.benefit || words.noBenefit}</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </Dialog>
  )
}
