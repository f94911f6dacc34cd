/** What the command line and the wiring may ask of this room. */
export { type Chosen, type ImportAnswer, importFile } from './import-file.ts'
