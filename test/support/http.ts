// The API as its clients meet it: the real application on the sample's database, one client for each person.
import { pino } from 'pino'
import type { Product } from '../../src/compose.ts'
import { fileKinds } from '../../src/domain/file-kinds.ts'
import { site } from '../../src/pages/site.ts'
import { createApp } from '../../src/http/app.ts'
import { liveHub } from '../../src/http/live/hub.ts'
import type { Services } from '../../src/http/services.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { beginSession } from '../../src/store/accounts/principal.ts'
import { intakeOf, type Intake } from '../../src/store/files/intake.ts'
import { withClient } from '../../src/store/with-client.ts'
import { testKeys } from './signing-keys.ts'

export interface Answered<T = Record<string, unknown>> {
  status: number
  headers: Headers
  /** JSON as data, all else as text. */
  body: T
  bytes: Uint8Array
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiClient {
  /** The body goes out as JSON, bytes as they are. */
  send<T = Record<string, unknown>>(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered<T>>
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answered<T>>
  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered<T>>
}

export interface Api {
  services: Services
  /** The application itself, to listen with. */
  app: ReturnType<typeof createApp>
  /** Nobody signed in. */
  anybody: ApiClient
  /** The secret of a session of this person, as the cookie holds it. */
  sessionOf(personId: string, strong?: boolean): Promise<string>
  /** Signed in as this person, who gets an account when there is none; with a second factor unless told. */
  as(personId: string, options?: { strong?: boolean }): Promise<ApiClient>
}

/** Takes files in under a folder of the test, without a scanner. */
export function intakeIn(filesDir: string, more: Partial<Intake> = {}): Intake {
  const uploads = { scanner: null, whenScannerDown: 'wait' as const, maxMegabytes: 500, kinds: [...fileKinds] }
  return { ...intakeOf({ filesDir, s3: null, uploads }), ...more }
}

export function apiOf(product: Product, settings: Partial<Services> = {}): Api {
  const intake = settings.intake ?? intakeIn('unused')
  const log = pino({ level: 'silent' })
  const services: Services = {
    ...product,
    live: liveHub({ ...product, log }),
    publicUrl: 'http://127.0.0.1',
    intake,
    files: intake.files,
    secretKey: Buffer.alloc(32, 7),
    oidc: null,
    signing: testKeys(),
    behindProxy: false,
    log,
    checkAnswers: true,
    ...settings,
  }
  const app = createApp(services, site)
  const clientWith = (cookie: string | null): ApiClient => {
    const send: ApiClient['send'] = async (method, path, body, headers = {}) => {
      const response = await app.request(path, {
        method,
        headers: {
          ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
          ...(cookie === null ? {} : { cookie: `${sessionCookie}=${cookie}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Blob([body]) : JSON.stringify(body) }),
      })
      const bytes = new Uint8Array(await response.arrayBuffer())
      const text = new TextDecoder().decode(bytes)
      const json = (response.headers.get('content-type') ?? '').includes('json')
      const read = (json && text !== '' ? JSON.parse(text) : text) as never
      return { status: response.status, headers: response.headers, body: read, bytes }
    }
    return {
      send,
      get: (path, headers) => send('GET', path, undefined, headers),
      post: (path, body, headers) => send('POST', path, body, headers),
    }
  }
  const begin = async (personId: string, strong = true) => {
    const at = services.engine.now()
    const text = `insert into accounts (person_id, email, status, created_at) values ($1, $1 || '@mau.test', 'active', $2) on conflict do nothing`
    await withClient(services.db, (client) => client.query({ text, values: [personId, at] }))
    return beginSession(services.db, { person: personId, strong, at })
  }
  return {
    services,
    app,
    anybody: clientWith(null),
    sessionOf: begin,
    as: async (personId, { strong = true } = {}) => clientWith(await begin(personId, strong)),
  }
}
