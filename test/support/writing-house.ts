import { beforeAll, beforeEach } from 'vitest'
import { aHouse } from './house.ts'
import { sendThrough } from './mail-settings.ts'
import { aPostOffice } from './post-office.ts'

/** Monday, 23 November 2026, 13:52 in Vietnam. */
export const MONDAY = new Date('2026-11-23T06:52:00Z')

/** A house that writes letters, at MONDAY before each test, and customers whom nothing happened to yet: one's slip is nobody else's second. */
export function aWritingHouse() {
  const house = aHouse()
  const post = aPostOffice(house)
  const owner = house.as('owner')
  let people = 0
  const addressOf = (count: number) => `mai${count}@mai-ngoi.example`

  beforeAll(async () => {
    house.now = MONDAY
    await sendThrough(house.db, 25)
  })

  beforeEach(async () => {
    // What earlier tests left on the way goes first, so that each counts its own.
    while (await post.work());
    house.now = MONDAY
    post.server.took.length = 0
  })

  return {
    house,
    post,
    owner,

    /** Chị Mai, with mail and telephone of her own each time. */
    aCustomer: async (more: object = {}): Promise<string> => {
      people++
      const made = await owner('POST', '/api/customers', {
        kind: 'person',
        name: 'Phan Thị Mai',
        address: { them: 'chị', us: 'em', source: 'staff' },
        country: 'VN',
        contacts: [
          { kind: 'mail', value: addressOf(people) },
          { kind: 'phone', value: `0570 000 ${200 + people}` },
        ],
        ...more,
      })
      if (made.status !== 201) throw new Error(`no customer: ${made.text}`)
      return made.body.id
    },

    /** What has reached anybody in this test, once everything on the way arrived. */
    mails: async (): Promise<{ to: string; text: string }[]> => {
      while (await post.work());
      return post.server.took.map(({ to, text }) => ({ to, text }))
    },

    /** The words that reached whoever was made last. */
    lastMails: async (): Promise<string[]> => {
      while (await post.work());
      return post.server.took.filter(({ to }) => to === addressOf(people)).map(({ text }) => text)
    },
  }
}
