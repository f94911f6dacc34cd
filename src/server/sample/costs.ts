import { newId } from '../../platform/ids.ts'
import { dayIn } from '../../values/zone.ts'

/** What the sample house spent on keeping and winning, month by month, as its bookkeeper would have entered it. */

type Purpose = 'keeping' | 'winning'

const monthly: readonly { purpose: Purpose; name: string; minor: number; everyMonths: number }[] = [
  { purpose: 'winning', name: 'Quảng cáo Facebook', minor: 2_600_000, everyMonths: 1 },
  { purpose: 'winning', name: 'Ảnh và bài giới thiệu', minor: 900_000, everyMonths: 3 },
  { purpose: 'keeping', name: 'Bưu thiếp và quà sinh nhật', minor: 1_900_000, everyMonths: 1 },
  { purpose: 'keeping', name: 'Zalo OA, tin cho khách quen', minor: 550_000, everyMonths: 1 },
  { purpose: 'keeping', name: 'Đêm đọc sách cho khách quen', minor: 4_500_000, everyMonths: 6 },
]

const MONTHS = 24
/** Tết brings more gifts, summer more advertising. */
const season = (purpose: Purpose, month: number): number =>
  purpose === 'keeping' ? (month === 1 || month === 2 ? 1.6 : 1) : month >= 5 && month <= 8 ? 1.3 : 1

/** The lines of the last two years up to the month of the moment. */
export function costRows(zone: string, now: Date, staff: { id: string | null; name: string }) {
  const today = dayIn(zone, now.getTime())
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, back) => last - back).flatMap((count) => {
    const month = (count % 12) + 1
    return monthly
      .filter(({ everyMonths }) => count % everyMonths === 0)
      .map(({ purpose, name, minor }) => ({
        cost_id: newId(now.getTime()),
        purpose,
        month: `${Math.floor(count / 12)}-${String(month).padStart(2, '0')}-01`,
        name,
        minor: Math.round((minor * season(purpose, month)) / 10_000) * 10_000,
        currency: 'VND',
        staff_id: staff.id,
        staff_name: staff.name,
        created_at: now,
        is_sample: true,
        version: 1,
      }))
  })
}

/** What the booking channel takes of each order. */
export const rateRows = [{ channel: 'channel-partner', basis_points: 1500, is_sample: true, version: 1 }]
