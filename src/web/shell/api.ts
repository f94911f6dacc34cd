import { type QueryClient, type QueryKey, type UseQueryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import type { AnyRoute, Route } from '#platform/http/contract.ts'
import { answerOffline, isMe, keepAnswer } from './offline/answers.ts'
import { wipeKept } from './offline/kept.ts'
import { heard, lost } from './offline/state.ts'
import { offline, Problem } from './problem.ts'
import { noteOwnWrite } from './stream-own.ts'

// biome-ignore lint/suspicious/noExplicitAny: the parts of any declaration.
type Schema = z.ZodType<any, any>
type Part<Name extends string, S extends Schema> =
  unknown extends z.input<S>
    ? { [K in Name]?: undefined }
    : Record<never, never> extends z.input<S>
      ? { [K in Name]?: z.input<S> | undefined }
      : { [K in Name]: z.input<S> }

/** What a call of this route takes: path parameters, query and body, as its declaration says. */
export type Input<R extends AnyRoute> =
  R extends Route<infer P, infer Q, infer B, infer _A> ? Part<'params', P> & Part<'query', Q> & Part<'body', B> & { file?: File } : never
export type Answer<R extends AnyRoute> = R extends Route<infer _P, infer _Q, infer _B, infer A> ? z.output<A> : never

/** What any call takes. */
export type Loose = {
  params?: Record<string, string> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
  file?: File | undefined
}

/** A fresh key for one act; a retry of the same act must carry the same one. */
export const newKey = (): string =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Where a call goes: the path with its parameters put in, and the query. */
export function addressOf(route: { path: string }, { params, query }: Pick<Loose, 'params' | 'query'>): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const asked = search.toString()
  return asked ? `${path}?${asked}` : path
}

/** Told when the server no longer knows who is here. */
export const doors = { onClosed: () => {} }

function bodyOf(route: AnyRoute, { body, file }: Loose): { body?: BodyInit; type?: string } {
  if (route.method === 'GET') return {}
  if (file) {
    const form = new FormData()
    for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>))
      form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    form.set('file', file)
    return { body: form }
  }
  return { body: JSON.stringify(body ?? {}), type: 'application/json' }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const { code, title, fields, requestId } = (await response.json()) as {
      code: string
      title: string
      fields?: Record<string, string>
      requestId: string
    }
    return new Problem(response.status, code, title, fields, requestId)
  } catch {
    return new Problem(response.status, response.status >= 500 ? 'house.away' : 'request.unreadable', response.statusText)
  }
}

/**
 * Calls a route as its declaration says. Throws a `Problem` for every answer but the good one. `key` names the act: the same key
 * sent again does nothing twice.
 */
export async function call<R extends AnyRoute>(
  route: R,
  input: Input<R>,
  how: { signal?: AbortSignal; key?: string } = {},
): Promise<Answer<R>> {
  const sent = bodyOf(route, input as Loose)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang }
  if (sent.type) headers['content-type'] = sent.type
  const address = addressOf(route, input as Loose)
  if (route.method !== 'GET') {
    headers['idempotency-key'] = how.key ?? newKey()
    noteOwnWrite(address)
  }
  let response: Response
  try {
    response = await fetch(address, {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(sent.body === undefined ? {} : { body: sent.body }),
      ...(how.signal ? { signal: how.signal } : {}),
    })
  } catch (error) {
    if (how.signal?.aborted) throw error
    lost()
    const kept = await answerOffline(route, address)
    if (kept !== undefined) return kept as Answer<R>
    throw offline()
  }
  heard()
  if (response.ok) {
    const answer: unknown = response.status === 204 ? {} : await response.json()
    const keeping = keepAnswer(route, address, answer)
    // Before another person sees anything, what was kept of the one before is gone.
    if (isMe(answer)) await keeping
    return answer as Answer<R>
  }
  const problem = await problemOf(response)
  if (problem.status === 401 && problem.code === 'door.sign_in') {
    await wipeKept()
    doors.onClosed()
  }
  throw problem
}

/** The key under which an answer is kept; `keyOf(listCustomers)` alone names all answers of that route. */
export const keyOf = <R extends AnyRoute>(route: R, input?: Input<R>): QueryKey =>
  input === undefined ? [route.name] : [route.name, addressOf(route, input as Loose)]

/** Asks a GET route and keeps the answer. */
export const useAsk = <R extends AnyRoute>(
  route: R,
  input: Input<R>,
  options: Omit<UseQueryOptions<Answer<R>, Problem>, 'queryKey' | 'queryFn'> = {},
) => useQuery<Answer<R>, Problem>({ queryKey: keyOf(route, input), queryFn: ({ signal }) => call(route, input, { signal }), ...options })

/** Asks a GET route before what shows its answer is there. */
export const askAhead = <R extends AnyRoute>(queries: QueryClient, route: R, input: Input<R>): void =>
  void queries.prefetchQuery({ queryKey: keyOf(route, input), queryFn: ({ signal }) => call(route, input, { signal }) })

/** One act at a time on a route that writes. `again()` repeats the last one under its own key, so that nothing happens twice. */
export function useAct<R extends AnyRoute>(
  route: R,
  how: { onDone?: (answer: Answer<R>, input: Input<R>) => void; onProblem?: (problem: Problem) => void } = {},
) {
  const last = useRef<{ input: Input<R>; key: string } | undefined>(undefined)
  const mutation = useMutation<Answer<R>, Problem, { input: Input<R>; key: string }>({
    mutationFn: ({ input, key }) => call(route, input, { key }),
    onSuccess: (answer, { input }) => how.onDone?.(answer, input),
    onError: (problem) => how.onProblem?.(problem),
  })
  const start = (act: { input: Input<R>; key: string }) => {
    last.current = act
    return mutation.mutateAsync(act)
  }
  return {
    /** Resolves with the answer, throws the `Problem`. */
    run: (input: Input<R>) => start({ input, key: newKey() }),
    /** As `run`, when the outcome is read from `problem` and `onDone`. */
    go: (input: Input<R>) => void start({ input, key: newKey() }).catch(() => {}),
    again: () => last.current && void start(last.current).catch(() => {}),
    isRunning: mutation.isPending,
    problem: mutation.error ?? undefined,
    answer: mutation.data,
    forget: mutation.reset,
  }
}
