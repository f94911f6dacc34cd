import { expect, test } from 'vitest'
import { wordsForThem } from '../../../values/address-form.ts'
import { mentionsIn } from './time-rules.ts'

const around = { zone: 'Asia/Ho_Chi_Minh', now: new Date('2026-11-23T06:52:00Z') }
const dayIn = (text: string) => mentionsIn(text, around)[0]?.day ?? null

test.each(wordsForThem.filter((them) => them !== 'none').flatMap((them) => them.split('/')))(
  '%s Mai is somebody, and no tomorrow',
  (them) => {
    expect(dayIn(`em giao lúc 10:00 cho ${them} mai`)).toBeNull()
    expect(dayIn(`em giao lúc 10:00 mai cho ${them} Hoa`)).toEqual({ date: '2026-11-24' })
  },
)

test('a branch of mai is a flower', () => {
  expect(dayIn('em gửi lúc 10:00 một cành mai')).toBeNull()
  expect(dayIn('em gửi cành hoa lúc 10:00 sáng mai')).toEqual({ date: '2026-11-24' })
})
