import { z } from 'zod'

/** Groups of Today, in the order of what is at stake. */
export const careGroups = ['promises', 'greet', 'reply', 'confirm', 'win-back'] as const

/** How an act of care can end: done; greeted; still so; no longer so; on another day; not fitting. */
export const careEnds = ['done', 'greeted', 'yes', 'no', 'later', 'refused'] as const

/** The words and figures of an act, by name: the screen makes the sentence of its kind from them. */
export const carePartView = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
