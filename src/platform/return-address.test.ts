import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from './ids.ts'
import { leaveWord, readReturn, returnAddress } from './return-address.ts'

const markWith = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url')
const mark = markWith('nhà này')
const id = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'

test('a return address names its message, whatever the servers on the way do to its letters', () => {
  const address = returnAddress('bounce', id, 'tra.nha-quen.example', mark)
  expect(address).toMatch(/^b\+[a-z2-7]{42}@tra\.nha-quen\.example$/)
  expect(readReturn('bounce', address.toUpperCase(), mark)).toBe(id)
  expect(readReturn('bounce', `Delivered-To: <${address}>`, mark)).toBe(id)
  for (let count = 0; count < 500; count++) {
    const one = newId()
    expect(readReturn('bounce', returnAddress('bounce', one, 'a.example', mark), mark)).toBe(one)
  }
})

test('one that another house made, one letter changed, or one made for leaving, says nothing', () => {
  const address = returnAddress('bounce', id, 'a.example', mark)
  expect(readReturn('bounce', address, markWith('nhà khác'))).toBeUndefined()
  for (let at = 2; at < 44; at++) {
    const changed = address.slice(0, at) + (address[at] === 'a' ? 'b' : 'a') + address.slice(at + 1)
    expect([at, readReturn('bounce', changed, mark)]).toEqual([at, undefined])
  }
  expect(readReturn('bounce', returnAddress('leave', id, 'a.example', mark), mark)).toBeUndefined()
  expect(readReturn('leave', address, mark)).toBeUndefined()
  expect(readReturn('bounce', '', mark)).toBeUndefined()
})

test('the word of leaving is found in a subject and in an address', () => {
  expect(readReturn('leave', `unsubscribe ${leaveWord(id, mark)}`, mark)).toBe(id)
  expect(readReturn('leave', returnAddress('leave', id, 'a.example', mark), mark)).toBe(id)
})
