import type { Db } from '../../../platform/db/db.ts'
import { type Asked, type Served, serve, serveAlone } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { dayIn } from '../../../values/zone.ts'
import { allStaff } from '../../team/public.ts'
import { type Couriers, decideTest, findHouseFacts, handOver, type Outward } from '../gate.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import type { Letter } from './letter.ts'
import { type Looking, lookAs, previewOf } from './looking.ts'
import { phrases } from './phrases.data.ts'
import * as store from './store.ts'
import { viewLetter, viewRow } from './views.ts'

/** What letters need of the rest of the house to be looked at as somebody, and to be sent to oneself. */
export type LetterNeeds = { outward: Outward; couriers: Couriers }

type Any = Pick<Asked<unknown, unknown, unknown>, 'db' | 'house' | 'now' | 'language' | 'who'>

const staffNames = async (db: Db): Promise<ReadonlyMap<string, string>> => new Map((await allStaff(db)).map(({ id, name }) => [id, name]))

async function whole(db: Db, letter: Letter) {
  const [pictures, last, names] = await Promise.all([
    store.picturesOf(db, letter.id),
    letter.frozen > 0 ? store.findVersion(db, letter.id, letter.frozen) : undefined,
    staffNames(db),
  ])
  return viewLetter(letter, { pictures, isAhead: last !== undefined && !actions.isSame(letter, last), names })
}

async function lookingOf({ house, now, language, who }: Any, { outward }: LetterNeeds): Promise<Looking> {
  return { outward, now, today: dayIn((await house()).zone, now.getTime()), who, language }
}

const LONGEST = 2 * 1024 * 1024

/** The upload as bytes, read no further than a picture may go. */
async function uploaded({ file }: Asked<unknown, unknown, unknown>): Promise<{ name: string; bytes: Uint8Array }> {
  const part = await file()
  if (!part) throw new Refusal(400, 'letters.no_file', 'No file came with this.')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.file) {
    size += chunk.length
    if (size > LONGEST) throw new Refusal(413, 'letters.picture_too_large', 'A picture may have 2 MB at most.')
    chunks.push(chunk)
  }
  return { name: part.filename, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

const letterWrites: Served[] = [
  serve(contract.listLetters, async ({ db, query }) => {
    const [letters, names] = await Promise.all([store.list(db, query.kind), staffNames(db)])
    return { letters: letters.map((letter) => viewRow(letter, names)) }
  }),
  serve(contract.getLetter, async ({ db, params }) => whole(db, await actions.requireLetter(db, params.letterId))),
  serve(contract.addLetter, async ({ db, body, who, now }) => whole(db, await actions.beginLetter(db, body, who, now))),
  serve(contract.changeLetter, async ({ db, params, body, now, trace }) => {
    const letter = await actions.editLetter(db, params.letterId, body, now)
    // A letter that is being written is saved every few seconds: its words are kept with it, not in the trail.
    trace({ details: { title: letter.title } })
    return whole(db, letter)
  }),
  serve(contract.copyLetter, async ({ db, params, body, who, now }) =>
    whole(db, await actions.copyOf(db, params.letterId, body.title, who, now)),
  ),
  serve(contract.removeLetter, async ({ db, params }) => {
    await actions.dropLetter(db, params.letterId)
    return {}
  }),
  serve(contract.addPicture, async (asked) => actions.putPicture(asked.db, asked.params.letterId, await uploaded(asked), asked.now)),
]

const phraseRoutes: Served[] = [
  serve(contract.listPhrases, async ({ db }) => ({
    phrases: (await store.listPhrases(db)).map(({ phrase_id: id, kind, language, phrase }) => ({ id, kind, language, phrase })),
    builtIn: (['vi', 'en'] as const).flatMap((language) => phrases[language].map((one) => ({ ...one, language }))),
  })),
  serve(contract.addPhrase, async ({ db, body }) => ({ id: await actions.watchFor(db, body) })),
  serve(contract.removePhrase, async ({ db, params }) => {
    await store.removePhrase(db, params.phraseId)
    return {}
  }),
]

const TEST_TAKES_AT_MOST_MS = 30_000

const lookRoutes = (needs: LetterNeeds): Served[] => [
  serve(contract.checkLetter, async ({ db, params }) => {
    const letter = await actions.requireLetter(db, params.letterId)
    return { findings: await actions.findingsOf(db, letter), version: letter.version }
  }),
  serve(contract.previewLetter, async (asked) => previewOf(asked.db, asked.params.letterId, asked.query, await lookingOf(asked, needs))),
  // A talk with a mail server is no part of a transaction.
  serveAlone(contract.testLetter, async (asked) => {
    const { db, who, now, params, body } = asked
    const me = who.kind === 'staff' ? (await allStaff(db)).find(({ id }) => id === who.id) : undefined
    if (!me) throw new Refusal(409, 'letters.no_own_mail', 'Only somebody with an address in the house can be sent a test.')
    const { composed } = await lookAs(db, params.letterId, body, await lookingOf(asked, needs), { isMailed: true })
    const messageId = newId(now.getTime())
    const verdict = decideTest({ staffId: me.id, address: me.mail, messageId }, await findHouseFacts(db, needs.outward, now), now)
    if (verdict.answer === 'no')
      throw new Refusal(409, 'letters.sample_in_house', 'While the sample is in the house nothing leaves it, a test neither.')
    const courier = await needs.couriers('mail')
    if (!courier) return { to: me.mail, outcome: 'no-courier' as const, reply: '' }
    const bytes = await store.bytesOf(
      db,
      composed.shipped.map(({ id }) => id),
    )
    const parcel = {
      messageId,
      channel: 'mail' as const,
      to: me.mail,
      toName: me.name,
      subject: composed.subject,
      text: composed.text,
      html: composed.html,
      isAdvertising: false,
      attachments: composed.shipped.flatMap(({ id, name, mime }) => {
        const file = bytes.get(id)
        return file ? [{ name, mime, bytes: file, cid: id }] : []
      }),
    }
    const outcome = await handOver(courier, verdict, parcel, AbortSignal.timeout(TEST_TAKES_AT_MOST_MS))
    return { to: me.mail, outcome: outcome.kind, reply: outcome.reply }
  }),
]

export const letterRoutes = (needs: LetterNeeds): Served[] => [...letterWrites, ...lookRoutes(needs), ...phraseRoutes]
