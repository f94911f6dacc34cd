import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { countFailure, forgetFailures, forgetOldAttempts, isHeld } from './limits.ts'

const house = aHouse()
const rule = { most: 3, perSeconds: 900 }
const at = (seconds: number): Date => new Date(house.now.getTime() + seconds * 1000)

describe('an account at which somebody guesses', () => {
  test('is held at the third wrong guess, for a quarter of an hour from then', async () => {
    const guess = (now: Date) => countFailure(house.db, 'account:ngoc', { ...rule, now })
    expect(await guess(at(0))).toBeUndefined()
    expect(await guess(at(10))).toBeUndefined()
    expect(await isHeld(house.db, 'account:ngoc', at(11))).toBeUndefined()
    expect(await guess(at(20))).toEqual(at(920))
    expect(await isHeld(house.db, 'account:ngoc', at(919))).toEqual(at(920))
    expect(await isHeld(house.db, 'account:ngoc', at(920))).toBeUndefined()
  })

  test('is held no longer by guessing on, and starts anew afterwards', async () => {
    const guess = (now: Date) => countFailure(house.db, 'account:dung', { ...rule, now })
    for (const second of [0, 1, 2]) await guess(at(second))
    expect(await guess(at(500))).toEqual(at(902))
    expect(await guess(at(903))).toBeUndefined()
  })

  test('is not held by slips that lie a quarter of an hour apart', async () => {
    for (const second of [0, 901, 1802, 2703])
      expect(await countFailure(house.db, 'account:ha', { ...rule, now: at(second) })).toBeUndefined()
  })

  test('is free again at once when the right word was given', async () => {
    for (const second of [0, 1]) await countFailure(house.db, 'account:lan', { ...rule, now: at(second) })
    await forgetFailures(house.db, 'account:lan')
    expect(await countFailure(house.db, 'account:lan', { ...rule, now: at(2) })).toBeUndefined()
  })

  test('is held after fifty guesses at once exactly as after fifty in a row', async () => {
    const guesses = Array.from({ length: 50 }, () => countFailure(house.db, 'account:sơn', { most: 50, perSeconds: 60, now: at(0) }))
    expect((await Promise.all(guesses)).filter(Boolean)).toHaveLength(1)
    expect(await isHeld(house.db, 'account:sơn', at(1))).toEqual(at(60))
  })

  test('is forgotten an hour after it was held', async () => {
    await countFailure(house.db, 'account:old', { most: 1, perSeconds: 60, now: at(0) })
    await forgetOldAttempts(house.db, at(60 + 3599))
    const kept = () => house.db.selectFrom('attempt').select('key').where('key', '=', 'account:old').execute()
    expect(await kept()).toHaveLength(1)
    await forgetOldAttempts(house.db, at(60 + 3601))
    expect(await kept()).toHaveLength(0)
  })
})
