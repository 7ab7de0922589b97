// The cookie that carries a session: for this host alone, out of reach of scripts and of other sites.
import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { sessionDays } from '../store/accounts/principal.ts'

export const sessionCookie = 'kiemdinh_session'

/** `secure` where people reach the server by https. */
export function giveSession(context: Context, secret: string, publicUrl: string): void {
  setCookie(context, sessionCookie, secret, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: publicUrl.startsWith('https:'),
    // The server ends a session that is not used long before.
    maxAge: sessionDays * 24 * 3600,
  })
}

export function takeSession(context: Context): void {
  deleteCookie(context, sessionCookie, { path: '/' })
}
