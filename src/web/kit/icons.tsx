import { icons } from './icons.data.ts'
import './icons.css'

export type IconName = keyof typeof icons

/** Whether a name that came from the house's own settings is one of a drawing. */
export const isIcon = (name: string): name is IconName => Object.hasOwn(icons, name)

/** A drawing of 16 × 16. It never speaks alone: a word stands beside it, or the button around it has a label. */
export function Icon({
  name,
  size = 'usual',
  className,
}: {
  name: IconName
  size?: 'small' | 'usual' | 'large'
  className?: string | undefined
}) {
  return (
    <svg className={`icon icon-${size} ${className ?? ''}`} viewBox="0 0 16 16" aria-hidden="true">
      {icons[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}
