import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aSlippingHouse, KILN_LETTER, kiln, MINUTE } from '../../../../test/support/slipping.ts'
import { MONDAY } from '../../../../test/support/writing-house.ts'
import { settle } from '../../messages/sendings/returns.ts'
import { slipRound } from './by-itself.ts'

const { house, post, owner, aCustomer, aPromise, begun, filled, tell, slipNow, lastMails } = aSlippingHouse()

describe('the second slip within ninety days', () => {
  test('is a call by a person: no template, and no letter', async () => {
    const mai = await aCustomer()
    const first = await filled(await begun(await aPromise(mai)), kiln)
    expect((await tell(first)).status).toBe(200)
    house.now = new Date(MONDAY.getTime() + 60 * 24 * 60 * MINUTE)
    const due = new Date(house.now.getTime() + 3 * 60 * MINUTE).toISOString()
    const later = new Date(house.now.getTime() + 24 * 60 * MINUTE).toISOString()
    const opened = await begun(await aPromise(mai, { due, words: 'Giao hộp trà' }), owner)
    expect(opened).toMatchObject({ before: 1, mustCall: true, words: null, way: null })
    const draft = await filled(opened, { ...kiln, newDue: later, words: `Chào chị Mai ${later}` }, owner)
    expect(draft.words).toBeNull()
    expect((await tell(draft, {}, owner)).body.code).toBe('promises.must_call')
    await slipRound({ db: house.db, outward: post.outward }, new Date(house.now.getTime() + 60 * MINUTE))
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    const told = await tell(draft, { how: 'call' }, owner)
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'call', toldByName: 'owner', messageId: null })
    house.now = new Date(house.now.getTime() + 91 * 24 * 60 * MINUTE)
    const third = await begun(await aPromise(mai, { due: new Date(house.now.getTime() + 60 * MINUTE).toISOString() }), owner)
    expect(third).toMatchObject({ before: 0, mustCall: false })
  })
})

describe('where nothing may be written', () => {
  test('the text and the number to call are answered, and it is noted who told them, how and when', async () => {
    const bich = await aCustomer({
      name: 'Trần Thị Bích',
      address: { them: 'bà', us: 'cháu', source: 'customer' },
      contacts: [{ kind: 'phone', value: '0570 000 103' }],
    })
    const draft = await filled(await begun(await aPromise(bich)), kiln)
    const copied = await tell(draft, { channel: 'mail' })
    expect(copied.body).toMatchObject({ messageId: null, copy: { to: '0570 000 103' }, draft: { slip: { toldAt: null } } })
    expect(copied.body.copy.text).toContain('Chào bà Bích, cháu là Phúc ở Nhà Quen.')
    const told = await tell(copied.body.draft, { how: 'call', at: '2026-11-23T13:52:00+07:00' })
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'call', toldByName: 'Phúc', toldAt: MONDAY.toISOString() })
    expect((await tell(copied.body.draft, { how: 'counter', at: '2026-11-24T13:52:00+07:00' })).body.code).toBe('promises.told_already')
  })

  test('words that are carried by hand count when somebody says that they carried them', async () => {
    const mai = await aCustomer({ contacts: [{ kind: 'phone', value: '0570 000 120' }] })
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    expect(draft.way).toMatchObject({ isByHand: true })
    const copied = await tell(draft)
    expect(copied.body).toMatchObject({ messageId: null, copy: { text: KILN_LETTER }, draft: { slip: { toldAt: null } } })
    const told = await tell(copied.body.draft, { at: MONDAY.toISOString() })
    expect(told.body).toMatchObject({ copy: null, draft: { slip: { toldHow: 'message' } } })
    const messages = (await owner('GET', `/api/customers/${mai}/messages`)).body.messages
    expect(messages).toMatchObject([{ id: told.body.messageId, state: 'accepted', purpose: 'service' }])
  })

  test('an apology that never came is none: the slip stands open again', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const told = await tell(draft)
    await lastMails()
    await settle(house.db, { messageId: told.body.messageId, kind: 'bounced', at: house.now, source: 'mail', detail: {} })
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    const now = await slipNow(draft)
    expect(now.slip).toMatchObject({ toldAt: null, messageId: null })
    expect(now.promise.stage).toBe('slipped')
    expect((await tell(now, { how: 'call' })).status).toBe(200)
  })
})

describe('in a house that is being tried out', () => {
  test('nothing leaves; the words are there to be copied, and one message waits', async () => {
    const mai = await aCustomer()
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    await sql`update sample set state = 'ready'`.execute(house.db)
    try {
      const told = await tell(draft)
      expect(told.body).toMatchObject({
        copy: { text: KILN_LETTER },
        draft: { slip: { toldHow: 'message' }, promise: { stage: 'mending' } },
      })
      post.hasSample = true
      expect(await lastMails()).toEqual([])
      expect((await owner('GET', `/api/customers/${mai}/messages`)).body.messages).toHaveLength(1)
    } finally {
      post.hasSample = false
      await sql`update sample set state = 'none'`.execute(house.db)
    }
  })
})

describe('a telephone number on Zalo', () => {
  test('gets the template that was approved for slips, filled with reason, new time and remedy', async () => {
    const account = {
      appId: '2553928453557884079',
      templates: [
        { id: '111', purpose: 'service', fields: [{ name: 'noi_dung', value: 'words' }] },
        {
          id: '222',
          purpose: 'slip',
          fields: [
            { name: 'ly_do', value: 'reason' },
            { name: 'hen_moi', value: 'due' },
            { name: 'khac_phuc', value: 'remedy' },
          ],
        },
      ],
    }
    await sql`insert into courier_setting (courier, settings, is_on, updated_at) values ('zalo', ${JSON.stringify(account)}::jsonb, true, now())`.execute(
      house.db,
    )
    try {
      const mai = await aCustomer({ contacts: [{ kind: 'zalo', value: '0570 000 120' }] })
      const draft = await filled(await begun(await aPromise(mai)), kiln)
      expect(draft.way).toMatchObject({ channel: 'zalo', isByHand: false, template: '222' })
      expect((await tell(draft)).body.copy).toBeNull()
      while (await post.work());
      expect(post.server.took.at(-1)?.template).toEqual({
        id: '222',
        fields: {
          ly_do: 'lò của xưởng gốm hỏng',
          hen_moi: '10:00 sáng mai',
          khac_phuc: 'bộ men xanh giao được lúc 16:00; miễn phí giao hàng và tặng chị 200 điểm',
        },
      })
    } finally {
      await sql`delete from courier_setting where courier = 'zalo'`.execute(house.db)
    }
  })
})
