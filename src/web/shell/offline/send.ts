import type { AnyRoute } from '#platform/http/contract.ts'
import { type Answer, addressOf, call, type Input, type Loose } from '../api.ts'
import { Problem } from '../problem.ts'
import { calledOffline } from './answers.ts'
import { keepUnsent, type Unsent, unsentNow } from './unsent.ts'

type Act = Pick<Unsent, 'key' | 'kind' | 'staffId' | 'words' | 'painted'> & { customerId: string | null }

async function keepForLater<R extends AnyRoute>(route: R, input: Input<R>, { customerId, ...act }: Act): Promise<void> {
  const { params, body } = input as Loose
  await keepUnsent({
    ...act,
    at: new Date().toISOString(),
    method: route.method,
    address: addressOf(route, { params }),
    body: body ?? {},
    who: customerId === null ? null : await calledOffline(customerId),
  })
}

/**
 * Does an act now, or keeps it until the house can be reached: then it is done once, under the same key. Answers undefined where it
 * waits. What was kept before goes first, so that acts arrive in the order in which they were done.
 */
export async function sendOrKeep<R extends AnyRoute>(route: R, input: Input<R>, act: Act): Promise<Answer<R> | undefined> {
  if (unsentNow().some((one) => one.staffId === act.staffId && !one.refused)) {
    await keepForLater(route, input, act)
    return undefined
  }
  try {
    return await call(route, input, { key: act.key })
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 0) throw error
    await keepForLater(route, input, act).catch(() => {
      // This browser keeps nothing: then it was not done, and whoever did it is told so.
      throw error
    })
    return undefined
  }
}
