// Puts a route on the app: parse, authorize, handle, answer. One way for every route, so that none can forget a step.
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError, notFound, invalidAt } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { unkeepable } from '../domain/keepable.ts'
import { readAs, sentenceOf, toldFaults } from '../domain/schema-issues.ts'
import { authorizeCall } from './authorize.ts'
import type { Variables } from './app.ts'
import { Reply, type Route } from './route.ts'
import type { Services } from './services.ts'

const nothing = z.object({})
const nowhere = () => notFound()

/** Registers the route's address and method. */
export function mount(app: Hono<{ Variables: Variables }>, services: Services, route: Route): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
  app.on(route.method.toUpperCase(), path, (context) => serve(context, services, route))
}

async function serve(context: Context<{ Variables: Variables }>, services: Services, route: Route): Promise<Response> {
  const at = services.engine.now()
  const principal = context.get('principal')
  const given = context.req.param() as Record<string, string>
  // An address that cannot be one is an address where nothing is.
  if (unkeepable(given, [])) throw nowhere()
  const params = (route.params ?? nothing).safeParse(given)
  const ground = await authorizeCall(route, principal, given, services, at).catch(async (refusal: unknown) => {
    const repeated =
      params.success && (await route.repeated?.({ services, principal, params: params.data, raw: context }))
    if (repeated) return repeated
    throw refusal
  })
  if (ground instanceof Reply) return respond(ground, route, services)
  if (!params.success) throw nowhere()
  const query = parse(route.query ?? z.strictObject({}), queryOf(context))
  const body = route.body ? parse(route.body, await jsonOf(context)) : undefined
  const answer = await route.handle({ services, principal, ground, params: params.data, query, body, at, raw: context })
  return respond(answer, route, services)
}

function respond(answer: unknown, route: Route, services: Services): Response {
  if (answer instanceof Response) return answer
  const { body, headers, status } = answer instanceof Reply ? answer : new Reply(answer)
  if (body === undefined) return new Response(null, { status: status ?? 204, headers })
  const text = JSON.stringify(body)
  if (services.checkAnswers && route.response) route.response.parse(JSON.parse(text))
  return new Response(text, {
    status: status ?? route.status ?? 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

/** Several values of one name become a list. */
function queryOf(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  )
}

async function jsonOf(context: Context): Promise<unknown> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw new AppError(
      'invalid',
      say(
        'Nội dung gửi lên phải là JSON (content-type: application/json).',
        'The body must be JSON (content-type: application/json).',
      ),
    )
  try {
    return await context.req.json()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new AppError(
      'invalid',
      say('Nội dung gửi lên không phải JSON hợp lệ.', 'The body is no valid JSON.'),
      undefined,
      { cause: error },
    )
  }
}

/** Throws `invalid` with every field at fault: `issues: [{path: 'a.b.0', message}]`. */
export function parse<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const broken = unkeepable(data)
  if (broken) {
    const path = broken.path.map(String).join('.')
    throw invalidAt(path, broken.message)
  }
  const parsed = readAs(schema, data)
  if (parsed.ok) return parsed.data
  const issues = parsed.issues.slice(0, toldFaults.listed)
  throw new AppError('invalid', sentenceOf(parsed.issues), {
    issues: issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  })
}
