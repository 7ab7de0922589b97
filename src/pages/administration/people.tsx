// The people of an organisation as a list, and entering somebody new with an invitation.
import { z } from 'zod'
import { createPerson } from '../../commands/people/invite.ts'
import { permitOrganisation } from '../../commands/people/permit-person.ts'
import { confirmsTrainingOf, type Seat } from '../../domain/offices.ts'
import { reachOf } from '../../domain/permissions.ts'
import { labelled } from '../../domain/text.ts'
import { parse } from '../../http/mount.ts'
import { NewPerson } from '../../http/routes/people.ts'
import { personOf } from '../../http/route.ts'
import { Id, Search } from '../../http/schemas.ts'
import { officesOf } from '../../store/accounts/seats.ts'
import { listPeople, organisationPage, type PersonRow } from '../../store/views/people.ts'
import { listSchools } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import type { Fields } from '../fields.ts'
import { goTo, page, type PageCall, withQuery } from '../page.ts'
import { shownIn, type Returned } from '../parts/act.tsx'
import { Input, Tick } from '../parts/field.tsx'
import { Faults, More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { accountName, roleName } from '../words.ts'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { FilterForm, SearchInput } from '../parts/filter-form.tsx'

const access = { to: 'managePeople', of: 'reach' } as const
const act = 'new'
const rows = 3

export function AccountChip({
  view,
  person,
}: {
  view: View
  person: Pick<PersonRow, 'status' | 'erased' | 'invitedUntil'>
}) {
  const { status, erased, invitedUntil } = person
  if (erased) return <span class="chip none">{view.t('Đã xóa dữ liệu', 'Data erased')}</span>
  if (invitedUntil !== null && invitedUntil <= view.at)
    return <span class="chip bad">{view.t('Lời mời đã hết hạn', 'Invitation ended')}</span>
  const tone = status === 'active' ? 'good' : status === 'suspended' ? 'bad' : status === null ? 'none' : 'warn'
  return <span class={`chip ${tone}`}>{view.say(accountName(status ?? 'none'))}</span>
}

/** The organisation asked for, or the one whose people this person looks after. Throws `notFound` out of reach. */
async function organisationIn(
  call: Pick<PageCall<unknown, unknown>, 'services' | 'principal' | 'at'>,
  wanted?: string,
) {
  const { personId: actor, offices, organisationId } = personOf(call)
  const reach = reachOf('managePeople', offices)
  const id = wanted ?? (Array.isArray(reach) ? reach[0] : undefined) ?? organisationId
  return withClient(call.services.db, async (client) => {
    const seat = await permitOrganisation(client, id, { actor, at: call.at })
    const trains = confirmsTrainingOf(await officesOf(client, actor, call.at), seat)
    const found = await organisationPage(client, id)
    return { id, seat, trains, name: found?.name ?? id }
  })
}

/** Where somebody who looks after the people of others alone begins: by choosing whose. */
async function choiceFirst(call: Parameters<typeof organisationIn>[0], wanted: string | undefined) {
  if (wanted !== undefined) return null
  const own = await organisationIn(call).catch(() => null)
  return own ? null : goTo(adminUrl('organisations'))
}

interface FormProps {
  view: View
  at: { id: string; name: string; trains: boolean; seat: Seat }
  schools: readonly { id: string; name: string }[]
  returned?: Returned
}

interface WorkedProps extends Pick<FormProps, 'view' | 'schools'> {
  show: ReturnType<typeof shownIn>
}

/** Where somebody worked before keeps them from judging that school. */
function Worked({ view, schools, show }: WorkedProps) {
  const { t } = view
  return (
    <fieldset>
      <legend>{t('Trường đã từng công tác (nếu có)', 'Schools worked at before')}</legend>
      <p class="hint">
        {t(
          'Người đã công tác tại trường không được đánh giá trường đó.',
          'Whoever worked at a school never reviews it.',
        )}
      </p>
      {Array.from({ length: rows }, (_, n) => (
        <div class="pair">
          <Input view={view} {...show(`worked.${n}.school`)} label={t('Mã trường', 'School')} list="schools" optional />
          <Input view={view} {...show(`worked.${n}.since`)} type="date" label={t('Từ ngày', 'Since')} optional />
          <Input view={view} {...show(`worked.${n}.until`)} type="date" label={t('Đến ngày', 'Until')} optional />
        </div>
      ))}
      <datalist id="schools">
        {schools.map(({ id, name }) => (
          <option value={id}>{name}</option>
        ))}
      </datalist>
    </fieldset>
  )
}

function NewFaults({ view, returned }: Pick<FormProps, 'view'> & { returned: Returned | undefined }) {
  const { t } = view
  const labels: Record<string, string> = {
    name: t('Họ tên', 'Name'),
    email: 'Email',
    worked: t('Trường đã từng công tác', 'Schools worked at before'),
    reason: t('Lý do', 'Reason'),
  }
  const faults = (returned?.faults ?? []).map(({ field = '', message }) => ({
    message: labelled(labels[field] ?? '', message),
    ...(field ? { field: `${act}-${field}` } : {}),
  }))
  return <Faults view={view} faults={faults} />
}

function NewPersonForm({ view, at, schools, returned }: FormProps) {
  const { t } = view
  const show = shownIn(returned, act)
  return (
    <form method="post" action={adminUrl('people', 'new')} class="card" novalidate>
      <NewFaults view={view} returned={returned} />
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="organisation" value={at.id} />
      <Input view={view} {...show('name')} label={t('Họ tên', 'Name')} maxlength={200} required autocomplete="off" />
      <Input
        view={view}
        {...show('email')}
        type="email"
        label="Email"
        hint={t(
          'Lời mời được gửi tới đây; cũng là tên đăng nhập.',
          'The invitation goes here; it is also the name to sign in.',
        )}
        maxlength={254}
        required
        autocomplete="off"
      />
      <Tick
        view={view}
        name="educationSector"
        label={t('Thuộc ngành giáo dục', 'Works in education')}
        checked={returned ? returned.fields.has('educationSector') : true}
      />
      <Input
        view={view}
        {...show('sectorSince')}
        type="date"
        label={t('Vào ngành từ ngày', 'In the sector since')}
        hint={t('Để tính số năm công tác khi cử vào đoàn.', 'For the years that members of a team need.')}
        optional
      />
      {at.trains && (
        <Tick
          view={view}
          name="trained"
          label={t('Đã tập huấn đánh giá ngoài', 'Trained for external review')}
          checked={returned?.fields.has('trained') ?? false}
        />
      )}
      <Worked view={view} schools={schools} show={show} />
      <Input view={view} {...show('reason')} label={t('Lý do', 'Reason')} maxlength={1000} required />
      <button>{t('Thêm và gửi lời mời', 'Enter and invite')}</button>
    </form>
  )
}

async function newPage(call: PageCall<unknown, unknown>, organisation: string | undefined, returned?: Returned) {
  const { view, services } = call
  const at = await organisationIn(call, organisation)
  const { offices } = personOf(call)
  const { items } = await withClient(services.db, (client) => listSchools(client, { offices, limit: 500 }))
  const title = view.t('Thêm người', 'New person')
  return (
    <AdminPage view={view} area="people" title={title} lead={at.name}>
      <NewPersonForm view={view} at={at} schools={items} {...(returned ? { returned } : {})} />
    </AdminPage>
  )
}

/** The form as the API takes it. */
function newPersonIn(fields: Fields) {
  const or = (name: string) => fields.text(name).trim() || null
  const worked = Array.from({ length: rows }, (_, n) => ({
    school: fields.text(`worked.${n}.school`).trim(),
    since: fields.text(`worked.${n}.since`),
    until: or(`worked.${n}.until`),
  }))
  return {
    name: fields.text('name'),
    email: fields.text('email').trim(),
    organisation: fields.text('organisation'),
    educationSector: fields.has('educationSector'),
    sectorSince: or('sectorSince'),
    trained: fields.has('trained'),
    worked: worked.filter(({ school, since, until }) => school !== '' || since !== '' || until !== null),
    reason: fields.text('reason'),
  }
}

function Person({ view, row }: { view: View; row: PersonRow }) {
  return (
    <li class="wide">
      <div>
        <h3>
          <a href={adminUrl('people', row.id)}>{row.name}</a>
        </h3>
        <p>
          {[row.email, ...new Set(row.offices.map(({ role }) => view.say(roleName(role))))].filter(Boolean).join(' · ')}
        </p>
      </div>
      <AccountChip view={view} person={row} />
    </li>
  )
}

export const peoplePages = [
  page({
    method: 'get',
    path: '/administration/people',
    access,
    query: z.object({ organisation: Id.optional(), q: Search.default(''), cursor: z.string().max(500).optional() }),
    async handle({ view, services, query: { organisation, q, cursor }, ...call }) {
      const { at } = call
      const elsewhere = await choiceFirst({ services, ...call }, organisation)
      if (elsewhere) return elsewhere
      const where = await organisationIn({ services, ...call }, organisation)
      const filter = { organisation: where.id, search: q.trim() || undefined, at, cursor, limit: 50 }
      const { items, next } = await withClient(services.db, (client) => listPeople(client, filter))
      const { t } = view
      const more = next && withQuery('', { organisation: where.id, q, cursor: next })
      return (
        <AdminPage
          view={view}
          area="people"
          title={t('Người dùng', 'People')}
          lead={where.name}
          side={
            <a class="button" href={`${adminUrl('people', 'new')}?organisation=${encodeURIComponent(where.id)}`}>
              {t('Thêm người', 'New person')}
            </a>
          }
        >
          <FilterForm view={view} action={adminUrl('people')} kept={{ organisation: where.id }}>
            <SearchInput view={view} label={t('Họ tên (không cần dấu)', 'Name')} value={q} />
          </FilterForm>
          <h2 class="unseen">{t('Danh sách', 'The list')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Không có ai ở đây.', 'Nobody here.')}>
              {q
                ? t('Thử một phần ngắn hơn của tên.', 'Try a shorter part of the name.')
                : t('Thêm người đầu tiên bằng nút phía trên.', 'Enter the first one with the button above.')}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((row) => (
                <Person view={view} row={row} />
              ))}
            </ul>
          )}
          <More view={view} href={more} />
        </AdminPage>
      )
    },
  }),
  page({
    method: 'get',
    path: '/administration/people/new',
    access,
    query: z.object({ organisation: Id.optional() }),
    handle: async (call) =>
      (await choiceFirst(call, call.query.organisation)) ?? newPage(call, call.query.organisation),
  }),
  page({
    method: 'post',
    path: '/administration/people/new',
    access,
    async handle(call) {
      const { services, fields, at } = call
      const outcome = await tried(call, () =>
        createPerson(services.db, services.secretKey, {
          ...parse(NewPerson, newPersonIn(fields)),
          actor: personOf(call).personId,
          at,
        }),
      )
      if ('ok' in outcome) return goTo(`${adminUrl('people', outcome.ok.id)}?done=created`)
      return newPage(call, fields.text('organisation') || undefined, outcome.returned)
    },
  }),
]
