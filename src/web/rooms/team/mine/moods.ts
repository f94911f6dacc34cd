import type { z } from 'zod'
import type { moodView } from '#rooms/team/mine/contract.ts'
import { addDays, weekdayOf } from '#values/civil-date.ts'

export type Mood = z.output<typeof moodView>
export type Level = 1 | 2 | 3 | 4 | 5
export const levels: readonly Level[] = [1, 2, 3, 4, 5]

export const levelOf = (mood: number): Level => levels.find((level) => level === mood) ?? 3

/** Four weeks from Monday to Sunday, the last one with today in it; days to come are empty. */
export function weeksUpTo(today: string, moods: readonly Mood[]): { day: string; mood: Mood | undefined; isToCome: boolean }[][] {
  const monday = addDays(today, 1 - weekdayOf(today))
  const byDay = new Map(moods.map((mood) => [mood.day, mood]))
  return [-3, -2, -1, 0].map((week) =>
    Array.from({ length: 7 }, (_, at) => {
      const day = addDays(monday, week * 7 + at)
      return { day, mood: byDay.get(day), isToCome: day > today }
    }),
  )
}
