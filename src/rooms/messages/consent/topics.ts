import type { Db } from '../../../platform/db/db.ts'
import { findTopics, type Topic } from './topics-store.ts'

export type { Topic }

/** What the house writes about, in its own order, closed ones too. */
export const listTopics = (db: Db): Promise<Topic[]> => findTopics(db)
