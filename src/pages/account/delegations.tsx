// One's own offices handed on to a colleague for a time, and taken back.
import { z } from 'zod'
import { delegateOffice, endDelegation } from '../../commands/people/delegate.ts'
import type { Role } from '../../domain/roles.ts'
import { parse } from '../../http/mount.ts'
import { Delegation, DelegationEnd } from '../../http/routes/people.ts'
import { personOf } from '../../http/route.ts'
import { officesOf, type HeldOffice } from '../../store/accounts/seats.ts'
import { listPeople, ownDelegations, type DelegationRow } from '../../store/views/people.ts'
import { withClient } from '../../store/with-client.ts'
import { tried } from '../administration/parts.tsx'
import { Frame } from '../frame.tsx'
import { goTo, page, type PageCall } from '../page.ts'
import { Act, shownIn, type Returned } from '../parts/act.tsx'
import { Select } from '../parts/field.tsx'
import { Done, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'
import { OfficeTerm } from '../parts/office-term.tsx'

const url = '/account/delegations'
type Call = PageCall<unknown, unknown>
type Colleagues = readonly (readonly [id: string, name: string])[]

interface OfficeProps {
  view: View
  office: HeldOffice
  colleagues: Colleagues
  returned: Returned | undefined
}

function Office({ view, office: { role, organisationId, delegated, until }, colleagues, returned }: OfficeProps) {
  const { t, say } = view
  const act = `delegate-${role}`
  const show = shownIn(returned, act)
  return (
    <section class="card">
      <h2>{say(roleName(role))}</h2>
      {delegated ? (
        <p class="stopped">
          {until && t(`Bạn được ủy quyền đến hết ${view.day(until)}. `, `Yours until ${view.day(until)}. `)}
          {t('Chức vụ được ủy quyền thì không ủy quyền tiếp.', 'A delegated office is not delegated further.')}
        </p>
      ) : colleagues.length === 0 ? (
        <p class="stopped">
          {t('Đơn vị chưa có ai khác trong hệ thống.', 'Nobody else of the organisation is in the system.')}
        </p>
      ) : (
        <Act
          view={view}
          name={act}
          title={t('Ủy quyền có thời hạn', 'Delegate for a time')}
          action={url}
          hidden={{ role, organisation: organisationId }}
          returned={returned}
          reason
        >
          <Select view={view} {...show('person')} label={t('Cho', 'To')} options={colleagues} />
          <OfficeTerm view={view} show={show} hint={t('Không quá 1 năm.', 'A year at most.')} ends="must" />
        </Act>
      )}
    </section>
  )
}

function Given({
  view,
  rows,
  returned,
}: {
  view: View
  rows: readonly DelegationRow[]
  returned: Returned | undefined
}) {
  const { t, say, day } = view
  if (rows.length === 0) return null
  return (
    <section class="card">
      <h2>{t('Đang ủy quyền', 'Delegated now')}</h2>
      {rows.map(({ person, name, role, organisation, since, until }) => (
        <div class="demand">
          <p>
            <strong>{say(roleName(role))}</strong> {t('cho', 'to')} {name}, {day(since)} – {until && day(until)}
          </p>
          <Act
            view={view}
            name={`end-${person}-${role}`}
            title={t('Rút ủy quyền', 'Take it back')}
            action={`${url}/end`}
            hidden={{ person, role, organisation }}
            returned={returned}
            reason
          />
        </div>
      ))}
    </section>
  )
}

async function delegationPage(call: Call, done?: string, returned?: Returned) {
  const { view, services, at } = call
  const me = personOf(call).personId
  const { offices, given, colleagues } = await withClient(services.db, async (client) => {
    const held = await officesOf(client, me, at)
    const unique = held.filter(
      (one, n) =>
        held.findIndex(({ role, organisationId }) => role === one.role && organisationId === one.organisationId) === n,
    )
    const near = new Map<string, Colleagues>()
    for (const organisation of new Set(unique.map(({ organisationId }) => organisationId))) {
      const { items } = await listPeople(client, { organisation, at, limit: 200 })
      near.set(
        organisation,
        items.filter(({ id }) => id !== me).map(({ id, name }) => [id, name] as const),
      )
    }
    return { offices: unique, given: await ownDelegations(client, me, at), colleagues: near }
  })
  const { t } = view
  return (
    <Frame view={view} title={t('Ủy quyền', 'Delegation')} place="account" narrow>
      <p class="crumbs">
        <a href="/account">{t('Tài khoản', 'Account')}</a>
      </p>
      <h1>{t('Ủy quyền chức vụ', 'Delegate an office')}</h1>
      {done && (
        <Done>
          {done === 'ended' ? t('Đã rút ủy quyền.', 'It is taken back.') : t('Đã ủy quyền.', 'It is delegated.')}
        </Done>
      )}
      <Given view={view} rows={given} returned={returned} />
      {offices.length === 0 && (
        <Nothing title={t('Bạn không giữ chức vụ nào để ủy quyền.', 'You hold no office to delegate.')}>
          {t(
            'Vai trò trong hội đồng hay đoàn do quyết định của hồ sơ đặt ra.',
            'Roles in a council or team come from the case.',
          )}
        </Nothing>
      )}
      {offices.map((office) => (
        <Office
          view={view}
          office={office}
          colleagues={colleagues.get(office.organisationId) ?? []}
          returned={returned}
        />
      ))}
    </Frame>
  )
}

const until = (day: string) => (day === '' ? '' : `${day}T23:59:59+07:00`)

export const delegationPages = [
  page({
    method: 'get',
    path: url,
    access: { to: 'person' },
    query: z.object({ done: z.string().max(20).optional() }),
    handle: (call) => delegationPage(call, call.query.done),
  }),
  page({
    method: 'post',
    path: url,
    access: { to: 'person' },
    async handle(call) {
      const { services, fields, at } = call
      const since = fields.text('since')
      const outcome = await tried(call, () => {
        const given = parse(Delegation, {
          person: fields.text('person'),
          role: fields.text('role') as Role,
          organisation: fields.text('organisation'),
          until: until(fields.text('until')),
          reason: fields.text('reason'),
          ...(since === '' ? {} : { since: `${since}T00:00:00+07:00` }),
        })
        return delegateOffice(services.db, { ...given, actor: personOf(call).personId, at })
      })
      return 'ok' in outcome ? goTo(`${url}?done=given`) : delegationPage(call, undefined, outcome.returned)
    },
  }),
  page({
    method: 'post',
    path: `${url}/end`,
    access: { to: 'person' },
    async handle(call) {
      const { services, fields, at } = call
      const outcome = await tried(call, () => {
        const given = parse(DelegationEnd, {
          person: fields.text('person'),
          role: fields.text('role') as Role,
          organisation: fields.text('organisation'),
          reason: fields.text('reason'),
        })
        return endDelegation(services.db, { ...given, actor: personOf(call).personId, at })
      })
      return 'ok' in outcome ? goTo(`${url}?done=ended`) : delegationPage(call, undefined, outcome.returned)
    },
  }),
]
