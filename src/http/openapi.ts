// The OpenAPI 3.1 document, made from the routes and their schemas: zod writes JSON Schema 2020-12, which is OpenAPI's own.
import { z } from 'zod'
import type { Access, Route } from './route.ts'

type Json = Record<string, unknown>

const problem = { $ref: '#/components/responses/Problem' }

/** The document of these routes. `url` is where people reach the server. */
export function openApiOf(routes: readonly Route[], url: string): Json {
  const paths: Record<string, Json> = {}
  const named: Json = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, named) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'kiemdinh',
      version: '1',
      description: 'Kiểm định chất lượng giáo dục. Mọi lỗi là application/problem+json (RFC 9457).',
    },
    servers: [{ url }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'kiemdinh_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: problemSchema, ...named },
      responses: {
        Problem: {
          description: 'Lỗi, với câu giải thích và trường sai; tiếng Anh khi Accept-Language hỏi tiếng Anh',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: {}, message: { type: 'string' } },
      },
    },
  },
}

function operationOf(route: Route, named: Json): Json {
  const { method, path, tag, summary, access, body, file, response, status = response ? 200 : 204 } = route
  const content = file
    ? Object.fromEntries(file.map((type) => [type, { schema: type === 'application/json' ? { type: 'object' } : {} }]))
    : body && { 'application/json': { schema: schemaOf(body, 'input', named) } }
  const answer = response && { content: { 'application/json': { schema: schemaOf(response, 'output', named) } } }
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary: summary.vi,
    description: `${summary.en}. ${accessText(access)}`,
    parameters: [
      ...parametersOf(route.params, 'path', named),
      ...parametersOf(route.query, 'query', named),
      ...headersOf(route),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: { [status]: { description: summary.vi, ...answer }, default: problem },
    security: access.to === 'public' ? [] : [{ session: [] }, { token: [] }],
  }
}

function accessText(access: Access): string {
  if (access.to === 'public') return 'Anybody.'
  return access.to === 'person' ? 'Anybody signed in.' : `Permission: ${access.to}, of ${access.of}.`
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', named: Json): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input', named) as {
    properties?: Json
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function headersOf({ method, path, response }: Route): Json[] {
  const text = { type: 'string', maxLength: 200 }
  const match = {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'Phiên bản đã thấy, ví dụ "5"',
    schema: text,
  }
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Cùng khóa chỉ thực hiện một lần',
    schema: text,
  }
  if (method === 'get' || !response) return []
  return path.endsWith('/events') ? [match, key] : method === 'put' ? [match] : []
}

/**
 * Schemas with an id stand once among the components, those of requests beside those of answers. Query values arrive as text,
 * whatever they are coerced to.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Json): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  const name = (id: string) => (io === 'input' ? `${id}Input` : id)
  const text = JSON.stringify(made).replaceAll(
    /"#\/\$defs\/(\w+)"/g,
    (_, id: string) => `"#/components/schemas/${name(id)}"`,
  )
  const { $schema: _, $defs = {}, ...json } = JSON.parse(text) as Json & { $defs?: Json }
  for (const [id, one] of Object.entries($defs)) named[name(id)] = one
  return json
}
