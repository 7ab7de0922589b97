// Signing in: e-mail and password, then the code where the account has a second factor; and signing out.
import { z } from 'zod'
import { type Text } from '../../domain/text.ts'
import { signIn } from '../../commands/access/sign-in.ts'
import { AppError } from '../../domain/errors.ts'
import { addressOf } from '../../http/address.ts'
import type { Services } from '../../http/services.ts'
import { givenSession, takenSession } from '../../http/session-cookie.ts'
import { endSession } from '../../store/accounts/principal.ts'
import { seal, unseal } from '../../store/secret-key.ts'
import { Frame } from '../frame.tsx'
import { Drawn, goTo, page, safePath } from '../page.ts'
import { Input } from '../parts/field.tsx'
import { Faults, Done } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { isNew } from './first.tsx'
import { SampleCards, samplePeople, type SamplePerson } from './samples.tsx'

const Next = z.object({ next: z.string().max(2000).optional(), done: z.enum(['password']).optional() })
const minutesForCode = 5

interface FormProps {
  view: View
  next: string
  email?: string
  fault?: Text
  done?: boolean
  oidc: boolean
  samples: readonly SamplePerson[]
}

function SignInPage({ view, next, email = '', fault, done = false, oidc, samples }: FormProps) {
  const { t } = view
  return (
    <Frame view={view} title={t('Đăng nhập', 'Sign in')} narrow={samples.length === 0}>
      <h1>{t('Đăng nhập', 'Sign in')}</h1>
      {done && <Done>{t('Đã đặt mật khẩu. Mời đăng nhập.', 'The password is set. Please sign in.')}</Done>}
      <div class={samples.length === 0 ? undefined : 'columns'}>
        <SampleCards view={view} people={samples} next={next} />
        <div>
          <form method="post" action="/sign-in" class="card">
            <Faults view={view} faults={fault ? [{ field: 'password', message: fault }] : []} />
            <input type="hidden" name="next" value={next} />
            <Input
              view={view}
              name="email"
              type="email"
              label="Email"
              value={email}
              autocomplete="username"
              maxlength={254}
              required
            />
            <Input
              view={view}
              name="password"
              type="password"
              label={t('Mật khẩu', 'Password')}
              autocomplete="current-password"
              maxlength={200}
              required
            />
            <div class="buttons">
              <button>{t('Đăng nhập', 'Sign in')}</button>
              <a href="/reset">{t('Quên mật khẩu?', 'Forgot the password?')}</a>
            </div>
          </form>
          {oidc && (
            <p>
              <a class="button quiet" href="/api/oidc/start">
                {t('Đăng nhập bằng tài khoản của tỉnh', "Sign in with the province's account")}
              </a>
            </p>
          )}
        </div>
      </div>
    </Frame>
  )
}

function CodePage({ view, next, sealed, fault }: { view: View; next: string; sealed: string; fault?: Text }) {
  const { t } = view
  const title = t('Xác thực hai bước', 'Second factor')
  return (
    <Frame view={view} title={title} narrow>
      <h1>{title}</h1>
      <form method="post" action="/sign-in" class="card">
        <Faults view={view} faults={fault ? [{ field: 'code', message: fault }] : []} />
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="step" value={sealed} />
        <Input
          view={view}
          name="code"
          label={t('Mã xác thực', 'Code')}
          hint={t(
            'Mã 6 số trong ứng dụng xác thực, hoặc một mã dự phòng.',
            'The 6 digits in your authenticator, or a recovery code.',
          )}
          autocomplete="one-time-code"
          maxlength={40}
          required
          autofocus
          {...(fault ? { fault } : {})}
        />
        <div class="buttons">
          <button>{t('Tiếp tục', 'Continue')}</button>
          <a href="/sign-in">{t('Đăng nhập lại từ đầu', 'Start again')}</a>
        </div>
      </form>
    </Frame>
  )
}

interface Step {
  email: string
  password: string
  until: string
}

/** The password between the two steps, readable by this server alone and for a few minutes. */
function stepOf({ secretKey }: Services, sealed: string, at: string): Step | null {
  const text = sealed === '' ? null : unseal(secretKey, sealed)
  const step = text === null ? null : (JSON.parse(text) as Step)
  return step && step.until > at ? step : null
}

export const signInPages = [
  page({
    method: 'get',
    path: '/sign-in',
    access: { to: 'public' },
    query: Next,
    async handle({ view, query, services }) {
      if (view.me) return goTo(safePath(query.next))
      if (await isNew({ services })) return goTo('/first')
      const samples = await samplePeople(services)
      const done = query.done === 'password'
      return (
        <SignInPage
          view={view}
          next={safePath(query.next)}
          done={done}
          oidc={services.oidc !== null}
          samples={samples}
        />
      )
    },
  }),
  page({
    method: 'post',
    path: '/sign-in',
    access: { to: 'public' },
    async handle({ view, fields, services, raw, at }) {
      const next = safePath(fields.text('next'))
      const step = stepOf(services, fields.text('step'), at)
      const email = step?.email ?? fields.text('email').trim()
      const password = step?.password ?? fields.text('password')
      const address = addressOf(raw, services.behindProxy) ?? 'local'
      const code = step ? fields.text('code').replaceAll(' ', '') : undefined
      try {
        const { secret } = await signIn(services.db, services.secretKey, { email, password, code, address, at })
        return goTo(next, [givenSession(secret, services.publicUrl)])
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (asksForCode(error)) {
          const until = new Date(Date.parse(at) + minutesForCode * 60_000).toISOString()
          const sealed = seal(services.secretKey, JSON.stringify({ email, password, until }))
          const again = step ? { fault: error.sentence } : {}
          return new Drawn(<CodePage view={view} next={next} sealed={sealed} {...again} />, step ? 422 : 200)
        }
        const samples = await samplePeople(services)
        const rest = { next, email, fault: error.sentence, oidc: services.oidc !== null, samples }
        return new Drawn(<SignInPage view={view} {...rest} />, error.code === 'tooMany' ? 429 : 422)
      }
    },
  }),
  page({
    method: 'post',
    path: '/sign-out',
    access: { to: 'public' },
    async handle({ principal, services }) {
      if (principal?.sessionHash) await endSession(services.db, principal.sessionHash)
      return goTo('/sign-in', [takenSession(services.publicUrl)])
    },
  }),
]

function asksForCode({ code, details }: AppError): boolean {
  return code === 'unauthenticated' && (details as { secondFactor?: boolean } | undefined)?.secondFactor === true
}
