import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/db.ts'
import { knockAt, networkOf, tooMany } from '../platform/http/knocks.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Secrets } from '../platform/secrets.ts'
import { takeTold } from '../rooms/messages/zalo/events.ts'

/**
 * Where Zalo tells what happens. Its signature is over the bytes as they came, so nothing may read them first; what is told is kept, answered,
 * and worked off by a job, since Zalo waits two seconds and no longer.
 */

const LARGEST = 256 * 1024
/** All of Zalo comes from few networks. */
const KNOCKS_A_MINUTE = 6000

export function mountZalo(
  app: FastifyInstance,
  { database, clock, keyring }: { database: Database; clock: Clock; keyring: Secrets },
): void {
  const knock = knockAt({ name: 'zalo', door: 'public', atMost: { perMinute: KNOCKS_A_MINUTE } }, database.pool)
  app.register(async (part) => {
    part.removeAllContentTypeParsers()
    part.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, bytes, done) => done(null, bytes))
    part.route({
      method: 'POST',
      url: '/api/zalo',
      config: { name: 'tellZalo' },
      bodyLimit: LARGEST,
      handler: async (request, reply) => {
        const seconds = await knock?.(networkOf(request.ip))
        if (seconds !== undefined) {
          reply.header('retry-after', String(seconds))
          throw tooMany()
        }
        const header = request.headers['x-zevent-signature']
        const told = {
          header: Array.isArray(header) ? header[0] : header,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        }
        if (!(await takeTold(database.db, told, keyring, clock()))) throw new Refusal(401, 'zalo.not_signed', 'This is not signed by Zalo.')
        return reply.header('cache-control', 'no-store').send({ ok: true })
      },
    })
  })
}
