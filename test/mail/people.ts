import { newId } from '../../src/platform/ids.ts'
import type { TestHouse } from '../support/house.ts'

/** Letters that were handed over, as the sending part leaves them: one row each, waiting for news. */
export async function sentTo(
  house: TestHouse,
  addresses: readonly string[],
  state = 'accepted',
): Promise<{ messageId: string; customerId: string; address: string }[]> {
  const { pool } = house.database
  const sendingId = newId()
  await pool.query(
    `insert into sending (sending_id, kind, title, purpose, channels, state, made_at) values ($1, 'newsletter', 'Thư tháng', 'newsletter', '{mail}', 'running', $2)`,
    [sendingId, house.now],
  )
  const rows = addresses.map((address) => ({ messageId: newId(), customerId: newId(), address }))
  await pool.query(
    `insert into message (customer_id, message_id, sending_id, channel, purpose, class, address, state, planned_at, submitted_at, first_customer_id)
     select c, m, $4, 'mail', 'newsletter', 'advertising', a, $5, $6, $6, c from unnest($1::uuid[], $2::uuid[], $3::text[]) as t (c, m, a)`,
    [rows.map((row) => row.customerId), rows.map((row) => row.messageId), addresses, sendingId, state, house.now],
  )
  return rows
}

/** What became of a letter. */
export async function stateOf(house: TestHouse, messageId: string): Promise<string> {
  const found = await house.database.pool.query('select state from message where message_id = $1', [messageId])
  return found.rows[0]?.state ?? 'none'
}
