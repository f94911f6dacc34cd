import { sql } from 'kysely'
import type { Db } from '../../src/platform/db/db.ts'

/** How a house under test writes: what its letters carry of it, and a server on the same machine. */

const set = (db: Db, courier: string, settings: object) =>
  sql`insert into courier_setting (courier, settings, is_on, updated_at) values (${courier}, ${JSON.stringify(settings)}::jsonb, true, now())
    on conflict (courier) do update set settings = excluded.settings, version = courier_setting.version + 1`.execute(db)

export const nameHouse = (db: Db) =>
  set(db, 'house', { publicAddress: 'https://nha-quen.example', postalAddress: '12 đường Sách Cũ, Hội An', advertiser: 'Nhà Quen' })

export async function sendThrough(db: Db, port: number): Promise<void> {
  await nameHouse(db)
  await set(db, 'smtp', {
    host: '127.0.0.1',
    port,
    security: 'none',
    user: '',
    fromAddress: 'nha@nha-quen.example',
    fromName: '',
    replyAddress: '',
    bounceDomain: 'tra-ve.nha-quen.example',
    ratePerMinute: null,
  })
}
