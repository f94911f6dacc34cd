import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealWaiting } from '../src/platform/audit/sealer.ts'
import { verifyChain } from '../src/platform/audit/verify.ts'
import { connect } from '../src/platform/db/db.ts'
import { APP_ROLE } from '../src/platform/db/migrate.ts'
import { CHANNEL } from '../src/platform/stream/stream.ts'
import { undo } from '../src/rooms/exchange/undo.ts'
import { beginLetter } from '../src/rooms/messages/letters/actions.ts'
import { createToken, newStartLink } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { allRoutes } from '../src/server/rooms.ts'
import { aFile, bring } from './exchange/scene.ts'
import { type Answer, aHouse } from './support/house.ts'
import { asking, type Cookie, cookieOf, hire, PASSWORD, signIn } from './support/team.ts'

// No name is asked for outside this machine.
process.env.QUEN_DNS = '127.0.0.1:9'
const house = aHouse()

/** A customer's whole number as it may be written; four digits of it stand in many an id by chance. */
const WHOLE_NUMBER = /(?:\+?84|0)[ .]?570[ .]?000[ .]?\d{3}/

type Row = {
  act: string
  actor_kind: string
  actor_id: string | null
  customer_id: string | null
  about_kind: string | null
  about_id: string | null
  details: Record<string, unknown>
  request_id: string | null
}

const rowsSince = async (count: number): Promise<Row[]> =>
  house.db.selectFrom('audit').selectAll().orderBy('audit_id').offset(count).execute()
const countRows = async (): Promise<number> =>
  Number(
    (
      await house.db
        .selectFrom('audit')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

const writes = allRoutes(undefined)
  .map(({ contract }) => contract)
  .filter(({ method, isUntraced }) => method !== 'GET' && !isUntraced)

let cookie: Cookie
let ownerId = ''
const owner = asking(house, () => cookie)
const ngoc = house.as('reception')

/** What every act of the house is tried with, and what its row must say beside its name. */
type Act = [name: string, tried: () => Promise<Answer>, says?: Partial<Row>]

const CALENDAR = '0193a000-0000-7000-8000-0000000000c1'
const STANDARD = '0193a000-0000-7000-8000-0000000000c2'

const code = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: house.now.getTime() })

