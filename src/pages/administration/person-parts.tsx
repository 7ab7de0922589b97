// The parts of a person's page: what is known, the offices, and the forms of each act.
import type { Role } from '../../domain/roles.ts'
import type { Text } from '../../domain/text.ts'
import type { HeldOffice } from '../../store/accounts/seats.ts'
import type { PersonRow } from '../../store/views/people.ts'
import { Act, shownIn, type Returned } from '../parts/act.tsx'
import { Input, Select, Tick } from '../parts/field.tsx'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'
import { AccountChip } from './people.tsx'
import { Fact } from '../parts/fact.tsx'
import { OfficeTerm } from '../parts/office-term.tsx'

export interface Known {
  person: PersonRow
  organisationName: string
  /** Why the reader may not manage the account. */
  whyNot: Text | null
  /** What the reader may name this person to. */
  roles: readonly Role[]
  /** Offices the reader may end. */
  ends: readonly HeldOffice[]
  /** Whether the reader confirms training. */
  trains: boolean
}

interface PartProps {
  view: View
  known: Known
  url: string
  returned: Returned | undefined
}

export function Facts({ view, known: { person, organisationName } }: Pick<PartProps, 'view' | 'known'>) {
  const { t } = view
  const yes = (is: boolean) => (is ? t('có', 'yes') : t('không', 'no'))
  return (
    <section class="card">
      <h2>{t('Thông tin', 'Details')}</h2>
      <dl class="facts">
        <Fact name={t('Tài khoản', 'Account')} value={<AccountChip view={view} person={person} />} />
        <Fact name={t('Lời mời', 'Invitation')} value={person.invitedUntil && invitation(view, person.invitedUntil)} />
        <Fact name="Email" value={person.email ?? t('chưa có', 'none')} />
        <Fact name={t('Đơn vị', 'Organisation')} value={organisationName} />
        <Fact
          name={t('Xác thực hai bước', 'Second factor')}
          value={person.secondFactor ? t('đã bật', 'on') : t('chưa bật', 'off')}
        />
        <Fact name={t('Thuộc ngành giáo dục', 'Works in education')} value={yes(person.educationSector)} />
        <Fact
          name={t('Vào ngành', 'In the sector since')}
          value={person.sectorSince ? view.day(person.sectorSince) : t('chưa rõ', 'not known')}
        />
        <Fact name={t('Đã tập huấn đánh giá', 'Trained')} value={yes(person.trained)} />
      </dl>
      {person.suspendedReason && (
        <p class="stopped">
          {t('Lý do tạm khóa', 'Suspended because')}: {person.suspendedReason}
        </p>
      )}
    </section>
  )
}

/** What there is to know of an invitation that waits. */
function invitation({ t, at, moment }: View, until: string): string {
  if (until > at) return t(`nhận được đến ${moment(until)}`, `can be taken until ${moment(until)}`)
  return t(`hết hạn lúc ${moment(until)}; hãy mời lại`, `ended at ${moment(until)}; invite again`)
}

/** The server sends no mail: whoever invites hands the link over. */
export function ByHand({ view: { t }, name, link }: { view: View; name: string; link: string }) {
  return (
    <div class="told warn">
      <div>
        <strong>
          {t(
            `Máy chủ chưa gửi được thư. Chép liên kết này và đưa cho ${name}:`,
            `The server sends no mail yet. Copy this link and hand it to ${name}:`,
          )}
        </strong>
        <p>
          <code class="secret">{link}</code>
        </p>
        <p>
          {t(
            'Ai có liên kết thì đặt được mật khẩu của người này. Liên kết chỉ dùng một lần.',
            'Whoever has the link can set the password. It can be used once.',
          )}
        </p>
      </div>
    </div>
  )
}

/** An office that was given anew shows once, from when it was held first. */
const eachOnce = (offices: PersonRow['offices']) =>
  offices.filter(
    (one, at) =>
      offices.findIndex(({ role, organisation }) => role === one.role && organisation === one.organisation) === at,
  )

