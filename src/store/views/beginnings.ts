// How far a department has come with its first steps, for whoever sets it up.
import type { Client } from '../with-client.ts'

export interface Beginnings {
  /** Of the person who asks. */
  secondFactor: boolean
  /** Somebody else of the department has an account. */
  colleagues: boolean
  schools: boolean
  principals: boolean
  cycles: boolean
}

export async function beginnings(
  client: Client,
  { person, departments }: { person: string; departments: readonly string[] },
): Promise<Beginnings> {
  const text = `select exists (select 1 from accounts where person_id = $1 and totp_confirmed_at is not null) as "secondFactor",
    exists (select 1 from people p join accounts a on a.person_id = p.id where p.organisation_id = any($2) and p.id <> $1) as colleagues,
    exists (select 1 from schools where department_id = any($2)) as schools,
    exists (select 1 from offices h join schools s on s.id = h.organisation_id where h.role = 'principal' and s.department_id = any($2)) as principals,
    exists (select 1 from cycles c join schools s on s.id = c.school_id where s.department_id = any($2)) as cycles`
  const found = await client.query<Beginnings & Record<string, unknown>>({
    name: 'beginnings',
    text,
    values: [person, departments],
  })
  const [row] = found.rows
  if (!row) throw new Error('the first steps of a department could not be read')
  return row
}
