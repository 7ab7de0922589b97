// What every page knows while it is drawn: the language, who reads it, when, and how days are written.
import type { Text } from '../domain/text.ts'
import type { Principal } from '../store/accounts/principal.ts'

export type Language = 'vi' | 'en'
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface View {
  lang: Language
  /** The colours; `auto` = those of the machine. */
  theme: Theme
  me: Principal | null
  /** The instant of the request. */
  at: string
  /** The page's path as the registry writes it; '' for an error. */
  page: string
  /** Path and query of the page, to come back to. */
  here: string
  /** Notices that are not read yet. */
  unread: number
  /** The server shows the demonstration province. */
  demo: boolean
  /** A sentence in the reader's language. */
  t(vi: string, en: string): string
  say(text: Text): string
  /** `05/09/2026` of a day, or of an instant in Vietnam. */
  day(date: string): string
  /** `05/09/2026 14:30` in Vietnam. */
  moment(instant: string): string
}

const zone = 'Asia/Ho_Chi_Minh'
const dayForm = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' })
const timeForm = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })

/** Days are `dd/mm/yyyy` in both languages, as in every paper of the case. */
export function viewOf(known: Omit<View, 't' | 'say' | 'day' | 'moment'>): View {
  const t = (vi: string, en: string) => (known.lang === 'vi' ? vi : en)
  const day = (date: string) =>
    date.length > 10 ? dayForm.format(new Date(date)) : date.split('-').toReversed().join('/')
  return {
    ...known,
    t,
    // Some published texts have letters and marks apart, and no published file is edited.
    say: ({ vi, en }) => t(vi, en).normalize('NFC'),
    day,
    moment: (instant) => `${day(instant)} ${timeForm.format(new Date(instant))}`,
  }
}

/** Whole days from now until then, negative when it has passed. */
export function daysUntil(at: string, until: string): number {
  return Math.ceil((Date.parse(until) - Date.parse(at)) / 86_400_000)
}
