import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { listStaff, type staffView, updateStaff } from '#rooms/team/contract.ts'
import { call, type Input, keyOf } from '../../shell/api.ts'
import { problemFrom } from '../../shell/problem.ts'

export type Member = z.output<typeof staffView>
type Change = Omit<Input<typeof updateStaff>['body'], 'version'>

/** An inner number of the telephone system, or none. */
export const isExtension = (text: string): boolean => /^[0-9*#]{0,12}$/.test(text.trim())

/** Letters and digits that nobody mistakes for one another, in groups that can be read out. */
export function suggestPassword(random: (most: number) => number): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => signs[random(signs.length)]).join('')).join('-')
}

export const fairRandom = (most: number): number => {
  const one = new Uint32Array(1)
  const limit = Math.floor(2 ** 32 / most) * most
  do crypto.getRandomValues(one)
  while ((one[0] ?? 0) >= limit)
  return (one[0] ?? 0) % most
}

/** Changes one member of staff by what is known of them now, and puts the answer on the screen. */
export function useChangeMember(): (id: string, change: Change) => Promise<Member> {
  const queries = useQueryClient()
  const key = keyOf(listStaff, {})
  return async (id, change) => {
    const known = queries.getQueryData<{ staff: Member[] }>(key)?.staff.find((member) => member.id === id)
    try {
      const after = await call(updateStaff, { params: { staffId: id }, body: { ...change, version: known?.version ?? 1 } })
      queries.setQueryData<{ staff: Member[] }>(
        key,
        (all) => all && { staff: all.staff.map((member) => (member.id === id ? after : member)) },
      )
      return after
    } catch (error) {
      if (problemFrom(error).code === 'team.changed_meanwhile') void queries.invalidateQueries({ queryKey: key })
      throw error
    }
  }
}
