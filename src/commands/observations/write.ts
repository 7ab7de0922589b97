// What a reviewer saw: observations, findings and open questions of desk review and visit, their own until the team reads them.
import { dayOf } from '../../domain/calendar/add.ts'
import { AppError, invalidAt, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { reviewRoles } from '../../domain/roles.ts'
import type { Database } from '../../store/connect.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'

export interface Observation {
  /** Chosen by the writer, so that what was noted offline is sent twice without harm. */
  id: string
  kind: 'observation' | 'finding' | 'question'
  /** How it was found out. */
  method: 'interview' | 'documents' | 'watching' | 'lesson' | 'other'
  criterion: string | null
  body: string
  place: string
  /** Evidence codes. */
  evidence: readonly string[]
  observedOn: string
  /** `14:30`; none where only the day is known. */
  observedTime: string | null
  /** Of a finding: the ids of the observations it rests on. */
  drawnFrom: readonly string[]
}

/** Writes or rewrites an observation of one's own. Answers its version. Throws `forbidden`, `invalid`, `staleVersion`, `conflict`. */
export async function writeObservation(
  db: Database,
  input: { observation: Observation; ground: Ground; at: string; expectedVersion?: number | undefined },
): Promise<{ version: number }> {
  const { observation, ground, at, expectedVersion } = input
  reviewerOnly(ground)
  if (observation.observedOn > dayOf(at))
    throw invalidAt('observedOn', say('Ngày ghi chép chưa tới.', 'That day is still to come.'))
  const text = `insert into observations (id, cycle_id, school_id, author_id, criterion, kind, body, evidence, observed_on, at, method,
      place, observed_time, drawn_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, $14, $15)
    on conflict (id) do update set criterion = excluded.criterion, kind = excluded.kind, body = excluded.body, evidence = excluded.evidence,
      observed_on = excluded.observed_on, method = excluded.method, place = excluded.place, observed_time = excluded.observed_time,
      drawn_from = excluded.drawn_from, version = observations.version + 1
    where observations.cycle_id = $2 and observations.author_id = $4 and observations.withdrawn_at is null
      and ($11::int is null or observations.version = $11)
    returning version`
  const { id, kind, criterion, body, evidence, observedOn, method, place, observedTime, drawnFrom } = observation
  const { cycleId, standing, place: where } = ground
  const about = [id, cycleId, where.schoolId, standing.personId, criterion, kind, body, evidence, observedOn, at]
  const values = [...about, expectedVersion, method, place, observedTime, drawnFrom]
  const written = await withClient(db, (client) =>
    client.query<{ version: number }>({ name: 'write-observation', text, values }),
  )
  const version = written.rows[0]?.version
  if (version !== undefined) return { version }
  const code = expectedVersion === undefined ? 'conflict' : 'staleVersion'
  throw new AppError(
    code,
    say(
      'Ghi chép này đã được sửa ở nơi khác, đã rút, hoặc mã của nó đã dùng.',
      'This note was changed elsewhere, was withdrawn, or its id was used before.',
    ),
  )
}

/** Takes an observation of one's own back. Throws `notFound`. */
export async function withdrawObservation(
  db: Database,
  { id, ground, at }: { id: string; ground: Ground; at: string },
): Promise<void> {
  reviewerOnly(ground)
  const text =
    'update observations set withdrawn_at = coalesce(withdrawn_at, $4) where id = $1 and cycle_id = $2 and author_id = $3'
  const values = [id, ground.cycleId, ground.standing.personId, at]
  const done = await withClient(db, (client) => client.query({ text, values }))
  if (done.rowCount === 0) throw notFound()
}

function reviewerOnly({ standing, place }: Ground): void {
  const roles = rolesFor('seeCase', standing, place)
  if (roles.some((role) => (reviewRoles as readonly string[]).includes(role))) return
  throw new AppError(
    'forbidden',
    say(
      'Chỉ thành viên đoàn (hội đồng) đánh giá ghi nhận xét khảo sát.',
      'Only members of the review team (council) write visit notes.',
    ),
  )
}
