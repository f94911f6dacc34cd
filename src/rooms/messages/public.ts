/** What later rooms may ask of messages. The gate stays the only door: whatever they write goes through `sendOne`. */
export type { Outward } from './gate.ts'
export { mayWrite, type SentOne, sendOne, toldByHand } from './sendings/one.ts'
export { neverCame } from './sendings/store.ts'
export { viewVerdict } from './sendings/views.ts'
export { templateFor } from './zalo/carrying.ts'
export { zaloTemplates } from './zalo/settings.ts'
