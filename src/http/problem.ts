// Errors as people and machines meet them over HTTP: RFC 9457, one status for each code of AppError. The only place that knows statuses.
import type { AppError, ErrorCode } from '../domain/errors.ts'
import { said, say, type Text } from '../domain/text.ts'

const statuses: Record<ErrorCode, 400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 500 | 503> = {
  invalid: 422,
  keyReused: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  notAllowed: 409,
  conflict: 409,
  staleVersion: 412,
  tooMany: 429,
  databaseUnavailable: 503,
  serviceUnavailable: 503,
  configuration: 500,
}

const titles: Record<ErrorCode, Text> = {
  invalid: say('Dữ liệu chưa đúng', 'Something is wrong in what was sent'),
  keyReused: say('Khóa yêu cầu đã dùng', 'The request key was used before'),
  unauthenticated: say('Cần đăng nhập', 'Sign in first'),
  forbidden: say('Không có quyền', 'Not allowed'),
  notFound: say('Không tìm thấy', 'Not found'),
  notAllowed: say('Hiện chưa thực hiện được', 'Not possible now'),
  conflict: say('Trùng hoặc xung đột', 'Conflict'),
  staleVersion: say('Đã có bản mới hơn', 'There is a newer version'),
  tooMany: say('Quá nhiều yêu cầu', 'Too many requests'),
  databaseUnavailable: say('Cơ sở dữ liệu tạm ngừng', 'The database is away'),
  serviceUnavailable: say('Dịch vụ bên ngoài tạm ngừng', 'A service is away'),
  configuration: say('Cấu hình chưa đúng', 'The server is not set up right'),
}

/** What only the log tells in full: it names files, settings and hosts. */
const hidden: Partial<Record<ErrorCode, Text>> = {
  configuration: say(
    'Máy chủ cấu hình chưa đúng. Hãy báo người quản trị.',
    'The server is not set up right. Tell the administrator.',
  ),
  databaseUnavailable: say(
    'Cơ sở dữ liệu tạm ngừng. Hãy thử lại sau ít phút.',
    'The database is away. Try again in some minutes.',
  ),
}

/** A problem before its language is chosen. `details` of the error are members of it: issues, allowed events, the present version. */
export interface Problem {
  type: string
  title: Text
  status: number
  detail: Text
  code: string
  issues?: readonly { path: unknown; message: Text | string }[]
  [member: string]: unknown
}

export function problemOf({ code, sentence, details }: AppError): Problem {
  const shown = typeof details === 'object' && details !== null && !hidden[code] ? details : {}
  const type = `urn:kiemdinh:problem:${code}`
  return { ...shown, type, title: titles[code], status: statuses[code], detail: hidden[code] ?? sentence, code }
}

/** What an unexpected failure tells a client: nothing but the request's id to look for in the log. */
export const unexpected: Problem = {
  type: 'about:blank',
  title: say('Lỗi máy chủ', 'Something went wrong'),
  status: 500,
  detail: say(
    'Có lỗi ngoài dự kiến. Việc chưa được ghi nhận; hãy thử lại hoặc báo mã yêu cầu cho người quản trị.',
    'Something unexpected went wrong. Nothing was recorded; try again, or give the request’s id to the administrator.',
  ),
  code: 'unexpected',
}

type Headers = (name: string) => string | undefined

/** The language a client prefers of the two; Vietnamese unless it says otherwise. */
export function languageOf(header: Headers): keyof Text {
  const wanted = (header('accept-language') ?? '').split(',').map((one) => {
    const [name = '', ...rest] = one.trim().toLowerCase().split(';')
    const weight = Number(/^\s*q=([\d.]+)$/.exec(rest.join(';'))?.[1] ?? 1)
    return { lang: name.split('-')[0] ?? '', weight }
  })
  const first = wanted.toSorted((a, b) => b.weight - a.weight).find(({ lang }) => lang === 'vi' || lang === 'en')
  return first?.lang === 'en' ? 'en' : 'vi'
}

/** What is wrong at each place, in one language. */
export function issuesIn<Issue extends { message: Text | string }>(lang: keyof Text, issues: readonly Issue[]) {
  return issues.map(({ message, ...issue }) => ({ ...issue, message: textOf(message)[lang] }))
}

/** In the language that the request asks for. With `retryAfter`, seconds, among the members the header of that name is sent too. */
export function problemResponse(asked: Headers, problem: Problem, headers: Record<string, string> = {}): Response {
  const lang = languageOf(asked)
  const { retryAfter, title, detail, issues } = problem
  const told = issues && issuesIn(lang, issues)
  const body = { ...problem, title: title[lang], detail: detail[lang], ...(told && { issues: told }) }
  const wait = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang,
      ...wait,
      ...headers,
    },
  })
}

/** What is wrong in a file is told in the one language the file has. */
const textOf = (message: Text | string): Text => (typeof message === 'string' ? said(message) : message)
