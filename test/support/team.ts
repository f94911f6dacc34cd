import type { Role } from '../../src/values/rights.ts'
import type { Answer, Ask, TestHouse } from './house.ts'

/** A browser's memory of who it is. */
export type Cookie = { cookie: string }

/** The cookie of an answer, as a browser would send it back. */
export const cookieOf = ({ headers }: Pick<Answer, 'headers'>): Cookie => ({ cookie: String(headers['set-cookie']).split(';')[0] ?? '' })

export const PASSWORD = 'mật khẩu đầu tiên'

let networks = 0

/** From a network of its own each time, so that what is counted is the name. */
export async function signIn(house: TestHouse, mail: string, password = PASSWORD, code?: string): Promise<Answer> {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    remoteAddress: `2001:db8:${(networks++).toString(16)}::1`,
    payload: { mail, password, ...(code === undefined ? {} : { code }) },
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
}

export type Member = { id: string; mail: string; version: number; cookie: Cookie }

/** Somebody of this role who works here, signed in. */
export async function hire(house: TestHouse, name: string, role: Role): Promise<Member> {
  const mail = `${name.toLowerCase()}@nha.example`
  const { body } = await house.as('owner')('POST', '/api/staff', { name, mail, role, password: PASSWORD })
  return { id: body.id, mail, version: body.version, cookie: cookieOf(await signIn(house, mail)) }
}

/** Asks as whoever this browser remembers, or remembers by the time it asks. */
export const asking =
  (house: TestHouse, who: Cookie | (() => Cookie | undefined)): Ask =>
  async (method, url, body, headers = {}) => {
    const payload = body === undefined ? {} : { payload: body as object }
    const cookie = typeof who === 'function' ? who() : who
    const answer = await house.app.inject({ ...(method ? { method } : {}), url, headers: { ...cookie, ...headers }, ...payload })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
  }

/** Somebody of this role and name who works here, asking with a browser of their own. */
export async function withBrowser(house: TestHouse, login: string, role: Role, name: string): Promise<Ask> {
  const { cookie, id, version } = await hire(house, login, role)
  await house.as('owner')('PATCH', `/api/staff/${id}`, { name, version })
  return asking(house, cookie)
}
