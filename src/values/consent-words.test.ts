import { expect, test } from 'vitest'
import { fillWording, leftOut } from './consent-words.ts'

const topics = [
  { vi: 'Sách mới', en: 'New books' },
  { vi: 'Sự kiện', en: 'Events' },
  { vi: 'Trà', en: 'Tea' },
]

test('the question is asked with what is promised, in its own language', () => {
  const promised = { house: 'Nhà Quen', topics, channel: 'zalo', monthly: 2 } as const
  expect(fillWording('{house} gửi {topics} qua {channel}, {monthly} tin mỗi tháng.', 'vi', promised)).toBe(
    'Nhà Quen gửi Sách mới, Sự kiện và Trà qua Zalo, 2 tin mỗi tháng.',
  )
  const mail = { ...promised, topics: topics.slice(0, 1), channel: 'mail' } as const
  expect(fillWording('{topics} by {channel} {other}', 'en', mail)).toBe('New books by e-mail {other}')
})

test('a question that leaves out what, how or how often says so', () => {
  expect(leftOut('Gửi {topics} nhé?')).toEqual(['{channel}', '{monthly}'])
  expect(leftOut('{monthly} {channel} {topics}')).toEqual([])
})
