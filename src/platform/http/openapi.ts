import { z } from 'zod'
import { rolesWith } from '../../values/rights.ts'
import type { AnyRoute } from './contract.ts'
import { problemView } from './problem.ts'

type Json = Record<string, unknown>

const shape = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const parameters = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = shape(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }))
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

function bodyOf(contract: AnyRoute): Json {
  if (contract.takesFile) {
    const properties = { file: { type: 'string', format: 'binary' } }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties } } } } }
  }
  if (!contract.body || contract.method === 'GET') return {}
  const schema = shape(contract.body, 'input')
  const form = contract.takesForm ? { 'application/x-www-form-urlencoded': { schema } } : {}
  return { requestBody: { required: true, content: { 'application/json': { schema }, ...form } } }
}

function answersOf(contract: AnyRoute): Json {
  const status = String(contract.status ?? 200)
  const good =
    status === '204'
      ? { description: 'Done.' }
      : { description: 'Done.', content: { 'application/json': { schema: shape(contract.answer, 'output') } } }
  const refused: Json = { '400': { description: 'Not in order; the fields say what.', content: problem } }
  if (contract.door !== 'public') refused['401'] = { description: 'Nobody is signed in.', content: problem }
  if (contract.door !== 'public' && contract.door !== 'signed-in') refused['403'] = { description: 'Not for this role.', content: problem }
  const isCounted = contract.door === 'public' || contract.atMost !== undefined
  if (isCounted) refused['429'] = { description: 'Too often; Retry-After says when to come again.', content: problem }
  return { [status]: good, ...refused, default: { description: 'A refusal, or a fault on our side.', content: problem } }
}

function operationOf(contract: AnyRoute): Json {
  const isGuarded = contract.door !== 'public' && contract.door !== 'signed-in'
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 8, maxLength: 200 } }
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.path.split('/')[2] ?? 'house'],
    parameters: [
      ...parameters(contract.params, 'path'),
      ...parameters(contract.query, 'query'),
      ...(contract.method === 'GET' ? [] : [key]),
    ],
    ...bodyOf(contract),
    responses: answersOf(contract),
    security: contract.door === 'public' ? [] : [{ token: [] }, { session: [] }],
    'x-door': contract.door,
    ...(contract.isTraced ? { 'x-traced': contract.isTraced } : {}),
    ...(isGuarded ? { 'x-roles': rolesWith(contract.door as never) } : {}),
    ...(contract.refusals?.length ? { 'x-refusals': contract.refusals } : {}),
  }
}

/** The OpenAPI 3.1 document of these routes. */
export function openApiOf(contracts: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][contract.method.toLowerCase()] = operationOf(contract)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quen',
      version,
      description: 'Everything the web app does, it does through these routes.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Problem: shape(problemView, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'From `quen token create --name N --role R`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'quen_session' },
      },
    },
  }
}