async function upload(): Promise<Answer> {
  const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="khach.csv"\r\ncontent-type: text/csv\r\n\r\nHọ tên,SĐT\nLan Anh,0570 000 777\n\r\n--x--\r\n`
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/imports?subject=customers',
    headers: { ...cookie, 'content-type': 'multipart/form-data; boundary=x' },
    payload: part,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
}

/** Acts of the door: sessions begin and end, so each has its own person. */
function doorActs(): Act[] {
  let invitation = { id: '', link: '' }
  let second = ''
  const newcomer = { id: '', version: 0, cookie: {} as Cookie }
  const asNewcomer = asking(house, () => newcomer.cookie)
  const secretOf = (link: string): string => link.split('#')[1] ?? ''
  return [
    [
      'invite',
      async () => keep(await owner('POST', '/api/invitations', { name: 'Vy', role: 'sales' }), (body) => (invitation = body as never)),
    ],
    [
      'readInvitation',
      () => house.as(undefined)('POST', '/api/invitations/read', { token: secretOf(invitation.link) }),
      { actor_kind: 'nobody', actor_id: null },
    ],
    [
      'acceptInvitation',
      async () =>
        house.as(undefined)('POST', '/api/invitations/accept', {
          token: secretOf(invitation.link),
          name: 'Vy',
          mail: 'vy@nha.example',
          password: PASSWORD,
          language: 'vi',
        }),
      { actor_kind: 'staff', about_kind: 'invitation' },
    ],
    [
      'invite',
      async () => keep(await owner('POST', '/api/invitations', { name: 'Hà', role: 'sales' }), (body) => (invitation = body as never)),
    ],
    ['revokeInvitation', () => owner('DELETE', `/api/invitations/${invitation.id}`), { about_kind: 'invitation' }],
    [
      'addStaff',
      async () =>
        keep(await owner('POST', '/api/staff', { name: 'Sơn', mail: 'son@nha.example', role: 'sales', password: PASSWORD }), (body) =>
          Object.assign(newcomer, body),
        ),
      { about_kind: 'staff', actor_kind: 'staff' },
    ],
    [
      'signIn',
      async () => {
        const answer = await signIn(house, 'son@nha.example')
        newcomer.cookie = cookieOf(answer)
        return answer
      },
      { actor_kind: 'staff' },
    ],
    ['updateMe', () => asNewcomer('PATCH', '/api/me', { language: 'en' })],
    [
      'beginSecondFactor',
      async () => keep(await asNewcomer('POST', '/api/me/second-factor', { password: PASSWORD }), (body) => (second = String(body.secret))),
    ],
    ['confirmSecondFactor', () => asNewcomer('POST', '/api/me/second-factor/confirm', { code: code(second) })],
    ['renewRecoveryCodes', () => asNewcomer('POST', '/api/me/second-factor/codes', { password: PASSWORD })],
    ['removeSecondFactor', () => asNewcomer('POST', '/api/me/second-factor/remove', { password: PASSWORD })],
    ['changePassword', () => asNewcomer('POST', '/api/me/password', { current: PASSWORD, next: 'mật khẩu khác hẳn' })],
    ['noteMood', () => asNewcomer('PUT', '/api/me/moods/2026-11-23', { mood: 4, words: 'vui' })],
    ['forgetMood', () => asNewcomer('DELETE', '/api/me/moods/2026-11-23')],
    ['lookAs', () => owner('POST', '/api/me/looks-as', { role: 'reception' }), { details: { fields: ['role'], looksAs: 'reception' } }],
    ['lookAs', () => owner('POST', '/api/me/looks-as', {})],
    ['signOut', () => asNewcomer('POST', '/api/sign-out', {})],
    [
      'updateStaff',
      async () => owner('PATCH', `/api/staff/${newcomer.id}`, { isLockedOut: true, version: await versionOf(newcomer.id) }),
      { about_kind: 'staff' },
    ],
  ]
}

async function versionOf(staffId: string): Promise<number> {
  const { body } = await house.as('owner')('GET', '/api/staff')
  return body.staff.find(({ id }: { id: string }) => id === staffId).version
}

function keep(answer: Answer, take: (body: Record<string, unknown>) => unknown): Answer {
  take(answer.body)
  return answer
}

/** Acts that are no customer's: the house's own settings, keys and thanks. */
function houseActs(): Act[] {
  let token = ''
  let praise = ''
  let stopId = ''
  let version = 0
  return [
    [
      'updateHouse',
      async () => {
        version = (await owner('GET', '/api/house')).body.version
        return owner('PATCH', '/api/house', { name: 'Nhà Quen', version })
      },
      { details: { fields: ['name', 'version'] } },
    ],
    [
      'createToken',
      async () => keep(await owner('POST', '/api/tokens', { name: 'máy', role: 'sales' }), ({ id }) => (token = String(id))),
      { about_kind: 'token' },
    ],
    ['revokeToken', () => owner('DELETE', `/api/tokens/${token}`), { about_kind: 'token' }],
    [
      'givePraise',
      async () => {
        const { id } = (await owner('GET', '/api/colleagues')).body.colleagues.find(({ name }: { name: string }) => name === 'Vy')
        return keep(await owner('POST', '/api/praise', { staffId: id, words: 'Cảm ơn em' }), (body) => (praise = String(body.id)))
      },
    ],
    ['takeBackPraise', () => owner('DELETE', `/api/praise/${praise}`), { about_kind: 'praise' }],
    [
      'savePreferenceGroup',
      () =>
        owner('PUT', '/api/preference-groups/tea', {
          nameVi: 'Trà',
          nameEn: 'Tea',
          choices: [{ key: 'sen', vi: 'sen', en: 'lotus' }],
          atMost: 1,
        }),
    ],
    [
      'saveCustomerField',
      () => owner('PUT', '/api/customer-fields/pet', { nameVi: 'Thú cưng', nameEn: 'Pet', kind: 'text', appliesTo: ['person'] }),
    ],
    [
      'addMapStop',
      async () => {
        const made = await owner('POST', '/api/touchpoint-map', {
          phase: 'staying',
          nameVi: 'Quầy trà',
          nameEn: 'Tea bar',
          icon: 'table',
          team: null,
          feeds: { kinds: ['visit'], orders: [], channels: [] },
          promiseKinds: [],
        })
        stopId = made.body.id
        return made
      },
    ],
    ['changeMapStop', () => owner('PATCH', `/api/touchpoint-map/${stopId}`, { nameVi: 'Góc trà', version: 1 })],
    ['placeMapStop', () => owner('PUT', `/api/touchpoint-map/${stopId}/place`, { phase: 'after', before: null, version: 2 })],
    ['saveQuestionRule', () => owner('PUT', `/api/satisfaction/rules/${stopId}`, { scale: 'csat', afterHours: 24, share: 50, isOn: true })],
    ['saveQuestionSetting', () => owner('PUT', '/api/satisfaction/setting', { quietDays: 45, version: 1 })],
    ['takeMapTemplate', () => owner('POST', '/api/touchpoint-map/templates', { trade: 'bookshop' })],
    ['saveTouchpointKind', () => owner('PUT', '/api/touchpoint-kinds/tasting', { nameVi: 'Thử trà', nameEn: 'Tasting', icon: 'cup' })],
    ['loadSample', () => owner('POST', '/api/sample', {})],
    [
      'clearSample',
      async () => {
        await house.database.pool.query(`update sample set state = 'ready'`)
        return owner('DELETE', '/api/sample')
      },
    ],
    ['verifyAudit', () => owner('POST', '/api/audit/verify', {})],
    ['runLoyalty', () => owner('POST', '/api/loyalty/run', {})],
    [
      'saveLoyaltySetting',
      async () => owner('PUT', '/api/loyalty/setting', { ...(await owner('GET', '/api/loyalty')).body.setting, thetaEnter: 0.6 }),
    ],
    [
      'saveContactRhythm',
      async () => {
        const { rhythms, version } = (await owner('GET', '/api/care/rhythm')).body
        return owner('PUT', '/api/care/rhythm', { rhythms: { ...rhythms, loyal: { ...rhythms.loyal, wantedDays: 75 } }, version })
      },
    ],
    [
      'saveCalendar',
      () => {
        const hours = { zone: 'Asia/Ho_Chi_Minh', weekly: { mon: [['08:00', '17:00']] }, closed: [], special: {}, isAlways: false }
        return owner('PUT', `/api/calendars/${CALENDAR}`, { name: 'Kho', hours })
      },
      { about_kind: 'calendar', about_id: CALENDAR, details: { name: 'Kho', mode: 'recompute' } },
    ],
    [
      'saveStandard',
      () => {
        const targets = { delivery: { days: 1 } }
        const body = { name: 'Giao hàng', level: 'house', match: {}, calendarId: CALENDAR, targets, levels: [] }
        return owner('PUT', `/api/standards/${STANDARD}`, body)
      },
      { about_kind: 'standard', about_id: STANDARD, details: { name: 'Giao hàng' } },
    ],
    ...overviewActs(),
    ...promiseActs(),
    ...slipActs(),
    ...requestActs(),
    ...enquiryActs(),
    ...complaintActs(),
    ...consentActs(),
    ...letterActs(),
    ...cardActs(),
    ...careActs(),
    ...journeyActs(),
    ...mailActs(),
  ]
}

/** What the house writes about, how it asks, and the doors that people sign up by. */
/** How mail goes out: its server is a door that nobody opens, and so are the names of its domain. */
/** An item of the catalogue, from its first word to its last, and an offer of another. */
function catalogueActs(): Act[] {
  const made = { mint: '', tea: '', customer: '', offer: '' }
  const about = { about_kind: 'item' }
  const mint = { kind: 'product', nameVi: 'Tinh dầu bạc hà' }
  return [
    ['addItem', async () => keep(await owner('POST', '/api/catalogue', mint), ({ id }) => (made.mint = String(id))), about],
    ['changeItem', () => owner('PUT', `/api/catalogue/${made.mint}`, { ...mint, price: 90_000, version: 1 }), about],
    ['moveItem', () => owner('PUT', `/api/catalogue/${made.mint}/state`, { state: 'gone', version: 2 }), about],
    ['removeItem', () => owner('DELETE', `/api/catalogue/${made.mint}`), about],
    [
      'addItem',
      async () => keep(await owner('POST', '/api/catalogue', { kind: 'product', nameVi: 'Trà lài' }), ({ id }) => (made.tea = String(id))),
    ],
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Đỗ Thị Lan' }), ({ id }) => (made.customer = String(id))),
    ],
    [
      'offerItem',
      async () =>
        keep(
          await owner('POST', `/api/customers/${made.customer}/offers`, { itemId: made.tea, answer: 'invited' }),
          ({ id }) => (made.offer = String(id)),
        ),
      { about_kind: 'offer' },
    ],
    ['takeBackOffer', () => owner('DELETE', `/api/customers/${made.customer}/offers/${made.offer}`), { about_kind: 'offer' }],
  ]
}

function mailActs(): Act[] {
  const smtp = { host: '127.0.0.1', port: 9, security: 'none', user: '', fromAddress: 'thu@nha.example', fromName: '' }
  const settings = {
    house: { publicAddress: '', postalAddress: '', advertiser: '' },
    smtp: { ...smtp, replyAddress: '', bounceDomain: '', ratePerMinute: null },
    imap: null,
    sms: null,
  }
  return [
    [
      'saveMailSettings',
      async () => owner('PUT', '/api/mail/settings', { ...settings, version: (await owner('GET', '/api/mail/settings')).body.version }),
      { details: { fields: ['version', 'house', 'smtp', 'imap', 'sms'], hasServer: true, hasInbox: false } },
    ],
    ['makeDkimKey', () => owner('POST', '/api/mail/dkim', {})],
    ['testMail', () => owner('POST', '/api/mail/test', {}), { details: { isWell: false } }],
    ['checkDomain', () => owner('POST', '/api/mail/domain', {})],
    [
      'saveZalo',
      () => {
        const keys = { appSecret: 'a1', oaSecret: 'o1', refreshToken: 'r1' }
        return owner('PUT', '/api/zalo/settings', { version: 0, account: { appId: '2553928453557884079', templates: [], ...keys } })
      },
      { details: { fields: ['version', 'account'], hasZalo: true } },
    ],
    [
      'testZalo',
      () => {
        process.env.QUEN_ZALO = 'http://127.0.0.1:9'
        return owner('POST', '/api/zalo/test', {}).finally(() => delete process.env.QUEN_ZALO)
      },
      { details: { isWell: false } },
    ],
  ]
}

function consentActs(): Act[] {
  let topic = ''
  let door = ''
  let sender = ''
  const words = 'Gửi {topics} qua {channel}, {monthly} tin mỗi tháng nhé?'
  const upload = async (): Promise<Answer> => {
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="so.csv"\r\ncontent-type: text/csv\r\n\r\n0570000777\r\n--x--\r\n`
    const headers = { ...cookie, 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await house.app.inject({ method: 'POST', url: '/api/do-not-call', headers, payload: part })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
  }
  return [
    [
      'addTopic',
      async () =>
        keep(
          await owner('POST', '/api/topics', { purpose: 'newsletter', names: { vi: 'Sách', en: 'Books' } }),
          ({ id }) => (topic = String(id)),
        ),
    ],
    ['changeTopic', () => owner('PATCH', `/api/topics/${topic}`, { names: { vi: 'Sách mới', en: 'New books' }, version: 1 })],
    [
      'orderTopics',
      async () => {
        const { topics } = (await owner('GET', '/api/topics')).body
        return owner('PUT', '/api/topics/order', { topics: topics.map(({ id }: { id: string }) => id) })
      },
    ],
    ['changeWording', () => owner('PUT', '/api/consent-wordings', { language: 'vi', manner: 'spoken', words })],
    [
      'addDoor',
      async () =>
        keep(
          await owner('POST', '/api/signup-doors', { kind: 'qr', label: 'Quầy', topics: [topic], monthly: 2, isDouble: false }),
          ({ id }) => (door = String(id)),
        ),
    ],
    ['changeDoor', () => owner('PATCH', `/api/signup-doors/${door}`, { isOpen: false, version: 1 })],
    ['loadRegister', upload, { details: { numbers: 1, refused: 0 } }],
    [
      'addSender',
      async () =>
        keep(
          await owner('POST', '/api/sender-names', { channel: 'sms', name: 'NHAQUEN', validUntil: null }),
          ({ id }) => (sender = String(id)),
        ),
    ],
    ['changeSender', () => owner('PATCH', `/api/sender-names/${sender}`, { isCurrent: false, version: 1 })],
  ]
}

