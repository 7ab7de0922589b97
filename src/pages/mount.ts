// Puts the pages on the app: who is signed in, whether they may, then the page; errors become pages with the same status.
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { AppError, notFound } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { unkeepable } from '../domain/keepable.ts'
import type { Variables } from '../http/app.ts'
import { authorizeCall } from '../http/authorize.ts'
import { rateLimit } from '../http/limits.ts'
import type { Problem } from '../http/problem.ts'
import type { Services } from '../http/services.ts'
import { sessionCookie } from '../http/session-cookie.ts'
import { visitorOfSession } from '../store/accounts/principal.ts'
import { answerOf } from './answer.ts'
import { serveAssets } from './assets.ts'
import { ErrorPage } from './error-page.tsx'
import { fieldsOf } from './fields.ts'
import { Drawn, goTo, type Page } from './page.ts'
import { languageCookie, languageIn, themeCookie, themeIn } from './preferences.ts'
import { pages } from './index.ts'
import { viewOf, type View } from './view.ts'

type Ctx = Context<{ Variables: Variables }>
type App = Hono<{ Variables: Variables }>

const megabyte = 1024 * 1024
const nothing = z.object({})

/** The pages of the registry on the app of the API. */
export function mountPages(app: App, services: Services): void {
  serveAssets(app)
  const limited = rateLimit(services)
  for (const page of pages) {
    const path = page.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const maxSize = page.files ? 10.5 * megabyte : megabyte
    const tooLarge = () => {
      throw new AppError(
        'invalid',
        say(
          `Nội dung gửi lên quá lớn (tối đa ${Math.floor(maxSize / megabyte)} MB).`,
          `What was sent is too large (at most ${Math.floor(maxSize / megabyte)} MB).`,
        ),
      )
    }
    const identify = async (context: Ctx, next: () => Promise<void>) => {
      const cookie = getCookie(context, sessionCookie)
      const at = services.engine.now()
      const visitor = cookie ? await visitorOfSession(services.db, cookie, at) : { principal: null, unread: 0 }
      context.set('principal', visitor.principal)
      context.set('unread', visitor.unread)
      await next()
    }
    app.on(page.method.toUpperCase(), path, identify, limited, bodyLimit({ maxSize, onError: tooLarge }))
    app.on(page.method.toUpperCase(), path, (context) => serve(context, services, page))
  }
}

async function serve(context: Ctx, services: Services, page: Page): Promise<Response> {
  const at = services.engine.now()
  const principal = context.get('principal')
  const given = context.req.param() as Record<string, string>
  const absent = () => notFound()
  if (unkeepable(given, [])) throw absent()
  if (page.method === 'post') refuseForeign(context)
  const params = (page.params ?? nothing).safeParse(given)
  const about = { ...page, tag: 'pages', summary: { vi: page.path, en: page.path } }
  const ground = await authorizeCall(about as never, principal, given, services, at)
  const query = (page.query ?? nothing).safeParse(context.req.query())
  if (!params.success || !query.success || unkeepable(query.data, [])) throw absent()
  const fields = fieldsOf(page.method === 'post' ? await formOf(context) : null)
  const view = viewFor(context, services, at, page.path)
  const call = { services, principal, ground, params: params.data, query: query.data, at, raw: context, view, fields }
  const answer = await page.handle(call)
  if (answer instanceof Response) return answer
  // A form that is shown again because of its faults is not taken for done.
  return answerOf(context, answer instanceof Drawn ? answer : new Drawn(answer, page.method === 'post' ? 422 : 200))
}

async function formOf(context: Ctx): Promise<FormData> {
  try {
    return await context.req.formData()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'invalid',
      say('Nội dung gửi lên không phải một biểu mẫu.', 'What was sent is no form.'),
      undefined,
      { cause: error },
    )
  }
}

/** Nobody is signed in or sends anything on behalf of another site, whether there is a session or not. */
function refuseForeign({ req }: Ctx): void {
  const site = req.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none') return
  throw new AppError(
    'forbidden',
    say('Yêu cầu đến từ một trang khác nên bị từ chối.', 'The request came from another site and was refused.'),
  )
}

function viewFor(context: Ctx, services: Services, at: string, path: string): View {
  const me = context.get('principal') ?? null
  const { pathname, search } = new URL(context.req.url)
  return viewOf({
    ...chosen(context),
    me,
    at,
    page: path,
    here: pathname + search,
    unread: me ? context.get('unread') : 0,
    demo: services.demo === true,
  })
}

/** What the reader has chosen for this browser. */
function chosen(context: Context) {
  return {
    lang: languageIn(getCookie(context, languageCookie)),
    theme: themeIn(getCookie(context, themeCookie)),
  }
}

/** The problem as a page; `null` for a client that does not ask for one, and for the addresses of the API. */
export async function problemPage(context: Context, problem: Problem, services: Services): Promise<Response | null> {
  const { req } = context
  if (req.path.startsWith('/api/') || !(req.header('accept') ?? '').includes('text/html')) return null
  const { pathname, search } = new URL(req.url)
  if (problem.code === 'unauthenticated' && req.method === 'GET')
    return goTo(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
  const me = (context.get('principal') as View['me'] | undefined) ?? null
  const at = services.engine.now()
  const view = viewOf({ ...chosen(context), me, at, page: '', here: pathname, unread: 0, demo: services.demo === true })
  const { retryAfter } = problem
  const headers = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : undefined
  return answerOf(
    context,
    new Drawn(ErrorPage({ view, problem, wasWrite: req.method === 'POST' }), problem.status),
    headers,
  )
}
