// The province's sign-on by OpenID Connect: authorization code with PKCE, state and nonce. Knows the provider, not our accounts.
import * as oidc from 'openid-client'
import type { Identified } from '../commands/access/sign-on.ts'
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import { seal, unseal } from '../store/secret-key.ts'
import type { Services } from './services.ts'

type Settings = NonNullable<Services['oidc']>

/** What the browser keeps sealed between going out and coming back. */
interface Expected {
  state: string
  nonce: string
  verifier: string
  until: string
}

const minutes = 10
const known = new WeakMap<Settings, oidc.Configuration>()

export const callbackPath = '/api/oidc/callback'

/** Throws `notFound` where there is no sign-on. */
export function settingsOf({ oidc: settings }: Pick<Services, 'oidc'>): Settings {
  if (settings) return settings
  throw new AppError(
    'notFound',
    say('Hệ thống này không dùng đăng nhập một lần.', 'This system has no single sign-on.'),
  )
}

/** Where to send the browser, and the sealed expectation to give it. Throws `serviceUnavailable`. */
export async function beginSignOn(services: Services, at: string): Promise<{ url: string; sealed: string }> {
  const configuration = await configurationOf(services)
  const verifier = oidc.randomPKCECodeVerifier()
  const until = new Date(Date.parse(at) + minutes * 60_000).toISOString()
  const expected: Expected = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, until }
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${services.publicUrl}${callbackPath}`,
    scope: 'openid email profile',
    state: expected.state,
    nonce: expected.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, sealed: seal(services.secretKey, JSON.stringify(expected)) }
}

/** Who came back. Throws `unauthenticated` when the answer is not the one that was asked for, `serviceUnavailable`. */
export async function finishSignOn(
  services: Services,
  { search, sealed, at }: { search: string; sealed: string | undefined; at: string },
): Promise<Identified> {
  const text = sealed === undefined ? null : unseal(services.secretKey, sealed)
  const expected = text === null ? null : (JSON.parse(text) as Expected)
  if (!expected || expected.until <= at)
    throw failed(
      say(
        'Lượt đăng nhập đã quá 10 phút hoặc bắt đầu ở trình duyệt khác.',
        'This sign-in is older than 10 minutes or began in another browser.',
      ),
    )
  const configuration = await configurationOf(services)
  const url = new URL(`${services.publicUrl}${callbackPath}${search}`)
  try {
    const checks = { expectedState: expected.state, expectedNonce: expected.nonce, pkceCodeVerifier: expected.verifier }
    const tokens = await oidc.authorizationCodeGrant(configuration, url, { ...checks, idTokenExpected: true })
    const claims = tokens.claims()
    if (!claims)
      throw failed(say('Máy chủ đăng nhập không cho biết người dùng.', 'The sign-on server does not say who this is.'))
    const more =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {}
    return identified(claims, { ...claims, ...more })
  } catch (error) {
    throw explained(error)
  }
}

function identified(claims: oidc.IDToken, all: Record<string, unknown>): Identified {
  const methods = Array.isArray(claims['amr']) ? claims['amr'] : []
  const email = all['email']
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === 'string' ? email : undefined,
    emailVerified: all['email_verified'] === true,
    // RFC 8176: the provider asked for more than a password.
    strong: methods.some((method) => ['mfa', 'otp', 'hwk'].includes(String(method))),
  }
}

/** Read once from the provider; a provider that is away is asked again the next time. */
async function configurationOf(services: Services): Promise<oidc.Configuration> {
  const settings = settingsOf(services)
  const cached = known.get(settings)
  if (cached) return cached
  const issuer = new URL(settings.issuer)
  // Plain http is for a provider on this machine, as in tests.
  const plain = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname)
  const options = { timeout: 10, ...(plain ? { execute: [oidc.allowInsecureRequests] } : {}) }
  const found = await oidc
    .discovery(issuer, settings.clientId, settings.clientSecret, undefined, options)
    .catch((error: unknown) => {
      throw unavailable(error)
    })
  known.set(settings, found)
  return found
}

const away = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

function explained(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const lost = error instanceof TypeError && error.message === 'fetch failed'
  if (lost || away.includes(code)) return unavailable(error)
  return failed(
    say(
      'Máy chủ đăng nhập của tỉnh không xác nhận lượt đăng nhập này.',
      'The province’s sign-on server does not confirm this sign-in.',
    ),
    error,
  )
}

function failed({ vi, en }: Text, cause?: unknown): AppError {
  return new AppError('unauthenticated', say(`${vi} Hãy thử lại.`, `${en} Try again.`), undefined, { cause })
}

function unavailable(cause: unknown): AppError {
  const message = say(
    'Máy chủ đăng nhập của tỉnh hiện không liên lạc được. Hãy dùng email và mật khẩu, hoặc thử lại sau.',
    'The province’s sign-on server cannot be reached now. Use e-mail and password, or try again later.',
  )
  return new AppError('serviceUnavailable', message, undefined, { cause })
}
