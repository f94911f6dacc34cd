/** What later rooms may ask of recognition. */
export { recogniseAll } from './found.ts'
