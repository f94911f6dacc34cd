import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { freeze, frozenLetter } from './actions.ts'
import { measure } from './measuring.ts'
import { readersOf } from './readers.ts'

const house = aHouse()
const tram = house.as('marketing')
const son = house.as('sales')
const ngoc = house.as('reception')

const line = (text: string) => ({ kind: 'paragraph', runs: [{ text }] })
const words = (key: string, vi: string, en = vi, more = {}) => ({ kind: 'words', key, words: { vi: [line(vi)], en: [line(en)] }, ...more })
const content = (blocks: unknown[], subject = { vi: 'Sách cho mùa mưa', en: 'Books for the rain' }) => ({
  subject,
  preview: { vi: '', en: '' },
  blocks,
})

const GIF = Buffer.from('R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIDRH5XADs=', 'base64')
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAUAAAAECAYAAABGM/VAAAAADklEQVR4nGP4TwAwjAoAAIjhE/2nlV8AAAAASUVORK5CYII=', 'base64')

async function put(letterId: string, bytes: Uint8Array, name = 'hien.gif') {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/gif\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')])
  const headers = { authorization: `Bearer ${await house.token('marketing')}`, 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await house.app.inject({ method: 'POST', url: `/api/letters/${letterId}/pictures`, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}

async function begun(blocks: unknown[] = [words('a', '{{greeting}}')]) {
  const { body } = await tram('POST', '/api/letters', { title: 'Bản tin', content: content(blocks) })
  return body as { id: string; version: number }
}

let hoa = ''
let emma = ''

beforeAll(async () => {
  const added = async (body: object): Promise<string> => (await house.as('owner')('POST', '/api/customers', body)).body.id
  hoa = await added({ name: 'Nguyễn Thị Thanh Hoa', address: { them: 'chị', us: 'em', source: 'customer' } })
  emma = await added({ name: 'Emma Wilson', nameOrder: 'given-first', language: 'en', address: { them: 'Ms', us: 'em', source: 'staff' } })
  await house.as('owner')('POST', `/api/customers/${hoa}/preferences`, { stance: 'must-not', what: 'hoa ly', sensitivity: 'health' })
})

describe('a letter', () => {
  test('is begun, gone on with and found again', async () => {
    const { id, version } = await begun()
    const changed = await tram('PATCH', `/api/letters/${id}`, { title: 'Bản tin tháng Chạp', leastBlocks: 2, version })
    expect(changed.status).toBe(200)
    expect((await tram('GET', `/api/letters/${id}`)).body).toMatchObject({
      title: 'Bản tin tháng Chạp',
      leastBlocks: 2,
      version: 2,
      frozen: 0,
    })
    expect((await tram('GET', '/api/letters')).body.letters[0]).toMatchObject({ id, blocks: 1 })
  })

  test('that two people write is never overwritten unseen', async () => {
    const { id, version } = await begun()
    await tram('PATCH', `/api/letters/${id}`, { title: 'của Trâm', version })
    const late = await son('PATCH', `/api/letters/${id}`, { title: 'của Sơn', version })
    expect([late.status, late.body.code]).toEqual([409, 'letters.changed_meanwhile'])
    expect((await tram('GET', `/api/letters/${id}`)).body.title).toBe('của Trâm')
  })

  test('has blocks with keys of their own and pictures of its own', async () => {
    const twice = await tram('POST', '/api/letters', { title: 'x', content: content([words('a', 'x'), words('a', 'y')]) })
    expect([twice.status, twice.body.code]).toEqual([400, 'letters.key_twice'])
    const other = await begun()
    const { body: picture } = await put(other.id, GIF)
    const { id, version } = await begun()
    const block = { kind: 'picture', key: 'p', pictureId: picture.id, alt: { vi: 'x', en: 'x' } }
    expect((await tram('PATCH', `/api/letters/${id}`, { content: content([block]), version })).body.code).toBe('letters.no_such_picture')
  })

  test('is not for those who stand at the desk', async () => {
    expect((await ngoc('GET', '/api/letters')).status).toBe(403)
    expect((await ngoc('POST', '/api/letters', { title: 'x' })).status).toBe(403)
  })

  test('is copied with its pictures, and a draft can be thrown away', async () => {
    const { id, version } = await begun()
    const { body: picture } = await put(id, GIF)
    const block = { kind: 'picture', key: 'p', pictureId: picture.id, alt: { vi: 'hiên', en: 'porch' } }
    await tram('PATCH', `/api/letters/${id}`, { content: content([block]), version })
    const { body: copy } = await tram('POST', `/api/letters/${id}/copy`, { title: 'Bản tin sau' })
    expect(copy).toMatchObject({ title: 'Bản tin sau', frozen: 0, version: 1 })
    expect(copy.pictures).toHaveLength(1)
    expect(copy.content.blocks[0].pictureId).toBe(copy.pictures[0].id)
    expect(copy.pictures[0].id).not.toBe(picture.id)
    expect((await tram('DELETE', `/api/letters/${id}`)).status).toBe(200)
    expect((await tram('GET', `/api/letters/${id}`)).status).toBe(404)
    expect((await tram('GET', `/pictures/${copy.pictures[0].id}`)).status).toBe(200)
  })
})

describe('a picture', () => {
  test('is what its bytes say, and measured by them', async () => {
    expect(measure(GIF)).toEqual({ mime: 'image/gif', width: 3, height: 2 })
    expect(measure(PNG)).toEqual({ mime: 'image/png', width: 5, height: 4 })
    const { id } = await begun()
    expect((await put(id, PNG, 'hiên sau.gif')).body).toMatchObject({
      mime: 'image/png',
      width: 5,
      height: 4,
      name: 'hiên sau.gif',
      size: PNG.length,
    })
  })

  test('that is none is turned away, whatever it is called', async () => {
    const { id } = await begun()
    for (const bytes of [
      Buffer.from('<svg onload=alert(1)>'),
      Buffer.from('GIF89a'),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.alloc(0),
    ])
      expect((await put(id, bytes, 'x.png')).body.code).toBe('letters.not_a_picture')
    expect((await put(id, Buffer.concat([GIF, Buffer.alloc(2 * 1024 * 1024)]))).body.code).toBe('letters.picture_too_large')
  })

  test('is fetched by anybody once the letter has left, and before only by those who may read it', async () => {
    const { id } = await begun()
    const { body: picture } = await put(id, GIF)
    const at = `/pictures/${picture.id}`
    const stranger = () => house.app.inject({ method: 'GET', url: at })
    expect((await stranger()).statusCode).toBe(404)
    expect((await ngoc('GET', at)).status).toBe(404)
    expect((await tram('GET', at)).headers['content-type']).toBe('image/gif')
    await freeze(house.db, id, null, house.now)
    const seen = await stranger()
    expect([seen.statusCode, seen.headers['content-type'], seen.headers['x-content-type-options']]).toEqual([200, 'image/gif', 'nosniff'])
    expect(seen.rawPayload.equals(GIF)).toBe(true)
    expect((await house.app.inject({ method: 'GET', url: '/pictures/../../etc/passwd' })).statusCode).toBe(404)
  })
})

describe('a preview', () => {
  test('greets a stranger in the language that the letter is written in, whatever the screen speaks', async () => {
    const { id, version } = await begun([words('a', '{{greeting}}'), words('b', 'Mời {{called}} ghé.')])
    await tram('PATCH', `/api/letters/${id}`, {
      content: content([words('a', '{{greeting}}'), words('b', 'Mời {{called}} ghé.')], { vi: 'Sách cho mùa mưa', en: '' }),
      version,
    })
    const seen = (await tram('GET', `/api/letters/${id}/preview`, undefined, { 'accept-language': 'en' })).body
    expect(seen).toMatchObject({ language: 'vi', missing: [] })
    expect(seen.text).toContain('Chào anh/chị,')
    expect(seen.text).toContain('Mời anh/chị ghé.')
  })

  test('is the letter as that customer would get it, in their language and form of address', async () => {
    const { id } = await begun([
      words('a', '{{greeting}} {{us}} có sách mới.', '{{greeting}} there are new books.'),
      words('b', 'Hoa ly.', 'Lilies.', { topics: ['hoa ly'] }),
    ])
    const asHoa = (await tram('GET', `/api/letters/${id}/preview?customerId=${hoa}`)).body
    expect(asHoa).toMatchObject({ calledAs: 'chị Hoa', language: 'vi', kept: ['a'], missing: [] })
    expect(asHoa.text).toMatch(/^Chào chị Hoa, em có sách mới\./)
    const asEmma = (await tram('GET', `/api/letters/${id}/preview?customerId=${emma}`)).body
    expect(asEmma).toMatchObject({ calledAs: 'Ms Wilson', language: 'en', kept: ['a', 'b'], subject: '[QC] Books for the rain' })
    expect(asEmma.text).toMatch(/^Dear Ms Wilson, there are new books\./)
    const other = (await tram('GET', `/api/letters/${id}/preview?customerId=${hoa}&language=en`)).body
    expect(other.text).toMatch(/^Dear Ms Hoa,/)
  })

  test('tells why a block falls out, but not what somebody may not know of a customer’s health', async () => {
    const { id } = await begun([words('b', 'Hoa ly.', 'Lilies.', { topics: ['hoa ly'] })])
    const at = `/api/letters/${id}/preview?customerId=${hoa}`
    expect((await tram('GET', at)).body.dropped).toEqual([{ key: 'b', why: 'avoided', words: '' }])
    expect((await son('GET', at)).body.dropped).toEqual([{ key: 'b', why: 'avoided', words: 'hoa ly' }])
    expect((await tram('GET', at)).body.isWorthSending).toBe(false)
  })

  test('says what the gate would say', async () => {
    const { id } = await begun()
    const { verdict } = (await tram('GET', `/api/letters/${id}/preview?customerId=${hoa}`)).body
    expect(verdict.answer).toBe('no')
    expect((await tram('GET', `/api/letters/${id}/preview?language=en`)).body).toMatchObject({
      verdict: null,
      calledAs: '',
      language: 'en',
    })
  })
})

describe('what is sent', () => {
  test('stays as it was when somebody writes on', async () => {
    const { id, version } = await begun([words('a', 'lời đầu')])
    expect(await freeze(house.db, id, null, house.now)).toEqual({ number: 1 })
    expect(await freeze(house.db, id, null, house.now)).toEqual({ number: 1 })
    const after = await tram('PATCH', `/api/letters/${id}`, { content: content([words('a', 'lời sau')]), version })
    expect(after.body.isAhead).toBe(true)
    expect(await freeze(house.db, id, null, house.now)).toEqual({ number: 2 })
    const first = await frozenLetter(house.db, id, 1)
    expect(JSON.stringify(first.content)).toContain('lời đầu')
    expect((await tram('DELETE', `/api/letters/${id}`)).body.code).toBe('letters.was_sent')
  })

  test('must have a subject, blocks, and no field that is none', async () => {
    for (const bad of [
      content([], { vi: 'x', en: '' }),
      content([words('a', 'x')], { vi: '', en: '' }),
      content([words('a', 'Chào {{Tên}}')]),
    ]) {
      const { body } = await tram('POST', '/api/letters', { title: 'x', content: bad })
      await expect(freeze(house.db, body.id, null, house.now)).rejects.toMatchObject({ code: 'letters.not_ready' })
    }
  })
})

test('the notes follow what the house watches for and allows', async () => {
  const { id } = await begun([words('a', 'Nhà hân hoan, trà tốt nhất.', 'Fine.')])
  const notes = async () => (await tram('GET', `/api/letters/${id}/check`)).body.findings.map(({ words: said }: { words: string }) => said)
  expect(await notes()).toEqual(['tốt nhất'])
  const { body } = await tram('POST', '/api/letter-phrases', { kind: 'empty', language: 'vi', phrase: 'hân hoan' })
  await tram('POST', '/api/letter-phrases', { kind: 'allowed', language: 'vi', phrase: 'Tốt nhất' })
  expect(await notes()).toEqual(['hân hoan'])
  expect((await tram('POST', '/api/letter-phrases', { kind: 'empty', language: 'vi', phrase: 'hân hoan' })).body.id).toBe(body.id)
  await tram('DELETE', `/api/letter-phrases/${body.id}`)
  expect(await notes()).toEqual([])
  expect((await son('POST', '/api/letter-phrases', { kind: 'empty', language: 'vi', phrase: 'x' })).status).toBe(403)
})

test('readers come a thousand at a time, with what they like and avoid, and who is gone is not among them', async () => {
  const found = await readersOf(house.db, [hoa, emma, '0193a000-0000-7000-8000-00000000dead'], '2026-11-23')
  expect([...found.keys()].sort()).toEqual([hoa, emma].sort())
  expect(found.get(hoa)).toMatchObject({ avoids: ['hoa ly'], form: { them: 'chị' }, language: 'vi', visits: 0, lastVisit: null })
})
