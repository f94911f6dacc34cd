import { type KeyboardEvent, useEffect, useRef } from 'react'
import './tabs.css'

export type Tab<T extends string> = { value: T; words: string; count?: string | undefined }

/** Views of one thing. The arrows walk, Home and End jump; what they show stands in a `TabPanel` of the same id, or is the list below. */
export function Tabs<T extends string>({
  id,
  label,
  tabs,
  value,
  onChange,
}: {
  id: string
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Where the tabs run out of a narrow screen, the one that is open comes into it.
    if (value) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [value])
  const onKey = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + tabs.length) % tabs.length
    const tab = tabs[next]
    if (!tab) return
    onChange(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKey}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-${tab.value}`}
          className="tab"
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.words}
          {tab.count !== undefined && <span className="tab-count num">{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}

/** What a tab shows. */
export const TabPanel = ({
  id,
  value,
  className,
  children,
}: {
  id: string
  value: string
  className?: string
  children: React.ReactNode
}) => (
  <div role="tabpanel" aria-labelledby={`${id}-${value}`} className={className}>
    {children}
  </div>
)
