import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { type Answered, isAnswered, type Question } from './question.ts'
import type { Scale } from './rules.ts'
import './tables.ts'

const formerShape = z.array(z.object({ score: z.number(), words: z.string().nullable(), at: z.string() }))

const toQuestion = (row: Selectable<Schema['question']>): Question => ({
  id: row.question_id,
  customerId: row.customer_id,
  scale: row.scale,
  stopId: row.stop_id,
  aboutId: row.about_id,
  how: row.how,
  state: row.state,
  why: row.why,
  messageId: row.message_id,
  at: row.at,
  staffId: row.staff_id,
  staffName: row.staff_name,
  score: row.score,
  words: row.words,
  answeredAt: row.answered_at,
  former: formerShape.parse(row.former),
  became: row.became,
  becameId: row.became_id,
  isSample: row.is_sample,
  version: row.version,
})

// --- What is asked -----------------------------------------------------------------------------------------------------

export type Rule = {
  stopId: string
  scale: Scale
  afterHours: number
  share: number
  isOn: boolean
  onSince: Date | null
  version: number
}

export async function listRules(db: Db): Promise<Rule[]> {
  const rows = await db.selectFrom('question_rule').selectAll().execute()
  return rows.map((row) => ({
    stopId: row.stop_id,
    scale: row.scale,
    afterHours: row.after_hours,
    share: row.share,
    isOn: row.is_on,
    onSince: row.on_since,
    version: row.version,
  }))
}

const ruleRow = ({ scale, afterHours, share, isOn, onSince }: Rule) => ({
  scale,
  after_hours: afterHours,
  share,
  is_on: isOn,
  on_since: onSince,
})

