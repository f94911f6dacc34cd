import { Worker } from 'node:worker_threads'
import type { SendMailOptions } from 'nodemailer'
import type { Outcome } from '../../platform/ports/courier.ts'
import { type Carrier, type CarrierSettings, widthOf } from './carrier-settings.ts'

/**
 * A carrier in a thread of its own: encoding, signing and handing over take most of a core when many letters leave, and the thread that answers
 * people's screens is not the one to do it. Should the thread die, nobody knows what became of what it had in hand; the next mail opens another.
 */

export type Asked = { at: number; mail: SendMailOptions; domain: string } | { end: number } | { isOver: true }
export type Told = { at: number; outcome: Outcome } | { at: number; fault: string }

/** Mails are young and soon gone; a house stays small where their nursery has an end. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 128 }

type Waiting = { done: (outcome: Outcome) => void; failed: (error: Error) => void }

function openThread(settings: CarrierSettings) {
  const waiting = new Map<number, Waiting>()
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: settings, resourceLimits: LIMITS })
  const state = { isOpen: true }
  const over = () => {
    state.isOpen = false
    for (const { done } of waiting.values()) done({ kind: 'unknown', reply: '' })
    waiting.clear()
  }
  thread.on('error', over)
  thread.on('exit', over)
  thread.on('message', (told: Told) => {
    const one = waiting.get(told.at)
    waiting.delete(told.at)
    if ('outcome' in told) one?.done(told.outcome)
    else one?.failed(new Error(told.fault))
  })
  return { thread, waiting, state }
}

export function carrierInThread(settings: CarrierSettings): Carrier {
  let open: ReturnType<typeof openThread> | undefined
  let last = 0
  return {
    width: widthOf(settings),
    carry(mail, domain, signal) {
      if (!open?.state.isOpen) open = openThread(settings)
      const { thread, waiting } = open
      const at = last++
      const end = () => thread.postMessage({ end: at } satisfies Asked)
      return new Promise<Outcome>((done, failed) => {
        waiting.set(at, { done, failed })
        thread.postMessage({ at, mail, domain } satisfies Asked)
        signal.addEventListener('abort', end, { once: true })
        if (signal.aborted) end()
      }).finally(() => signal.removeEventListener('abort', end))
    },
    async close() {
      open?.thread.postMessage({ isOver: true } satisfies Asked)
    },
  }
}