/** A letter is begun, gone on with, copied, tried and thrown away. */
function letterActs(): Act[] {
  let letter = ''
  let phrase = ''
  const picture = async (): Promise<Answer> => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="hien.gif"\r\ncontent-type: image/gif\r\n\r\n'
    const payload = Buffer.concat([Buffer.from(head), gif, Buffer.from('\r\n--x--\r\n')])
    const headers = { ...cookie, 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await house.app.inject({ method: 'POST', url: `/api/letters/${letter}/pictures`, headers, payload })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
  }
  return [
    ['addLetter', async () => keep(await owner('POST', '/api/letters', { title: 'Bản tin' }), ({ id }) => (letter = String(id)))],
    ['changeLetter', () => owner('PATCH', `/api/letters/${letter}`, { title: 'Bản tin tháng này', version: 1 })],
    ['addPicture', picture],
    ['copyLetter', () => owner('POST', `/api/letters/${letter}/copy`, { title: 'Bản tin sau' })],
    ['testLetter', () => owner('POST', `/api/letters/${letter}/test`, {})],
    ['removeLetter', () => owner('DELETE', `/api/letters/${letter}`)],
    [
      'addPhrase',
      async () =>
        keep(
          await owner('POST', '/api/letter-phrases', { kind: 'empty', language: 'vi', phrase: 'hân hoan' }),
          ({ id }) => (phrase = String(id)),
        ),
    ],
    ['removePhrase', () => owner('DELETE', `/api/letter-phrases/${phrase}`)],
  ]
}

/** Guidance of the house, and the story of a week. */
function careActs(): Act[] {
  let own = ''
  let told = ''
  let regular = ''
  let story = ''
  const steps = ['Chào', 'Hỏi', 'Ghi lại']
  const content = {
    title: { vi: 'Khách về khuya', en: 'Home late' },
    when: { vi: 'Cổng đã khoá', en: 'The gate is locked' },
    belongs: ['arrival'],
    steps: { vi: steps, en: steps },
    say: { vi: 'Dạ, em mở cổng ạ.', en: 'I will open the gate.' },
    notSay: { vi: '', en: '' },
  }
  return [
    ['addPlaybook', async () => keep(await owner('POST', '/api/playbooks', content), ({ key }) => (own = String(key)))],
    ['changePlaybook', () => owner('PATCH', `/api/playbooks/${own}`, { isKept: false, version: 1 })],
    ['createCustomer', async () => keep(await owner('POST', '/api/customers', { name: 'Lê Chuyện' }), ({ id }) => (told = String(id)))],
    [
      'rewriteStory',
      async () => {
        const { rows } = await house.database.pool.query(
          `insert into story (customer_id, story_id, week, facts, made_at, first_customer_id)
            values ($1, gen_random_uuid(), date_trunc('week', $2::timestamptz)::date, '[]', $2, $1) returning story_id`,
          [told, house.now],
        )
        story = String(rows[0].story_id)
        return owner('PATCH', `/api/stories/${story}`, { words: { vi: 'Hay cười.', en: 'Smiles a lot.' }, version: 1 })
      },
    ],
    ['createCustomer', async () => keep(await owner('POST', '/api/customers', { name: 'Trần Quen' }), ({ id }) => (regular = String(id)))],
    [
      'swapStory',
      async () => {
        await makeRegular(regular)
        return owner('POST', `/api/stories/${story}/swap`, { version: 2 })
      },
    ],
    ['skipStory', () => owner('PUT', '/api/stories/this-week', { isSkipped: true })],
    ['noteStoryWish', () => owner('PUT', `/api/customers/${told}/story-wish`, { isDeclined: true })],
  ]
}

/** Somebody of whom enough is known for a story, written past the routes: what they leave is looked at elsewhere. */
async function makeRegular(id: string): Promise<void> {
  const { pool } = house.database
  await pool.query(
    `insert into customer_stats (customer_id, first_day, last_day, days, orders, sums) values ($1, '2024-05-01', '2026-09-01', 3, 3, '{}')`,
    [id],
  )
  await pool.query(
    `insert into preference (customer_id, preference_id, stance, what, source, confidence, noted_on, last_confirmed_on, first_customer_id)
      values ($1, gen_random_uuid(), 'likes', 'trà gừng', 'said', 90, '2026-09-01', '2026-09-01', $1)`,
    [id],
  )
  await pool.query(
    `insert into touchpoint (customer_id, at, touchpoint_id, kind, body, first_customer_id)
      values ($1, '2026-09-01T02:00:00Z', gen_random_uuid(), 'thanks', 'Khen vườn mát.', $1)`,
    [id],
  )
}

/** A day of the house's own, and a card for a New Year. */
function cardActs(): Act[] {
  let own = ''
  let customerId = ''
  let cardId = ''
  const card = { occasionKey: 'new-year', year: 2027, words: 'Chúc anh chị một năm an lành.' }
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Lê Thiệp' }), ({ id }) => (customerId = String(id))),
    ],
    [
      'addHouseDay',
      async () =>
        keep(
          await owner('POST', '/api/house-days', {
            names: { vi: 'Ngày mở cửa', en: 'Opening day' },
            calendar: 'solar',
            month: 5,
            day: 6,
            prepareDays: 5,
          }),
          ({ key }) => (own = String(key)),
        ),
    ],
    ['changeHouseDay', () => owner('PATCH', `/api/house-days/${own}`, { prepareDays: 7, version: 1 })],
    ['removeHouseDay', () => owner('DELETE', `/api/house-days/${own}`)],
    ['printCards', () => owner('POST', '/api/cards/print', { cards: [{ customerId: customerId, ...card }] })],
    [
      'giveCard',
      async () =>
        keep(
          await owner('POST', `/api/customers/${customerId}/cards`, { ...card, how: 'paper' }),
          (made) => (cardId = String(made['cardId'])),
        ),
    ],
    ['takeBackCard', () => owner('DELETE', `/api/customers/${customerId}/cards/${cardId}`)],
    [
      'giveCards',
      async () =>
        keep(await owner('POST', '/api/cards/given', { cards: [{ customerId, ...card }], how: 'paper' }), ({ given }) => {
          cardId = Array.isArray(given) ? String(given[0]?.cardId) : ''
        }),
    ],
    ['takeBackCards', () => owner('POST', '/api/cards/taken-back', { cards: [{ customerId, cardId }] })],
  ]
}

