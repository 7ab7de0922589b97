// One's own account: the password, the second factor with its picture to scan, and the sessions on other devices.
import { changePassword } from '../../commands/access/change-password.ts'
import { endOwnSession } from '../../commands/access/end-session.ts'
import {
  confirmSecondFactor,
  disableSecondFactor,
  enrolSecondFactor,
  giveSecondFactor,
} from '../../commands/access/second-factor.ts'
import { AppError } from '../../domain/errors.ts'
import { needsSecondFactor } from '../../domain/policy.ts'
import { sessionOf } from '../../http/route.ts'
import { accountByEmail } from '../../store/accounts/account.ts'
import { ownSessions } from '../../store/views/own-access.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { Drawn, goTo, page, type PageCall } from '../page.ts'
import { Done, Faults } from '../parts/say.tsx'
import { Codes, Factor, Password } from './parts.tsx'

type Call = PageCall<unknown, unknown>

interface Shown {
  faults?: readonly Fault[]
  done?: string
  made?: { secret: string; uri: string }
  codes?: readonly string[]
}

async function accountPage(call: Call, shown: Shown = {}) {
  const { services, view, at } = call
  const me = sessionOf(call)
  const [account, sessions] = await withClient(services.db, async (client) => [
    await accountByEmail(client, me.email),
    await ownSessions(client, me.personId, me.sessionHash, at),
  ])
  const { t } = view
  const must = me.offices.some(({ role }) => needsSecondFactor(role))
  return (
    <Frame view={view} title={t('Tài khoản', 'Account')} place="account" narrow>
      <h1>{t('Tài khoản và bảo mật', 'Account and security')}</h1>
      <p class="lead">
        {me.name} · {me.email}
      </p>
      {shown.done && <Done>{shown.done}</Done>}
      <Faults view={view} faults={shown.faults ?? []} />
      {shown.codes && <Codes view={view} codes={shown.codes} />}
      <Factor view={view} on={account?.secondFactor === true} strong={me.strong} must={must} made={shown.made} />
      <Password view={view} />
      <section class="card">
        <h2>{t('Các phiên đăng nhập', 'Sessions')}</h2>
        <ul class="codes">
          {sessions.map(({ id, lastSeenAt, current }) => (
            <li>
              <span>
                {view.moment(lastSeenAt)} {current && <span class="chip good">{t('phiên này', 'this one')}</span>}
              </span>
              {!current && (
                <form method="post" action="/account/sessions/end">
                  <button class="quiet small" name="session" value={id}>
                    {t('Kết thúc', 'End')}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{t('Chức vụ và dữ liệu của tôi', 'My offices and data')}</h2>
        <ul class="codes">
          <li>
            <a href="/account/delegations">{t('Ủy quyền chức vụ của tôi', 'Delegate an office of mine')}</a>
          </li>
          <li>
            <a href="/api/me/export">{t('Tải bản sao dữ liệu của tôi', 'Download a copy of my data')}</a>
          </li>
        </ul>
      </section>
    </Frame>
  )
}

/** A change to one's own account; what is wrong comes back on the page. */
function change(path: string, work: (call: Call) => Promise<Shown>) {
  return page({
    method: 'post',
    path,
    access: { to: 'person' },
    async handle(call) {
      try {
        return new Drawn(await accountPage(call, await work(call)))
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'tooMany') throw error
        return accountPage(call, { faults: faultsOf(error).map(({ message }) => ({ message })) })
      }
    },
  })
}

const owner = (call: Call) => {
  const { personId: person, email, sessionHash: session } = sessionOf(call)
  return { person, email, session, at: call.at }
}

const codeIn = ({ fields }: Call) => fields.text('code').replaceAll(' ', '')

export const accountPages = [
  page({ method: 'get', path: '/account', access: { to: 'person' }, handle: (call) => accountPage(call) }),
  change('/account/password', async (call) => {
    const { services, fields, view } = call
    const given = { current: fields.text('current'), password: fields.text('password') }
    await changePassword(services.db, services.secretKey, { ...owner(call), ...given })
    return { done: view.t('Đã đổi mật khẩu.', 'The password is changed.') }
  }),
  change('/account/second-factor', async (call) => {
    const { services, fields } = call
    const input = { ...owner(call), password: fields.text('proof') }
    return { made: await enrolSecondFactor(services.db, services.secretKey, input) }
  }),
  change('/account/second-factor/confirm', async (call) => {
    const { services, view } = call
    const input = { ...owner(call), code: codeIn(call) }
    const { recoveryCodes } = await confirmSecondFactor(services.db, services.secretKey, input)
    return { codes: recoveryCodes, done: view.t('Đã bật xác thực hai bước.', 'The second factor is on.') }
  }),
  change('/account/second-factor/give', async (call) => {
    await giveSecondFactor(call.services.db, call.services.secretKey, { ...owner(call), code: codeIn(call) })
    return { done: call.view.t('Phiên này đã được xác thực hai bước.', 'This session is confirmed.') }
  }),
  change('/account/second-factor/disable', async (call) => {
    const input = { ...owner(call), password: call.fields.text('proof'), code: codeIn(call) }
    await disableSecondFactor(call.services.db, call.services.secretKey, input)
    return { done: call.view.t('Đã tắt xác thực hai bước.', 'The second factor is off.') }
  }),
  page({
    method: 'post',
    path: '/account/sessions/end',
    access: { to: 'person' },
    async handle({ services, fields, at, ...call }) {
      const session = fields.text('session')
      if (/^[0-9a-f]{16}$/.test(session))
        await endOwnSession(services.db, { person: sessionOf(call).personId, session, at })
      return goTo('/account')
    },
  }),
]