/** Makes a rule; false where one stands there. */
export async function addRule(db: Db, rule: Rule): Promise<boolean> {
  const done = await db
    .insertInto('question_rule')
    .values({ stop_id: rule.stopId, ...ruleRow(rule) })
    .onConflict((conflict) => conflict.column('stop_id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Keeps a rule as it stood at its version; false where it was changed since. */
export async function keepRule(db: Db, rule: Rule): Promise<boolean> {
  const done = await db
    .updateTable('question_rule')
    .set({ ...ruleRow(rule), version: rule.version + 1 })
    .where('stop_id', '=', rule.stopId)
    .where('version', '=', rule.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export type Setting = { quietDays: number; version: number }

export async function readSetting(db: Db): Promise<Setting> {
  const found = await sql<{ quiet_days: number; version: number }>`select quiet_days, version from question_setting`.execute(db)
  return { quietDays: found.rows[0]?.quiet_days ?? 30, version: found.rows[0]?.version ?? 1 }
}

/** False where it was changed since. */
export async function keepSetting(db: Db, { quietDays, version }: Setting): Promise<boolean> {
  const done = await sql`update question_setting set quiet_days = ${quietDays}, version = version + 1 where version = ${version}`.execute(
    db,
  )
  return done.numAffectedRows === 1n
}

// --- Questions and answers ---------------------------------------------------------------------------------------------

/** Adds a question; false where this line was asked about already. */
export async function add(db: Db, question: Question): Promise<boolean> {
  const done = await db
    .insertInto('question')
    .values({
      customer_id: question.customerId,
      question_id: question.id,
      scale: question.scale,
      stop_id: question.stopId,
      about_id: question.aboutId,
      how: question.how,
      state: question.state,
      why: question.why,
      message_id: question.messageId,
      at: question.at,
      staff_id: question.staffId,
      staff_name: question.staffName,
      score: question.score,
      words: question.words,
      answered_at: question.answeredAt,
      former: JSON.stringify(question.former),
      became: question.became,
      became_id: question.becameId,
      became_at: null,
      first_customer_id: question.customerId,
      is_sample: question.isSample,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

const one = (db: Db, customerId: string, questionId: string) =>
  db.selectFrom('question').selectAll().where('customer_id', '=', customerId).where('question_id', '=', questionId)

export async function find(db: Db, customerId: string, questionId: string): Promise<Question | undefined> {
  const row = await one(db, customerId, questionId).executeTakeFirst()
  return row && toQuestion(row)
}

export async function findForUpdate(db: Db, customerId: string, questionId: string): Promise<Question | undefined> {
  const row = await one(db, customerId, questionId).forUpdate().executeTakeFirst()
  return row && toQuestion(row)
}

/** Keeps what became of a question. The caller holds it. */
export async function keep(db: Db, question: Question, now: Date): Promise<Question> {
  await db
    .updateTable('question')
    .set({
      state: question.state,
      why: question.why,
      message_id: question.messageId,
      score: question.score,
      words: question.words,
      answered_at: question.answeredAt,
      former: JSON.stringify(question.former),
      became: question.became,
      became_id: question.becameId,
      became_at: question.became === null ? null : now,
      version: question.version + 1,
    })
    .where('customer_id', '=', question.customerId)
    .where('question_id', '=', question.id)
    .execute()
  return { ...question, version: question.version + 1 }
}

export async function remove(db: Db, customerId: string, questionId: string): Promise<void> {
  await db.deleteFrom('question').where('customer_id', '=', customerId).where('question_id', '=', questionId).execute()
}

/** When they were last asked anything, and about the relationship; what was held is no question. */
export async function lastAsked(db: Db, customerId: string): Promise<{ lastAskedAt: Date | null; lastRelationshipAt: Date | null }> {
  const found = await sql<{ last: Date | null; nps: Date | null }>`select max(at) as last, max(at) filter (where scale = 'nps') as nps
    from question where customer_id = ${customerId}::uuid and state <> 'held'`.execute(db)
  return { lastAskedAt: found.rows[0]?.last ?? null, lastRelationshipAt: found.rows[0]?.nps ?? null }
}

/** What somebody answered, the latest first. */
export async function answersOf(db: Db, customerId: string, limit: number): Promise<Answered[]> {
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('state', '=', 'answered')
    .orderBy('answered_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toQuestion).filter(isAnswered)
}

export type GivenCount = { scale: Scale; stopId: string | null; score: number; times: number }

/** How often each answer was given since then, by scale and touchpoint, out of the index alone. */
export async function countGiven(db: Db, since: Date): Promise<GivenCount[]> {
  const found = await sql<{
    scale: Scale
    stop_id: string | null
    score: number
    times: number
  }>`select scale, stop_id, score, count(*)::int as times
    from question where state = 'answered' and answered_at >= ${since} group by 1, 2, 3`.execute(db)
  return found.rows.map(({ stop_id, ...row }) => ({ ...row, stopId: stop_id }))
}

type Behind = { scale: Scale; stopId: string | null; since: Date }

const behind = (db: Db, { scale, stopId, since }: Behind) => {
  const rows = db.selectFrom('question').where('state', '=', 'answered').where('scale', '=', scale).where('answered_at', '>=', since)
  return stopId === null ? rows : rows.where('stop_id', '=', stopId)
}

/** The answers behind a figure, the latest first, and how many there are. */
export async function listGiven(
  db: Db,
  asked: Behind,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ count: number; rows: Answered[] }> {
  const [{ n }, rows] = await Promise.all([
    behind(db, asked)
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow(),
    behind(db, asked).selectAll().orderBy('answered_at', 'desc').orderBy('question_id', 'desc').offset(offset).limit(limit).execute(),
  ])
  return { count: Number(n), rows: rows.map(toQuestion).filter(isAnswered) }
}

/** Unhappy answers that nobody has made anything of, the latest first. */
export async function unhappyOpen(db: Db, since: Date, limit: number): Promise<Answered[]> {
  const found = await sql<Selectable<Schema['question']>>`select * from question
    where state = 'answered' and became is null and ((scale = 'csat' and score <= 2) or (scale = 'nps' and score <= 6)) and answered_at >= ${since}
    order by answered_at desc limit ${limit}`.execute(db)
  return found.rows.map(toQuestion).filter(isAnswered)
}

/** One of those, by its id alone, held until the transaction ends. */
export async function findUnhappy(db: Db, questionId: string): Promise<Answered | undefined> {
  const found = await sql<Selectable<Schema['question']>>`select * from question where question_id = ${questionId}::uuid
    and state = 'answered' and became is null and ((scale = 'csat' and score <= 2) or (scale = 'nps' and score <= 6)) for update`.execute(
    db,
  )
  return found.rows.map(toQuestion).find(isAnswered)
}
