import { Combobox, Menu as Dropdown, useCombobox } from '@mantine/core'
import type { ReactElement } from 'react'
import { Key } from './button.tsx'
import { Icon, type IconName } from './icons.tsx'
import './menu.css'

export type MenuItem =
  | { words: string; icon?: IconName; keyHint?: string; isDanger?: boolean; isOn?: boolean; act: () => void }
  | { title: string }
  | 'line'

/** A list of acts under a button; `button` is the element that opens it. */
export function Menu({
  button,
  items,
  side = 'bottom-start',
  isOpenAtOnce = false,
  onClose,
}: {
  button: ReactElement
  items: readonly MenuItem[]
  side?: 'bottom-start' | 'bottom-end' | 'top-start'
  isOpenAtOnce?: boolean
  onClose?: () => void
}) {
  return (
    <Dropdown
      defaultOpened={isOpenAtOnce}
      {...(onClose ? { onClose } : {})}
      position={side}
      offset={4}
      shadow="none"
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'menu', item: 'menu-item', divider: 'menu-line', label: 'menu-title' }}
    >
      <Dropdown.Target>{button}</Dropdown.Target>
      <Dropdown.Dropdown>
        {items.map((item, at) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
          if (item === 'line') return <Dropdown.Divider key={at} />
          if ('title' in item) return <Dropdown.Label key={item.title}>{item.title}</Dropdown.Label>
          return (
            <Dropdown.Item key={item.words} onClick={item.act} data-danger={item.isDanger || undefined}>
              <span className="menu-inside">
                {item.icon && <Icon name={item.icon} />}
                <span className="grow">{item.words}</span>
                {item.isOn && <Icon name="check" className="c-brand" />}
                {item.keyHint && <Key name={item.keyHint} />}
              </span>
            </Dropdown.Item>
          )
        })}
      </Dropdown.Dropdown>
    </Dropdown>
  )
}

/** One of a list: a field that opens it. Give it a label through `id` of a `Field`, or `label`. */
export function Choice<T extends string>({
  value,
  choices,
  onChange,
  label,
  id,
  placeholder,
  isOff,
  isSmall,
  ...described
}: {
  value: T | undefined
  choices: readonly { value: T; words: string; hint?: string }[]
  onChange: (value: T) => void
  label?: string
  id?: string
  placeholder?: string
  isOff?: boolean
  isSmall?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: true
}) {
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption(), onDropdownOpen: () => box.selectActiveOption() })
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Combobox
      store={box}
      offset={4}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'menu choice-list', option: 'menu-item' }}
      onOptionSubmit={(next) => {
        onChange(next as T)
        box.closeDropdown()
      }}
      resetSelectionOnOptionHover
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          id={id}
          disabled={isOff}
          className={`choice ${isSmall ? 'choice-small' : ''}`}
          aria-label={label && `${label}: ${chosen?.words ?? placeholder ?? ''}`}
          onClick={() => box.toggleDropdown()}
          {...described}
        >
          <span className={`grow cut ${chosen ? '' : 't3'}`}>{chosen?.words ?? placeholder}</span>
          <Icon name="down" className="t3" />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {choices.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={choice.value === value}>
              <span className="menu-inside">
                <span className="grow">
                  {choice.words}
                  {choice.hint && <span className="meta menu-hint">{choice.hint}</span>}
                </span>
                {choice.value === value && <Icon name="check" className="c-brand" />}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
