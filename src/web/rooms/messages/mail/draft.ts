import type { getMailSettings, saveMailSettings } from '#rooms/messages/mail/contract.ts'
import type { Answer, Input } from '../../../shell/api.ts'

export type MailSettings = Answer<typeof getMailSettings>
export type Security = NonNullable<MailSettings['smtp']>['security']

/** What stands in the form: every field as text, so that half-written ones keep their place. */
export type Draft = {
  house: MailSettings['house']
  hasOut: boolean
  hasIn: boolean
  hasSms: boolean
  smtp: {
    host: string
    port: string
    security: Security
    user: string
    password: string
    fromAddress: string
    fromName: string
    replyAddress: string
    bounceDomain: string
    rate: string
  }
  imap: { host: string; port: string; security: Security; user: string; password: string; folder: string }
  sms: { brandname: string; apiKey: string; secretKey: string }
}

export const ports: Record<'smtp' | 'imap', Record<Security, string>> = {
  smtp: { tls: '465', starttls: '587', none: '25' },
  imap: { tls: '993', starttls: '143', none: '143' },
}

export function draftOf({ house, smtp, imap, sms }: MailSettings): Draft {
  return {
    house,
    hasOut: smtp !== null,
    hasIn: imap !== null,
    hasSms: sms !== null,
    sms: { brandname: sms?.brandname ?? '', apiKey: '', secretKey: '' },
    smtp: {
      host: smtp?.host ?? '',
      port: String(smtp?.port ?? ports.smtp.tls),
      security: smtp?.security ?? 'tls',
      user: smtp?.user ?? '',
      password: '',
      fromAddress: smtp?.fromAddress ?? '',
      fromName: smtp?.fromName ?? '',
      replyAddress: smtp?.replyAddress ?? '',
      bounceDomain: smtp?.bounceDomain ?? '',
      rate: smtp?.ratePerMinute ? String(smtp.ratePerMinute) : '',
    },
    imap: {
      host: imap?.host ?? '',
      port: String(imap?.port ?? ports.imap.tls),
      security: imap?.security ?? 'tls',
      user: imap?.user ?? '',
      password: '',
      folder: imap?.folder ?? 'INBOX',
    },
  }
}

const wholeOf = (text: string): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : 0)
/** An empty field leaves the password that is kept as it is. */
const passwordOf = (text: string): { password: string | undefined } => ({ password: text === '' ? undefined : text })

export function settingsOf(draft: Draft, version: number): Input<typeof saveMailSettings>['body'] {
  const { smtp, imap, sms } = draft
  const { rate, ...out } = smtp
  return {
    version,
    house: draft.house,
    smtp: draft.hasOut
      ? { ...out, port: wholeOf(out.port), ratePerMinute: rate.trim() === '' ? null : wholeOf(rate), ...passwordOf(smtp.password) }
      : null,
    imap: draft.hasIn ? { ...imap, port: wholeOf(imap.port), ...passwordOf(imap.password) } : null,
    sms: draft.hasSms ? { brandname: sms.brandname, apiKey: sms.apiKey || undefined, secretKey: sms.secretKey || undefined } : null,
  }
}
