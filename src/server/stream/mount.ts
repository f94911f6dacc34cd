import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Surroundings } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Screen } from '../../platform/stream/hub.ts'
import { may } from '../../values/rights.ts'
import { tabName } from './contract.ts'
import type { Live } from './live.ts'

/** A reader that lets more than this stand unread is shown out; it comes back and is told the last minute again. */
const MOST_UNREAD = 256 * 1024

type Asked = { tab: string; after: string | undefined }

function readAsked(request: FastifyRequest): Asked {
  const query = request.query as Record<string, unknown>
  const tab = String(query.tab ?? '')
  if (!tabName.test(tab)) throw new Refusal(400, 'request.invalid', 'A stream needs the name of its tab.', { tab: 'invalid' })
  // A browser that opens a stream anew, not by itself, has no header for where it was.
  const after = request.headers['last-event-id'] ?? query.after
  return { tab, after: typeof after === 'string' && after.length <= 40 ? after : undefined }
}

/** Takes the answer out of the frame's hands: headers at once, then lines as they come. */
function open(reply: FastifyReply, { who, tab }: { who: Who; tab: string }, isStillIn: () => Promise<boolean>): Screen {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // no-transform: nobody between here and the screen may collect lines to compress them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    connection: 'keep-alive',
  })
  raw.socket?.setNoDelay(true)
  return {
    who,
    tab,
    isStillIn,
    write: (text) => !raw.destroyed && raw.writableLength <= MOST_UNREAD && (raw.write(text) || raw.writableLength <= MOST_UNREAD),
    close: () => (raw.writableLength > MOST_UNREAD ? raw.destroy() : raw.end()),
  }
}

const isSame = (one: Who, other: Who): boolean =>
  one.kind === other.kind &&
  one.id === other.id &&
  one.role === other.role &&
  one.sessionId === other.sessionId &&
  one.looksAs?.own === other.looksAs?.own

/** `glance` is `identify` without that counting as a use of the session. */
type Around = Pick<Surroundings, 'pool' | 'clock'> & { glance: Surroundings['identify'] }

/** `GET /api/stream?tab=`: what happens, as it happens, for one tab of whoever is signed in. */
export function mountStream(app: FastifyInstance, { hub, presence }: Live, { pool, clock, glance }: Around): void {
  const identify = (request: FastifyRequest) =>
    glance({ cookie: request.headers.cookie, authorization: request.headers.authorization }, clock())

  app.route({
    method: 'GET',
    url: '/api/stream',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const who = await identify(request)
      if (!who) throw new Refusal(401, 'door.sign_in', 'Please sign in first.')
      if (!may(who, 'customers.read')) throw new Refusal(403, 'door.not_yours', 'Your role does not include this.')
      const { tab, after } = readAsked(request)
      await hub.listen(pool)
      if (hub.isFull(who)) throw new Refusal(429, 'door.too_many', 'Too many screens are open for one person.')
      const screen = open(reply, { who, tab }, async () => {
        const now = await identify(request)
        return now !== undefined && isSame(who, now)
      })
      reply.raw.on('close', () => hub.remove(screen))
      reply.raw.on('error', () => hub.remove(screen))
      hub.add(screen, after)
    },
  })
  app.addHook('onListen', () => hub.listen(pool))
  // Before connections are closed: an open stream would hold the door.
  app.addHook('preClose', async () => {
    presence.close()
    await hub.close()
  })
}
