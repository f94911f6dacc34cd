import type { LawPack } from './gate-rules.ts'

/**
 * What the law asks of messages, by the recipient's country. Vietnam: Decree 91/2020 (labels, hours, counts, the do-not-call register,
 * registered names), Law 75/2025 and Decree 342/2025 (leaving with one act), Law 91/2025 Art. 28 (the promised frequency binds).
 */
const optOutWords = ['tu choi', 'tc ', 'huy', 'stop', 'https://']

const vietnam: LawPack = {
  id: 'vn',
  version: '2026-02',
  labels: { mail: '[QC]', sms: '[QC]', zalo: '[QC]' },
  acceptedLabels: ['[QC]', '[AD]'],
  hours: { message: [7, 22], call: [8, 17] },
  perDay: { mail: 3, sms: 3, zalo: 3, call: 1, paper: null },
  registerHours: 24,
  needsSenderName: ['sms'],
  needsPostalAddress: true,
  optOutWords,
}

/** Where no pack of its own is known: prior consent, one-click leaving, a true sender with an address (GDPR, CAN-SPAM), and decent hours. */
const general: LawPack = {
  id: 'general',
  version: '2026-02',
  labels: {},
  acceptedLabels: [],
  hours: { message: [8, 21], call: [9, 18] },
  perDay: { mail: 3, sms: 3, zalo: 3, call: 1, paper: null },
  registerHours: null,
  needsSenderName: [],
  needsPostalAddress: true,
  optOutWords,
}

/** For somebody whose country nobody knows: whatever any of the packs asks. */
const strictest: LawPack = {
  id: 'strictest',
  version: '2026-02',
  labels: vietnam.labels,
  acceptedLabels: vietnam.acceptedLabels,
  hours: { message: [8, 21], call: [9, 17] },
  perDay: vietnam.perDay,
  registerHours: vietnam.registerHours,
  needsSenderName: vietnam.needsSenderName,
  needsPostalAddress: true,
  optOutWords,
}

export const laws = { vn: vietnam, general, strictest } as const

/** The zones that somebody of a country may live in: the outermost ones, since all of them must be awake. */
export const zonesOfCountry: Record<string, readonly string[]> = {
  VN: ['Asia/Ho_Chi_Minh'],
  TH: ['Asia/Bangkok'],
  LA: ['Asia/Vientiane'],
  KH: ['Asia/Phnom_Penh'],
  SG: ['Asia/Singapore'],
  MY: ['Asia/Kuala_Lumpur'],
  PH: ['Asia/Manila'],
  ID: ['Asia/Jakarta', 'Asia/Jayapura'],
  CN: ['Asia/Shanghai'],
  HK: ['Asia/Hong_Kong'],
  TW: ['Asia/Taipei'],
  JP: ['Asia/Tokyo'],
  KR: ['Asia/Seoul'],
  IN: ['Asia/Kolkata'],
  IL: ['Asia/Jerusalem'],
  AE: ['Asia/Dubai'],
  AU: ['Australia/Perth', 'Australia/Sydney'],
  NZ: ['Pacific/Auckland'],
  GB: ['Europe/London'],
  IE: ['Europe/Dublin'],
  PT: ['Atlantic/Azores', 'Europe/Lisbon'],
  ES: ['Atlantic/Canary', 'Europe/Madrid'],
  FR: ['Europe/Paris'],
  DE: ['Europe/Berlin'],
  NL: ['Europe/Amsterdam'],
  BE: ['Europe/Brussels'],
  CH: ['Europe/Zurich'],
  AT: ['Europe/Vienna'],
  IT: ['Europe/Rome'],
  DK: ['Europe/Copenhagen'],
  SE: ['Europe/Stockholm'],
  NO: ['Europe/Oslo'],
  FI: ['Europe/Helsinki'],
  PL: ['Europe/Warsaw'],
  CZ: ['Europe/Prague'],
  RU: ['Europe/Kaliningrad', 'Asia/Kamchatka'],
  US: ['America/New_York', 'Pacific/Honolulu'],
  CA: ['America/St_Johns', 'America/Vancouver'],
  MX: ['America/Cancun', 'America/Tijuana'],
  BR: ['America/Noronha', 'America/Rio_Branco'],
}
