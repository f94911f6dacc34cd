import { type BusinessCalendar, businessCalendar, readCalendarRules, readLocalTime } from '../../values/business-calendar.ts'
import type { Pause } from '../../values/business-clock.ts'
import { readInstant } from '../../values/iso-instant.ts'

/** What stands in a file of cases is read here, field by field; every fault names the case and the field. */

type Given = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with a case, for people: names the case and the field. */
export class CaseFault extends Error {}

/** The calendars of a file, by name; each is read when a case first asks for it, and once. */
export class Calendars {
  readonly #written: Given
  readonly #ready = new Map<unknown, BusinessCalendar>()

  constructor(written: Given) {
    this.#written = written
  }

  /** By its name or written out on the spot. */
  of(given: unknown, where: string): BusinessCalendar {
    const known = this.#ready.get(given)
    if (known !== undefined) return known
    const isNamed = typeof given === 'string'
    if (isNamed && !Object.hasOwn(this.#written, given)) throw new CaseFault(`${where}: there is no calendar "${given}" in this file`)
    const written = isNamed ? this.#written[given] : given
    if (!isRecord(written)) throw new CaseFault(`${where}: write the name of a calendar, or one with tz and weekly`)
    const { tz, weekly, closed, special, always } = written
    const read = readCalendarRules({
      zone: tz,
      weekly: weekly ?? undefined,
      closed: closed ?? undefined,
      special: special ?? undefined,
      always: always ?? undefined,
    })
    if ('faults' in read) {
      const faults = read.faults.map(({ field, problem }) => `${field === 'zone' ? 'tz' : field} is ${problem.replaceAll('-', ' ')}`)
      throw new CaseFault(`${where}${isNamed ? ` (${given})` : ''}: ${faults.join('; ')}`)
    }
    const ready = businessCalendar(read.rules)
    this.#ready.set(given, ready)
    return ready
  }
}

/** A case, a part of one or a record inside it, and how it is called in a fault: "S05, old". */
export class WrittenCase {
  readonly name: string
  readonly given: Given
  readonly calendars: Calendars

  constructor(name: string, given: Given, calendars: Calendars) {
    this.name = name
    this.given = given
    this.calendars = calendars
  }

  fault(field: string, what: string): CaseFault {
    return new CaseFault(`case ${this.name}, ${field}: ${what}`)
  }

  /** Not written, or null. */
  lacks(field: string): boolean {
    return (this.given[field] ?? null) === null
  }

  text(field: string): string {
    const value = this.given[field]
    if (typeof value !== 'string' || value === '') throw this.fault(field, 'a text is missing')
    return value
  }

  instant(field: string): number {
    return this.#instant(this.given[field], field)
  }

  instantOrNull(field: string): number | null {
    return this.lacks(field) ? null : this.instant(field)
  }

  #instant(value: unknown, field: string): number {
    const moment = typeof value === 'string' ? readInstant(value) : undefined
    if (moment === undefined)
      throw this.fault(
        field,
        `${JSON.stringify(value) ?? 'nothing'} is no instant: write it with its offset, such as 2026-03-10T09:00:00+07:00`,
      )
    return moment
  }

  /** Whole and not below zero. */
  count(field: string): number {
    const value = this.given[field]
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
      throw this.fault(field, `${JSON.stringify(value) ?? 'nothing'} is no whole number from 0 on`)
    return value
  }

  fraction(field: string): number {
    const value = this.given[field]
    if (typeof value !== 'number' || !(value >= 0) || value > 1000)
      throw this.fault(field, `${JSON.stringify(value) ?? 'nothing'} is no share: write 0.75`)
    return value
  }

  cutOff(field: string): { cutOff?: number } {
    if (this.lacks(field)) return {}
    const cutOff = readLocalTime(this.given[field])
    if (cutOff === undefined) throw this.fault(field, `${JSON.stringify(this.given[field])} is no time of a day: write 15:00`)
    return { cutOff }
  }

  calendar(field = 'calendar'): BusinessCalendar {
    return this.calendars.of(this.given[field], `case ${this.name}, ${field}`)
  }

  list(field: string): readonly unknown[] {
    const value = this.given[field]
    if (!Array.isArray(value)) throw this.fault(field, 'a list is missing')
    return value
  }

  record(field: string): Given {
    return this.within(field).given
  }

  within(field: string): WrittenCase {
    const value = this.given[field]
    if (!isRecord(value)) throw this.fault(field, 'a record is missing')
    return new WrittenCase(`${this.name}, ${field}`, value, this.calendars)
  }

  /** The records of a list. */
  each(field: string): WrittenCase[] {
    return this.list(field).map((one, at) => {
      if (!isRecord(one)) throw this.fault(`${field}[${at}]`, 'a record is missing')
      return new WrittenCase(`${this.name}, ${field}[${at}]`, one, this.calendars)
    })
  }

  instants(field: string): number[] {
    return this.list(field).map((one, at) => this.#instant(one, `${field}[${at}]`))
  }

  pauses(): Pause[] {
    if (this.lacks('pauses')) return []
    return this.list('pauses').map((pair: unknown, at) => {
      const field = `pauses[${at}]`
      if (!Array.isArray(pair) || pair.length !== 2) throw this.fault(field, 'write a pause as [from, to], with null for one still open')
      const [given, end]: unknown[] = pair
      const from = this.#instant(given, `${field}[0]`)
      const to = end === null ? null : this.#instant(end, `${field}[1]`)
      if (to !== null && to < from) throw this.fault(field, 'it ends before it begins')
      return { from, to }
    })
  }
}