/** A journey is drawn up, changed, switched on and off; another is thrown away. */
function journeyActs(): Act[] {
  let journey = ''
  return [
    ['addJourney', async () => keep(await owner('POST', '/api/journeys', { kind: 'welcome' }), ({ id }) => (journey = String(id)))],
    ['changeJourney', () => owner('PATCH', `/api/journeys/${journey}`, { title: 'Chào mừng khách mới', version: 1 })],
    [
      'startJourney',
      async () => {
        const { beginnings } = (await owner('GET', `/api/journeys/${journey}/rehearsal`)).body
        return owner('POST', `/api/journeys/${journey}/start`, { version: 2, rehearsed: beginnings })
      },
    ],
    ['stopJourney', () => owner('POST', `/api/journeys/${journey}/stop`, {})],
    ['removeJourney', () => owner('DELETE', `/api/journeys/${journey}`)],
  ]
}

/** Costs and rates that the overview counts with. */
function overviewActs(): Act[] {
  let costId = ''
  const cost = { purpose: 'keeping', month: '2026-10', name: 'Thiệp tay', minor: 1_200_000 }
  return [
    ['runInsight', () => owner('POST', '/api/insight/run', {})],
    [
      'addCost',
      async () => {
        const made = await owner('POST', '/api/insight/costs', cost)
        costId = made.body.id
        return made
      },
    ],
    ['changeCost', () => owner('PUT', `/api/insight/costs/${costId}`, { ...cost, minor: 1_300_000, version: 1 })],
    ['removeCost', () => owner('DELETE', `/api/insight/costs/${costId}`)],
    ['setChannelRate', () => owner('PUT', '/api/insight/channels/counter', { basisPoints: 1500, version: 0 })],
  ]
}

/** The acts of one customer's life here; each row names the customer. */
function customerActs(): Act[] {
  const made: Record<string, { id: string; version: number }> = {}
  const put = (key: string) => (body: Record<string, unknown>) => {
    made[key] = body as never
  }
  const idOf = (key: string): string => made[key]?.id ?? ''
  const at = (path: string): string => `/api/customers/${idOf('hoa')}${path}`
  const versioned = (key: string) => ({ version: made[key]?.version ?? 0 })
  const hers = (about?: string, more: Partial<Row> = {}): Partial<Row> => ({
    get customer_id() {
      return idOf('hoa')
    },
    ...(about ? { about_kind: about } : {}),
    ...more,
  })
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { kind: 'organisation', name: 'Công ty Sen' }), put('company')),
    ],
    [
      'createCustomer',
      async () =>
        keep(
          await owner('POST', '/api/customers', { name: 'Lê Thanh Hoa', contacts: [{ kind: 'phone', value: '0570 000 101' }] }),
          put('hoa'),
        ),
      hers(undefined, { details: { fields: ['name', 'contacts'] } }),
    ],
    ['updateCustomer', async () => keep(await owner('PATCH', at(''), { callName: 'Hoa', ...versioned('hoa') }), put('hoa')), hers()],
    ['unveil', () => owner('POST', at('/unveil'), { what: 'contacts', reason: 'khách gọi lại' }), hers()],
    ['refuseCallThree', () => owner('PUT', `/api/insight/call-three/${idOf('hoa')}/refusal`, {}), hers()],
    ['allowCallThree', () => owner('DELETE', `/api/insight/call-three/${idOf('hoa')}/refusal`), hers()],
    [
      'addPreference',
      async () => keep(await owner('POST', at('/preferences'), { stance: 'likes', what: 'trà sen' }), put('tea')),
      hers('preference'),
    ],
    [
      'updatePreference',
      async () => keep(await owner('PATCH', at(`/preferences/${idOf('tea')}`), { reason: 'thơm', ...versioned('tea') }), put('tea')),
      hers('preference'),
    ],
    [
      'refutePreference',
      async () => keep(await owner('POST', at(`/preferences/${idOf('tea')}/refute`), versioned('tea')), (body) => put('wrong')(body)),
      hers('preference'),
    ],
    [
      'restorePreference',
      async () => {
        const { refuted = [] } = (await owner('GET', at(''))).body
        return owner('POST', at(`/preferences/${refuted[0]?.id ?? idOf('tea')}/restore`), { version: refuted[0]?.version ?? 3 })
      },
      hers('preference'),
    ],
    ['removePreference', () => owner('DELETE', at(`/preferences/${idOf('tea')}`)), hers('preference')],
    [
      'addRelationship',
      async () => keep(await owner('POST', at('/relationships'), { otherId: idOf('company'), kind: 'works-at' }), put('tie')),
      hers('relationship'),
    ],
    [
      'updateRelationship',
      () => owner('PATCH', at(`/relationships/${idOf('tie')}`), { words: 'kế toán', ...versioned('tie') }),
      hers('relationship'),
    ],
    ['removeRelationship', () => owner('DELETE', at(`/relationships/${idOf('tie')}`)), hers('relationship')],
    [
      'addOccasion',
      async () => keep(await owner('POST', at('/occasions'), { kind: 'wedding', calendar: 'solar', month: 3, day: 4 }), put('day')),
      hers('occasion'),
    ],
    ['updateOccasion', () => owner('PATCH', at(`/occasions/${idOf('day')}`), { day: 5, ...versioned('day') }), hers('occasion')],
    ['removeOccasion', () => owner('DELETE', at(`/occasions/${idOf('day')}`)), hers('occasion')],
    ['addTouchpoint', async () => keep(await owner('POST', at('/timeline'), { body: 'hỏi phòng yên tĩnh' }), put('note')), hers()],
    [
      'updateTouchpoint',
      () => owner('PATCH', at(`/timeline/${idOf('note')}`), { isPinned: true, ...versioned('note') }),
      hers('touchpoint'),
    ],
    ['removeTouchpoint', () => owner('DELETE', at(`/timeline/${idOf('note')}`)), hers('touchpoint')],
    [
      'noteAnswer',
      async () => keep(await owner('POST', at('/answers'), { scale: 'nps', score: 3, words: 'phòng ồn' }), put('answer')),
      hers(),
    ],
    [
      'followAnswer',
      () => owner('POST', at(`/answers/${idOf('answer')}/follow-up`), { how: 'seen', ...versioned('answer') }),
      hers('question'),
    ],
    [
      'removeAnswer',
      async () => {
        await house.database.pool.query(`update question set became = null`)
        return owner('DELETE', at(`/answers/${idOf('answer')}`))
      },
      hers('question'),
    ],
    [
      'recordOrder',
      async () =>
        keep(
          await owner('POST', at('/orders'), { kind: 'stay', state: 'booked', startsOn: '2026-11-23', endsOn: '2026-11-25', total: 0 }),
          put('stay'),
        ),
      hers('order'),
    ],
    ['takeCareAct', () => owner('POST', `/api/today/arrival%3A${idOf('stay')}/take`, { isMine: true })],
    ['endCareAct', async () => keep(await owner('POST', `/api/today/arrival%3A${idOf('stay')}/end`, { end: 'greeted' }), put('end'))],
    ['reopenCareAct', () => owner('POST', `/api/today/arrival%3A${idOf('stay')}/reopen`, versioned('end'))],
    [
      'updateOrder',
      async () => owner('PATCH', at(`/orders/${idOf('stay')}`), { state: 'cancelled', version: await orderVersion(idOf('hoa')) }),
      hers('order'),
    ],
    ['noteConsent', () => owner('POST', at('/consents'), { act: 'withdrawn', words: 'đừng nhắn nữa' }), hers()],
    ['noteChoice', () => owner('PATCH', at('/choice'), { monthly: 1, version: 0 }), hers()],
    ['linkCustomerPage', () => owner('POST', at('/page-link'), {}), hers()],
    ['notePassing', async () => keep(await owner('POST', '/api/passing', { heardFrom: 'friend' }), put('passing'))],
    ['removePassing', () => owner('DELETE', `/api/passing/${idOf('passing')}`), { about_kind: 'passing' }],
    ['removeCustomer', () => owner('DELETE', `/api/customers/${idOf('company')}`)],
  ]
}

