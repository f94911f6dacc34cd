import type { Db } from '../../platform/db/db.ts'
import * as playbooks from '../../rooms/care/playbooks/store.ts'
import { chooseFor } from '../../rooms/care/stories/choosing.ts'
import { mondayOf } from '../../rooms/care/stories/rules.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'

/** A story of this week and three told before, chosen as the house itself chooses; and a playbook of the house's own. */

const WEEKS_BEFORE = 3
const AT = 5 * 3600

const lateHome: playbooks.Content = {
  title: { vi: 'Khách về khuya', en: 'Coming home late' },
  when: { vi: 'Cổng đã khoá, đèn sân đã tắt', en: 'The gate is locked, the yard is dark' },
  belongs: ['arrival', 'caller'],
  steps: {
    vi: [
      'Nghe chuông thì bật đèn sân trước, rồi ra mở cổng.',
      'Chào khẽ, hỏi khách có cần nước ấm hay khăn không.',
      'Soi đèn đưa khách đến cầu thang, đợi phòng sáng rồi mới tắt.',
      'Ghi giờ khách về, để sáng hôm sau dọn phòng muộn hơn.',
    ],
    en: [
      'When the bell rings, light the yard first, then open the gate.',
      'Greet quietly; ask whether they would like warm water or a towel.',
      'Light the way to the stairs, and wait until there is light in the room.',
      'Note when they came, so that the room is done later in the morning.',
    ],
  },
  say: {
    vi: 'Dạ, anh chị đi chơi vui không ạ? Em có để ấm trà nóng ở hiên.',
    en: 'Did you have a good evening? There is hot tea on the veranda.',
  },
  notSay: { vi: 'Mười một giờ là nhà đóng cổng rồi ạ.', en: 'We close at eleven.' },
}

/** Once everything else of the sample is written. */
export async function tellStories(db: Db, zone: string, now: Date): Promise<void> {
  const monday = mondayOf(dayIn(zone, now.getTime()))
  for (let ago = WEEKS_BEFORE; ago >= 0; ago--) {
    const week = addDays(monday, -7 * ago)
    await chooseFor(db, { week, zone }, new Date(Math.min(now.getTime(), toInstant(week, AT, zone))))
  }
  const one = { key: 'house:sample-late-home', content: lateHome, isKept: true, version: 0 }
  await playbooks.keep(db, one, { name: 'Dũng', now, isSample: true })
}
