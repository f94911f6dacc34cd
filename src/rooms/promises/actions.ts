/** The verbs of promises. */
export { append, findForUpdate, load } from './appending.ts'
export { make, type NewPromise } from './making.ts'
