import { describe, expect, test } from 'vitest'
import { type Checked, type RecordFacts, untrueClaims, untrueIn, type Why } from './truth-rules.ts'

const nothingHappened: RecordFacts = { hasLeft: false, hasRoadNote: false, hasArrived: false, hasSupplierSlip: false }
const left: RecordFacts = { ...nothingHappened, hasLeft: true }

const whys = (text: string, facts = nothingHappened): Why[] => [...new Set(untrueClaims(text, facts).map(({ why }) => why))]

describe('a claim that the record does not bear out', () => {
  const untrue: [string, Why][] = [
    ['Hàng đang trên đường.', 'not-left'],
    ['HÀNG ĐANG TRÊN ĐƯỜNG', 'not-left'],
    ['hang dang tren duong', 'not-left'],
    ['Hàng đang  trên\nđường ạ', 'not-left'],
    ['Bộ ấm đang ở trên đường tới chị.', 'not-left'],
    ['Hàng vẫn đang còn trên đường nhé chị', 'not-left'],
    ['Hàng đang đươc giao ạ', 'not-left'],
    ['Bên em đang giao ạ.', 'not-left'],
    ['Shipper đang chạy qua chỗ chị.', 'not-left'],
    ['Hàng sắp đến rồi chị ơi', 'not-left'],
    ['Sap den noi roi chi', 'not-left'],
    ['Đơn của chị đã rời kho lúc 13:00.', 'not-left'],
    ['Đơn rời kho lúc 13 giờ rồi ạ', 'not-left'],
    ['Đơn vừa được xuất kho.', 'not-left'],
    ['Mười phút nữa là tới chị ạ', 'not-left'],
    ['Chị đừng lo, hàng đang trên đường', 'not-left'],
    ['Chắc chắn không sao, hàng đang trên đường.', 'not-left'],
    ['Hàng không chỉ đang trên đường mà còn sắp đến nơi', 'not-left'],
    ['Em không giấu chị là hàng đang trên đường', 'not-left'],
    ['Em chưa bao giờ quên đơn của chị, xe đang tới.', 'not-left'],
    ['Hàng “đang trên đường” ạ', 'not-left'],
    ['Em xin nói rõ: "hàng đang trên đường"', 'not-left'],
    ['Trong khi hàng đang trên đường, chị cứ yên tâm.', 'not-left'],
    ['Hàng \u200Bđang\u200B trên đường', 'not-left'],
    ['Hàng đang trên đường', 'not-left'],
    ['Không lâu nữa đâu chị, hàng sắp tới tay chị', 'not-left'],
    ['Your tea set is on the way.', 'not-left'],
    ['Your tea set is ON ITS WAY', 'not-left'],
    ['The parcel is out for delivery', 'not-left'],
    ['It has just left our workshop.', 'not-left'],
    ['It left the warehouse at 1 pm.', 'not-left'],
    ['The set has already been shipped.', 'not-left'],
    ['No worries, it is nearly there.', 'not-left'],
    ['It is not only on the way but almost there.', 'not-left'],
    ['Our driver is heading to you, minutes away.', 'not-left'],
    ['Chị đừng lo hàng đang trên đường rồi', 'not-left'],
    ["Don't worry it is on its way", 'not-left'],
    ['Tầm 10 phút nữa hàng tới', 'not-left'],
    ['Em đang mang hàng đến cho chị', 'not-left'],
    ['The set is on the way to you.', 'not-left'],
    ['Shipper lấy hàng rồi, hàng lên xe rồi chị', 'not-left'],
    ['Bên em đã ship từ sáng', 'not-left'],
    ['Đơn vừa được chuyển cho đơn vị vận chuyển', 'not-left'],
    ['Chị sắp nhận được hàng rồi ạ', 'not-left'],
    ["We've just shipped it.", 'not-left'],
    ['It was handed over to the courier at noon.', 'not-left'],
    ['Hàng đã giao rồi chị ơi', 'not-arrived'],
    ['Em cam kết sẽ không tái phạm', 'never-again'],
    ['We will not repeat this.', 'never-again'],
    ['Dạ xe bị kẹt xe ạ', 'not-departed'],
    ['KET XE qua chi oi', 'not-departed'],
    ['Tài xế bị tắc đường ở cầu', 'not-departed'],
    ['We are stuck in heavy traffic.', 'not-departed'],
    ['Bên em đang chờ nhà cung cấp.', 'no-supplier-slip'],
    ['Do bên nhà cung cấp giao chậm', 'no-supplier-slip'],
    ['cho nha cung cap giao hang', 'no-supplier-slip'],
    ['Em đợi bên xưởng gửi xuống', 'no-supplier-slip'],
    ['We are still waiting for our supplier.', 'no-supplier-slip'],
    ['Hàng đã giao xong lúc sáng', 'not-arrived'],
    ['Bộ ấm đã đến nơi rồi chị', 'not-arrived'],
    ['Your order has been delivered.', 'not-arrived'],
    ['Việc này không bao giờ tái diễn.', 'never-again'],
    ['Em hứa không để việc này xảy ra nữa', 'never-again'],
    ['Bên em sẽ không lặp lại đâu ạ', 'never-again'],
    ['khong bao gio tai dien', 'never-again'],
    ["It won't happen again.", 'never-again'],
    ['This will NEVER happen again', 'never-again'],
  ]
  test.each(untrue)('%s', (text, why) => expect(whys(text)).toEqual(expect.arrayContaining([why])))
})

