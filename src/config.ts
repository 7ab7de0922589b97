// Reads the settings of a server from its environment; a bad value stops the start with a sentence that says which and why.
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from './domain/errors.ts'

const databaseUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: 'phải có dạng postgres://người-dùng:mật-khẩu@máy-chủ:5432/tên-cơ-sở-dữ-liệu',
})

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: `phải là số nguyên từ ${min} đến ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `phải là số nguyên từ ${min} đến ${max}` })

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
const smtpUrl = z.string().refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), {
  error: 'phải có dạng smtp://người-dùng:mật-khẩu@máy-chủ:587 hoặc smtps://…:465',
})


const Environment = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_POOL: wholeNumber(1, 500).default(10),
  LOG_LEVEL: z.enum(logLevels, { error: `phải là một trong: ${logLevels.join(', ')}` }).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z.url({ error: 'phải là địa chỉ đầy đủ, ví dụ https://kiemdinh.so.gov.vn' }).optional(),
  FILES_DIR: z.string().optional(),
})

/** The settings of one server. `databaseUrl` is undefined when the embedded PostgreSQL in `dataDir` is to be used. */
export type Config = {
  databaseUrl: string | undefined
  dataDir: string
  poolMax: number
  logLevel: (typeof logLevels)[number]
  host: string
  port: number
  /** Where people reach the server, without a slash at the end. */
  publicUrl: string
  /** Evidence files, kept under their hash. */
  filesDir: string
}

/** Turns an environment into settings, or throws `configuration` naming each variable at fault. Empty means not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message }))
    const sentences = faults.map((fault) => `${fault.variable} ${fault.message}`).join('; ')
    throw new AppError('configuration', `Cấu hình chưa đúng: ${sentences}.`, { faults })
  }
  const { DATABASE_URL, DATA_DIR, DATABASE_POOL, LOG_LEVEL, HOST, PORT, PUBLIC_URL, FILES_DIR } = parsed.data
  return {
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    poolMax: DATABASE_POOL,
    logLevel: LOG_LEVEL,
    host: HOST,
    port: PORT,
    publicUrl,
    filesDir: FILES_DIR ?? join(DATA_DIR, 'files'),
  }
}
  const { SECRET_KEY, SMTP_URL, MAIL_FROM, BEHIND_PROXY } = parsed.data
  const publicUrl = (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, '')
