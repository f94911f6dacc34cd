/** What later rooms and the wiring may ask of the overview. */
export { countAfter, insightJobs, wakeInsight } from './jobs.ts'
