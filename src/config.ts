// Reads the settings of a server from its environment; a bad value stops the start with a sentence that says which and why.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from './domain/errors.ts'
import { say } from './domain/text.ts'
import { fileKinds, type FileKind } from './domain/file-kinds.ts'

const databaseUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: 'phải có dạng postgres://người-dùng:mật-khẩu@máy-chủ:5432/tên-cơ-sở-dữ-liệu',
})

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: `phải là số nguyên từ ${min} đến ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `phải là số nguyên từ ${min} đến ${max}` })

const smtpUrl = z.string().refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), {
  error: 'phải có dạng smtp://người-dùng:mật-khẩu@máy-chủ:587 hoặc smtps://…:465',
})

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const Environment = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_POOL: wholeNumber(1, 500).default(10),
  LOG_LEVEL: z.enum(logLevels, { error: `phải là một trong: ${logLevels.join(', ')}` }).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z.url({ error: 'phải là địa chỉ đầy đủ, ví dụ https://kiemdinh.so.gov.vn' }).optional(),
  FILES_DIR: z.string().optional(),
  TEMPLATES_DIR: z.string().optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'phải là địa chỉ đầy đủ của kho tệp S3' }).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMD_HOST: z.string().optional(),
  CLAMD_PORT: wholeNumber(1, 65_535).default(3310),
  SCANNER_DOWN: z.enum(['wait', 'refuse'], { error: 'phải là wait hoặc refuse' }).default('wait'),
  MAX_UPLOAD_MB: wholeNumber(1, 5_000).default(500),
  UPLOAD_KINDS: z
    .string()
    .default(fileKinds.join(','))
    .transform((text) => text.split(',').map((kind) => kind.trim()))
    .pipe(z.array(z.enum(fileKinds, { error: `chỉ gồm: ${fileKinds.join(', ')}` })).min(1)),
  SECRET_KEY: z.string().min(32, { error: 'phải dài ít nhất 32 ký tự' }).optional(),
  SIGNING_P12: z.string().optional(),
  SIGNING_P12_PASSWORD: z.string().optional(),
  SIGNING_P12_PASSWORD_FILE: z.string().optional(),
  SIGNING_KEY: z.string().optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z.string().optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'phải là địa chỉ đầy đủ của máy chủ đăng nhập' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'phải dài ít nhất 16 ký tự' }).optional(),
  WEBHOOKS_TO_PRIVATE: z.enum(['0', '1'], { error: 'phải là 0 hoặc 1' }).default('0'),
  BEHIND_PROXY: z.enum(['0', '1'], { error: 'phải là 0 hoặc 1' }).default('0'),
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
  /** A department's own report templates, `<report>/template.hbs` each; undefined = ours. */
  templatesDir: string | undefined
  /** The S3-compatible store that files go to instead; null = none. */
  s3: { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string } | null
  uploads: {
    /** A virus scanner that speaks clamd's protocol; null = none. */
    scanner: { host: string; port: number } | null
    /** What becomes of an upload while the scanner is down. */
    whenScannerDown: 'wait' | 'refuse'
    maxMegabytes: number
    kinds: FileKind[]
  }
  /** What secrets in the database are sealed with; undefined = a key kept in `dataDir`. The same on every server. */
  secretKey: string | undefined
  /** Files of the keys that sign: a P12 for papers, a PEM file for the rest; null = keys of demonstration in `dataDir`. */
  signing: { p12: string | null; p12Password: string; key: string | null }
  /** Undefined = mails wait in the outbox until there is a server. */
  smtpUrl: string | undefined
  mailFrom: string
  /** The province's sign-on; null = none. */
  oidc: { issuer: string; clientId: string; clientSecret: string | undefined } | null
  /** A proxy of ours stands before the server: the last address it adds to X-Forwarded-For is the client's. */
  behindProxy: boolean
  /** Webhooks may go to addresses of the private network. */
  webhooksToPrivate: boolean
  /** Who holds it may read the metrics from another machine. */
  metricsToken: string | undefined
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
    throw new AppError(
      'configuration',
      say(`Cấu hình chưa đúng: ${sentences}.`, `The configuration is wrong: ${sentences}.`),
      { faults },
    )
  }
  const { DATABASE_URL, DATA_DIR, DATABASE_POOL, LOG_LEVEL, HOST, PORT, PUBLIC_URL, FILES_DIR } = parsed.data
  const { SECRET_KEY, SMTP_URL, MAIL_FROM, BEHIND_PROXY } = parsed.data
  const publicUrl = (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, '')
  return {
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    poolMax: DATABASE_POOL,
    logLevel: LOG_LEVEL,
    host: HOST,
    port: PORT,
    publicUrl,
    filesDir: FILES_DIR ?? join(DATA_DIR, 'files'),
    templatesDir: parsed.data.TEMPLATES_DIR,
    s3: s3Of(parsed.data),
    uploads: uploadsOf(parsed.data),
    secretKey: SECRET_KEY,
    signing: signingOf(parsed.data),
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM ?? `kiemdinh@${new URL(publicUrl).hostname}`,
    oidc: oidcOf(parsed.data),
    behindProxy: BEHIND_PROXY === '1',
    webhooksToPrivate: parsed.data.WEBHOOKS_TO_PRIVATE === '1',
    metricsToken: parsed.data.METRICS_TOKEN,
  }
}

function oidcOf({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: z.output<typeof Environment>): Config['oidc'] {
  if (OIDC_ISSUER === undefined && OIDC_CLIENT_ID === undefined) return null
  if (OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined)
    return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
  const missing = OIDC_ISSUER === undefined ? 'OIDC_ISSUER' : 'OIDC_CLIENT_ID'
  throw new AppError(
    'configuration',
    say(
      `Cấu hình chưa đúng: ${missing} phải có khi dùng đăng nhập một lần của tỉnh.`,
      `The configuration is wrong: the province’s single sign-on needs ${missing}.`,
    ),
    {
      faults: [{ variable: missing, message: 'phải có' }],
    },
  )
}

function signingOf(data: z.output<typeof Environment>): Config['signing'] {
  const { SIGNING_P12, SIGNING_P12_PASSWORD, SIGNING_P12_PASSWORD_FILE, SIGNING_KEY } = data
  const password = SIGNING_P12_PASSWORD ?? (SIGNING_P12_PASSWORD_FILE ? secretIn(SIGNING_P12_PASSWORD_FILE) : '')
  return { p12: SIGNING_P12 ?? null, p12Password: password, key: SIGNING_KEY ?? null }
}

/** The first line of a file that holds a secret. */
function secretIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] ?? ''
  } catch (error) {
    const message = `Cấu hình chưa đúng: không đọc được ${path} (SIGNING_P12_PASSWORD_FILE).`
    throw new AppError('configuration', message, undefined, { cause: error })
  }
}

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

function s3Of(data: z.output<typeof Environment>): Config['s3'] {
  const missing = s3Names.filter((name) => data[name] === undefined)
  if (missing.length === s3Names.length) return null
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = data
  if (S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY)
    return {
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    }
  throw new AppError(
    'configuration',
    say(
      `Cấu hình chưa đúng: ${missing.join(', ')} phải có khi dùng kho tệp S3.`,
      `The configuration is wrong: the S3 store needs ${missing.join(', ')}.`,
    ),
    {
      faults: missing.map((variable) => ({ variable, message: 'phải có' })),
    },
  )
}

function uploadsOf(data: z.output<typeof Environment>): Config['uploads'] {
  const { CLAMD_HOST, CLAMD_PORT, SCANNER_DOWN, MAX_UPLOAD_MB, UPLOAD_KINDS } = data
  return {
    scanner: CLAMD_HOST === undefined ? null : { host: CLAMD_HOST, port: CLAMD_PORT },
    whenScannerDown: SCANNER_DOWN,
    maxMegabytes: MAX_UPLOAD_MB,
    kinds: UPLOAD_KINDS,
  }
}
