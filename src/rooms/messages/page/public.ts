/** What later rooms write their own pages for people outside the house with. */
export type { Looks, PageAnswer, PageAsk, PublicPage } from './asked.ts'
export { looksOf, withLooks } from './asked.ts'
export { framed } from './frame.ts'
export { Html, html, type Part } from './html.ts'
export { sorry } from './visit.ts'
