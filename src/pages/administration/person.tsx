// One person: account and offices, and what may be done with them by whoever looks after them.
import { z } from 'zod'
import { correctPerson } from '../../commands/people/correct.ts'
import { erasePerson } from '../../commands/people/erase.ts'
import { invitePerson } from '../../commands/people/invite.ts'
import { endOffice, giveOffice } from '../../commands/people/name.ts'
import { permitOrganisation } from '../../commands/people/permit-person.ts'
import { resetSecondFactor } from '../../commands/people/reset-second-factor.ts'
import { reinstatePerson, suspendPerson } from '../../commands/people/suspend.ts'
import { notFound } from '../../domain/errors.ts'
import { confirmsTrainingOf, officeRoles, whyNotManage, whyNotName } from '../../domain/offices.ts'
import { say } from '../../domain/text.ts'
import { parse } from '../../http/mount.ts'
import { Because, Correction, Invitation, Naming, Office } from '../../http/routes/people.ts'
import { personOf } from '../../http/route.ts'
import { Id } from '../../http/schemas.ts'
import { waitingInvitation } from '../../store/accounts/links.ts'
import { officesOf } from '../../store/accounts/seats.ts'
import { organisationPage, personPage } from '../../store/views/people.ts'
import { withClient } from '../../store/with-client.ts'
import type { Fields } from '../fields.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { Act, type Returned } from '../parts/act.tsx'
import { AdminPage, adminUrl, tried } from './parts.tsx'
import { AccountActs, ByHand, CorrectAct, Facts, NameAct, OfficeList, type Known } from './person-parts.tsx'

const access = { to: 'managePeople', of: 'reach' } as const
const params = z.object({ person: Id })
type Call = PageCall<{ person: string }, unknown>

const gone = say(
  'Dữ liệu của người này đã được xóa; nhật ký vẫn giữ việc đã làm.',
  'The data of this person are erased; the history keeps what was done.',
)

/** The person with what the reader may do. Throws `notFound` out of reach. */
function knownOf({ services, params: { person }, at, ...call }: Call): Promise<Known> {
  const actor = personOf(call).personId
  return withClient(services.db, async (client) => {
    const found = await personPage(client, person, at)
    if (!found) throw notFound()
    const seat = await permitOrganisation(client, found.organisation, { actor, at })
    const offices = await officesOf(client, actor, at)
    const theirs = await officesOf(client, person, at)
    const me = { personId: actor, offices }
    const names = (role: (typeof officeRoles)[number]) => whyNotName(me, { personId: person, role, seat }) === null
    const where = await organisationPage(client, found.organisation)
    return {
      person: found,
      organisationName: where?.name ?? found.organisation,
      whyNot: found.erased ? gone : whyNotManage(me, { personId: person, seat, offices: theirs }),
      roles: found.erased ? [] : officeRoles.filter(names),
      ends: theirs.filter(({ role, seat: at }) => whyNotName(me, { personId: person, role, seat: at }) === null),
      trains: confirmsTrainingOf(offices, seat),
    }
  })
}

const told: Readonly<Record<string, readonly [string, string]>> = {
  created: [
    'Đã thêm và tạo lời mời. Bước tiếp theo: giao chức vụ ở dưới.',
    'Entered and invited. What comes next: give an office below.',
  ],
  correct: ['Đã cập nhật thông tin.', 'The data are brought up to date.'],
  invite: ['Đã tạo lời mời mới.', 'A new invitation is made.'],
  suspend: ['Đã tạm khóa tài khoản.', 'The account is suspended.'],
  reinstate: ['Đã mở lại tài khoản.', 'The account is open again.'],
  factor: ['Đã gỡ xác thực hai bước.', 'The second factor is taken away.'],
  name: ['Đã giao chức vụ.', 'The office is given.'],
  end: ['Đã thôi chức vụ.', 'The office has ended.'],
  erase: ['Đã xóa dữ liệu cá nhân.', 'The personal data are erased.'],
}

/** The link that reaches the invited by hand, where the server sends no mail; `null` = none waits. */
async function linkOf({ services, at }: Call, { person, whyNot }: Known): Promise<string | null> {
  if (!services.byHand || whyNot !== null || person.status !== 'invited') return null
  const { db, secretKey, publicUrl } = services
  const secret = await withClient(db, (client) => waitingInvitation(client, secretKey, { person: person.id, at }))
  return secret && `${publicUrl}/invitation#${secret}`
}

