import { describe, expect, test } from 'vitest'
import { amendsSaid, type LetterAsked, letterOf, thingOf, timeSaid } from './slip-words.ts'
import { untrueIn } from './truth-rules.ts'

const zone = 'Asia/Ho_Chi_Minh'
const now = new Date('2026-11-23T06:52:00Z')
const at = (text: string) => new Date(`${text}+07:00`)

const mai: LetterAsked = {
  to: { kind: 'person', name: 'Phan Thị Mai', callName: 'Mai', form: { them: 'chị', us: 'em', source: 'staff' }, language: 'vi' },
  language: 'vi',
  them: 'chị',
  us: 'em',
  writer: 'Phúc',
  house: 'Nhà Quen',
  promise: 'Giao bộ ấm',
  promisedDue: at('2026-11-23T17:00'),
  isDay: false,
  stands: 'foreseen',
  doneAt: null,
  reason: 'broken-equipment',
  reasonSaid: 'Lò của xưởng gốm hỏng',
  supplier: 'Xưởng gốm Bến Cũ',
  newDue: at('2026-11-24T10:00'),
  tellBy: null,
  fix: 'Giao bộ men xanh lúc 16:00',
  fixDue: null,
  amends: 'Miễn phí giao + 200 điểm',
  isNews: false,
  zone,
  now,
}
const textOf = (more: Partial<LetterAsked> = {}) => letterOf({ ...mai, ...more })?.text

