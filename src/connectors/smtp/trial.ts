import { connectionOf, type MailServer } from './carrier-settings.ts'
import type { SmtpSettings } from './courier.ts'
import { mailOf } from './mail.ts'

/** What was said in the dialogue with a server, line by line and in its own words. */
export type TrialLine = { by: 'house' | 'server'; words: string }

export type Trial = { isWell: boolean; lines: TrialLine[]; fault: string | null }

const PATIENCE = 30_000
const MOST_LINES = 200

/** Nothing that was said leaves with the password in it, whatever form it took on the way. */
function masked(words: string, { user, password }: MailServer): string {
  if (!password) return words
  const forms = [password, Buffer.from(password).toString('base64'), Buffer.from(`\0${user ?? ''}\0${password}`).toString('base64')]
  return forms.reduce((text, form) => text.replaceAll(form, '••••••'), words)
}

type Entry = { tnx?: string }

/** A listener to the dialogue in the form that nodemailer speaks to. */
function listenTo(server: MailServer, lines: TrialLine[]) {
  const hear = (entry: Entry, words?: unknown) => {
    const by = entry.tnx === 'client' ? 'house' : entry.tnx === 'server' ? 'server' : undefined
    if (!by || typeof words !== 'string') return
    for (const line of words.split(/\r?\n/).filter(Boolean))
      if (lines.length < MOST_LINES) lines.push({ by, words: masked(line, server).slice(0, 500) })
  }
  const deaf = () => undefined
  return { level: deaf, trace: deaf, debug: hear, info: deaf, warn: deaf, error: deaf, fatal: deaf }
}

/** Sends one real mail and listens: what the server truly says is the only test of settings. */
export async function tryServer(
  settings: SmtpSettings,
  mail: { to: string; subject: string; text: string; messageId: string },
): Promise<Trial> {
  const lines: TrialLine[] = []
  const { dkim } = settings
  // Asked for where it is needed: what is rarely done takes no memory until then.
  const { createTransport } = await import('nodemailer')
  const transporter = createTransport({
    ...connectionOf(settings),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    transactionLog: true,
    logger: listenTo(settings, lines) as never,
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } } : {}),
  })
  try {
    await transporter.sendMail(mailOf({ ...mail, channel: 'mail', isAdvertising: false }, settings.head))
    return { isWell: true, lines, fault: null }
  } catch (error) {
    return { isWell: false, lines, fault: masked(error instanceof Error ? error.message : String(error), settings).slice(0, 500) }
  } finally {
    transporter.close()
  }
}
