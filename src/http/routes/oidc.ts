// The two steps of the province's sign-on as a browser takes them: out to the provider, and back with a session.
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { signOn } from '../../commands/access/sign-on.ts'
import { route } from '../route.ts'
import { givenSession, signOnCookie, signOnState } from '../session-cookie.ts'
import { beginSignOn, callbackPath, finishSignOn, settingsOf } from '../sign-on.ts'

const Part = z.string().max(4000).optional()

function goTo(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 302, headers })
}

export const oidcRoutes = [
  route({
    method: 'get',
    path: '/api/oidc/start',
    tag: 'session',
    summary: { vi: 'Đăng nhập một lần của tỉnh', en: "Begin the province's sign-on" },
    access: { to: 'public' },
    async handle({ services, at }) {
      settingsOf(services)
      const { url, sealed } = await beginSignOn(services, at)
      return goTo(url, [signOnState(sealed, services.publicUrl)])
    },
  }),
  route({
    method: 'get',
    path: callbackPath,
    tag: 'session',
    summary: { vi: 'Trở về từ máy chủ đăng nhập của tỉnh', en: "Return from the province's sign-on" },
    access: { to: 'public' },
    query: z.looseObject({ code: Part, state: Part, error: Part }),
    async handle({ services, raw, at }) {
      settingsOf(services)
      const { search } = new URL(raw.req.url)
      const identified = await finishSignOn(services, { search, sealed: getCookie(raw, signOnCookie), at })
      const secret = await signOn(services.db, { identified, at })
      return goTo('/', [givenSession(secret, services.publicUrl), signOnState(null, services.publicUrl)])
    },
  }),
]
