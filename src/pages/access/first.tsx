// The first page of a new system: who is its first administrator. Only while nobody can sign in, and from this machine.
import { firstAdministrator } from '../../commands/access/first-administrator.ts'
import { AppError } from '../../domain/errors.ts'
import { labelled, say } from '../../domain/text.ts'
import { addressOf, isLoopback } from '../../http/address.ts'
import { givenSession } from '../../http/session-cookie.ts'
import { beginSession } from '../../store/accounts/principal.ts'
import { hasAccounts } from '../../store/views/demonstration.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { goTo, page, type PageCall } from '../page.ts'
import { Field, Input } from '../parts/field.tsx'
import { Faults } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { roleName } from '../words.ts'

type Call = PageCall<unknown, unknown>

/** Whether this server may be given its first administrator. */
export async function isNew({ services }: Pick<Call, 'services'>): Promise<boolean> {
  return services.fresh === true && !(await withClient(services.db, hasAccounts))
}

async function refuseUnlessNew(call: Call): Promise<void> {
  const address = addressOf(call.raw, call.services.behindProxy)
  const here = address === undefined || isLoopback(address)
  if (!here || !(await isNew(call)))
    throw new AppError('notFound', say('Không có địa chỉ này.', 'There is no such address.'))
}

const roles = ['qualityHead', 'departmentDirector'] as const

/** What each field is called, also where its fault is told. */
function labelsOf({ t }: View): Record<string, string> {
  return {
    province: t('Tên UBND tỉnh, thành phố', 'Provincial committee'),
    department: t('Tên Sở Giáo dục và Đào tạo', 'Department of education'),
    name: t('Họ tên của bạn', 'Your name'),
    email: 'Email',
    password: t('Mật khẩu (ít nhất 12 ký tự)', 'Password (at least 12 characters)'),
  }
}

function FirstPage({ call, faults = [] }: { call: Call; faults?: readonly Fault[] }) {
  const { view, fields } = call
  const { t, say } = view
  const fault = (name: string) => faults.find(({ field }) => field === name)?.message
  const labels = labelsOf(view)
  const named = faults.map((one) => ({ ...one, message: labelled(labels[one.field ?? ''] ?? '', one.message) }))
  const line = (name: string, type = 'text', autocomplete = 'off') => (
    <Input
      view={view}
      name={name}
      label={labels[name] ?? name}
      type={type}
      autocomplete={autocomplete}
      value={type === 'password' ? '' : fields.text(name)}
      fault={fault(name)}
      maxlength={254}
    />
  )
  const title = t('Bắt đầu một hệ thống mới', 'Begin a new system')
  return (
    <Frame view={view} title={title} narrow>
      <h1>{title}</h1>
      <p class="lead">
        {t(
          'Chưa có ai trong hệ thống. Người quản trị đầu tiên vào đây, rồi mời mọi người khác.',
          'Nobody is in the system yet. The first administrator enters here and invites all others.',
        )}
      </p>
      <form method="post" action="/first" class="card" novalidate>
        <Faults view={view} faults={named} />
        {line('province')}
        {line('department')}
        {line('name', 'text', 'name')}
        {line('email', 'email', 'username')}
        <Field
          view={view}
          id="role"
          label={t('Chức vụ', 'Office')}
          hint={t(
            'Giám đốc giao được mọi chức vụ của Sở; Trưởng phòng không giao được chức Giám đốc.',
            'A director names everybody of the department; a head of quality cannot name the director.',
          )}
        >
          <select id="role" name="role">
            {roles.map((role) => (
              <option value={role} selected={role === fields.text('role')}>
                {say(roleName(role))}
              </option>
            ))}
          </select>
        </Field>
        {line('password', 'password', 'new-password')}
        <button>{t('Bắt đầu', 'Begin')}</button>
      </form>
    </Frame>
  )
}

export const firstPages = [
  page({
    method: 'get',
    path: '/first',
    access: { to: 'public' },
    async handle(call) {
      await refuseUnlessNew(call)
      return <FirstPage call={call} />
    },
  }),
  page({
    method: 'post',
    path: '/first',
    access: { to: 'public' },
    async handle(call) {
      await refuseUnlessNew(call)
      const { services, fields, at } = call
      const names = ['province', 'department', 'name', 'email', 'role', 'password'] as const
      const given = Object.fromEntries(names.map((name) => [name, fields.text(name)]))
      try {
        const person = await firstAdministrator(services.db, given, at)
        const secret = await beginSession(services.db, { person, strong: false, at })
        return goTo('/', [givenSession(secret, services.publicUrl)])
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return <FirstPage call={call} faults={faultsOf(error)} />
      }
    },
  }),
]
