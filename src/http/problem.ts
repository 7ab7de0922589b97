// Errors as people and machines meet them over HTTP: RFC 9457, one status for each code of AppError. The only place that knows statuses.
import type { AppError, ErrorCode } from '../domain/errors.ts'

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

const titles: Record<ErrorCode, string> = {
  invalid: 'Dữ liệu chưa đúng',
  keyReused: 'Khóa yêu cầu đã dùng',
  unauthenticated: 'Cần đăng nhập',
  forbidden: 'Không có quyền',
  notFound: 'Không tìm thấy',
  notAllowed: 'Hiện chưa thực hiện được',
  conflict: 'Trùng hoặc xung đột',
  staleVersion: 'Đã có bản mới hơn',
  tooMany: 'Quá nhiều yêu cầu',
  databaseUnavailable: 'Cơ sở dữ liệu tạm ngừng',
  serviceUnavailable: 'Dịch vụ bên ngoài tạm ngừng',
  configuration: 'Cấu hình chưa đúng',
}

/** A problem document. `details` of the error are members of it: issues, allowed events, the present version. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  [member: string]: unknown
}

export function problemOf(error: AppError): Problem {
  const details = typeof error.details === 'object' && error.details !== null ? error.details : {}
  const { code, message } = error
  // Details of a faulty configuration name files and settings: they are for the log.
  const shown = code === 'configuration' || code === 'databaseUnavailable' ? {} : details
  const detail = code === 'configuration' ? 'Máy chủ cấu hình chưa đúng. Hãy báo người quản trị.' : message
  return { ...shown, type: `urn:kiemdinh:problem:${code}`, title: titles[code], status: statuses[code], detail, code }
}

/** What an unexpected failure tells a client: nothing but the request's id to look for in the log. */
export const unexpected: Problem = {
  type: 'about:blank',
  title: 'Lỗi máy chủ',
  status: 500,
  detail: 'Có lỗi ngoài dự kiến. Việc chưa được ghi nhận; hãy thử lại hoặc báo mã yêu cầu cho người quản trị.',
  code: 'unexpected',
}

/** With `retryAfter`, seconds, among the members the header of that name is sent too. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  const { retryAfter } = problem
  const wait = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...wait, ...headers },
  })
}
