import { type PartialDate, readPartialDate } from '#values/civil-date.ts'

/** What was typed as a birthday: "12/08", "08/1972", a whole day, nothing (null), or undefined for what no calendar has. */
export function readBirthday(text: string): PartialDate | null | undefined {
  if (text.trim() === '') return null
  const read = readPartialDate(text)
  if ('problem' in read) return undefined
  return read.year !== undefined && (read.year < 1880 || read.year > 2100) ? undefined : read
}

/** A birthday as the record has it, without the parts that nobody knows. */
export const birthdayOf = ({
  year,
  month,
  day,
}: {
  year?: number | undefined
  month?: number | undefined
  day?: number | undefined
}): PartialDate => ({
  ...(year === undefined ? {} : { year }),
  ...(month === undefined ? {} : { month }),
  ...(day === undefined ? {} : { day }),
})

const two = (n: number): string => String(n).padStart(2, '0')

/** A birthday as it is typed, day first in every language. */
export const typedBirthday = ({ year, month, day }: PartialDate): string =>
  [day && two(day), month && two(month), year].filter((part) => part !== undefined && part !== 0).join('/')
