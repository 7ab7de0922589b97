// The language of the pages, kept in a cookie of this browser for a year.
import { generateCookie } from 'hono/cookie'
import { goTo, page, safePath } from './page.ts'

export const languageCookie = 'kiemdinh_language'

export const languagePages = [
  page({
    method: 'post',
    path: '/language',
    access: { to: 'public' },
    handle: ({ fields, services }) => {
      const lang = fields.text('lang') === 'en' ? 'en' : 'vi'
      const secure = services.publicUrl.startsWith('https:')
      const kept = { path: '/', maxAge: 365 * 86_400, sameSite: 'Lax', httpOnly: true, secure } as const
      return Promise.resolve(goTo(safePath(fields.text('back')), [generateCookie(languageCookie, lang, kept)]))
    },
  }),
]
