// The HTTP application: what every request passes, then the routes of the registry. Errors leave as problem documents.
import { Hono, type Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { bodyLimit } from 'hono/body-limit'
import { requestId } from 'hono/request-id'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import type { Principal } from '../store/accounts/principal.ts'
import { principalOfSession, principalOfToken } from '../store/accounts/principal.ts'
import { rateLimit } from './limits.ts'
import { machineRoom } from './machine-room.ts'
import { mount } from './mount.ts'
import { observer } from './observe.ts'
import { problemOf, problemResponse, unexpected, type Problem } from './problem.ts'
import { routes } from './routes/index.ts'
import { sameSiteOnly, securityHeaders, sharedWithAll } from './security.ts'
import { sessionCookie } from './session-cookie.ts'
import type { Services } from './services.ts'

export interface Variables {
  principal: Principal | null
  /** Of a page: how many notices its reader has not read. */
  unread: number
  requestId: string
}

const megabyte = 1024 * 1024

/** What stands on the API for people: pages, and the page of a problem for a client that reads pages. */
export interface Site {
  mount(app: Hono<{ Variables: Variables }>, services: Services): void
  problem(context: Context, problem: Problem, services: Services): Promise<Response | null>
}

/** Routes that take a whole file as their body. */
const takesFile = (path: string) => path.startsWith('/api/imports/') || /\/observations\/[^/]+\/photos\//.test(path)

/** Builds the application. It holds no state of its own: any number of servers may run on one database. */
export function createApp(services: Services, site?: Site): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  const watching = observer(services)
  app.use(requestId())
  app.use(watching.middleware)
  app.use(securityHeaders(services.publicUrl))
  const tell = async (context: Context, problem: Problem, headers = {}) =>
    (await site?.problem(context, problem, services)) ??
    problemResponse((name) => context.req.header(name), problem, headers)
  app.onError((error, context) => {
    const requestId = context.get('requestId')
    const id = { 'x-request-id': requestId }
    if (error instanceof AppError && error.code !== 'configuration') return tell(context, problemOf(error), id)
    services.log.error({ err: error, requestId }, 'request failed')
    return tell(context, { ...unexpected, requestId }, id)
  })
  app.notFound((context) =>
    tell(context, problemOf(new AppError('notFound', say('Không có địa chỉ này.', 'There is no such address.')))),
  )
  app.use('/api/public/*', sharedWithAll)
  app.use(sameSiteOnly(services.publicUrl))
  const tooLarge = (context: Context) => {
    const error = new AppError('invalid', say('Nội dung gửi lên quá lớn.', 'What was sent is too large.'))
    return problemResponse((name) => context.req.header(name), { ...problemOf(error), status: 413 })
  }
  const limited = bodyLimit({ maxSize: megabyte, onError: tooLarge })
  const limitedFile = bodyLimit({ maxSize: 10 * megabyte, onError: tooLarge })
  app.use('/api/*', (context, next) => {
    // An upload is a stream that its route counts itself.
    if (context.req.path.startsWith('/api/uploads/')) return next()
    return (takesFile(context.req.path) ? limitedFile : limited)(context, next)
  })
  app.use('/api/*', async (context, next) => {
    context.set(
      'principal',
      await principalOf(context.req.header('authorization'), getCookie(context, sessionCookie), services),
    )
    await next()
  })
  app.use('/api/*', rateLimit(services))
  app.route('/', machineRoom(services, watching, routes))
  for (const route of routes) mount(app, services, route)
  site?.mount(app, services)
  return app
}

async function principalOf(bearer: string | undefined, cookie: string | undefined, services: Services) {
  const at = services.engine.now()
  const token = /^Bearer ([\w-]+)$/.exec(bearer ?? '')?.[1]
  if (token) {
    const found = await principalOfToken(services.db, token, at)
    if (!found)
      throw new AppError(
        'unauthenticated',
        say(
          'Mã truy cập không đúng, đã hết hạn hoặc đã thu hồi.',
          'The access token is wrong, has expired or was revoked.',
        ),
      )
    return found
  }
  return cookie ? principalOfSession(services.db, cookie, at) : null
}