describe('the letter about a slip', () => {
  test('reads to chị Mai as the house would say it', () => {
    expect(textOf()).toBe(
      'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên em báo chị muộn, em xin lỗi chị. Em xin miễn phí giao hàng và tặng chị 200 điểm. Nếu chị cần ngay hôm nay, em có bộ men xanh giao được lúc 16:00.',
    )
  })

  test('marks what comes from the steps above it', () => {
    const letter = letterOf(mai)
    expect(letter?.marks.map(({ from, to, step }) => [letter.text.slice(from, to), step])).toEqual([
      ['10:00 sáng mai', 2],
      ['lò của xưởng gốm hỏng', 1],
      ['miễn phí giao hàng và tặng chị 200 điểm', 3],
      ['bộ men xanh giao được lúc 16:00', 3],
    ])
  })

  test('says the due once, also where the promise was noted with it', () => {
    expect(textOf({ promise: 'Giao bộ ấm gốm trước 17:00 hôm nay' })).toContain('Bộ ấm gốm em hứa giao trước 17:00 hôm nay sẽ trễ')
  })

  test('apologises once and promises no betterment', () => {
    expect(textOf()?.match(/xin lỗi/g)).toHaveLength(1)
  })

  test('speaks to bà Bích as her grandchild would', () => {
    const to = { ...mai.to, name: 'Trần Thị Bích', callName: 'Bích', form: { them: 'bà', us: 'cháu', source: 'customer' } as const }
    expect(textOf({ to, them: 'bà', us: 'cháu' })).toBe(
      'Chào bà Bích, cháu là Phúc ở Nhà Quen. Bộ ấm cháu hứa giao trước 17:00 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên cháu báo bà muộn, cháu xin lỗi bà. Cháu xin miễn phí giao hàng và tặng bà 200 điểm. Nếu bà cần ngay hôm nay, cháu có bộ men xanh giao được lúc 16:00.',
    )
  })

  test('says that it has come late, and asks no new time of what is done', () => {
    expect(textOf({ stands: 'late', promisedDue: at('2026-11-22T17:00'), doneAt: at('2026-11-22T19:20'), newDue: null, fix: null })).toBe(
      'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm qua đã trễ, lúc 19:20 hôm qua, vì lò của xưởng gốm hỏng. Bên em để chị phải chờ, em xin lỗi chị. Em xin miễn phí giao hàng và tặng chị 200 điểm.',
    )
  })

  test('that was missed gives a new time', () => {
    expect(textOf({ stands: 'missed', promisedDue: at('2026-11-22T17:00') })).toContain(
      'Bộ ấm em hứa giao trước 17:00 hôm qua đã trễ hẹn, vì lò của xưởng gốm hỏng. Em xin hẹn lại 10:00 sáng mai.',
    )
  })

  test('before the reason is known says by when more is told', () => {
    expect(textOf({ reason: 'not-known', reasonSaid: null, tellBy: at('2026-11-23T15:30'), newDue: null, amends: null, fix: null })).toBe(
      'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ. Em chưa rõ lý do, em sẽ báo lại chị trước 15:30. Bên em báo chị muộn, em xin lỗi chị.',
    )
  })

  test('with the reason that was awaited asks no second time to be forgiven', () => {
    const news = textOf({ isNews: true, fix: null })
    expect(news).toContain('Bộ ấm em hứa giao trước 17:00 hôm nay trễ vì lò của xưởng gốm hỏng. Em xin hẹn lại 10:00 sáng mai.')
    expect(news).not.toContain('xin lỗi')
  })

  test('of a matter that is no thing reads as well', () => {
    expect(
      textOf({ promise: 'Phòng 305 yên tĩnh', promisedDue: at('2026-11-23T14:30'), fix: 'Đổi sang phòng 302 cùng tầng', amends: null }),
    ).toContain(
      'Việc phòng 305 yên tĩnh em hứa trước 14:30 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên em báo chị muộn, em xin lỗi chị. Em sẽ đổi sang phòng 302 cùng tầng.',
    )
    expect(thingOf('Báo giá đoàn 24 khách', 'vi')).toEqual({ subject: 'Báo giá đoàn 24 khách', verb: 'gửi' })
    expect(thingOf('Trả phòng muộn 14:00', 'vi')).toEqual({ matter: 'trả phòng muộn' })
  })

  test('is not made up without a reason or a time', () => {
    expect(textOf({ reason: null, reasonSaid: null })).toBeUndefined()
    expect(textOf({ newDue: null })).toBeUndefined()
  })

  test('goes in English to Ms Hoa, who reads English', () => {
    const to = {
      kind: 'person' as const,
      name: 'Nguyễn Thị Thanh Hoa',
      callName: 'Hoa',
      form: { them: 'chị', us: 'em', source: 'staff' } as const,
      language: 'en',
    }
    expect(
      textOf({
        to,
        language: 'en',
        promise: 'Deliver the tea set',
        reasonSaid: 'The kiln broke down',
        amends: 'Free delivery + 200 points',
        fix: 'Send a green set at 16:00',
      }),
    ).toBe(
      'Dear Ms Hoa, this is Phúc at Nhà Quen. The tea set we promised to deliver by 17:00 today will be late, until 10:00 tomorrow morning, because the kiln broke down. We are telling you late, and we are sorry. To make up for it: free delivery and 200 points. If you need it today, we can offer this: send a green set at 16:00.',
    )
  })

  test.each<[string, Partial<LetterAsked>]>([
    ['foreseen', {}],
    ['missed', { stands: 'missed', promisedDue: at('2026-11-22T17:00') }],
    ['of the day after tomorrow', { newDue: at('2026-11-26T14:15') }],
    ['of a day', { isDay: true, newDue: at('2026-11-27T21:00') }],
    ['by the house itself', { writer: null }],
    ['with words of the catalogue', { reason: 'stock', reasonSaid: null }],
  ])('that is written by the house passes its own check: %s', (_, more) => {
    const asked = { ...mai, ...more }
    const words = letterOf(asked)?.text ?? ''
    const checked = {
      words,
      facts: { hasLeft: false, hasRoadNote: false, hasArrived: false, hasSupplierSlip: false },
      speaking: { language: 'vi' as const, called: 'chị Mai', callName: 'Mai', them: 'chị', us: 'em' },
      told: {
        reason: asked.reason,
        reasonWords: asked.reasonSaid,
        due: asked.newDue,
        isDay: asked.isDay,
        others: asked.promisedDue ? [asked.promisedDue] : [],
        sources: [asked.fix ?? ''],
        concrete: [asked.amends ?? ''],
        needsNothing: false,
        isDone: false,
      },
      zone,
      now,
    }
    expect(untrueIn(checked)).toEqual([])
  })
})

