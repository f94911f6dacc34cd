import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { sendThrough } from '../../../../test/support/mail-settings.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'

const house = aHouse()
const post = aPostOffice(house)
const tram = house.as('marketing')
const MINUTE = 60_000
const GIF = Buffer.from('R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIDRH5XADs=', 'base64')

beforeAll(async () => {
  const hoa = await post.customer('Nguyễn Thị Thanh Hoa', 'hoa@khach.example')
  await house.as('owner')('PATCH', `/api/customers/${hoa}`, { address: { them: 'chị', us: 'em', source: 'customer' }, version: 1 })
  await post.agree([hoa])
  await sendThrough(house.db, 25)
})

const line = (text: string) => [{ kind: 'paragraph', runs: [{ text }] }]
const words = (text: string) => ({ kind: 'words', key: 'loi', words: { vi: line(text), en: line(text) } })
const contentOf = (text: string, pictureId: string | null) => ({
  subject: { vi: '{{greeting}}, sách cho mùa mưa', en: 'Books for the rain' },
  preview: { vi: '', en: '' },
  blocks: [
    words(text),
    ...(pictureId ? [{ kind: 'picture', key: 'hinh', pictureId, alt: { vi: 'Hiên nhà', en: 'The porch' }, link: '' }] : []),
  ],
})

async function putPicture(letterId: string): Promise<string> {
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="hien.gif"\r\ncontent-type: image/gif\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), GIF, Buffer.from('\r\n--x--\r\n')])
  const headers = { authorization: `Bearer ${await house.token('marketing')}`, 'content-type': 'multipart/form-data; boundary=x' }
  return (await house.app.inject({ method: 'POST', url: `/api/letters/${letterId}/pictures`, headers, payload })).json().id
}

async function aLetter(text: string) {
  const begun = (await tram('POST', '/api/letters', { title: 'Bản tin', topicId: post.topicId })).body
  const pictureId = await putPicture(begun.id)
  const kept = await tram('PATCH', `/api/letters/${begun.id}`, { content: contentOf(text, pictureId), version: begun.version })
  expect([kept.status, kept.text]).toEqual([200, kept.text])
  return { id: begun.id as string, pictureId, version: kept.body.version as number }
}

async function planned(letterId: string) {
  const sending = await post.planned({ letterId })
  expect(sending.counts.willReceive).toBe(1)
  return sending
}

async function sent(letterId: string): Promise<void> {
  const sending = await planned(letterId)
  const started = await tram('POST', `/api/sendings/${sending.id}/start`, { version: sending.version })
  expect(started.status).toBe(200)
  post.forward(MINUTE)
  while (await post.work());
}

const codeOf = async (letterId: string): Promise<string> => (await tram('GET', `/api/letters/${letterId}`)).body.archiveCode
/** As anybody with the address: no cookie, no token. */
const opened = (path: string) => house.app.inject({ method: 'GET', url: path })

describe('a newsletter on the web', () => {
  test('is read by anybody who has its address, with its pictures, and tells nothing of who got it', async () => {
    post.server.took.length = 0
    const { id, pictureId } = await aLetter('{{greeting}}, kệ sách cũ vừa lau xong. Lần trước {{called|quý nhà}} ghé, trời còn nắng.')
    await sent(id)
    const mail = post.server.took[0]
    expect(mail?.html).toContain('chị Hoa')
    const link = `/ban-tin/${await codeOf(id)}`
    // The mail itself leads there.
    expect(mail?.html).toContain(`https://nha-quen.example${link}`)
    const page = await opened(link)
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.body).toContain('kệ sách cũ vừa lau xong')
    for (const personal of ['Hoa', 'hoa@khach.example', '/k/', 'one-click', 'chị Hoa'])
      expect(page.body.includes(personal), personal).toBe(false)
    const pictures = [...page.body.matchAll(/<img[^>]+src="([^"]+)"/g)].map(([, source]) => source)
    expect(pictures).toEqual([`/pictures/${pictureId}`])
    const picture = await opened(pictures[0] ?? '')
    expect([picture.statusCode, picture.headers['content-type'], picture.rawPayload.equals(GIF)]).toEqual([200, 'image/gif', true])
    // Whoever reads it is nobody in particular.
    expect(page.body).toContain('anh/chị')
    // Nothing on it is fetched from elsewhere or runs.
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).not.toMatch(/<script|cid:/)
    expect(page.headers['set-cookie']).toBeUndefined()
  })

  test('is not there by a wrong code, nor before it has left, nor what was written since', async () => {
    const { id, pictureId, version } = await aLetter('Lời đã gửi.')
    await tram('PATCH', `/api/letters/${id}`, { content: contentOf('Lời đã gửi.', pictureId), version })
    post.forward(31 * 24 * 60 * MINUTE)
    await planned(id)
    const link = `/ban-tin/${await codeOf(id)}`
    expect((await opened(link)).statusCode).toBe(404)
    for (const wrong of [`${link}x`, '/ban-tin/nowhere', `/ban-tin/${id}`]) {
      const page = await opened(wrong)
      expect([page.statusCode, page.body.includes('Không có lá thư này')]).toEqual([404, true])
    }
    await sent(id)
    expect((await opened(link)).body).toContain('Lời đã gửi.')
    const now = (await tram('GET', `/api/letters/${id}`)).body
    await tram('PATCH', `/api/letters/${id}`, { content: contentOf('Lời chưa gửi ai.', pictureId), version: now.version })
    await planned(id)
    const page = await opened(link)
    expect([page.body.includes('Lời đã gửi.'), page.body.includes('chưa gửi ai')]).toEqual([true, false])
  })

  test('of which the house shows none is neither there nor named in the mail', async () => {
    post.server.took.length = 0
    post.forward(31 * 24 * 60 * MINUTE)
    const { id, version } = await aLetter('Chỉ gửi qua thư.')
    await tram('PATCH', `/api/letters/${id}`, { isArchived: false, version })
    await sent(id)
    expect(post.server.took).toHaveLength(1)
    expect(post.server.took[0]?.html).not.toContain('/ban-tin/')
    expect((await opened(`/ban-tin/${await codeOf(id)}`)).statusCode).toBe(404)
  })
})
