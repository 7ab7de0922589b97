// Enters the department and its first person into a database in which nobody can sign in yet.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { newId } from '../../store/accounts/principal.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { acceptPassword } from './own-account.ts'

const Name = z.string().trim().min(1).max(300)

const First = z.strictObject({
  province: Name,
  department: Name,
  name: Name,
  email: z.email().max(254),
  role: z.enum(['departmentDirector', 'qualityHead']),
  password: z.string().min(1).max(200),
})

/** Answers the person. Throws `invalid` with the fields, `conflict` as soon as there is any account. */
export async function firstAdministrator(db: Database, given: unknown, at: string): Promise<string> {
  const parsed = readAs(First, given)
  if (!parsed.ok) {
    const issues = parsed.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
    throw new AppError('invalid', say('Chưa đủ thông tin.', 'Something is missing.'), { issues })
  }
  const { province, department, name, email, role, password } = parsed.data
  const hash = await acceptPassword(password, { email, name })
  return inTransaction(db, async (client) => {
    await permitFirst(client)
    await putOrganisations(client, province, department)
    const person = newId()
    const people = `insert into people (id, name, organisation_id, education_sector) values ($1, $2, 'so-gddt', true)`
    await client.query({ text: people, values: [person, name] })
    const account = `insert into accounts (person_id, email, password_hash, status, created_at) values ($1, $2, $3, 'active', $4)`
    await client.query({ text: account, values: [person, email, hash, at] })
    const office = `insert into offices (person_id, role, organisation_id, since) values ($1, $2, 'so-gddt', $3)`
    await client.query({ text: office, values: [person, role, at] })
    await journal(client, { at, actor: person, action: 'enterFirst', subject: { kind: 'person', id: person } })
    return person
  })
}

/** Two who press the button at once: the second finds an account. */
async function permitFirst(client: Client): Promise<void> {
  await client.query('lock table accounts in share row exclusive mode')
  const found = await client.query<{ yes: boolean }>('select exists (select 1 from accounts) as yes')
  if (found.rows[0]?.yes)
    throw new AppError(
      'conflict',
      say('Hệ thống đã có tài khoản. Hãy đăng nhập.', 'The system has an account already. Sign in.'),
    )
}

async function putOrganisations(client: Client, province: string, department: string): Promise<void> {
  const all = [
    ['bo-gddt', 'ministry', 'Bộ Giáo dục và Đào tạo', null],
    ['tinh', 'province', province, 'bo-gddt'],
    ['so-gddt', 'department', department, 'tinh'],
  ]
  const text = `insert into organisations (id, kind, name, parent_id) values ($1, $2, $3, $4) on conflict (id) do nothing`
  for (const values of all) await client.query({ text, values })
}
