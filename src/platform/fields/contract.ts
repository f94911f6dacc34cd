import { z } from 'zod'
import { isDate } from '../../values/civil-date.ts'
import { tidy, tidyLines } from '../../values/text.ts'

/** The kinds of fields that declarations are made of. Text is tidied (NFC, no controls, single spaces) as it enters. */

export const id = z.uuid()
/** One line of text, 1 to `max` characters after tidying. */
export const line = (max = 200) =>
  z
    .string()
    .max(max * 4)
    .overwrite(tidy)
    .min(1)
    .max(max)
/** One line of text that may be empty. */
export const lineOrNothing = (max = 200) =>
  z
    .string()
    .max(max * 4)
    .overwrite(tidy)
    .max(max)
/** Several lines of text, 1 to `max` characters. */
export const lines = (max = 4000) =>
  z
    .string()
    .max(max * 4)
    .overwrite(tidyLines)
    .min(1)
    .max(max)
/** A civil date, `YYYY-MM-DD`, that exists. */
export const day = z.string().refine(isDate, 'no_such_day').meta({ format: 'date' })
/** An instant with its offset, `2026-11-23T13:52:00+07:00`. */
export const instant = z.iso.datetime({ offset: true })
/** Minor units of a currency, a whole number. */
export const minor = z.int()
/** ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'not_a_currency')
/** The last four digits of a card; more are never taken. */
export const lastFour = z.string().regex(/^\d{4}$/, 'four_digits')
export const language = z.enum(['vi', 'en'])
/** Counts up with every change; sent back with a change so that nothing is overwritten unseen. */
export const version = z.int().min(1)
/** A flag in a query string. */
export const flag = z.enum(['true', 'false']).optional()
/** How many rows a page has. */
export const pageSize = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)

/** An amount that the caller's role may see; absent otherwise. */
export const money = z.object({ minor, currency })
