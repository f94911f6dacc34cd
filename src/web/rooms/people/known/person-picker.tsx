import { Combobox, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { recognise } from '#rooms/recognition/contract.ts'
import { phoneSearchForms } from '#values/phone.ts'
import { Field } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import type { Kind } from './around-words.ts'
import { knownWords } from './words.data.ts'

export type Picked = { id: string; kind: Kind; name: string; calledAs: string }

/** Finds somebody as the box does, by name or number; who is not here yet is offered as new. */
export function PersonPicker({
  label,
  except,
  kinds,
  isQuiet,
  onPick,
  onNew,
}: {
  label: string
  /** Who is not offered: whose profile it is, who is chosen already. */
  except: readonly string[]
  kinds?: readonly Kind[]
  /** It doesn't take the focus of the dialog it stands in. */
  isQuiet?: boolean
  onPick: (one: Picked) => void
  onNew?: (typed: { name: string; phone: string }) => void
}) {
  const words = useWords(knownWords).around
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 60)
  const found = useAsk(recognise, { query: { q: asked } }, { enabled: asked.length > 1 })
  const people = (asked.length > 1 ? (found.data?.people ?? []) : [])
    .filter((one) => !except.includes(one.id) && (!kinds || kinds.includes(one.kind)))
    .slice(0, 6)
  const isPhone = phoneSearchForms(asked).length > 0
  const take = (value: string) => {
    const one = people.find(({ id }) => id === value)
    if (one) onPick({ id: one.id, kind: one.kind, name: one.name, calledAs: one.calledAs })
    else onNew?.(isPhone ? { name: '', phone: asked } : { name: asked, phone: '' })
    setText('')
    box.closeDropdown()
  }
  return (
    <Combobox
      store={box}
      offset={4}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'menu choice-list', option: 'menu-item' }}
      onOptionSubmit={take}
      resetSelectionOnOptionHover
    >
      <Field label={label}>
        {(ids) => (
          <Combobox.Target>
            <input
              {...ids}
              className="input"
              placeholder={words.findHint}
              value={text}
              autoComplete="off"
              spellCheck={false}
              data-autofocus={isQuiet ? undefined : true}
              onChange={(event) => {
                setText(event.currentTarget.value)
                box.openDropdown()
                box.updateSelectedOptionIndex()
              }}
              onFocus={() => text && box.openDropdown()}
              onBlur={() => box.closeDropdown()}
            />
          </Combobox.Target>
        )}
      </Field>
      <Combobox.Dropdown hidden={asked.length < 2}>
        <Combobox.Options>
          {people.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              <span className="menu-inside">
                <Icon name={one.kind} className="t3" />
                <span className="grow cut">
                  {one.name || one.calledAs}
                  {one.phone && <span className="meta num"> {one.phone}</span>}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {people.length === 0 && !onNew && !found.isFetching && <Combobox.Empty className="meta">{words.noneFound}</Combobox.Empty>}
          {onNew && asked.length > 1 && (
            <Combobox.Option value="new">
              <span className="menu-inside">
                <Icon name="plus" className="c-brand" />
                <span className="grow cut">{words.newPerson(asked)}</span>
              </span>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
