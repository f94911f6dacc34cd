import { describe, expect, test } from 'vitest'
import { kindOf, quickTimes, whenOf } from './reading.ts'

const today = '2026-11-23'

describe('what is typed into a promise', () => {
  test('says which kind of promise it is, with marks or without', () => {
    expect(kindOf('Giao bộ ấm gốm trước 17:00')).toBe('delivery')
    expect(kindOf('gui bao gia doan 24 khach')).toBe('quote')
    expect(kindOf('Trả phòng muộn 14:00')).toBe('late-checkout')
    expect(kindOf('Gọi lại cho chị sau bữa trưa')).toBe('callback')
    expect(kindOf('Sửa đèn đọc sách phòng 104')).toBe('repair')
    expect(kindOf('Phòng 305 yên tĩnh')).toBe('room')
    expect(kindOf('Để ý giúp con mèo')).toBe('help')
    expect(kindOf('Chuyện hôm trước')).toBe('other')
  })

  test('names its own time as people write it', () => {
    expect(whenOf('Giao trước 17:00 hôm nay', today, '13:52')).toEqual({ is: 'moment', day: today, clock: '17:00' })
    expect(whenOf('giao truoc 5 gio chieu mai', today, '13:52')).toEqual({ is: 'moment', day: '2026-11-24', clock: '17:00' })
    expect(whenOf('gọi lại 9h30 sáng mai', today, '13:52')).toEqual({ is: 'moment', day: '2026-11-24', clock: '09:30' })
    expect(whenOf('gọi lại 3 giờ rưỡi chiều', today, '13:52')).toEqual({ is: 'moment', day: today, clock: '15:30' })
    expect(whenOf('call back at 4 pm', today, '13:52')).toEqual({ is: 'moment', day: today, clock: '16:00' })
    expect(whenOf('giao ngày mai', today, '13:52')).toEqual({ is: 'day', day: '2026-11-24' })
    expect(whenOf('giao 3/12', today, '13:52')).toEqual({ is: 'day', day: '2026-12-03' })
    expect(whenOf('giao 3/2', today, '13:52')).toEqual({ is: 'day', day: '2027-02-03' })
    expect(whenOf('giao 31/2', today, '13:52')).toBeUndefined()
  })

  test('an hour that has passed today is meant for tomorrow', () => {
    expect(whenOf('gọi lại lúc 9:00', today, '13:52')).toEqual({ is: 'moment', day: '2026-11-24', clock: '09:00' })
  })

  test('a number of things or of a room is no time', () => {
    expect(whenOf('Báo giá đoàn 24 khách', today, '13:52')).toBeUndefined()
    expect(whenOf('Phòng 305 yên tĩnh', today, '13:52')).toBeUndefined()
    expect(whenOf('Trả phòng 25:70', today, '13:52')).toBeUndefined()
  })

  test('late in the evening no hour is offered that the day no longer has', () => {
    expect(quickTimes(today, '13:52').map((one) => ('clock' in one ? one.clock : one.is))).toEqual([
      '15:00',
      '17:00',
      'day',
      '10:00',
      'day',
    ])
    expect(quickTimes(today, '23:30').map((one) => ('clock' in one ? one.clock : one.is))).toEqual(['day', '10:00', 'day'])
  })
})
