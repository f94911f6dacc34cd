import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How large the town is: QUEN_BENCH_CUSTOMERS (1,000,000) and QUEN_BENCH_ORDERS (5,000,000). */
export const customers = Number(process.env.QUEN_BENCH_CUSTOMERS ?? 1_000_000)
export const orders = Number(process.env.QUEN_BENCH_ORDERS ?? 5_000_000)

/** Where the benchmarks keep their files: QUEN_BENCH, else a folder of the system's own for such things. */
export const folder = process.env.QUEN_BENCH ?? join(tmpdir(), `quen-bench-${customers}`)
mkdirSync(folder, { recursive: true, mode: 0o711 })

export const data = join(folder, 'data')
export const customersFile = join(folder, 'customers.csv')
export const ordersFile = join(folder, 'orders.csv')

/** Where an open house keeps its data: what `openStoreRoom` wants to know. */
export const config = { data, port: 0, host: '127.0.0.1', databaseUrl: undefined }
