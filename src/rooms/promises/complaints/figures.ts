import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { wilson } from '../../../science/two-shares.ts'
import type { complaintFigures } from './contract.ts'
import { type ComplaintFilter, type Counted, countBy } from './list-store.ts'

type Figures = z.input<typeof complaintFigures.answer>
type Share = Figures['answered']

function shareOf(inTime: number, ended: number): Share {
  if (ended === 0) return { inTime, ended, rate: null, low: null, high: null }
  const { share, low, high } = wilson(inTime, ended)
  return { inTime, ended, rate: share, low, high }
}

const rowOf = (one: Counted): Figures['causes'][number] => ({
  key: one.key,
  count: one.count,
  open: one.open,
  repeats: one.repeats,
  ...shareOf(one.answered_in_time, one.answered),
})

/** Complaints of a time: by cause and by touchpoint, in time with Wilson's bound, and how many came again although something was done. */
export async function figuresOf(db: Db, span: Pick<ComplaintFilter, 'from' | 'until'>): Promise<Figures> {
  const [all] = await countBy(db, 'all', span)
  return {
    count: all?.count ?? 0,
    open: all?.open ?? 0,
    rejected: all?.rejected ?? 0,
    repeats: all?.repeats ?? 0,
    acknowledged: shareOf(all?.acknowledged_in_time ?? 0, all?.acknowledged ?? 0),
    answered: shareOf(all?.answered_in_time ?? 0, all?.answered ?? 0),
    causes: (await countBy(db, 'cause', span)).map(rowOf),
    touchpoints: (await countBy(db, 'touchpoint', span)).map(rowOf),
  }
}
