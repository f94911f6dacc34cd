import type { ImapFlow } from 'imapflow'

/** Where mail is read from, and how it is spoken to. */
export type MailboxServer = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string
  password: string | undefined
  folder: string
  /** A certificate to trust beside the usual ones. */
  ca?: string
}

export type Incoming = { uid: number; uidValidity: number; raw: Buffer; size: number }
export type Position = { uidValidity: number; lastUid: number }

/** Who takes what comes in. What was taken is kept before the position moves on, so that nothing is lost in between; twice is no harm. */
export type Taker = {
  position(): Promise<Position | undefined>
  take(mail: Incoming): Promise<void>
  /** Everything up to here was taken. */
  reached(position: Position): Promise<void>
  /** How reading goes: null is well. */
  said(fault: string | null): Promise<void>
}

export type Patience = { first: number; longest: number; idle: number }

const PATIENCE: Patience = { first: 1000, longest: 5 * 60_000, idle: 5 * 60_000 }
const REACHED_EVERY = 50

async function clientOf({ host, port, security, user, password, ca }: MailboxServer): Promise<ImapFlow> {
  // Asked for where there is a mailbox: a house without one needs no memory for it.
  const { ImapFlow } = await import('imapflow')
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    ...(security === 'none' ? { doSTARTTLS: false } : {}),
    auth: { user, pass: password ?? '' },
    ...(ca ? { tls: { ca } } : {}),
    logger: false,
    connectionTimeout: 30_000,
    autoIdleDelay: 200,
    maxIdleTime: 4 * 60_000,
    missingIdleCommand: 'NOOP',
    // No single answer may fill the memory of the house.
    maxLineLength: 1024 * 1024,
    maxLiteralSize: 64 * 1024 * 1024,
    maxResponseSize: 80 * 1024 * 1024,
  })
}

/** Reads what came since the last time. Another UIDVALIDITY: from the beginning, and what is known already is taken no second time. */
async function readNew(client: ImapFlow, folder: string, taker: Taker, largest: number, isStopped: () => boolean): Promise<void> {
  const opened = client.mailbox
  if (!opened) throw new Error(`The folder ${folder} could not be opened.`)
  const uidValidity = Number(opened.uidValidity)
  const known = await taker.position()
  let lastUid = known?.uidValidity === uidValidity ? known.lastUid : 0
  let count = 0
  if (opened.exists > 0)
    // "n:*" always holds the last mail, be it older than n.
    for await (const mail of client.fetch(`${lastUid + 1}:*`, { uid: true, size: true, source: { maxLength: largest } }, { uid: true })) {
      if (isStopped()) break
      if (mail.uid <= lastUid || !mail.source) continue
      await taker.take({ uid: mail.uid, uidValidity, raw: mail.source, size: mail.size ?? mail.source.length })
      lastUid = mail.uid
      if (++count % REACHED_EVERY === 0) await taker.reached({ uidValidity, lastUid })
    }
  await taker.reached({ uidValidity, lastUid })
}

/** Something that can be waited for, woken once or many times before. */
function makeBell() {
  let isRung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      isRung = true
      wake?.()
    },
    async wait(ms: number): Promise<void> {
      if (!isRung)
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms)
          wake = () => {
            clearTimeout(timer)
            done()
          }
        })
      isRung = false
      wake = undefined
    },
  }
}

const sentence = (error: unknown): string => {
  const { message, responseText } = error as { message?: string; responseText?: string }
  return (responseText ?? message ?? String(error)).slice(0, 300)
}

/**
 * Reads a mailbox for as long as it is not stopped: what is there, then what comes, told by the server itself (IDLE). A lost connection is made
 * again, each time a little later. Nothing is changed in the mailbox.
 */
export function watchMailbox(
  server: MailboxServer,
  taker: Taker,
  largest: number,
  patience: Patience = PATIENCE,
): { stop(): Promise<void> } {
  const bell = makeBell()
  let isStopped = false
  let client: ImapFlow | undefined
  const readUntilLost = async (onWell: () => void): Promise<void> => {
    const one = await clientOf(server)
    client = one
    let isOpen = true
    one.on('error', () => bell.ring())
    one.on('close', () => {
      isOpen = false
      bell.ring()
    })
    one.on('exists', () => bell.ring())
    try {
      await one.connect()
      await one.mailboxOpen(server.folder, { readOnly: true })
      while (!isStopped && isOpen) {
        await readNew(one, server.folder, taker, largest, () => isStopped)
        await taker.said(null)
        onWell()
        await bell.wait(patience.idle)
        if (isOpen && !isStopped) await one.noop()
      }
      if (!isStopped) throw new Error('The connection to the mailbox ended.')
    } finally {
      one.close()
    }
  }
  const watch = async (): Promise<void> => {
    let wait = patience.first
    while (!isStopped) {
      try {
        await readUntilLost(() => {
          wait = patience.first
        })
      } catch (error) {
        if (isStopped) return
        // Not even to be able to say so is no reason to stop reading.
        await taker.said(sentence(error)).catch(() => undefined)
        await bell.wait(wait)
        wait = Math.min(wait * 2, patience.longest)
      }
    }
  }
  const watching = watch()
  return {
    async stop() {
      isStopped = true
      client?.close()
      bell.ring()
      await watching
    },
  }
}

/** Whether the mailbox opens with these settings, in the server's own words. */
export async function tryMailbox(server: MailboxServer): Promise<{ isWell: boolean; count: number | null; fault: string | null }> {
  const client = await clientOf(server)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const opened = await client.mailboxOpen(server.folder, { readOnly: true })
    return { isWell: true, count: opened.exists, fault: null }
  } catch (error) {
    return { isWell: false, count: null, fault: sentence(error) }
  } finally {
    client.close()
  }
}
