import { createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { customers, customersFile, orders, ordersFile } from './folder.ts'
import { purchases, townsmen } from './population.ts'

/** Lists as a shop's old system exports them: names, phones, mails; then orders by customer code, day first, in đồng. */

function* customerLines(): Generator<string> {
  yield 'Mã KH,Họ tên,Điện thoại,Email\n'
  let lines = ''
  for (const { code, name, phone, mail } of townsmen(customers)) {
    lines += `${code},${name},${phone},${mail ?? ''}\n`
    if (lines.length > 60_000) {
      yield lines
      lines = ''
    }
  }
  yield lines
}

const two = (n: number): string => String(n).padStart(2, '0')

function* orderLines(): Generator<string> {
  yield 'Mã đơn,Mã KH,Thời gian,Tổng tiền\n'
  let lines = ''
  for (const { code, customer, at, amount } of purchases(orders, customers)) {
    const when = new Date(at)
    const day = `${two(when.getUTCDate())}/${two(when.getUTCMonth() + 1)}/${when.getUTCFullYear()}`
    lines += `${code},K${customer},${day} ${two(when.getUTCHours())}:${two(when.getUTCMinutes())},${amount}\n`
    if (lines.length > 60_000) {
      yield lines
      lines = ''
    }
  }
  yield lines
}

async function write(file: string, lines: Iterable<string>): Promise<void> {
  if (existsSync(file)) return
  await pipeline(Readable.from(lines), createWriteStream(`${file}.part`))
  await rename(`${file}.part`, file)
}

await write(customersFile, customerLines())
await write(ordersFile, orderLines())
console.log(`${customers} customers in ${customersFile}\n${orders} orders in ${ordersFile}`)
