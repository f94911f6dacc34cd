import { useState } from 'react'
import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { listTags } from '#rooms/people/house/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipChoice } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { loyaltyWords } from '../../loyalty/words.data.ts'
import { type Filter, filterOf } from './audience-filter.ts'
import { sendingWords } from './words.data.ts'

/** Who a letter is for: by tag, by how loyal they are, by language, or by any filter of the customers' list. */
export function AudienceDialog({ filter, onChange, onClose }: { filter: Filter; onChange: (filter: Filter) => void; onClose: () => void }) {
  const words = useWords(sendingWords)
  const { states } = useWords(loyaltyWords)
  const [address, setAddress] = useState('')
  const tags = useAsk(listTags, { query: {} }, { staleTime: 60_000 }).data?.tags ?? []
  const pasted = address.trim() === '' ? undefined : filterOf(address)
  const set = (name: string, value: string | undefined) => {
    const { [name]: _before, ...rest } = filter
    onChange(value === undefined ? rest : { ...rest, [name]: value })
  }
  const shown = [...new Set([...(filter['tag'] ? [filter['tag']] : []), ...tags.slice(0, 16).map(({ tag }) => tag)])]
  return (
    <Dialog
      title={words.narrowTitle}
      onClose={onClose}
      onSubmit={onClose}
      ends={
        <Button kind="primary" type="submit">
          {words.done}
        </Button>
      }
    >
      <div className="stack g4">
        {shown.length > 0 && (
          <ChipChoice
            title={words.tag}
            value={filter['tag']}
            choices={shown.map((value) => ({ value, words: value }))}
            onChange={(tag) => set('tag', tag)}
          />
        )}
        <ChipChoice
          title={words.state}
          value={filter['state']}
          choices={loyaltyStates.map((value) => ({ value, words: states[value] }))}
          onChange={(state) => set('state', state)}
        />
        <ChipChoice
          title={words.language}
          value={filter['language']}
          choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.speaks[value] }))}
          onChange={(language) => set('language', language)}
        />
        <TextField
          label={words.address}
          hint={words.addressHint}
          value={address}
          placeholder="/customers?…"
          error={address.trim() !== '' && !pasted ? words.addressBad : undefined}
          onText={(text) => {
            setAddress(text)
            const read = filterOf(text)
            if (read) onChange(read)
          }}
        />
      </div>
    </Dialog>
  )
}