export function OfficeList({ view, known: { person, ends }, url, returned }: PartProps) {
  const { t, say } = view
  return (
    <section class="card">
      <h2>{t('Chức vụ', 'Offices')}</h2>
      {person.offices.length === 0 && <p>{t('Chưa giữ chức vụ nào.', 'No office yet.')}</p>}
      {eachOnce(person.offices).map(({ role, organisation, since, until, delegatedBy }) => {
        const name = say(roleName(role))
        const mayEnd = ends.some((one) => one.role === role && one.organisationId === organisation)
        const back = returned?.fields.text('role') === role ? returned : undefined
        return (
          <div class="demand">
            <p>
              <strong>{name}</strong>{' '}
              {delegatedBy !== null && <span class="chip">{t('được ủy quyền', 'delegated')}</span>}
            </p>
            <p class="ref">
              {t('từ', 'since')} {view.day(since)}
              {until && ` ${t('đến', 'until')} ${view.day(until)}`}
            </p>
            {mayEnd && (
              <Act
                view={view}
                name={`end-${role}`}
                title={t('Thôi chức vụ này', 'End this office')}
                action={`${url}/end`}
                hidden={{ role, organisation }}
                returned={back}
                reason
              />
            )}
          </div>
        )
      })}
    </section>
  )
}

export function NameAct({ view, known: { person, roles }, url, returned, open }: PartProps & { open: boolean }) {
  const { t, say } = view
  const show = shownIn(returned, 'name')
  return (
    <section class="card">
      <Act
        view={view}
        name="name"
        title={t('Giao chức vụ', 'Give an office')}
        action={`${url}/name`}
        hidden={{ organisation: person.organisation }}
        returned={returned}
        reason
        open={open}
      >
        <Select
          view={view}
          {...show('role')}
          label={t('Chức vụ', 'Office')}
          options={roles.map((role) => [role, say(roleName(role))])}
        />
        <OfficeTerm view={view} show={show} hint={t('Để trống là không thời hạn.', 'Empty = without end.')} />
      </Act>
    </section>
  )
}

export function AccountActs({ view, known: { person }, url, returned }: PartProps) {
  const { t } = view
  const { status, secondFactor } = person
  const plain = (name: string, title: string) => (
    <Act view={view} name={name} title={title} action={`${url}/${name}`} returned={returned} reason />
  )
  const waits = status === null || status === 'invited'
  return (
    <>
      {waits && (
        <Act
          view={view}
          name="invite"
          title={status === null ? t('Mời', 'Invite') : t('Mời lại', 'Invite again')}
          action={`${url}/invite`}
          returned={returned}
          reason
        >
          <Input
            view={view}
            {...shownIn(returned, 'invite')('email')}
            type="email"
            label={status === null ? 'Email' : t('Email mới', 'New e-mail')}
            optional={status !== null}
            maxlength={254}
            autocomplete="off"
          />
        </Act>
      )}
      {(status === 'active' || status === 'invited') && plain('suspend', t('Tạm khóa tài khoản', 'Suspend'))}
      {status === 'suspended' && plain('reinstate', t('Mở lại tài khoản', 'Reinstate'))}
      {secondFactor && plain('factor', t('Gỡ xác thực hai bước đã mất', 'Take away a lost second factor'))}
    </>
  )
}

export function CorrectAct({ view, known: { person, trains }, url, returned }: PartProps) {
  const { t } = view
  const show = shownIn(returned, 'correct')
  const back = returned?.act === 'correct' ? returned.fields : undefined
  return (
    <Act
      view={view}
      name="correct"
      title={t('Cập nhật thông tin', 'Correct the data')}
      action={`${url}/correct`}
      hidden={{ organisationBefore: person.organisation, ...(trains ? { training: 'yes' } : {}) }}
      returned={returned}
      reason
    >
      <Input view={view} {...show('name', person.name)} label={t('Họ tên', 'Name')} maxlength={200} required />
      <Input
        view={view}
        {...show('organisation', person.organisation)}
        label={t('Mã đơn vị công tác', 'Organisation')}
        hint={t('Đổi khi người này chuyển nơi làm việc.', 'Change it when they move.')}
        maxlength={300}
      />
      <Tick
        view={view}
        name="educationSector"
        id="correct-educationSector"
        label={t('Thuộc ngành giáo dục', 'Works in education')}
        checked={back ? back.has('educationSector') : person.educationSector}
      />
      <Input
        view={view}
        {...show('sectorSince', person.sectorSince ?? '')}
        type="date"
        label={t('Vào ngành từ ngày', 'In the sector since')}
        optional
      />
      {trains && (
        <Tick
          view={view}
          name="trained"
          id="correct-trained"
          label={t('Đã tập huấn đánh giá ngoài', 'Trained for external review')}
          checked={back ? back.has('trained') : person.trained}
        />
      )}
    </Act>
  )
}
