import { parseArgs } from 'node:util'
import { headKeeper, readHeads } from '../platform/audit/heads.ts'
import { sealWaiting } from '../platform/audit/sealer.ts'
import { type Fault, type Verdict, verifyChain } from '../platform/audit/verify.ts'
import { readConfig } from '../platform/config.ts'
import { openStoreRoom, type StoreRoom, takeServerLock } from '../server/store-room.ts'
import { Misused, say } from './words.ts'

const faults: Record<Fault['kind'], [vi: string, en: string]> = {
  altered: ['dòng này đã bị sửa', 'this row was altered'],
  'seal-altered': ['dấu niêm của dòng này đã bị sửa', 'the seal of this row was altered'],
  missing: ['dòng này đã bị lấy đi', 'this row was taken out'],
  cut: ['từ đây chuỗi đã bị cắt hoặc viết lại', 'from here the chain was cut off or written anew'],
  unsealed: ['dòng này không được niêm phong', 'this row was never sealed'],
}

function tell({ isWhole, rows, fault, ms }: Verdict): void {
  const seconds = (ms / 1000).toFixed(1)
  if (isWhole || !fault) {
    console.log(`nguyên vẹn · whole: ${rows.toLocaleString('vi')} dòng · rows, ${seconds} s`)
    return
  }
  const [vi, en] = faults[fault.kind]
  const place = [fault.seq === null ? '' : `#${fault.seq}`, fault.auditId ?? '', fault.at ?? ''].filter(Boolean).join('  ')
  console.log(`${place}\n${vi} · ${en}\nđúng tới đó · right up to there: ${rows.toLocaleString('vi')} dòng · rows`)
}

/** Where no server runs, what waits for its seal since it stopped is sealed first, as the server would when it starts. */
async function sealWhatWaits(store: StoreRoom, data: string): Promise<void> {
  const lock = await takeServerLock(() => store.address)
  if (!lock) return
  try {
    await sealWaiting(store.database.pool, headKeeper(data))
  } finally {
    await lock.release()
  }
}

async function verify(store: StoreRoom, data: string, isJson: boolean): Promise<number> {
  await sealWhatWaits(store, data)
  const verdict = await verifyChain(store.database.pool, readHeads(data))
  if (isJson) console.log(JSON.stringify(verdict))
  else tell(verdict)
  return verdict.isWhole ? 0 : 1
}

/** The newest head, to be written down where nobody who can reach this machine can change it. */
function head(data: string, isJson: boolean): number {
  const newest = readHeads(data).at(-1)
  if (isJson) console.log(JSON.stringify(newest ?? null))
  else console.log(newest ? `${newest.seq} ${newest.hash} ${newest.at}` : 'chưa có dòng nào · no rows yet')
  return 0
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, data: { type: 'string' } },
  })
  const [what, ...more] = positionals
  const config = readConfig(values)
  if (more.length > 0 || (what !== 'verify' && what !== 'head')) throw new Misused('Say: quen audit verify, or quen audit head')
  if (what === 'head') return head(config.data, values.json)
  const store = await openStoreRoom(config, { max: 3, say, name: 'quen audit' })
  try {
    return await verify(store, config.data, values.json)
  } finally {
    await store.close()
  }
}
