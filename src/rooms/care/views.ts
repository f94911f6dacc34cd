import type { z } from 'zod'
import type { CareAct } from '../../platform/collected/today.ts'
import type { careActView } from './contract.ts'

/** An act as the screen gets it; `calledAs` is how the customer is called, by id. */
export const viewAct = (
  act: CareAct & { also?: readonly CareAct[] },
  calledAs: ReadonlyMap<string, string>,
  takenBy: string | null,
): z.input<typeof careActView> => ({
  key: act.key,
  group: act.group,
  kind: act.kind,
  customerId: act.customerId,
  calledAs: act.customerId === null ? null : (calledAs.get(act.customerId) ?? null),
  at: act.at,
  parts: act.parts,
  reasons: act.reasons,
  ends: [...act.ends],
  takenBy,
  also: (act.also ?? []).map(({ key, kind, at, parts }) => ({ key, kind, at, parts })),
  isSample: act.isSample,
})