const orderVersion = async (customerId: string): Promise<number> =>
  (await owner('GET', `/api/customers/${customerId}/orders`)).body.orders[0].version

function telephoneActs(): Act[] {
  let call = ''
  let link = ''
  const ring = { from: '0570 000 101', state: 'ringing' }
  const tell = async () => {
    const { token } = await createToken(house.db, { name: 'tổng đài', role: 'manager', scopes: ['calls.send'] }, undefined, house.now)
    link = token
    return house.as(undefined)('POST', '/api/calls', { ...ring, callId: 'a' }, { authorization: `Bearer ${token}` })
  }
  return [
    ['reportCall', async () => keep(await tell(), ({ callId }) => (call = String(callId))), { actor_kind: 'token' }],
    ['reportCallByLink', () => house.as(undefined)('POST', `/api/calls/${link}`, { ...ring, callId: 'b' }), { actor_kind: 'token' }],
    ['chooseCaller', () => owner('PUT', `/api/calls/${call}/customer`, { customerId: null }), { about_kind: 'call' }],
  ]
}

function importActs(): Act[] {
  let list = ''
  const at = (verb = ''): string => `/api/imports/${list}${verb}`
  const version = async (): Promise<number> => (await owner('GET', at())).body.version
  return [
    ['createImport', async () => keep(await upload(), ({ id }) => (list = String(id))), { about_kind: 'import' }],
    ['updateImport', async () => owner('PATCH', at(), { source: 'sổ cũ', version: await version() }), { about_kind: 'import' }],
    ['previewImport', () => owner('POST', at('/preview'), {})],
    ['cancelImport', () => owner('POST', at('/cancel'), {})],
    ['runImport', () => owner('POST', at('/run'), {}), { about_kind: 'import' }],
    [
      'undoImport',
      async () => {
        await house.database.pool.query(`update import set state = 'done' where import_id = $1`, [list])
        return owner('POST', at('/undo'), {})
      },
    ],
  ]
}

/** Two promises to a customer: what becomes of one, and what the other rests on. */
function promiseActs(): Act[] {
  const made = { customer: '', room: '', price: '' }
  const version = async (id: string): Promise<number> => (await owner('GET', `/api/promises/${id}`)).body.version
  const act = async (id: string, verb: string, body: object = {}) =>
    owner('POST', `/api/promises/${id}/${verb}`, { ...body, version: await version(id) })
  const inAnHour = (): string => new Date(house.now.getTime() + 3_600_000).toISOString()
  const about: Partial<Row> = {
    about_kind: 'promise',
    get customer_id() {
      return made.customer
    },
  }
  const make = (put: (id: string) => void, body: object) => async () =>
    keep(await owner('POST', '/api/promises', { customerId: made.customer, words: 'Giao bộ ấm', kind: 'delivery', ...body }), ({ id }) =>
      put(String(id)),
    )
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Phan Thị Mai' }), ({ id }) => (made.customer = String(id))),
    ],
    ['makePromise', () => make((id) => (made.room = id), { due: inAnHour() })(), about],
    ['makePromise', make((id) => (made.price = id), { kind: 'price', isStanding: true }), about],
    ['handPromise', () => act(made.room, 'hand', { team: 'warehouse' }), about],
    ['pausePromise', () => act(made.room, 'pause', { cause: 'chờ chọn màu' }), about],
    ['resumePromise', () => act(made.room, 'resume'), about],
    ['restPromise', () => act(made.room, 'needs', { needsId: made.price }), about],
    ['notePromise', () => act(made.room, 'notes', { words: 'khách rất gấp' }), about],
    ['keepPromise', () => act(made.room, 'keep'), about],
    ['reopenPromise', () => act(made.room, 'reopen'), about],
    ['breakPromise', () => act(made.room, 'break', { reason: 'hết hàng' }), about],
    ['checkPromise', () => act(made.price, 'checks', { isMet: true }), about],
    ['withdrawPromise', () => act(made.price, 'withdraw', { reason: 'khách đổi ý' }), about],
  ]
}

/** A complaint from its receipt to its end, and looked into once more. */
function complaintActs(): Act[] {
  const made = { customer: '', complaint: '' }
  const act = async (verb: string, body: object = {}) => {
    const { version } = (await owner('GET', `/api/complaints/${made.complaint}`)).body
    return owner('POST', `/api/complaints/${made.complaint}/${verb}`, { ...body, version })
  }
  const about: Partial<Row> = {
    about_kind: 'complaint',
    get about_id() {
      return made.complaint
    },
    get customer_id() {
      return made.customer
    },
  }
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Lê Quốc Cường' }), ({ id }) => (made.customer = String(id))),
    ],
    [
      'receiveComplaint',
      async () =>
        keep(
          await owner('POST', '/api/complaints', { customerId: made.customer, words: 'Đèn chập chờn', how: 'zalo' }),
          ({ id }) => (made.complaint = String(id)),
        ),
      about,
    ],
    ['acknowledgeComplaint', () => act('acknowledge'), about],
    ['assessComplaint', () => act('assess', { severity: 2, touches: null, complexity: 'simple' }), about],
    ['investigateComplaint', () => act('investigate'), about],
    ['findComplaintCause', () => act('cause', { cause: 'equipment' }), about],
    [
      'preventComplaint',
      async () => {
        const { id } = (await owner('GET', '/api/me')).body
        return act('prevent', { words: 'Thay đui đèn', holderId: id, day: '2026-12-01' })
      },
      about,
    ],
    ['remedyComplaint', () => act('remedy', { amends: 'một đêm', amendsMinor: 9_000_000 }), about],
    ['agreeComplaint', () => act('agree', { words: 'nên làm' }), about],
    ['fulfilComplaint', () => act('remedied'), about],
    ['answerComplaint', () => act('answer', { decision: 'accepted', words: 'Dạ vâng', how: 'call' }), about],
    ['askComplaint', () => act('ask', { answer: 'content', how: 'call' }), about],
    ['closeComplaint', () => act('close'), about],
    ['reopenComplaint', () => act('reopen', { reason: 'đèn lại tắt' }), about],
    ['noteComplaint', () => act('notes', { words: 'khách rất buồn' }), about],
  ]
}

/** What a customer asks for, which has come; and somebody who is stuck. */
function requestActs(): Act[] {
  const made = { customer: '', other: '', one: '', two: '', wish: '' }
  const about: Partial<Row> = {
    get customer_id() {
      return made.customer
    },
  }
  const asks = (customer: () => string, wants: string, put: (id: string, wish: string) => void) => async () =>
    keep(await owner('POST', `/api/customers/${customer()}/requests`, { kind: 'arrival', wants }), ({ id, wishId }) =>
      put(String(id), String(wishId)),
    )
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Phan Thị Mai' }), ({ id }) => (made.customer = String(id))),
    ],
    [
      'makeRequest',
      asks(
        () => made.customer,
        'Sách Hội An xưa',
        (id, wish) => Object.assign(made, { one: id, wish }),
      ),
      { about_kind: 'request' },
    ],
    [
      'makeRequest',
      asks(
        () => made.customer,
        'Đèn lồng lụa',
        (id) => (made.two = id),
      ),
      { about_kind: 'request' },
    ],
    ['joinWish', () => owner('POST', `/api/requests/wishes/${made.wish}/join`, { requestIds: [made.two] })],
    ['partWish', () => owner('POST', `/api/requests/wishes/${made.wish}/part`, { requestIds: [made.two] })],
    ['tellArrival', () => owner('POST', `/api/requests/wishes/${made.wish}/arrival`, { requestIds: [made.one] })],
    ['tellRequest', () => owner('POST', `/api/requests/${made.one}/told`, { how: 'call' }), about],
    ['reportStuck', () => owner('POST', `/api/customers/${made.customer}/stuck`, { words: 'Không mở được két' }), about],
  ]
}

