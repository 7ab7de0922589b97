// The province's sign-on against a real OpenID provider on loopback: who comes in, who does not, and what happens while it is away.
import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf, password, signedIn, withCookie, withPassword } from '../support/accounts.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Answered, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

const clientId = 'kiemdinh'
const clientSecret = 'a secret of the test between client and provider'
const redirect = 'http://127.0.0.1/api/oidc/callback'

interface Running {
  issuer: string
  start(): Promise<void>
  stop(): Promise<void>
}

/** Signs in whoever is named as login in the test: the account's id is the part before the `@` of its e-mail. */
async function openProvider(): Promise<Running> {
  let server: Server | null = null
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as { port: number }
  await new Promise((resolve) => holder.close(resolve))
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@mau.test`, email_verified: id !== 'r2', name: id }),
    }),
  })
  return {
    issuer,
    start: () =>
      new Promise((resolve) => {
        server = provider.listen(port, '127.0.0.1', () => resolve())
      }),
    stop: () =>
      new Promise((resolve) => {
        server?.closeAllConnections()
        if (server) server.close(() => resolve())
        else resolve()
      }),
  }
}

let sample: SampleCase
let api: Api
let provider: Running

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  provider = await openProvider()
  await provider.start()
  api = apiOf(sample, { oidc: { issuer: provider.issuer, clientId, clientSecret } })
})
afterAll(() => provider.stop())

/** A browser at the provider: follows its pages, fills in the login and agrees, until it is sent back to us. */
async function atProvider(url: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = url
  let form: Record<string, string> | null = null
  for (let n = 0; n < 12; n++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response: Response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location !== null) {
      next = new URL(location, next).href
      form = null
      if (next.startsWith(redirect)) return next
      continue
    }
    const page = await response.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next).href
    form = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }
  }
  throw new Error(`the provider never sent us back: ${next}`)
}

/** The whole way; answers what our callback says. */
async function comeIn(login: string): Promise<Answered> {
  const out = await api.anybody.get('/api/oidc/start')
  expect(out.status).toBe(302)
  const state = cookieOf(out, 'kiemdinh_sign_on')
  const back = new URL(await atProvider(out.headers.get('location') ?? '', login))
  return api.anybody.get(`${back.pathname}${back.search}`, { cookie: state })
}

const linked = async (person: string) =>
  (await sample.rows<{ s: string | null }>('select oidc_subject as s from accounts where person_id = $1', [person]))[0]
    ?.s

describe('the sign-on of the province', () => {
  it('finds the account by its verified e-mail the first time and by its subject from then on', async () => {
    await withPassword(api, 'principal')
    const first = await comeIn('principal')
    expect([first.status, first.headers.get('location')]).toEqual([302, '/'])
    const client = withCookie(api.anybody, cookieOf(first))
    expect((await client.get('/api/session')).body).toMatchObject({ person: { id: 'principal' }, strong: false })
    expect(await linked('principal')).toBe(`${provider.issuer}#principal`)
    await sample.rows(`update accounts set email = 'khac@mau.test' where person_id = 'principal'`)
    expect((await comeIn('principal')).status).toBe(302)
  })

  it('makes nobody: who has no account, or an e-mail the provider has not verified, stays outside', async () => {
    await withPassword(api, 'r2')
    const before = await sample.rows('select person_id from accounts order by 1')
    const stranger = await comeIn('stranger')
    expect(stranger.status).toBe(403)
    expect(stranger.body['detail']).toContain('Chưa có tài khoản nào')
    const unverified = await comeIn('r2')
    expect([unverified.status, unverified.body['detail']]).toEqual([
      403,
      expect.stringContaining('chưa xác minh email'),
    ])
    expect(await sample.rows('select person_id from accounts order by 1')).toEqual(before)
  })

  it('lets no suspended account in', async () => {
    await withPassword(api, 'officer')
    await sample.rows(`update accounts set status = 'suspended' where person_id = 'officer'`)
    const answer = await comeIn('officer')
    expect([answer.status, answer.body['detail']]).toEqual([
      403,
      'Tài khoản đang tạm khóa. Hãy liên hệ người quản trị.',
    ])
  })

  it('takes no answer that this browser did not ask for, none twice, and none too late', async () => {
    await withPassword(api, 'head')
    const out = await api.anybody.get('/api/oidc/start')
    const state = cookieOf(out, 'kiemdinh_sign_on')
    const back = new URL(await atProvider(out.headers.get('location') ?? '', 'head'))
    const path = `${back.pathname}${back.search}`
    expect((await api.anybody.get(path)).status).toBe(401)
    const other = cookieOf(await api.anybody.get('/api/oidc/start'), 'kiemdinh_sign_on')
    expect((await api.anybody.get(path, { cookie: other })).status).toBe(401)
    const now = sample.clock.now()
    sample.clock.set(new Date(Date.parse(now) + 11 * 60_000).toISOString())
    expect((await api.anybody.get(path, { cookie: state })).status).toBe(401)
    sample.clock.set(now)
    expect((await api.anybody.get(path, { cookie: state })).status).toBe(302)
    expect((await api.anybody.get(path, { cookie: state })).status).toBe(401)
    expect((await api.anybody.get('/api/oidc/callback?error=access_denied', { cookie: state })).status).toBe(401)
  })

  it('while it is away it says so, passwords go on, and it works again when it is back', async () => {
    const email = await withPassword(api, 'commune')
    await provider.stop()
    const fresh = apiOf(sample, { oidc: { issuer: provider.issuer, clientId, clientSecret } })
    const down = await fresh.anybody.get('/api/oidc/start')
    expect([down.status, down.body['code']]).toEqual([503, 'serviceUnavailable'])
    expect(down.body['detail']).toContain('Hãy dùng email và mật khẩu')
    await signedIn(fresh, { email, password })
    await provider.start()
    expect((await comeIn('commune')).status).toBe(302)
  })

  it('is not there where none is configured', async () => {
    expect((await apiOf(sample).anybody.get('/api/oidc/start')).status).toBe(404)
  })
})
