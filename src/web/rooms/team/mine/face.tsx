import type { Level } from './moods.ts'

/** Mouths from down to up; the word beside it says the same. */
const mouths: Record<Level, string> = {
  1: 'M8 17c1.6-3 6.4-3 8 0',
  2: 'M8.4 16.3c1.8-1.6 5.4-1.6 7.2 0',
  3: 'M8.5 15.6h7',
  4: 'M8.4 14.6c1.8 1.8 5.4 1.8 7.2 0',
  5: 'M7.6 14c1.4 3.4 7.4 3.4 8.8 0z',
}

export const Face = ({ level, isSmall }: { level: Level; isSmall?: boolean }) => (
  <svg className={`face face-${level} ${isSmall ? 'face-small' : ''}`} viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9.5" />
    <path d="M9 9.6v.6M15 9.6v.6" />
    <path d={mouths[level]} />
  </svg>
)