describe('in every form of address', () => {
  const forms = ['anh/chị', 'anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'em', 'bạn', 'thầy'] as const
  const ours = ['em', 'cháu', 'con', 'tôi', 'chúng tôi'] as const
  const names = [
    ['Phan Thị Mai', 'Mai'],
    ["H'Mai Niê", "H'Mai"],
    ['Nguyễn Ngọc Anh', 'Anh'],
    ['Lê Thị Mai Anh', 'Mai Anh'],
  ] as const
  const all = forms.flatMap((them) => ours.flatMap((us) => names.map(([name, callName]) => ({ them, us, name, callName }))))
  test.each(all)('the letter of the house is true and well spoken: $them, $us, $callName', ({ them, us, name, callName }) => {
    const to = { kind: 'person' as const, name, callName, form: { them, us, source: 'staff' as const }, language: 'vi' }
    const asked = { ...mai, to, them, us }
    const words = letterOf(asked)?.text ?? ''
    expect(words).toContain(`Chào ${them} ${callName},`)
    const checked = {
      words,
      facts: { hasLeft: false, hasRoadNote: false, hasArrived: false, hasSupplierSlip: false },
      speaking: { language: 'vi' as const, called: `${them} ${callName}`, callName, them, us },
      told: {
        reason: asked.reason,
        reasonWords: asked.reasonSaid,
        due: asked.newDue,
        isDay: false,
        others: asked.promisedDue ? [asked.promisedDue] : [],
        sources: [asked.fix ?? ''],
        concrete: [asked.amends ?? ''],
        needsNothing: false,
        isDone: false,
      },
      zone,
      now,
    }
    expect(untrueIn(checked)).toEqual([])
  })
})

describe('times and gifts as people say them', () => {
  test.each([
    ['2026-11-24T10:00', '10:00 sáng mai', '10:00 tomorrow morning'],
    ['2026-11-24T12:15', '12:15 trưa mai', '12:15 tomorrow'],
    ['2026-11-24T16:00', '16:00 chiều mai', '16:00 tomorrow afternoon'],
    ['2026-11-23T21:00', '21:00 hôm nay', '21:00 today'],
    ['2026-11-26T09:00', '09:00 thứ Năm 26/11', '09:00 on Thursday 26 Nov'],
    ['2026-12-09T09:00', '09:00 ngày 09/12', '09:00 on 9 Dec'],
    ['2026-07-07T09:00', '09:00 ngày 07/07', '09:00 on 7 Jul'],
  ])('%s', (moment, vi, en) => {
    expect([timeSaid(at(moment), { zone, now, language: 'vi' }), timeSaid(at(moment), { zone, now, language: 'en' })]).toEqual([vi, en])
  })

  test.each([
    ['Miễn phí giao + 200 điểm', 'miễn phí giao hàng và tặng chị 200 điểm'],
    ['Giảm 10 %', 'giảm 10 %'],
    ['Một hộp trà gừng', 'tặng chị một hộp trà gừng'],
    ['Tặng hộp trà', 'tặng chị hộp trà'],
    ['Tặng chị hộp trà', 'tặng chị hộp trà'],
    ['Hoàn 45.000 ₫ + miễn phí giao + thiệp', 'hoàn 45.000 ₫, miễn phí giao hàng và tặng chị thiệp'],
  ])('%s', (amends, said) => expect(amendsSaid(amends, 'chị', 'vi')).toBe(said))
})