async function personView(call: Call, done?: string, returned?: Returned) {
  const { view } = call
  const known = await knownOf(call)
  const { person, whyNot, organisationName } = known
  const link = await linkOf(call, known)
  const url = adminUrl('people', person.id)
  const { t } = view
  const [vi, en] = told[done ?? ''] ?? []
  return (
    <AdminPage
      view={view}
      area="people"
      title={person.name}
      up={[`${adminUrl('people')}?organisation=${encodeURIComponent(person.organisation)}`, organisationName]}
      done={vi && en && t(vi, en)}
    >
      {link && <ByHand view={view} name={person.name} link={link} />}
      <div class="columns">
        <div>
          <Facts view={view} known={known} />
          <OfficeList view={view} known={known} url={url} returned={returned} />
          {known.roles.length > 0 && (
            <NameAct view={view} known={known} url={url} returned={returned} open={done === 'created'} />
          )}
        </div>
        <aside>
          <section class="card">
            <h2>{t('Tài khoản và thông tin', 'Account and data')}</h2>
            {whyNot ? (
              <p class="stopped">{view.say(whyNot)}</p>
            ) : (
              <>
                <AccountActs view={view} known={known} url={url} returned={returned} />
                <CorrectAct view={view} known={known} url={url} returned={returned} />
                <Act
                  view={view}
                  name="erase"
                  title={t('Xóa dữ liệu cá nhân', 'Erase personal data')}
                  action={`${url}/erase`}
                  returned={returned}
                  reason
                >
                  <p class="told warn">
                    {t(
                      'Không lấy lại được: tên, email và tài khoản bị xóa; nhật ký vẫn giữ mã người và việc đã làm.',
                      'This cannot be undone: name, e-mail and account go; the history keeps what was done under the id.',
                    )}
                  </p>
                </Act>
              </>
            )}
          </section>
        </aside>
      </div>
    </AdminPage>
  )
}

interface Change {
  services: Call['services']
  fields: Fields
  person: string
  actor: string
  at: string
}

/** An act on a person; what is refused comes back at its form. */
function act(name: string, work: (change: Change) => Promise<unknown>) {
  return page({
    method: 'post',
    path: `/administration/people/{person}/${name}`,
    access,
    params,
    async handle(call) {
      const { services, fields, params: one, at } = call
      const change = { services, fields, person: one.person, actor: personOf(call).personId, at }
      const outcome = await tried(call, () => work(change))
      if ('ok' in outcome) return goTo(`${adminUrl('people', one.person)}?done=${name}`)
      return personView(call, undefined, outcome.returned)
    },
  })
}

const because = (fields: Fields) => parse(Because, { reason: fields.text('reason') })
const day = (fields: Fields, name: string, time: string) => {
  const text = fields.text(name)
  return text === '' ? {} : { [name]: `${text}T${time}+07:00` }
}

const changes = [
  act('suspend', ({ services, fields, ...who }) => suspendPerson(services.db, { ...who, ...because(fields) })),
  act('reinstate', ({ services, fields, ...who }) => reinstatePerson(services.db, { ...who, ...because(fields) })),
  act('factor', ({ services, fields, ...who }) => resetSecondFactor(services.db, { ...who, ...because(fields) })),
  act('erase', ({ services, fields, ...who }) => erasePerson(services.db, { ...who, ...because(fields) })),
  act('invite', ({ services, fields, ...who }) => {
    const email = fields.text('email').trim()
    const given = parse(Invitation, { ...because(fields), ...(email === '' ? {} : { email }) })
    return invitePerson(services.db, services.secretKey, { ...who, ...given })
  }),
  act('correct', ({ services, fields, ...who }) => {
    const given = parse(Correction, {
      name: fields.text('name'),
      educationSector: fields.has('educationSector'),
      sectorSince: fields.text('sectorSince') || null,
      ...(fields.has('organisation') ? { organisation: fields.text('organisation') } : {}),
      ...(fields.has('training') ? { trained: fields.has('trained') } : {}),
      ...because(fields),
    })
    const before = fields.text('organisationBefore')
    const moved = given.organisation === before ? { ...given, organisation: undefined } : given
    return correctPerson(services.db, { ...who, ...moved })
  }),
  act('name', ({ services, fields, ...who }) => {
    const given = parse(Naming, {
      role: fields.text('role'),
      organisation: fields.text('organisation'),
      ...day(fields, 'since', '00:00:00'),
      ...day(fields, 'until', '23:59:59'),
      ...because(fields),
    })
    return giveOffice(services.db, { ...who, ...given })
  }),
  act('end', ({ services, fields, ...who }) => {
    const given = { role: fields.text('role'), organisation: fields.text('organisation'), ...because(fields) }
    return endOffice(services.db, { ...who, ...parse(Office, given) })
  }),
]

export const personPages = [
  page({
    method: 'get',
    path: '/administration/people/{person}',
    access,
    params,
    query: z.object({ done: z.string().max(20).optional() }),
    handle: (call) => personView(call, call.query.done),
  }),
  ...changes,
]
