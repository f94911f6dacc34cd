import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { aFile, bring } from './scene.ts'

const house = aHouse()
const desk = house.as('reception')

const known = async (name: string, phone: string, more = {}) =>
  (await desk('POST', '/api/customers', { name, contacts: [{ kind: 'phone', value: phone }], ...more })).body

const customers = (rows: string, heading = 'Họ tên,SĐT') => bring(house, aFile('danh-sach.csv', `${heading}\n${rows}\n`), 'customers')

const named = async (words: string): Promise<{ name: string }[]> =>
  (await desk('GET', `/api/customers?words=${encodeURIComponent(words)}`)).body.rows

describe('somebody of a list is the customer the house knows', () => {
  test.each([
    ['without marks', 'Nguyễn Thị Kim Hoa', 'nguyen thi kim hoa'],
    ['in capitals', 'Trần Văn Hoan', 'TRẦN VĂN HOAN'],
    ['with the family name last', 'Lê Minh Hoàn', 'Minh Hoàn Lê'],
    ['without a middle name', 'Phạm Ngọc Bảo Hoài', 'Phạm Hoài'],
  ])('%s', async (_, name, written) => {
    const phone = `09180${String(10_000 + name.length * 7)}`
    await known(name, phone)
    expect((await customers(`${written},${phone}`)).answer).toMatchObject({ added: 0, unchanged: 1, doubtful: {} })
  })

  test('but another name on the same number is another person, and counted as worth a look', async () => {
    await known('Ngô Thị Đôi', '0918000106')
    const { answer } = await customers('Vũ Văn Lứa,0918000106')
    expect(answer).toMatchObject({ added: 1, doubtful: { 'shared-phone': 1 } })
  })

  test('nor are two with one name but other numbers', async () => {
    await known('Đặng Trùng Tên', '0918000201')
    expect((await customers('Đặng Trùng Tên,0918000202')).answer).toMatchObject({ added: 1 })
    expect(await named('dang trung ten')).toHaveLength(2)
  })

  test('a number without a name is whoever alone has it', async () => {
    await known('Lý Một Số', '0918000301')
    expect((await customers(',0918000301')).answer).toMatchObject({ added: 0, unchanged: 1 })
  })

  test('two codes of one source are two people, whatever else they share', async () => {
    const { answer } = await customers('Bùi Hai Mã,0918000401,M1\nBùi Hai Mã,0918000401,M2', 'Họ tên,SĐT,Mã KH')
    expect(answer).toMatchObject({ added: 2 })
    const again = await customers('Bùi Hai Mã,0918000401,M1\nBùi Hai Mã,0918000401,M2', 'Họ tên,SĐT,Mã KH')
    expect(again.answer).toMatchObject({ added: 0, unchanged: 2 })
  })
})

describe('what the house knows already', () => {
  test('is filled where it is empty and never written over', async () => {
    const mai = await known('Mai Điền Thêm', '0918000501', { postal: '1 Lê Lợi', tags: ['cũ'] })
    const { answer } = await customers(
      'Mai Điền Thêm,0918000501,mai@thu.example,3/4/1972,9 Hùng Vương,mới',
      'Họ tên,SĐT,Email,Ngày sinh,Địa chỉ,Nhóm',
    )
    expect(answer).toMatchObject({ updated: 1, added: 0 })
    const after = await desk('GET', `/api/customers/${mai.id}`)
    expect(after.body).toMatchObject({ postal: '1 Lê Lợi', tags: ['cũ', 'mới'], birthday: { year: 1972, month: 4, day: 3 }, version: 2 })
    expect((await sql`select 1 from identity where kind = 'mail' and value = 'mai@thu.example'`.execute(house.db)).rows).toHaveLength(1)
  })

  test('is written over only in the fields that were named', async () => {
    const sen = await known('Sen Ghi Đè', '0918000601', { postal: '1 Lê Lợi' })
    const path = aFile('de.csv', 'Họ tên,SĐT,Địa chỉ\nSen Ghi Đè,0918000601,9 Hùng Vương\n')
    expect((await bring(house, path, 'customers')).answer).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await bring(house, path, 'customers', { settings: { overwrite: ['address'] } })).answer).toMatchObject({ updated: 1 })
    expect((await desk('GET', `/api/customers/${sen.id}`)).body.postal).toBe('9 Hùng Vương')
  })

  test('gets no loyalty card that is somebody else’s', async () => {
    await customers('Thẻ Một,0918000701,QN-1', 'Họ tên,SĐT,Thẻ thành viên')
    await known('Thẻ Hai', '0918000702')
    await customers('Thẻ Hai,0918000702,QN-1', 'Họ tên,SĐT,Thẻ thành viên')
    const cards = await sql<{ n: number }>`select count(*) as n from customer where contacts @> '[{"kind": "loyalty-card"}]'`.execute(
      house.db,
    )
    expect(cards.rows[0]?.n).toBe(1)
    expect((await desk('GET', '/api/customers?words=the%20mot')).body.rows[0].contacts).toHaveLength(2)
  })
})
