import type { Db } from '../../platform/db/db.ts'
import { bringInChild, type Where } from './in-child.ts'
import { passwordFile, signIns } from './sign-ins.ts'
import { findSample, hasCustomers, markAsked } from './store.ts'

/** `quen start --sample`: brings the sample into an empty house, and answers what to tell the person at the keyboard. */
export async function sampleAtStart(db: Db, where: Where, data: string, now: Date): Promise<string[]> {
  const whereItLies = `Mật khẩu của nhà mẫu nằm trong · the password of the sample lies in ${passwordFile(data)}`
  const { state } = await findSample(db)
  if (state === 'ready') return ['Dữ liệu mẫu đã có sẵn · the sample is there already.', whereItLies]
  if (state === 'loading') return ['Dữ liệu mẫu đang vào · the sample is coming in.', whereItLies]
  if (await hasCustomers(db))
    return ['Nhà đã có khách của mình nên không đưa dữ liệu mẫu vào · this house has customers of its own; the sample stays out.']
  let password: string | undefined
  try {
    password = (await markAsked(db)) ? await bringInChild(where, { data, now, namesHouse: true }) : undefined
  } catch {
    return ['Chưa đưa được dữ liệu mẫu vào, lần mở sau sẽ thử lại · the sample did not come in; the next start tries again.']
  }
  if (!password) return ['Dữ liệu mẫu đang vào · the sample is coming in.', whereItLies]
  return [
    'Nhà mẫu đã sẵn sàng · the sample house is ready. Đăng nhập · sign in as',
    ...signIns.map(({ name, mail, role }) => `  ${mail.padEnd(24)} ${name}, ${role}`),
    `Mật khẩu chung · one password for all: ${password}`,
    `(giữ trong · kept in ${passwordFile(data)})`,
  ]
}
