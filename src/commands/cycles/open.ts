// Opens a cycle of a school: one criteria set, one period; its self-assessment begins in the same transaction.
import type { SchoolData } from '../../domain/case.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { startProcess } from '../../engine/apply-within.ts'
import type { Engine } from '../../engine/ports.ts'
import { keepingRefusals } from '../../engine/refusals.ts'
import { presentCalendar } from '../../store/calendars.ts'
import type { Database } from '../../store/connect.ts'
import { codeOf, originOf } from '../../store/explain-failure.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { refuseUnfollowed, type Purpose } from './follow.ts'
import { refuseForeign, refuseUnusable } from './usable-set.ts'

export interface OpenCycle {
  school: string
  /** The school year or years, e.g. `2026-2027`. */
  period: string
  procedure: string
  set: string
  /** What the cycle is for; none = `new`. */
  purpose?: Purpose
  /** Number of the award that a renewal or upgrade follows: it is superseded when its successor is issued. */
  follows?: string
  /** The school as it stands in this cycle, with its tables; none = as stored. */
  data?: SchoolData
  actor: string
  at: string
}

/**
 * Answers the id of the cycle. Throws `forbidden`, `conflict` when it exists, `invalid` when set and procedure do not go together,
 * the set is not for this school or not in force, or the award it follows is none of the school's in force, `notAllowed` when renewal or upgrade is not registered or out of its
 * term; all of them recorded.
 */
export function openCycle(db: Database, engine: Engine, library: Library, input: OpenCycle): Promise<string> {
  const processId = `${input.school}.${input.period}/selfAssessment`
  const attempt = { at: input.at, actorId: input.actor, processId, event: 'openCycle' }
  return keepingRefusals(engine, attempt, () => open(db, engine, library, input))
}

async function open(db: Database, engine: Engine, library: Library, input: OpenCycle): Promise<string> {
  const rules = engine.procedure(input.procedure)
  refuseForeign(rules, input.set)
  const id = `${input.school}.${input.period}`
  const opened = inTransaction(db, async (client) => {
    const place = await placeOf(client, input)
    const unit = unitOf(client, library)
    const { school, purpose = 'new', follows, at } = input
    await refuseUnfollowed(client, unit, engine, { school, purpose, follows, at })
    await refuseUnusable(client, library, input)
    if (input.data)
      await client.query({
        text: 'update schools set data = $2 where id = $1',
        values: [input.school, JSON.stringify(input.data)],
      })
    const text = `insert into cycles (id, school_id, province_id, period, set_id, set_hash, procedure_id, opened_at, purpose, follows)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
    const values = [
      id,
      input.school,
      place.provinceId,
      input.period,
      input.set,
      library.setHash(input.set),
      input.procedure,
      input.at,
      purpose,
      follows,
    ]
    await client.query({ text, values })
    const calendar = await presentCalendar(client, library, place.departmentId)
    const of = { cycleId: id, place, procedureId: input.procedure, setId: input.set, calendar }
    const start = { openedBy: input.actor, period: input.period, purpose, ...(follows && { follows }) }
    await startProcess(engine, unit, of, 'selfAssessment', start, input.at)
    return id
  })
  return opened.catch((error: unknown) => {
    if (codeOf(originOf(error)) !== '23505') throw error
    throw new AppError(
      'conflict',
      say(
        `Trường đã có chu kỳ ${input.period} theo bộ tiêu chuẩn này.`,
        `The school has a cycle ${input.period} by this criteria set already.`,
      ),
    )
  })
}

async function placeOf(client: Client, { school, actor, at }: OpenCycle) {
  const text = `select s.commune_id as "communeId", s.department_id as "departmentId", s.province_id as "provinceId"
    from schools s where s.id = $1 and exists (select 1 from offices o where o.person_id = $2 and o.since <= $3
      and (o.until is null or o.until > $3) and (o.organisation_id = s.id and o.role = 'principal'
        or o.organisation_id = s.department_id and o.role in ('qualityHead', 'qualityOfficer', 'departmentDirector')))`
  type Place = { communeId: string | null; departmentId: string; provinceId: string }
  const row = (await client.query<Place>({ text, values: [school, actor, at] })).rows[0]
  if (!row)
    throw new AppError(
      'forbidden',
      say(
        'Chỉ hiệu trưởng hoặc Sở GDĐT được mở chu kỳ của trường này.',
        'Only the principal or the department may open a cycle of this school.',
      ),
    )
  return { schoolId: school, ...row }
}
