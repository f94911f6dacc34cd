import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { record } from '../platform/audit/audit.ts'
import type { Surroundings } from '../platform/http/serve.ts'
import { handOut } from '../rooms/messages/inbox/files.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/**
 * `GET /attachments/:threadId/:entryId/:place`: a file that came along with a mail, for whoever may read the talk. It is always saved and
 * never shown by the browser, runs nothing, and goes out piece by piece. Who took it out stands in the trail.
 */
export function mountAttachments(app: FastifyInstance, { db, clock, identify }: Pick<Surroundings, 'db' | 'clock' | 'identify'>): void {
  app.get('/attachments/:threadId/:entryId/:place', async (request, reply) => {
    const { threadId = '', entryId = '', place = '' } = request.params as Record<string, string | undefined>
    const { cookie, authorization } = request.headers
    const now = clock()
    const who = cookie || authorization ? await identify({ cookie, authorization }, now) : undefined
    const isNamed = UUID.test(threadId) && UUID.test(entryId) && /^\d{1,2}$/.test(place)
    const file = who && isNamed ? await handOut(db, { threadId, entryId, place: Number(place) }, who) : undefined
    if (!who || !file) return reply.status(404).type('text/plain; charset=utf-8').send('')
    await record(db, {
      at: now,
      actor: { kind: who.kind, id: who.id },
      act: 'takeAttachment',
      aboutKind: 'thread',
      aboutId: threadId,
      ...(file.customerId ? { customerId: file.customerId } : {}),
      requestId: request.id,
    })
    return reply
      .headers({
        'cache-control': 'private, no-store',
        'content-disposition': file.disposition,
        'content-length': file.size,
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
      .type(file.mime)
      .send(Readable.from(file.pieces))
  })
}
