import type { Db } from '../../src/platform/db/db.ts'

/** How many statements an act sends to the database. */
export async function questionsOf(db: Db, act: (db: Db) => Promise<unknown>): Promise<number> {
  let asked = 0
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      asked++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await act(counting)
  return asked
}
