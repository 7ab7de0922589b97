// Turns what PostgreSQL, the network or the driver says about a failed connection into one sentence with the way out.
import { AppError } from '../domain/errors.ts'

/** The oldest server the product runs on, as the first part of `server_version_num`. */
export const oldestMajor = 15

/** Where a connection was meant to go, without its password. */
export type Target = { host: string; port: number; user: string; database: string }

type Explain = (at: Target) => string
const place = (at: Target) => (at.host.startsWith('/') ? at.host : `${at.host}:${at.port}`)

const unreachable: Explain = (at) =>
  `không kết nối được tới máy chủ PostgreSQL tại ${place(at)}. Hãy kiểm tra máy chủ đang chạy và địa chỉ, cổng trong DATABASE_URL`
const wrongPassword: Explain = (at) =>
  `sai mật khẩu của người dùng "${at.user}" tại ${place(at)}. Hãy sửa trong DATABASE_URL`
const diskFull: Explain = () => 'ổ đĩa của máy chủ PostgreSQL đã đầy. Hãy giải phóng dung lượng rồi chạy lại'
const gone: Explain = (at) =>
  `máy chủ PostgreSQL tại ${place(at)} đã ngắt kết nối. Hãy xem nhật ký của máy chủ rồi thử lại`
const notPostgres: Explain = (at) =>
  at.host.startsWith('/')
    ? gone(at)
    : `chương trình đang giữ cổng tại ${place(at)} không trả lời như PostgreSQL. Hãy kiểm tra cổng trong DATABASE_URL`
const starting: Explain = (at) =>
  `máy chủ PostgreSQL tại ${place(at)} đang khởi động hoặc đang tắt. Hãy thử lại sau ít phút`

const byCode: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: unreachable,
  ENOENT: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  EACCES: (at) => `không có quyền dùng ổ cắm của PostgreSQL tại ${place(at)}`,
  ECONNRESET: notPostgres,
  EPIPE: notPostgres,
  '28P01': wrongPassword,
  '28000': (at) => `máy chủ tại ${place(at)} không cho người dùng "${at.user}" vào cơ sở dữ liệu "${at.database}"`,
  '3D000': (at) =>
    `cơ sở dữ liệu "${at.database}" không tồn tại tại ${place(at)}. Hãy tạo nó (createdb ${at.database}) hoặc sửa DATABASE_URL`,
  '42501': (at) =>
    `người dùng "${at.user}" thiếu quyền trong cơ sở dữ liệu "${at.database}". Hãy cấp quyền tạo lược đồ và tiện ích mở rộng`,
  '53100': diskFull,
  ENOSPC: diskFull,
  '53300': (at) => `máy chủ PostgreSQL tại ${place(at)} đã hết số kết nối cho phép`,
  '57P01': starting,
  '57P02': starting,
  '57P03': starting,
}

const byText: readonly { sign: RegExp; explain: Explain }[] = [
  { sign: /no space left on device|could not extend file/i, explain: diskFull },
  { sign: /password must be a string|no password supplied/i, explain: wrongPassword },
  { sign: /timeout expired|timed out|connection timeout/i, explain: unreachable },
  {
    sign: /does not support SSL/i,
    explain: (at) => `máy chủ tại ${place(at)} không hỗ trợ SSL. Hãy bỏ sslmode trong DATABASE_URL`,
  },
  { sign: /certificate/i, explain: (at) => `chứng chỉ SSL của máy chủ tại ${place(at)} không được tin cậy` },
  {
    sign: /connection terminated unexpectedly|invalid response|received unexpected|unknown message|not an error/i,
    explain: notPostgres,
  },
]

/** A failed connection or start as AppError `databaseUnavailable`; an error that explains itself already passes through. */
export function explainFailure(error: unknown, at: Target): AppError {
  if (error instanceof AppError) return error
  const origin = originOf(error)
  const text = origin instanceof Error ? origin.message : String(origin)
  const code = codeOf(origin)
  const explain = (code ? byCode[code] : undefined) ?? byText.find(({ sign }) => sign.test(text))?.explain
  const sentence = explain?.(at) ?? `lỗi không rõ tại ${place(at)}: ${text}`
  const details = { english: text, sqlState: code, host: at.host, port: at.port, user: at.user, database: at.database }
  return new AppError('databaseUnavailable', `Không dùng được cơ sở dữ liệu: ${sentence}.`, details, { cause: error })
}

/** Refuses a server that is too old; `versionNum` is PostgreSQL's `server_version_num`, 150004 for 15.4. */
export function checkServerVersion(versionNum: number): void {
  const major = Math.floor(versionNum / 10_000)
  if (major >= oldestMajor) return
  // Before 10 the major version had two parts: 90624 is 9.6.24.
  const name = major >= 10 ? String(major) : `${major}.${Math.floor(versionNum / 100) % 100}`
  throw new AppError(
    'databaseUnavailable',
    `Không dùng được cơ sở dữ liệu: máy chủ là PostgreSQL ${name}, cần từ ${oldestMajor} trở lên. Hãy nâng cấp máy chủ.`,
    { english: `server_version_num ${versionNum} is below ${oldestMajor}`, versionNum },
  )
}

/** The driver's own error below what Sequelize and umzug wrap around it. */
export function originOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if ('original' in error && error.original instanceof Error) return originOf(error.original)
  if (error instanceof AggregateError && error.errors.length > 0) return originOf(error.errors[0])
  return !codeOf(error) && error.cause instanceof Error ? originOf(error.cause) : error
}

/** The SQLSTATE or system code of an error, where it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
