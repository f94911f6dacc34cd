import type { FastifyInstance } from 'fastify'
import type { Surroundings } from '../platform/http/serve.ts'
import { findPicture } from '../rooms/messages/letters/store.ts'
import { may } from '../values/rights.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/**
 * `GET /pictures/:pictureId`: a letter's picture as it is. Of a letter that has left the house anybody may fetch it, since it stands in
 * their mail; of one that is being written only those who may read letters. What came in never changes, and is never run.
 */
export function mountPictures(app: FastifyInstance, { db, clock, identify }: Pick<Surroundings, 'db' | 'clock' | 'identify'>): void {
  app.get('/pictures/:pictureId', async (request, reply) => {
    const { pictureId } = request.params as { pictureId: string }
    const { cookie, authorization } = request.headers
    const who = cookie || authorization ? await identify({ cookie, authorization }, clock()) : undefined
    const isReader = who !== undefined && may(who, 'messages.read')
    const picture = UUID.test(pictureId) ? await findPicture(db, pictureId, !isReader) : undefined
    if (!picture) return reply.status(404).type('text/plain; charset=utf-8').send('')
    return reply
      .header('cache-control', `${isReader ? 'private' : 'public'}, max-age=31536000, immutable`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type(picture.mime)
      .send(Buffer.from(picture.bytes))
  })
}
