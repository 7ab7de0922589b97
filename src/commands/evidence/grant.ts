// Opens one restricted piece of evidence to one reviewer until a day, and closes it again before, each with the reason on record.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { reviewRoles } from '../../domain/roles.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { once } from '../once.ts'
import { authorize, record } from '../record.ts'
import { keepers, rowOf } from './register.ts'

export interface GrantEvidence {
  /** Of the grant. */
  id: string
  cycle: string
  code: string
  /** Somebody of the review team. */
  person: string
  reason: string
  /** The instant from which on it is closed again. */
  until: string
  actor: string
  at: string
  /** The same key grants once. */
  key?: string
}

/** Answers the id of the grant. Throws `notFound`, `forbidden`, `keyReused`, `invalid` for a day gone by or somebody who does not review. */
export function grantEvidence(
  db: Database,
  engine: Engine,
  library: Library,
  input: GrantEvidence,
): Promise<{ id: string }> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'grantEvidence' }
  return keepingRefusals(engine, attempt, () => grant(db, library, input))
}

function grant(db: Database, library: Library, input: GrantEvidence): Promise<{ id: string }> {
  const { id, cycle, code, person, reason, until, at, key } = input
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, input.actor, keepers, at)
    const content = ['grantEvidence', cycle, code, person, reason, until, actor.id]
    return once(client, { key, content, at }, async () => {
      const { firstCode } = await rowOf(client, cycle, code)
      if (reason.trim() === '')
        throw new AppError(
          'invalid',
          say('Cần nêu lý do mở minh chứng hạn chế.', 'A reason for opening restricted evidence is needed.'),
        )
      if (new Date(until) <= new Date(at))
        throw new AppError('invalid', say('Thời hạn mở phải sau lúc này.', 'It must be open until later than now.'))
      await refuseOutsider(client, input)
      const text = `insert into evidence_grants (id, cycle_id, first_code, person_id, reason, granted_by, at, until)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`
      await client.query({ text, values: [id, cycle, firstCode, person, reason, actor.id, at, until] })
      await record(client, process, { event: 'grantEvidence', payload: { id, code, person, reason, until }, actor, at })
      return { id }
    })
  })
}

export interface WithdrawGrant {
  id: string
  cycle: string
  code: string
  reason: string
  actor: string
  at: string
}

/** Closes at once what was opened. Done again it changes nothing. Throws `notFound`, `forbidden`, `invalid` without a reason. */
export function withdrawGrant(db: Database, engine: Engine, library: Library, input: WithdrawGrant): Promise<void> {
  const { actor, cycle, at } = input
  const attempt = { at, actorId: actor, processId: `${cycle}/selfAssessment`, event: 'withdrawGrant' }
  return keepingRefusals(engine, attempt, () => withdraw(db, library, input))
}

function withdraw(db: Database, library: Library, { id, cycle, code, reason, actor: who, at }: WithdrawGrant) {
  return inTransaction(db, async (client) => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, `${cycle}/selfAssessment`, who, keepers, at)
    const { firstCode } = await rowOf(client, cycle, code)
    if (reason.trim() === '')
      throw new AppError(
        'invalid',
        say('Cần nêu lý do đóng minh chứng hạn chế.', 'A reason for closing restricted evidence is needed.'),
      )
    const text = `select person_id as person, until > $4 as open from evidence_grants
      where id = $1 and cycle_id = $2 and first_code = $3`
    const values = [id, cycle, firstCode, at]
    const [grant] = (await client.query<{ person: string; open: boolean }>({ text, values })).rows
    if (!grant)
      throw new AppError('notFound', say('Không tìm thấy lần mở minh chứng này.', 'This grant was not found.'))
    if (!grant.open) return
    await client.query({ text: 'update evidence_grants set until = $2 where id = $1', values: [id, at] })
    const payload = { id, code, person: grant.person, reason }
    await record(client, process, { event: 'withdrawGrant', payload, actor, at })
  })
}

async function refuseOutsider(client: Client, { cycle, person, at }: GrantEvidence): Promise<void> {
  const text = `select 1 from case_members where cycle_id = $1 and person_id = $2 and role = any($3) and since <= $4
    and (until is null or until > $4)`
  if ((await client.query({ text, values: [cycle, person, reviewRoles, at] })).rows.length === 0)
    throw new AppError(
      'invalid',
      say(
        'Chỉ mở minh chứng hạn chế cho thành viên đoàn đánh giá của hồ sơ này.',
        'Restricted evidence is opened to members of the review team of this case only.',
      ),
    )
}