/** An enquiry, answered, quoted, not bought, opened again and bought. */
function enquiryActs(): Act[] {
  const made = { customer: '', enquiry: '', quote: '', order: '' }
  const at = (verb = ''): string => `/api/customers/${made.customer}/enquiries/${made.enquiry}${verb}`
  const act = async (verb: string, body: object = {}) =>
    owner('POST', at(verb), { ...body, version: (await owner('GET', at())).body.version })
  const about: Partial<Row> = {
    about_kind: 'enquiry',
    get customer_id() {
      return made.customer
    },
  }
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Phan Thị Mai' }), ({ id }) => (made.customer = String(id))),
    ],
    [
      'makeEnquiry',
      async () =>
        keep(
          await owner('POST', `/api/customers/${made.customer}/enquiries`, { about: 'Ba phòng vườn' }),
          ({ id }) => (made.enquiry = String(id)),
        ),
      about,
    ],
    ['answerEnquiry', () => act('/answers', { words: 'Còn hai phòng' }), about],
    [
      'draftQuote',
      async () => {
        const lines = [{ what: 'Phòng vườn', quantity: 3, minor: 1_500_000 }]
        const answer = await owner('PUT', at('/quote'), { lines, validUntil: '2999-12-31' })
        made.quote = String(answer.body.quote.id)
        return answer
      },
      { about_kind: 'quote' },
    ],
    ['giveQuote', () => owner('POST', at(`/quotes/${made.quote}/give`), { how: 'call', version: 1 }), about],
    ['notBoughtEnquiry', () => act('/not-bought', { reason: 'price' }), about],
    ['reopenEnquiry', () => act('/reopen'), about],
    [
      'recordOrder',
      async () =>
        keep(await owner('POST', `/api/customers/${made.customer}/orders`, { total: 100_000 }), ({ id }) => (made.order = String(id))),
    ],
    ['boughtEnquiry', () => act('/bought', { orderId: made.order }), about],
  ]
}

/** A promise that slips: begun, filled in, agreed to by a lead, told and followed. */
function slipActs(): Act[] {
  const made = { customer: '', promise: '', slip: '' }
  const at = (verb = ''): string => `/api/promises/${made.promise}/slips/${made.slip}${verb}`
  const version = async (): Promise<number> => (await owner('GET', at())).body.slip.version
  const inHours = (hours: number): string => new Date(house.now.getTime() + hours * 3_600_000).toISOString()
  const act = async (verb: string, body: object) => owner('POST', at(verb), { ...body, version: await version() })
  const about: Partial<Row> = {
    about_kind: 'promise',
    get customer_id() {
      return made.customer
    },
  }
  return [
    [
      'createCustomer',
      async () => keep(await owner('POST', '/api/customers', { name: 'Đặng Thu Hà' }), ({ id }) => (made.customer = String(id))),
    ],
    [
      'makePromise',
      async () =>
        keep(
          await owner('POST', '/api/promises', { customerId: made.customer, words: 'Gửi sách', kind: 'delivery', due: inHours(2) }),
          ({ id }) => (made.promise = String(id)),
        ),
      about,
    ],
    [
      'beginSlip',
      async () => {
        const { version: seen } = (await owner('GET', `/api/promises/${made.promise}`)).body
        const answer = await owner('POST', `/api/promises/${made.promise}/slips`, { version: seen })
        made.slip = String(answer.body.slip.id)
        return answer
      },
      about,
    ],
    [
      'draftSlip',
      async () => {
        const filled = { reason: 'our-mistake', toldReason: 'stock', newDue: inHours(20), amends: 'một tấm thiệp' }
        return owner('PUT', at(), { ...filled, version: await version() })
      },
      about,
    ],
    ['agreeSlip', () => act('/agree', { to: 'reason', words: 'nói vậy cho gọn' }), about],
    ['tellSlip', () => act('/tell', { how: 'call' }), about],
    ['followSlip', () => act('/follow', { answer: 'accepted', isFixed: true }), about],
    ['saveAmendsLimits', () => owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'marketing', mostMinor: 1000 }] })],
  ]
}

/** A sending from its draft to its end, and a letter to one person. */
function sendingActs(): Act[] {
  const made = { letter: '', sending: '', customer: '', message: '' }
  const at = (verb = ''): string => `/api/sendings/${made.sending}${verb}`
  const version = async (): Promise<number> => (await owner('GET', at())).body.version
  const setState = (state: string) =>
    house.database.pool.query('update sending set state = $1 where sending_id = $2', [state, made.sending])
  const about = { about_kind: 'sending' }
  const setUp = async (): Promise<void> => {
    const words = [{ kind: 'paragraph' as const, runs: [{ text: 'Trời sắp mưa.' }] }]
    const block = { kind: 'words' as const, key: 'a', topics: [], level: 'any' as const, isOffer: false, words: { vi: words, en: words } }
    const content = { subject: { vi: 'Mùa mưa', en: 'Rain' }, preview: { vi: '', en: '' }, blocks: [block] }
    const letter = {
      kind: 'newsletter' as const,
      title: 'Mùa mưa',
      purpose: 'relationship' as const,
      topicId: null,
      leastBlocks: 1,
      content,
    }
    const who = { kind: 'token' as const, id: ownerId, name: 'Dũng', role: 'owner' as const }
    made.letter = (await beginLetter(house.db, letter, who, house.now)).id
    const settings = [
      ['house', { publicAddress: 'https://nha.example', postalAddress: '12 đường Sách Cũ', advertiser: '' }],
      [
        'smtp',
        {
          host: '127.0.0.1',
          port: 9,
          security: 'none',
          user: '',
          fromAddress: 'nha@nha.example',
          fromName: '',
          replyAddress: '',
          bounceDomain: '',
          ratePerMinute: null,
        },
      ],
    ] as const
    for (const [courier, values] of settings)
      await house.database.pool.query(
        `insert into courier_setting (courier, settings, is_on, updated_at) values ($1, $2, true, now())
          on conflict (courier) do update set settings = excluded.settings`,
        [courier, JSON.stringify(values)],
      )
  }
  return [
    [
      'draftSending',
      async () => {
        await setUp()
        return keep(await owner('POST', '/api/sendings', { letterId: made.letter }), ({ id }) => (made.sending = String(id)))
      },
      about,
    ],
    ['changeSending', async () => owner('PUT', at(), { holdout: 1000, version: await version() }), about],
    ['planSending', async () => owner('POST', at('/plan'), { version: await version() }), about],
    [
      'startSending',
      async () => {
        await setState('planned')
        return owner('POST', at('/start'), { version: await version() })
      },
      about,
    ],
    ['pauseSending', () => owner('POST', at('/pause'), {}), about],
    ['rewordSending', () => owner('POST', at('/reword'), {}), about],
    ['resumeSending', () => owner('POST', at('/resume'), {}), about],
    ['cancelSending', () => owner('POST', at('/cancel'), {}), about],
    [
      'writeToOne',
      async () => {
        made.customer = (await house.database.pool.query('select customer_id from customer limit 1')).rows[0].customer_id
        const letter = { channel: 'sms', purpose: 'service', subject: 'Nhà', text: 'Phòng đã sẵn sàng.' }
        return keep(
          await owner('POST', `/api/customers/${made.customer}/letters`, letter),
          ({ messageId }) => (made.message = String(messageId)),
        )
      },
      { about_kind: 'message' },
    ],
    [
      'toldByHand',
      async () => {
        await house.database.pool.query(`update message set state = 'ready' where message_id = $1`, [made.message])
        return owner('POST', `/api/customers/${made.customer}/messages/${made.message}/told`, { how: 'sms' })
      },
      { about_kind: 'message' },
    ],
    [
      'letMessageBe',
      async () => {
        const { pool } = house.database
        await pool.query(`update message set state = 'ready' where message_id = $1`, [made.message])
        await pool.query(`update sending set state = 'planned' where sending_id = (select sending_id from message where message_id = $1)`, [
          made.message,
        ])
        return owner('DELETE', `/api/customers/${made.customer}/messages/${made.message}`)
      },
      { about_kind: 'message' },
    ],
  ]
}

