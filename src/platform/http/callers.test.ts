import { expect, test } from 'vitest'
import { rememberCallers } from './callers.ts'
import type { Who } from './who.ts'

const ngoc: Who = { kind: 'staff', id: '01900000-0000-7000-8000-000000000001', name: 'Ngọc', role: 'reception' }
const ask = { cookie: undefined, authorization: 'Bearer x' }
const at = (ms: number) => new Date(1_795_000_000_000 + ms)

function aDoor() {
  let asked = 0
  let who: Who | undefined = ngoc
  const callers = rememberCallers(async () => {
    asked++
    return who
  })
  return { callers, asked: () => asked, lock: () => void (who = undefined) }
}

test('key presses in a row are one look-up', async () => {
  const { callers, asked } = aDoor()
  for (const ms of [0, 100, 250, 900]) expect(await callers.recall(ask, at(ms))).toEqual(ngoc)
  expect(asked()).toBe(1)
})

test('after a second, or when the clock goes back, somebody is looked up again', async () => {
  const { callers, asked } = aDoor()
  await callers.recall(ask, at(0))
  await callers.recall(ask, at(1000))
  await callers.recall(ask, at(500))
  expect(asked()).toBe(3)
})

test('who is locked out by a write is turned away with the next question', async () => {
  const { callers, lock } = aDoor()
  await callers.recall(ask, at(0))
  lock()
  callers.forget()
  expect(await callers.recall(ask, at(10))).toBeUndefined()
})

test('a look-up under way while something is written is not remembered', async () => {
  let answer = (_: Who | undefined): void => undefined
  let asked = 0
  const callers = rememberCallers(() => {
    asked++
    return new Promise((done) => void (answer = done))
  })
  const first = callers.recall(ask, at(0))
  callers.forget()
  answer(ngoc)
  await first
  const second = callers.recall(ask, at(10))
  answer(undefined)
  expect(await second).toBeUndefined()
  expect(asked).toBe(2)
})

test('strangers are never remembered', async () => {
  const { callers, asked, lock } = aDoor()
  lock()
  await callers.recall(ask, at(0))
  await callers.recall(ask, at(10))
  expect(asked()).toBe(2)
})
