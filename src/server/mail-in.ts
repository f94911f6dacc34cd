import { watchMailbox } from '../connectors/imap/mailbox.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import type { Secrets } from '../platform/secrets.ts'
import { unpackOlder } from '../rooms/messages/inbox/files.ts'
import { dealWithIncoming, handOverWaiting, keepIncoming, LARGEST_MAIL, type Reader } from '../rooms/messages/mail/inbound.ts'
import { keepPosition, positionOf } from '../rooms/messages/mail/inbound-store.ts'
import { courierSettings, type Mailbox } from '../rooms/messages/mail/settings.ts'
import { keepTest } from '../rooms/messages/mail/store.ts'

export type MailIn = { db: Db; keyring: Secrets; clock: Clock; log: { error(about: object): void }; reader?: Reader }

/** A folder by the name it is kept under: the same mail of the same folder is the same, whoever asks. */
const sourceOf = ({ user, host, folder }: Mailbox): string => `${user}@${host}/${folder}`

function readMailbox(mailbox: Mailbox, { db, keyring, clock, reader }: MailIn) {
  const source = sourceOf(mailbox)
  return watchMailbox(
    mailbox,
    {
      position: () => positionOf(db, source),
      async take({ uid, uidValidity, raw, size }) {
        await keepIncoming(db, { source, uidValidity, uid }, raw, size, clock())
      },
      async reached(position) {
        await keepPosition(db, source, position, clock())
        await dealWithIncoming(db, { keyring, ...(reader ? { reader } : {}) }, clock)
        if (reader) await handOverWaiting(db, { keyring, reader }, clock)
      },
      said: async (fault) => {
        await keepTest(db, 'imap', { fault }, clock())
      },
    },
    LARGEST_MAIL + 1,
  )
}

const ASKED_EVERY = 5000

/** Reads the house's mailbox, by its settings as they stand; they are looked at every five seconds. */
export function runMailIn(around: MailIn): { stop(): Promise<void> } {
  let version: string | undefined
  let watching: { stop(): Promise<void> } | undefined
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    try {
      const settings = await courierSettings(around.db, around.keyring)
      if (settings.version !== version && !isStopped) {
        version = settings.version
        await watching?.stop()
        watching = settings.mailbox && !isStopped ? readMailbox(settings.mailbox, around) : undefined
      }
    } catch (error) {
      around.log.error({ err: error })
    }
    if (!isStopped) timer = setTimeout(() => void (looking = look()), ASKED_EVERY)
  }
  // What waited for a reader while there was none, what a stop left half way, and files of mails that came to an older house.
  const catchUp = async (): Promise<void> => {
    const { db, keyring, clock, log, reader } = around
    try {
      await dealWithIncoming(db, { keyring, ...(reader ? { reader } : {}) }, clock)
      if (reader) await handOverWaiting(db, { keyring, reader }, clock)
      await unpackOlder(db)
    } catch (error) {
      log.error({ err: error })
    }
  }
  let looking = catchUp().then(look)
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
      await watching?.stop()
    },
  }
}
