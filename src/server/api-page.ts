import type { FastifyInstance } from 'fastify'
import type { AnyRoute } from '../platform/http/contract.ts'
import { openApiOf } from '../platform/http/openapi.ts'

type Json = Record<string, unknown>
type Operation = {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: Json }[]
  requestBody?: { content: Record<string, { schema: Json }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>
  'x-door': string
  'x-roles'?: string[]
  'x-refusals'?: string[]
}

const plainText = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const code = (value: unknown): string => `<pre>${plainText(JSON.stringify(value, null, 2))}</pre>`

const style = `
  :root{color-scheme:light dark;--line:#dad7cf;--soft:#f3f1ec;--ink:#1f2421;--quiet:#55605a;--brand:#0f6b5c;--page:#fbfaf7}
  @media (prefers-color-scheme:dark){:root{--line:#343a36;--soft:#101311;--ink:#eceFea;--quiet:#b4bdb6;--brand:#5cc2ae;--page:#141715}}
  body{font:15px/23px system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:880px;margin:0 auto;padding:24px}
  h1{font-size:22px;line-height:33px}h2{font-size:18px;line-height:27px;margin-top:32px}
  details{border-top:1px solid var(--line);padding:8px 0}summary{cursor:pointer}
  summary b{display:inline-block;min-width:64px;color:var(--brand)}code{font-size:14px}
  pre{background:var(--soft);padding:12px;border-radius:6px;overflow:auto;font-size:12px;line-height:18px}
  p,li{color:var(--quiet)}`

function section(path: string, method: string, operation: Operation): string {
  const roles = operation['x-roles']?.join(', ') ?? operation['x-door']
  const parameters = operation.parameters.map(
    (one) =>
      `<li><code>${plainText(one.name)}</code> (${one.in}${one.required ? ', required' : ''}) <code>${plainText(JSON.stringify(one.schema))}</code></li>`,
  )
  const body = Object.values(operation.requestBody?.content ?? {}).map((one) => `<p>Body</p>${code(one.schema)}`)
  const answers = Object.entries(operation.responses).flatMap(([status, answer]) => {
    const schema = answer.content?.['application/json']?.schema
    return schema ? [`<p>Answer ${status}</p>${code(schema)}`] : []
  })
  const refusals = operation['x-refusals']?.length
    ? `<p>May be refused with: ${operation['x-refusals'].map((one) => `<code>${one}</code>`).join(', ')}</p>`
    : ''
  return `<details id="${operation.operationId}"><summary><b>${method.toUpperCase()}</b> <code>${plainText(path)}</code> · ${plainText(operation.summary)}</summary>
    <p>Name: <code>${operation.operationId}</code> · open to: ${plainText(roles)}</p>
    ${parameters.length ? `<ul>${parameters.join('')}</ul>` : ''}${body.join('')}${answers.join('')}${refusals}</details>`
}

/** The OpenAPI document as a page for people: no script, one section a route. */
function readablePage(document: Json): string {
  const paths = document.paths as Record<string, Record<string, Operation & { tags: string[] }>>
  const byTag = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'house'
      byTag.set(tag, [...(byTag.get(tag) ?? []), section(path, method, operation)])
    }
  const body = [...byTag].map(([tag, sections]) => `<h2>${plainText(tag)}</h2>${sections.join('')}`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Quen · API</title><style>${style}</style></head><body><h1>Quen · API</h1>
    <p>The same as <a href="/api/openapi.json">openapi.json</a>. Send <code>Authorization: Bearer TOKEN</code> with a token from
    <code>quen token create --name N --role R</code>; give writes an <code>Idempotency-Key</code> and repeat them safely.
    Errors are <code>application/problem+json</code>: <code>{code, title, fields?, requestId}</code>.</p>${body.join('')}</body></html>`
}

/** Serves the OpenAPI document and its page. They are megabytes that most houses never ask for: made for the first who does. */
export function mountReference(app: FastifyInstance, contracts: readonly AnyRoute[], version: string): void {
  let document: Json | undefined
  let page: Buffer | undefined
  const reference = () => (document ??= openApiOf(contracts, version))
  app.get('/api/openapi.json', async () => reference())
  app.get('/api', (_request, reply) => reply.type('text/html; charset=utf-8').send((page ??= Buffer.from(readablePage(reference())))))
}