describe('words that claim nothing untrue', () => {
  const fine: string[] = [
    'Hàng chưa rời kho.',
    'Hàng không đang trên đường, chị ạ.',
    'Đơn chưa được xuất kho nên em chưa dám hẹn.',
    'Hàng đang không trên đường đâu ạ',
    'Không phải là hàng đang trên đường, chị đừng chờ.',
    'Hàng vẫn chưa lên đường đến chị.',
    'Khi hàng đang trên đường, em sẽ nhắn chị.',
    'Ngay khi đơn đã rời kho em báo chị liền.',
    'Chị hỏi “hàng đang trên đường chưa”, dạ chưa ạ.',
    '“Hàng đang trên đường à?”, chị hỏi em như vậy.',
    'Chị hỏi hàng đang trên đường chưa, dạ chưa ạ.',
    'Tuần sắp tới em gửi chị.',
    'Dịp Tết sắp đến em xin gửi chị quà.',
    'Quán em ở trên đường Sách Cũ.',
    'Nhà em đang ở trên đường Trần Phú, chị ghé nhé.',
    'Bên em đang giao dịch với xưởng khác.',
    'Đơn đã đến hạn mà em chưa giao được.',
    'Hôm nay không kẹt xe, lỗi ở bên em.',
    'Em không chờ nhà cung cấp mà tự đi lấy.',
    'Em không dám hứa việc này không tái diễn.',
    'Hàng sẽ đang trên đường lúc 9 giờ mai.',
    'Em sắp đèn xong rồi.',
    'Hàng chưa lên xe, shipper chưa lấy.',
    'Đơn chưa được chuyển cho bên vận chuyển.',
    "We haven't handed it over to the courier.",
    'Sắp tới đây nhà có thêm mẫu mới, nhưng việc của chị em lo trước.',
    'It is not on the way yet.',
    "The set hasn't left our workshop.",
    'The parcel is not out for delivery.',
    'It has not yet left the warehouse.',
    'We will write once it is on its way.',
    'It will be out for delivery tomorrow at 9:00.',
    'You asked “is it on its way?” and it is not.',
    'I cannot promise that it will never happen again.',
    'By the way, the shop is open until nine.',
    'There was no traffic jam; the mistake is ours.',
    'We are not waiting for our supplier any more.',
  ]
  test.each(fine)('%s', (text) => expect(untrueClaims(text, nothingHappened)).toEqual([]))
})

