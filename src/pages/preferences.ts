// The language and the colours of the pages, each kept in a cookie of this browser for a year.
import { generateCookie } from 'hono/cookie'
import { goTo, page, safePath, type PageCall } from './page.ts'
import { themes, type Language, type Theme } from './view.ts'

export const languageCookie = 'kiemdinh_language'
export const themeCookie = 'kiemdinh_theme'

export const languageIn = (cookie: string | undefined): Language => (cookie === 'en' ? 'en' : 'vi')
export const themeIn = (cookie: string | undefined): Theme => themes.find((one) => one === cookie) ?? 'auto'

/** A choice that is kept by the browser; then back to where one was. */
function preference(name: string, cookie: string, chosen: (given: string) => string) {
  return page({
    method: 'post',
    path: `/${name}`,
    access: { to: 'public' },
    handle: ({ fields, services }: PageCall<unknown, unknown>) => {
      const secure = services.publicUrl.startsWith('https:')
      const kept = { path: '/', maxAge: 365 * 86_400, sameSite: 'Lax', httpOnly: true, secure } as const
      const given = generateCookie(cookie, chosen(fields.text(name)), kept)
      return Promise.resolve(goTo(safePath(fields.text('back')), [given]))
    },
  })
}

export const preferencePages = [
  preference('language', languageCookie, languageIn),
  preference('theme', themeCookie, themeIn),
]
