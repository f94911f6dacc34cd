import { z } from 'zod'
import { mailSettingsView } from './contract.ts'
import { dkimRecord } from './domain.ts'
import type { InboundState } from './inbound-store.ts'
import type { Kept } from './kept.ts'

const testedKept = mailSettingsView.shape.tested
const readKept = z.object({ fault: z.string().nullable() }).nullable()

/** The settings as a screen may see them: that there is a password, never which. */
export function viewSettings(
  { version, house, smtp, imap, sms, keys, rows }: Kept,
  inbound: InboundState,
): z.input<typeof mailSettingsView> {
  const key = keys.at(-1)
  const hasPassword = (part: 'smtp' | 'imap') => rows.get(part)?.sealed != null
  return {
    mode: smtp ? 'mail' : 'copy-and-print',
    house,
    smtp: smtp ? { ...smtp, hasPassword: hasPassword('smtp') } : null,
    imap: imap ? { ...imap, hasPassword: hasPassword('imap') } : null,
    sms: sms ? { ...sms, hasKeys: rows.get('esms')?.sealed != null } : null,
    dkim: key ? { domain: key.domain, selector: key.selector, isSeen: key.isSeen, record: dkimRecord(key) } : null,
    tested: testedKept.parse(rows.get('smtp')?.tested ?? null),
    inbound: {
      waiting: inbound.waiting,
      faulty: inbound.faulty.map(({ id, cameAt, size, fault }) => ({ id, cameAt: cameAt.toISOString(), size, fault })),
      fault: readKept.parse(rows.get('imap')?.tested ?? null)?.fault ?? null,
      readAt: inbound.readAt?.toISOString() ?? null,
    },
    version,
  }
}