describe('what the record bears out may be said', () => {
  test.each([
    ['Hàng đang trên đường.', left],
    ['It is out for delivery.', left],
    ['Xe bị kẹt xe ở cầu.', { ...left, hasRoadNote: true }],
    ['Bên em chờ nhà cung cấp.', { ...nothingHappened, hasSupplierSlip: true }],
    ['Hàng đã giao xong.', { ...left, hasArrived: true }],
  ] as [string, RecordFacts][])('%s', (text, facts) => expect(untrueClaims(text, facts)).toEqual([]))

  test('on the road and nobody noted what holds it up: it is no traffic jam yet', () => {
    expect(whys('Xe đang kẹt xe', left)).toEqual(['not-departed'])
  })

  test('it is said where the claim stands, so that it can be marked', () => {
    const text = 'Chào chị Mai, hàng đang trên đường ạ.'
    const [one] = untrueClaims(text, nothingHappened)
    expect(text.slice(one?.from, one?.to)).toBe('đang trên đường')
    expect(one?.said).toBe('đang trên đường')
  })
})

const zone = 'Asia/Ho_Chi_Minh'
const good =
  'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên em báo chị muộn, em xin lỗi chị. Em xin miễn phí giao hàng và tặng chị 200 điểm. Nếu chị cần ngay hôm nay, em có bộ men xanh giao được lúc 16:00.'

