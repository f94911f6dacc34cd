import { describe, expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { undo } from '../../src/rooms/exchange/undo.ts'
import { aHouse } from '../support/house.ts'
import { aFile, bring, stateOf } from './scene.ts'

const house = aHouse()
const tram = house.as('marketing')

const LIST = `Tên hàng,Mã hàng,Loại,Nhóm,Mô tả,English description,Thành phần,Sở thích,Giá bán,Giá vốn,Trạng thái,Ngày về
Trà sen bách diệp,TRA01,Hàng,Trà,Uống chậm một ấm là dịu cả buổi chiều.,One slow pot softens the afternoon.,trà xanh; hoa sen,trà sen,340.000,180k,còn hàng,
Phòng 203,203,Phòng,,"Cửa sổ mở ra vườn, sáng nghe chim.",,,hướng vườn; yên tĩnh,"925,000",,,
Đón sân bay,,Dịch vụ,,,,,,280000,,,
Sách “Hội An xưa”,SACH07,Hàng,Sách,,,,sách phố cổ,185.000,,,24/11/2099
TRA SEN BACH DIEP,,,,,,,,1,,,
,,Hàng,,,,,,5,,,
Nón lá,,Hàng,,,,,,-3,,,
`
const itemsOf = async (q = '') => (await tram('GET', `/api/catalogue?q=${encodeURIComponent(q)}`)).body.items
const import_ = (path: string, more: object = {}) => bring(house, path, 'catalogue', more)
const takeBack = (importId: string | null) => undo({ address: house.address, role: APP_ROLE }, String(importId), house.now)

describe('a list of goods, rooms and services', () => {
  const path = aFile('hang.csv', LIST)

  test('is understood by its headings, counted first, and a rehearsal writes nothing', async () => {
    const before = await stateOf(house)
    const { answer } = await import_(path, { isDryRun: true })
    expect(answer).toMatchObject({ rows: 7, added: 4, updated: 0, unchanged: 1, refused: 2, questions: [] })
    expect(answer.mapping).toMatchObject({
      name: 'Tên hàng',
      aliases: 'Mã hàng',
      benefit: 'Mô tả',
      'benefit-en': 'English description',
      contents: 'Thành phần',
      topics: 'Sở thích',
      price: 'Giá bán',
      cost: 'Giá vốn',
      'coming-on': 'Ngày về',
    })
    expect(answer.problems.map(({ line, code }) => [line, code])).toEqual([
      [7, 'no-item-name'],
      [8, 'below-zero'],
    ])
    expect(await stateOf(house)).toBe(before)
  })

  test('comes in once: a second import of it adds nothing, and an undo leaves the house as it was', async () => {
    const before = await stateOf(house)
    const first = (await import_(path)).answer
    expect(first).toMatchObject({ added: 4, repaired: { duplicate: 1 } })
    const [tea] = await itemsOf('tra01')
    expect(tea).toMatchObject({
      nameVi: 'Trà sen bách diệp',
      kind: 'product',
      group: 'Trà',
      benefitEn: 'One slow pot softens the afternoon.',
      contents: ['trà xanh', 'hoa sen'],
      price: 340_000,
      cost: 180_000,
      currency: 'VND',
      state: 'here',
    })
    expect((await itemsOf('phong'))[0]).toMatchObject({ kind: 'room', price: 925_000, topics: ['hướng vườn', 'yên tĩnh'] })
    expect((await itemsOf('sach'))[0]).toMatchObject({ state: 'coming', comingOn: '2099-11-24' })
    const standing = await stateOf(house)
    expect((await import_(path)).answer).toMatchObject({ added: 0, updated: 0, unchanged: 5 })
    expect(await stateOf(house)).toBe(standing)
    expect(await takeBack(first.import)).toEqual({ removed: 4, restored: 0, kept: 0 })
    expect(await stateOf(house)).toBe(before)
  })

  test('fills in what is empty and writes over only what is chosen; an undo puts back what nobody touched', async () => {
    const first = (await import_(aFile('mot.csv', 'Tên hàng,Giá\nNến gỗ thông,290000\nNến hoa nhài,260000\n'))).answer
    const more = aFile(
      'hai.csv',
      'Tên hàng,Mô tả,Giá,Tên khác\nNến gỗ thông,Thơm như rừng sau mưa.,310000,nến thông\nNến hoa nhài,Thơm nhẹ.,1,\n',
    )
    expect((await import_(more, { isDryRun: true })).answer).toMatchObject({ added: 0, updated: 2 })
    const second = (await import_(more, { settings: { overwrite: ['price'] } })).answer
    const [pine] = await itemsOf('nen thong')
    expect(pine).toMatchObject({ benefitVi: 'Thơm như rừng sau mưa.', price: 310_000, aliases: ['nến thông'] })
    const [jasmine] = await itemsOf('nen hoa nhai')
    await tram('PUT', `/api/catalogue/${jasmine.id}`, { kind: 'product', nameVi: 'Nến hoa nhài', price: 270_000, version: jasmine.version })
    expect(await takeBack(second.import)).toEqual({ removed: 0, restored: 1, kept: 1 })
    expect((await itemsOf('nen go thong'))[0]).toMatchObject({ benefitVi: '', price: 290_000, aliases: [] })
    // The spelling is free again.
    expect((await tram('POST', '/api/catalogue', { kind: 'product', nameVi: 'Nến thông' })).status).toBe(201)
    expect((await itemsOf('nen hoa nhai'))[0].price).toBe(270_000)
    // Both were changed since they came: they stay, and that is said.
    expect(await takeBack(first.import)).toMatchObject({ removed: 0, kept: 2 })
  })

  test('says which spellings belong to another item, and takes the rest', async () => {
    await import_(aFile('ba.csv', 'Tên,Tên khác\nTrà gừng,tg; trà cay\n'))
    const { answer } = await import_(aFile('bon.csv', 'Tên,Tên khác\nTinh dầu gừng,TG; dầu gừng\n'))
    expect(answer).toMatchObject({ added: 1, doubtful: { 'taken-alias': 1 } })
    expect((await itemsOf('tinh dau gung'))[0].aliases).toEqual(['dầu gừng'])
  })

  test('of which “Loại” names shelves and not kinds fills the group', async () => {
    await import_(aFile('nam.csv', 'Tên,Loại\nThiệp,Giấy\nSổ tay,Giấy\n'))
    expect((await itemsOf('so tay'))[0]).toMatchObject({ kind: 'product', group: 'Giấy' })
  })
})
