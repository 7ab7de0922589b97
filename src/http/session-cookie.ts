// The cookies of signing in: for this host alone, out of reach of scripts and of writes from other sites.
import { generateCookie } from 'hono/cookie'
import { sessionDays } from '../store/accounts/principal.ts'

export const sessionCookie = 'kiemdinh_session'
/** What a sign-on through the province must come back to. */
export const signOnCookie = 'kiemdinh_sign_on'

/** `secure` where people reach the server by https. */
function cookie(name: string, value: string, publicUrl: string, maxAge: number): string {
  const secure = publicUrl.startsWith('https:')
  return generateCookie(name, value, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge })
}

/** The value of `set-cookie` that begins a session. The server ends one that is not used long before the cookie. */
export function givenSession(secret: string, publicUrl: string): string {
  return cookie(sessionCookie, secret, publicUrl, sessionDays * 24 * 3600)
}

export function takenSession(publicUrl: string): string {
  return cookie(sessionCookie, '', publicUrl, 0)
}

/** `null` takes it away; it lives ten minutes. */
export function signOnState(sealed: string | null, publicUrl: string): string {
  return cookie(signOnCookie, sealed ?? '', publicUrl, sealed === null ? 0 : 600)
}
