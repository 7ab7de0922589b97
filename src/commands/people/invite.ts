// Enters a person and invites them by mail, or sends the invitation again.
import { AppError, invalidAt } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { confirmsTrainingOf } from '../../domain/offices.ts'
import { officesOf } from '../../store/accounts/seats.ts'
import { newId } from '../../store/accounts/principal.ts'
import { mailLink } from '../../store/accounts/links.ts'
import type { Database } from '../../store/connect.ts'
import { codeOf, originOf } from '../../store/explain-failure.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitOrganisation, permitPerson } from './permit-person.ts'

export interface CreatePerson {
  name: string
  email: string
  organisation: string
  educationSector: boolean
  /** The day, or null when it is not known. */
  sectorSince: string | null
  /** Finished the training for reviewers. Only the department says so. */
  trained: boolean
  /** Schools worked at before. */
  worked: readonly { school: string; since: string; until: string | null }[]
  reason: string
  actor: string
  at: string
}

/** Answers the new person's id. Throws `notFound` for an organisation out of reach, `conflict` for an e-mail in use, `forbidden`. */
export function createPerson(db: Database, key: Buffer, input: CreatePerson): Promise<{ id: string }> {
  const { name, organisation, educationSector, sectorSince, trained, actor, at, reason } = input
  return inTransaction(db, async (client) => {
    const seat = await permitOrganisation(client, organisation, { actor, at })
    if (trained && !confirmsTrainingOf(await officesOf(client, actor, at), seat))
      throw new AppError(
        'forbidden',
        say(
          'trained: Chỉ Sở xác nhận việc tập huấn đánh giá ngoài.',
          'trained: Only the department confirms training in external review.',
        ),
      )
    const id = newId()
    const text = `insert into people (id, name, organisation_id, education_sector, sector_since, trained) values ($1, $2, $3, $4, $5, $6)`
    await client.query({ text, values: [id, name, organisation, educationSector, sectorSince, trained] })
    await keepEmployments(client, id, input.worked)
    await openAccount(client, key, { person: id, email: input.email, at })
    const details = { organisation, trained }
    await journal(client, { at, actor, action: 'createPerson', subject: { kind: 'person', id }, details, reason })
    return { id }
  })
}

async function keepEmployments(client: Client, person: string, worked: CreatePerson['worked']): Promise<void> {
  const text = `insert into employments (person_id, school_id, since, until)
    select $1, s.id, w.since, w.until from jsonb_to_recordset($2) as w(school text, since date, until date) join schools s on s.id = w.school
    on conflict do nothing returning 1`
  const kept = await client.query({ text, values: [person, JSON.stringify(worked)] })
  if (kept.rows.length < worked.length)
    throw invalidAt(
      'worked',
      say(
        'Có trường không có trong hệ thống, hoặc ghi hai lần.',
        'One of the schools is not in the system, or is written twice.',
      ),
    )
}

async function openAccount(
  client: Client,
  key: Buffer,
  { person, email, at }: { person: string; email: string; at: string },
): Promise<void> {
  const text = `insert into accounts (person_id, email, status, created_at) values ($1, $2, 'invited', $3)`
  await client.query({ text, values: [person, email, at] }).catch((error: unknown) => {
    if (codeOf(originOf(error)) !== '23505') throw error
    throw new AppError(
      'conflict',
      say('email: Email này đã có tài khoản.', 'email: This e-mail address has an account already.'),
    )
  })
  await mailLink(client, key, { person, purpose: 'invitation', at })
}

/**
 * Sends an invitation to somebody who has not yet accepted one, with an account made first where there is none; earlier links
 * are void. Throws `notFound`, `forbidden`, `conflict` for an account in use, `invalid` where a first account needs an e-mail.
 */
export function invitePerson(
  db: Database,
  key: Buffer,
  input: { person: string; email?: string | undefined; reason: string; actor: string; at: string },
): Promise<void> {
  const { person, email, reason, actor, at } = input
  return inTransaction(db, async (client) => {
    const { status } = await permitPerson(client, person, { actor, at })
    if (status === 'active' || status === 'suspended')
      throw new AppError(
        'conflict',
        say(
          'Người này đã có tài khoản. Người đó có thể tự đặt lại mật khẩu.',
          'This person has an account already and can reset the password.',
        ),
      )
    if (status === null && email === undefined)
      throw invalidAt('email', say('Cần email để mời.', 'An e-mail address is needed to invite.'))
    if (status === 'invited' && email !== undefined)
      await client.query({ text: `delete from accounts where person_id = $1 and status = 'invited'`, values: [person] })
    if (email === undefined) await mailLink(client, key, { person, purpose: 'invitation', at })
    else await openAccount(client, key, { person, email, at })
    await journal(client, { at, actor, action: 'invitePerson', subject: { kind: 'person', id: person }, reason })
  })
}
