// Tokens of machines: one's own and those of the people one watches over; made here, the secret shown once, revoked.
import { z } from 'zod'
import { createToken, revokeToken } from '../../commands/access/tokens.ts'
import { reachOf } from '../../domain/permissions.ts'
import { say } from '../../domain/text.ts'
import { parse } from '../../http/mount.ts'
import { NewToken } from '../../http/routes/tokens.ts'
import { sessionOf } from '../../http/route.ts'
import { listTokens, tokenScopes, type TokenRow } from '../../store/views/own-access.ts'
import { withClient } from '../../store/with-client.ts'
import { Drawn, goTo, page, type PageCall } from '../page.ts'
import { Act, shownIn, type Returned } from '../parts/act.tsx'
import { Input, Tick } from '../parts/field.tsx'
import { Faults, More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { SecretOnce } from './secret-once.tsx'

const access = { to: 'manageTokens', of: 'reach' } as const
const act = 'token'
const scopeNames = {
  read: say('Đọc dữ liệu', 'Read'),
  write: say('Ghi dữ liệu', 'Write'),
  feed: say('Đọc dòng sự kiện', 'Read the feed of events'),
  import: say('Nhập dữ liệu từ hệ thống khác', 'Import from other systems'),
}

function NewTokenForm({ view, returned }: { view: View; returned: Returned | undefined }) {
  const { t } = view
  const show = shownIn(returned, act)
  return (
    <form method="post" action={adminUrl('tokens')} class="card" novalidate>
      <h2>{t('Tạo mã truy cập', 'Create a token')}</h2>
      <input type="hidden" name="act" value={act} />
      {returned && <Faults view={view} faults={returned.faults.map(({ message }) => ({ message }))} />}
      <Input
        view={view}
        {...show('name')}
        label={t('Dùng cho', 'For')}
        hint={t('Ví dụ: phần mềm cơ sở dữ liệu ngành.', 'E.g. the sector database.')}
        maxlength={200}
        required
      />
      <fieldset class="bare">
        <legend>{t('Được làm', 'May')}</legend>
        {tokenScopes.map((scope) => (
          <Tick
            view={view}
            name="scopes"
            id={`token-${scope}`}
            value={scope}
            label={view.say(scopeNames[scope])}
            checked={returned?.fields.all('scopes').includes(scope) ?? scope === 'read'}
          />
        ))}
      </fieldset>
      <Input
        view={view}
        {...show('expiresOn')}
        type="date"
        label={t('Dùng đến hết ngày', 'Until')}
        hint={t('Không quá 1 năm.', 'A year at most.')}
        required
      />
      <button>{t('Tạo mã', 'Create')}</button>
    </form>
  )
}

function Token({ view, row }: { view: View; row: TokenRow }) {
  const { t } = view
  const over = row.revokedAt !== null || row.expiresAt <= view.at
  return (
    <li class="wide">
      <div>
        <h3>{row.name}</h3>
        <p>
          {row.personName} · {row.scopes.map((scope) => view.say(scopeNames[scope])).join(', ')}
        </p>
        <p>
          {t('đến', 'until')} {view.day(row.expiresAt)} ·{' '}
          {row.lastUsedAt
            ? t(`dùng lần cuối ${view.moment(row.lastUsedAt)}`, `last used ${view.moment(row.lastUsedAt)}`)
            : t('chưa dùng', 'never used')}
        </p>
      </div>
      {over ? (
        <span class="chip none">{row.revokedAt ? t('đã thu hồi', 'revoked') : t('hết hạn', 'expired')}</span>
      ) : (
        <Act
          view={view}
          name={`revoke-${row.id}`}
          title={t(`Thu hồi mã ${row.name}`, `Revoke ${row.name}`)}
          action={adminUrl('tokens', row.id, 'revoke')}
          button={t('Thu hồi hẳn', 'Revoke for good')}
        >
          <p>{t('Phần mềm dùng mã này bị từ chối ngay.', 'Software that uses it is refused at once.')}</p>
        </Act>
      )}
    </li>
  )
}

interface Shown {
  cursor?: string | undefined
  done?: string | undefined
  returned?: Returned
  secret?: string
}

async function tokenPage(call: PageCall<unknown, unknown>, { cursor, done, returned, secret }: Shown) {
  const { view, services } = call
  const { personId: person, offices } = sessionOf(call)
  const filter = { person, reach: reachOf('manageTokens', offices), cursor, limit: 50 }
  const { items, next } = await withClient(services.db, (client) => listTokens(client, filter))
  const { t } = view
  return (
    <AdminPage
      view={view}
      area="tokens"
      title={t('Mã truy cập', 'Tokens')}
      done={done && t('Đã thu hồi mã.', 'The token is revoked.')}
    >
      {secret && <SecretOnce view={view} secret={secret} />}
      <div class="columns">
        <section>
          <h2>{t('Các mã', 'The tokens')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có mã nào.', 'No token yet.')}>
              {t(
                'Tạo mã khi một phần mềm khác cần gọi vào hệ thống.',
                'Create one for other software that calls this system.',
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((row) => (
                <Token view={view} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={next && `?cursor=${encodeURIComponent(next)}`} />
        </section>
        <aside>
          <NewTokenForm view={view} returned={returned} />
          <p>
            <a href="/api/docs">{t('Tài liệu API', 'API documentation')}</a>
          </p>
        </aside>
      </div>
    </AdminPage>
  )
}

export const tokenPages = [
  page({
    method: 'get',
    path: '/administration/tokens',
    access,
    query: z.object({ cursor: z.string().max(500).optional(), done: z.string().max(20).optional() }),
    handle: (call) => tokenPage(call, call.query),
  }),
  page({
    method: 'post',
    path: '/administration/tokens',
    access,
    async handle(call) {
      const { services, fields, at } = call
      const until = fields.text('expiresOn')
      const given = {
        name: fields.text('name'),
        scopes: fields.all('scopes'),
        expiresAt: until === '' ? '' : `${until}T23:59:59+07:00`,
      }
      const outcome = await tried(call, () =>
        createToken(services.db, { ...parse(NewToken, given), person: sessionOf(call).personId, at }),
      )
      if ('returned' in outcome) return tokenPage(call, outcome)
      return new Drawn(await tokenPage(call, { secret: outcome.ok.secret }))
    },
  }),
  page({
    method: 'post',
    path: '/administration/tokens/{token}/revoke',
    access,
    params: z.object({ token: z.string().min(1).max(300) }),
    async handle({ services, params: { token }, at, ...call }) {
      await revokeToken(services.db, { token, person: sessionOf(call).personId, at })
      return goTo(`${adminUrl('tokens')}?done=revoked`)
    },
  }),
]