/** A letter of a customer, and everything that can be done with it. */
function inboxActs(): Act[] {
  const made = { customer: '', thread: '', entry: '' }
  const at = (rest = '') => `/api/inbox/${made.thread}${rest}`
  const about = { about_kind: 'thread' }
  const now = async () => (await owner('GET', at())).body
  const answer = async (): Promise<Answer> => {
    const { entries } = await now()
    const answered = await owner('POST', at('/answers'), { words: 'Dạ được ạ.', after: entries.at(-1)?.id ?? null })
    made.entry = String(answered.body.entryId)
    return answered
  }
  return [
    [
      'createCustomer',
      async () => {
        const added = await ngoc('POST', '/api/customers', { name: 'Lê Thu', contacts: [{ kind: 'phone', value: '0570 000 888' }] })
        made.customer = String(added.body.id)
        return added
      },
    ],
    [
      'writeLetter',
      async () => {
        const url = `/api/customers/${made.customer}/threads`
        const written = await owner('POST', url, { words: 'Chào anh chị', subject: 'Sách', channel: 'sms' })
        made.thread = String(written.body.thread?.id)
        return written
      },
      about,
    ],
    ['noteThread', () => owner('POST', at('/notes'), { words: 'gọi trước khi gửi' }), about],
    [
      'answerThread',
      async () => {
        const { rows } = await house.database.pool.query(`select entry_id from thread_entry where thread_id = $1 and direction = 'out'`, [
          made.thread,
        ])
        return owner('POST', at('/answers'), { words: 'Dạ được ạ.', after: rows[0].entry_id })
      },
      about,
    ],
    [
      'takeBackAnswer',
      async () => {
        const { entries } = await now()
        return owner('DELETE', at(`/answers/${entries.at(-1).id}`))
      },
      about,
    ],
    [
      'tellAnswer',
      async () => {
        await answer()
        const entry = (await now()).entries.findLast(({ sent }: { sent: { byHand: unknown } | null }) => sent?.byHand)
        return owner('POST', at(`/answers/${entry.id}/told`), { how: 'sms' })
      },
      about,
    ],
    ['changeThread', async () => owner('PATCH', at(), { version: (await now()).version, state: 'done' }), about],
  ]
}

describe('every act of the house', () => {
  beforeAll(async () => {
    const link = await newStartLink(house.db, house.now)
    const before = await countRows()
    const begun = await house.as(undefined)('POST', '/api/start', {
      token: link,
      houseName: 'Nhà',
      trade: 'hotel',
      language: 'vi',
      ownerName: 'Dũng',
      mail: 'dung@nha.example',
      password: PASSWORD,
    })
    cookie = cookieOf(begun)
    ownerId = begun.body.id
    expect(await rowsSince(before)).toMatchObject([{ act: 'startHouse', actor_kind: 'staff', actor_id: ownerId }])
  })

  const acts: Act[] = [
    ...doorActs(),
    ...houseActs(),
    ...catalogueActs(),
    ...customerActs(),
    ...telephoneActs(),
    ...importActs(),
    ...sendingActs(),
    ...inboxActs(),
  ]

  test('is tried here: none is missing', () => {
    const tried = new Set(acts.map(([name]) => name))
    expect(writes.map(({ name }) => name).filter((name) => name !== 'startHouse' && !tried.has(name))).toEqual([])
  })

  test.each(acts.map((act, at) => [act[0], at] as const))('leaves one row that says who, what and about whom: %s', async (name, at) => {
    const [, tried, says = {}] = acts[at] as Act
    const before = await countRows()
    const answer = await tried()
    expect([name, answer.status < 300, answer.status < 300 ? '' : answer.text]).toEqual([name, true, ''])
    const rows = (await rowsSince(before)).filter(({ act }) => act !== 'getCustomer')
    expect(rows).toMatchObject([{ act: name, actor_kind: expect.any(String), request_id: expect.any(String), ...says }])
    if (says.actor_kind === undefined) expect(['staff', 'token']).toContain(rows[0]?.actor_kind)
  })

  test('told nothing of what a customer is: no name, number, mail or word of hers', async () => {
    const all = JSON.stringify(await house.db.selectFrom('audit').selectAll().execute())
    expect(all).not.toMatch(/Hoa|Thanh|trà sen|thơm|yên tĩnh|Cảm ơn|mật khẩu|khach\.csv|Công ty/)
    expect(all).not.toMatch(WHOLE_NUMBER)
    expect(all).toContain('fields')
  })

  test('stands in a chain that is whole', async () => {
    await sealWaiting(house.database.pool)
    expect(await verifyChain(house.database.pool, [])).toMatchObject({ isWhole: true, rows: await countRows() })
  })
})

test('an act about a customer is told to the open screens when it is done, with ids alone', async () => {
  const ear = await connect(house.address)
  const heard: string[] = []
  ear.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ear.query(`listen ${CHANNEL}`)
  const { id } = (await ngoc('POST', '/api/customers', { name: 'Bùi Gia Khánh' })).body
  await ngoc('PATCH', `/api/customers/${id}`, { name: 'Bùi Gia Khánh', version: 99 })
  await ngoc('PATCH', `/api/customers/${id}`, { callName: 'Khánh', version: 1 })
  const words = () => heard.map((text) => JSON.parse(text)).filter(({ what }) => what === 'record')
  await expect.poll(() => words().length, { timeout: 3000, interval: 20 }).toBe(2)
  const by = (await rowsSince(0)).findLast(({ customer_id }) => customer_id === id)?.actor_id
  expect(words()).toEqual([
    { what: 'record', about: { customerId: id, by } },
    { what: 'record', about: { customerId: id, by } },
  ])
  expect(by).toEqual(expect.any(String))
  await ear.end()
})

describe('nothing is told of an act', () => {
  test('that was refused, whoever asked', async () => {
    const before = await countRows()
    await ngoc('POST', '/api/customers', { name: '' })
    await ngoc('PATCH', '/api/customers/01900000-0000-7000-8000-000000000000', { name: 'Lan', version: 1 })
    await ngoc('POST', '/api/staff', { name: 'Vy', mail: 'v@nha.example', role: 'owner', password: PASSWORD })
    expect((await house.as('read-only')('POST', '/api/customers', { name: 'Lan' })).status).toBe(403)
    expect(await countRows()).toBe(before)
  })

  test('but a wrong password, which is told as nobody’s', async () => {
    const before = await countRows()
    expect((await signIn(house, 'dung@nha.example', 'sai rồi nhé')).status).toBe(401)
    expect(await rowsSince(before)).toMatchObject([{ act: 'signInFailed', actor_kind: 'nobody', about_id: ownerId }])
  })

  test('again when its answer is repeated', async () => {
    const add = () => ngoc('POST', '/api/customers', { name: 'Lan Một Lần' }, { 'idempotency-key': 'act-told-once' })
    const before = await countRows()
    const [first, again] = [await add(), await add()]
    expect(again.body.id).toBe(first.body.id)
    expect(await rowsSince(before)).toMatchObject([{ act: 'createCustomer', customer_id: first.body.id }])
    const refused = () => ngoc('PATCH', `/api/customers/${first.body.id}`, { name: 'X', version: 9 }, { 'idempotency-key': 'act-refused' })
    expect([(await refused()).status, (await refused()).status]).toEqual([409, 409])
    expect(await countRows()).toBe(before + 1)
  })
})

