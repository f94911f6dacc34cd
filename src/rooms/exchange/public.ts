/** What the command line and the wiring may ask of this room. */
export { type Chosen, type ImportAnswer, importFile } from './import-file.ts'
export { exchangeJobs } from './jobs.ts'
export { work } from './work.ts'
