import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import { openHouse, runningAddress } from '../server/house.ts'
import { sampleAtStart } from '../server/sample/at-start.ts'
import { say } from './words.ts'

/** Resolves when the house shall close: a signal, or the launcher's end. */
function untilAsked(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => done())
    process.on('disconnect', () => done())
  })
}

function openBrowser(address: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open'
  const child = spawn(command, [address], { stdio: 'ignore', detached: true })
  // No desktop, no browser: the address is printed all the same.
  child.on('error', () => undefined)
  child.unref()
}

const hasDesktop = (): boolean =>
  process.stdout.isTTY === true &&
  !process.env.CI &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY))

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      sample: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
    },
  })
  const config = readConfig(values)
  const asked = untilAsked()
  const already = await runningAddress(config)
  if (already) {
    console.log(already)
    if (values.sample) say('Quen đang chạy; dữ liệu mẫu đưa vào từ phần cài đặt · Quen is running; bring the sample in from the settings.')
    return 0
  }
  const house = await openHouse(config, { say })
  if (!house) {
    const address = await runningAddress(config, 20_000)
    if (!address) throw new Error('Another Quen holds this database, but its server does not answer.')
    console.log(address)
    return 0
  }
  if (values.sample)
    for (const sentence of await sampleAtStart(house.store.database.db, house.store, config.data, new Date())) say(sentence)
  console.log(house.address)
  if (house.startLink) console.log(`${house.startLink}`)
  say(
    house.startLink
      ? 'Mở đường dẫn thứ hai để bắt đầu · open the second address to begin.'
      : 'Quen đang chạy · running. Ctrl-C để dừng · to stop.',
  )
  if (!values['no-open'] && hasDesktop()) openBrowser(house.startLink ?? house.address)
  await asked
  await house.close()
  return 0
}
