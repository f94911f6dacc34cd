import { addDays, daysBetween } from '#values/civil-date.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Door } from './door-dialog.tsx'
import { consentSettingsWords } from './settings-words.data.ts'

const DAYS = 60
const HEIGHT = 36
const STEP = 4

/** Sign-ups by day as small bars; the figures beside it say the same. */
export function DoorChart({ door, today }: { door: Door; today: string }) {
  const words = useWords(consentSettingsWords).doors
  const say = useSay()
  const first = addDays(today, 1 - DAYS)
  const shown = door.days.filter(({ day, signed }) => signed > 0 && day >= first)
  const most = Math.max(1, ...shown.map(({ signed }) => signed))
  return (
    <svg
      className="door-chart"
      viewBox={`0 0 ${DAYS * STEP} ${HEIGHT}`}
      role="img"
      aria-label={words.chart(door.label)}
      preserveAspectRatio="none"
    >
      <line x1="0" x2={DAYS * STEP} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="door-axis" />
      {shown.map(({ day, signed }) => {
        const height = (signed / most) * (HEIGHT - 4)
        return (
          <rect key={day} x={daysBetween(first, day) * STEP} y={HEIGHT - 1 - height} width={STEP - 1} height={height} className="door-bar">
            <title>{words.onDay(say.date(day), say.number(signed))}</title>
          </rect>
        )
      })}
    </svg>
  )
}