describe('looking', () => {
  let hoa = ''
  beforeAll(async () => {
    hoa = (await ngoc('POST', '/api/customers', { name: 'Trần Ngọc Lan', contacts: [{ kind: 'phone', value: '0570 000 222' }] })).body.id
  })

  test('at a customer is one row for card and profile together, and another a minute later', async () => {
    const before = await countRows()
    await Promise.all([ngoc('GET', `/api/customers/${hoa}`), ngoc('GET', `/api/customers/${hoa}/card`)])
    expect(await rowsSince(before)).toMatchObject([{ customer_id: hoa, actor_kind: 'token' }])
    await house.as('sales')('GET', `/api/customers/${hoa}/card`)
    house.now = new Date(house.now.getTime() + 61_000)
    await ngoc('GET', `/api/customers/${hoa}/card`)
    expect((await rowsSince(before + 1)).map(({ act }) => act)).toEqual(['getCard', 'getCard'])
  })

  test('is shown on the customer to who keeps the house, with names, times and days', async () => {
    const { body, status } = await house.as('manager')('GET', `/api/customers/${hoa}/lookers`)
    expect(status).toBe(200)
    expect(body.lookers).toMatchObject([
      { name: 'reception', times: 2, lastAt: house.now.toISOString() },
      { name: 'sales', times: 1 },
    ])
    expect((await house.as('reception')('GET', `/api/customers/${hoa}/lookers`)).status).toBe(403)
    house.now = new Date(house.now.getTime() + 91 * 86_400_000)
    expect((await house.as('manager')('GET', `/api/customers/${hoa}/lookers`)).body.lookers).toEqual([])
  })

  test('for somebody letter by letter is one row: how it was read, how many, whom, and never what was typed', async () => {
    const before = await countRows()
    for (const typed of ['tr', 'tran', 'tran ngoc', 'tran ngoc lan']) await ngoc('GET', `/api/recognise?q=${encodeURIComponent(typed)}`)
    await house.as('sales')('GET', '/api/recognise?q=0570000222')
    await expect.poll(() => countRows(), { timeout: 5000, interval: 50 }).toBe(before + 2)
    const rows = await rowsSince(before)
    expect(rows.map(({ details }) => details)).toEqual(
      expect.arrayContaining([
        { read: 'name', found: 1, people: [hoa] },
        { read: 'phone', found: 1, people: [hoa] },
      ]),
    )
    expect(JSON.stringify(rows)).not.toMatch(/ngoc lan/)
    expect(JSON.stringify(rows)).not.toMatch(WHOLE_NUMBER)
  })

  test('for one and then another is two rows, and what was last looked for is not lost when the house closes', async () => {
    const before = await countRows()
    const app = await buildApp({ database: house.database, clock: () => house.now, logLevel: 'fatal' })
    const headers = { authorization: `Bearer ${await house.token('reception')}` }
    for (const typed of ['lan', 'khải']) await app.inject({ url: `/api/recognise?q=${encodeURIComponent(typed)}`, headers })
    expect(await countRows()).toBe(before)
    await app.close()
    expect((await rowsSince(before)).map(({ act }) => act)).toEqual(['recognise', 'recognise'])
  })

  test('through the list by a name is a search too, and turning its pages is not', async () => {
    const before = await countRows()
    await ngoc('GET', '/api/customers?words=lan')
    await ngoc('GET', '/api/customers')
    await expect.poll(() => countRows(), { timeout: 5000, interval: 50 }).toBe(before + 1)
    expect(await rowsSince(before)).toMatchObject([{ act: 'listCustomers', details: { people: expect.arrayContaining([hoa]) } }])
  })

  test('by taking a list out is a row each time', async () => {
    const manager = house.as('manager')
    const list = (await manager('GET', '/api/imports')).body.imports[0].id
    const before = await countRows()
    await manager('GET', `/api/imports/${list}/refused`)
    await manager('GET', `/api/imports/${list}/refused`)
    expect((await rowsSince(before)).map(({ act, about_id }) => [act, about_id])).toEqual([
      ['getRefusedRows', list],
      ['getRefusedRows', list],
    ])
  })
})

describe('the trail, read', () => {
  test('comes page by page without a row twice or left out, by person, by customer, by what was done', async () => {
    const owner = house.as('owner')
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: Answer = await owner('GET', `/api/audit?limit=7${next ? `&before=${encodeURIComponent(next)}` : ''}`)
      seen.push(...page.body.entries.map(({ id }: { id: string }) => id))
      next = page.body.next
    } while (next)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await countRows())
    const only = async (query: string) =>
      (await owner('GET', `/api/audit?limit=200&${query}`)).body.entries as { act: string; actorName: string; customerName: string }[]
    expect(new Set((await only('only=looks')).map(({ act }) => act))).toEqual(
      new Set(['getCustomer', 'getCard', 'recognise', 'listCustomers', 'getRefusedRows']),
    )
    expect((await only('only=changes')).some(({ act }) => act === 'getCard')).toBe(false)
    expect((await only('act=signIn')).map(({ actorName }) => actorName)).toEqual(['Sơn'])
    expect((await only('since=2031-01-01')).length).toBe(0)
    expect((await only('until=2020-01-01')).length).toBe(0)
  })

  test('has no address at which a row could be changed or taken away, and garbage for a place is refused', async () => {
    const before = await countRows()
    const [row] = await rowsSince(0)
    expect(row).toBeDefined()
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'] as const)
      for (const url of ['/api/audit', `/api/audit/${house.now.getTime()}`, '/api/audit/state'])
        expect([method, url, (await house.as('owner')(method, url, method === 'DELETE' ? undefined : {})).status]).toEqual([
          method,
          url,
          404,
        ])
    expect((await house.as('owner')('GET', '/api/audit?before=nonsense')).status).toBe(400)
    expect(
      (await house.as('owner')('GET', `/api/audit?before=${encodeURIComponent("2026-01-01T00:00:00Z~'; drop table audit")}`)).status,
    ).toBe(400)
    expect(await countRows()).toBe(before)
  })

  test('hides how customers are called from who may not read customers', async () => {
    const { token } = await createToken(house.db, { name: 'kiểm tra', role: 'owner', scopes: ['house.audit'] }, undefined, house.now)
    const { body } = await house.as(undefined)('GET', '/api/audit?limit=200', undefined, { authorization: `Bearer ${token}` })
    expect(body.entries.length).toBeGreaterThan(20)
    expect(body.entries.filter(({ customerName }: { customerName: string | null }) => customerName !== null)).toEqual([])
  })
})

test('a whole list brought in is one row with its counts, and taken back again one more', async () => {
  const before = await countRows()
  const brought = await bring(house, aFile('khach.csv', 'Họ tên,SĐT\nAn Nhiên,0570 000 881\nBảo Ngọc,0570 000 882\n'), 'customers')
  expect(brought.answer.added).toBe(2)
  const [row, ...more] = await rowsSince(before)
  expect([row, more]).toMatchObject([
    { act: 'exchange.run', actor_kind: 'machine', about_kind: 'import', details: { rows: 2, added: 2, refused: 0 } },
    [],
  ])
  await undo({ address: house.address, role: APP_ROLE }, String(row?.about_id), house.now)
  expect(await rowsSince(before + 1)).toMatchObject([
    { act: 'exchange.undo', actor_kind: 'machine', about_id: row?.about_id, details: { removed: 2 } },
  ])
})

test('a member of staff who is looking as another leaves the rows of who they are', async () => {
  const thu = await hire(house, 'Thu', 'manager')
  const asThu = asking(house, () => thu.cookie)
  const { id } = (await ngoc('POST', '/api/customers', { name: 'Đỗ Bảo Châu' })).body
  await asThu('POST', '/api/me/looks-as', { role: 'read-only' })
  const before = await countRows()
  await asThu('GET', `/api/customers/${id}`)
  expect(await rowsSince(before)).toMatchObject([
    { act: 'getCustomer', actor_kind: 'staff', actor_id: thu.id, details: { looksAs: 'read-only' } },
  ])
})
