import { hash, verify } from '@node-rs/argon2'

/** argon2id (the library's default kind) with 19 MiB, two passes, one lane: about 17 ms; four at once at most. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const MOST_AT_ONCE = 4

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), COST))

/** A hash of nothing anybody knows, so that an unknown name takes as long as a wrong password. */
const decoy = hash(crypto.randomUUID(), COST)

export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await decoy)
  const fits = await inTurn(() => verify(against, password.normalize('NFC')))
  return fits && stored != null
}