const letter = (words: string, more: Partial<Checked['told']> = {}, speaking: Partial<Checked['speaking']> = {}): Checked => ({
  words,
  facts: nothingHappened,
  speaking: { language: 'vi', called: 'chị Mai', callName: 'Mai', them: 'chị', us: 'em', ...speaking },
  told: {
    reason: 'broken-equipment',
    reasonWords: 'lò của xưởng gốm hỏng',
    due: new Date('2026-11-24T03:00:00Z'),
    isDay: false,
    others: [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-23T09:00:00Z')],
    sources: ['Giao bộ men xanh lúc 16:00'],
    concrete: ['Miễn phí giao + 200 điểm', 'Giao bộ men xanh lúc 16:00'],
    needsNothing: false,
    isDone: false,
    ...more,
  },
  zone,
  now: new Date('2026-11-23T06:52:00Z'),
})
const wrongIn = (words: string, more?: Partial<Checked['told']>, speaking?: Partial<Checked['speaking']>) =>
  [...new Set(untrueIn(letter(words, more, speaking)).map(({ why }) => why))].sort()
const change = (from: string, to: string) => {
  if (!good.includes(from)) throw new Error(`not in the letter: ${from}`)
  return good.replaceAll(from, to)
}

describe('a whole letter', () => {
  test('that says what is so may go', () => expect(untrueIn(letter(good))).toEqual([]))

  test.each([
    ['another hour', change('10:00 sáng mai', '9:00 sáng mai'), ['no-time', 'wrong-time']],
    ['the hour of another day', change('10:00 sáng mai', '10:00 sáng ngày kia'), ['no-time', 'wrong-time']],
    ['the evening instead of the morning', change('10:00 sáng mai', '10:00 tối mai'), ['no-time', 'wrong-time']],
    ['an hour without its day', change('10:00 sáng mai', '10:00'), ['no-time']],
    ['no hour at all', change('sẽ trễ sang 10:00 sáng mai', 'sẽ trễ'), ['no-time']],
    ['a second hour that nobody promised', `${good} Chậm nhất 11:30 mai là có ạ.`, ['wrong-time']],
    ['a date that is not it', change('10:00 sáng mai', '10:00 ngày 25/11'), ['no-time', 'wrong-time']],
    ['no reason', change(', vì lò của xưởng gốm hỏng', ''), ['no-reason']],
    ['another reason', change('lò của xưởng gốm hỏng', 'bên em thiếu người'), ['no-reason']],
    [
      'nothing concrete',
      change(' Em xin miễn phí giao hàng và tặng chị 200 điểm. Nếu chị cần ngay hôm nay, em có bộ men xanh giao được lúc 16:00.', ''),
      ['nothing-concrete'],
    ],
    ['no name', change('Chào chị Mai, em', 'Chào chị, em'), ['wrong-form']],
    ['another word for her', change('chị Mai', 'anh Mai'), ['wrong-form']],
    ['quý khách', change('em xin lỗi chị', 'em xin lỗi quý khách'), ['wrong-form']],
    ['a word for us that is not ours', change('em xin lỗi chị', 'tôi xin lỗi chị'), ['wrong-form']],
    ['a cô in the middle', change('Nếu chị cần', 'Nếu cô cần'), ['wrong-form']],
    ['on its way', `${good} Hàng đang trên đường rồi ạ.`, ['not-left']],
  ])('with %s may not', (_, words, why) => expect(wrongIn(words)).toEqual(why))

  test.each([
    ['10 giờ sáng mai'],
    ['10h sáng mai'],
    ['10h00 ngày mai'],
    ['sáng mai lúc 10:00'],
    ['10:00 ngày 24/11'],
    ['10:00 sáng thứ Ba'],
    ['10 giờ sáng ngày 24 tháng 11'],
    ['mười giờ sáng mai'],
  ])('may name the new time as people do: %s', (said) => expect(untrueIn(letter(change('10:00 sáng mai', said)))).toEqual([]))

  test('may say a span of hours, which is no hour of the day', () => {
    expect(untrueIn(letter(`${good} Trong 2 giờ nữa em gọi chị.`))).toEqual([])
  })

  test('may speak of others: anh Thành, bác sĩ, chú ý', () => {
    expect(untrueIn(letter(`${good} Anh Thành ở xưởng đang sửa lò, chị chú ý điện thoại giúp em, chú bảo vệ sẽ nhận thay.`))).toEqual([])
  })

  test('may quote what the customer asked', () => {
    expect(untrueIn(letter(`${good} Chị hỏi “9:00 có kịp không”, dạ em không dám hứa.`))).toEqual([])
  })

  test('may name an hour only to say that it is not it', () => {
    expect(untrueIn(letter(change('10:00 sáng mai', '10:00 sáng mai chứ không phải 9:00')))).toEqual([])
  })

  test('that was not known yet says so, and by when more is told', () => {
    const words =
      'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ, em xin lỗi chị. Em chưa rõ lý do, em sẽ báo lại chị trước 15:30.'
    const told = { reason: 'not-known', reasonWords: null, due: new Date('2026-11-23T08:30:00Z'), needsNothing: true }
    expect(wrongIn(words, told)).toEqual([])
    expect(wrongIn(words.replace('15:30', '18:30'), told)).toEqual(['no-time', 'wrong-time'])
  })

  test('speaks to a grandmother as she chose', () => {
    const words = change('chị', 'bà').replaceAll('Mai', 'Bích')
    const bich = { called: 'bà Bích', callName: 'Bích', them: 'bà', us: 'cháu' }
    expect(wrongIn(words, {}, bich)).toEqual(['wrong-form'])
    expect(wrongIn(words.replaceAll(/(?<![\p{L}])em(?![\p{L}])/gu, 'cháu').replaceAll('Em', 'Cháu'), {}, bich)).toEqual([])
  })
})

describe('an English letter to a Vietnamese name', () => {
  const hoa = { language: 'en' as const, called: 'Ms Hoa', callName: 'Hoa', them: 'chị', us: 'em' }
  const english =
    'Dear Ms Hoa, this is Phúc at Nhà Quen. The tea set we promised by 17:00 today will be late, until 10:00 tomorrow morning, because the kiln broke down. We are telling you late, and I am sorry. Delivery is free. If you need one today, I have a green set that can reach you at 16:00.'
  const told = { reasonWords: 'the kiln broke down', concrete: ['free delivery'], sources: [] }
  test('that is true may go', () => expect(untrueIn(letter(english, told, hoa))).toEqual([]))
  test.each([
    ['Mr Hoa', english.replace('Ms Hoa', 'Mr Hoa'), ['wrong-form']],
    ['Ms Nguyen', english.replace('Ms Hoa', 'Ms Nguyen'), ['wrong-form']],
    ['11 am', english.replace('10:00 tomorrow morning', '11 am tomorrow'), ['no-time', 'wrong-time']],
    ['on the way', `${english} It is on the way.`, ['not-left']],
    ['never again', `${english} It will never happen again.`, ['never-again']],
  ])('with %s may not', (_, words, why) => expect(wrongIn(words, told, hoa)).toEqual(why))
  test.each([['10 am tomorrow'], ['10:00 on Tuesday'], ['10:00 on 24 November'], ['10:00 a.m. tomorrow'], ["10 o'clock tomorrow morning"]])(
    'may say %s',
    (said) => expect(untrueIn(letter(english.replace('10:00 tomorrow morning', said), told, hoa))).toEqual([]),
  )
})
