// The engine's store on PostgreSQL: transactions over processes by named statements through Sequelize's own connections.
import { dayOf } from '../domain/calendar/add.ts'
import type { VersionedCalendar } from '../domain/calendar/working-days.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { reviewIsOver, type SheetOwner, type Standing } from '../domain/policy.ts'
import { reviewRoles } from '../domain/roles.ts'
import { stateName, type StateValue } from '../engine/definition.ts'
import type { NewDeadline } from '../engine/deadlines.ts'
import type { AfterEffect } from '../domain/effects.ts'
import type { Answer, Beginning, EngineStore, Loaded, LoadedProcess, SavedChange, Unit } from '../engine/ports.ts'
import { applyEffect } from './apply-effect.ts'
import { calendarOf } from './calendars.ts'
import type { Database } from './connect.ts'
import { pauseOrResume, runningDeadline } from './deadlines.ts'
import { codeOf, originOf } from './explain-failure.ts'
import { followedCase } from './followed-case.ts'
import { loadFacts } from './facts.ts'
import type { Library } from './library.ts'
import { learnSets } from './publish-sets.ts'
import { beginStatement, extrasStatement, loadStatement, saveStatement, type Extras } from './process-statements.ts'
import { touch } from './touched.ts'
import { inSnapshot, inTransaction, withClient, type Client } from './with-client.ts'

/**
 * Where the tests of the promises kill a server: before BEGIN, holding the lock, after state and history (one statement, with new
 * deadlines and effects), after held deadlines, after all that belongs to the same transaction, and after COMMIT before the answer.
 */
export const haltPoints = ['begin', 'lock', 'state', 'extras', 'effects', 'commit'] as const
export type Halt = (point: (typeof haltPoints)[number]) => void | Promise<void>

/** The store of one database. A key used twice at the same instant is tried again and then finds the first answer. */
export function processStore(db: Database, library: Library, halt: Halt = () => {}): EngineStore {
  return {
    async transact(work) {
      const once = async () => {
        await halt('begin')
        return inTransaction(db, async (client) => {
          const answer = await work(unitOf(client, library, halt))
          await halt('effects')
          return answer
        })
      }
      const answer = await once().catch((error: unknown) => {
        if (isRetriable(error)) return once()
        throw error
      })
      await halt('commit')
      return answer
    },
    look: (work) => inSnapshot(db, (client) => work({ ...unitOf(client, library), load: reading(client, library) })),
    async recordRefusal({ at, actorId, processId, event, code, reason }) {
      const text = `insert into refusals (at, actor_id, process_id, event, code, reason) values ($1, $2, $3, $4, $5, $6)`
      await withClient(db, (client) =>
        client.query({ name: 'refuse', text, values: [at, actorId, processId, event, code, reason] }),
      )
    },
  }
}

/** A used key, a deadlock, a serialization failure: nothing was written, and a second try sees what the first one met. */
function isRetriable(error: unknown): boolean {
  return ['23505', '40P01', '40001'].includes(codeOf(originOf(error)) ?? '')
}

function reading(client: Client, library: Library): Unit['load'] {
  return async (id, actor, key, at) => {
    const found = await client.query<LoadedRow>(loadStatement('read', { id, key, actor, at }))
    return loadedOf(client, library, found.rows[0])
  }
}

/** The next number of an issuer's register in the year of that instant; a rollback gives it back. */
async function drawNumber(client: Client, ...[issuer, series, pattern, at]: Parameters<Unit['draw']>): Promise<string> {
  const year = Number(dayOf(at).slice(0, 4))
  const text = `insert into counters (issuer, series, year, value) values ($1, $2, $3, 1)
    on conflict (issuer, series, year) do update set value = counters.value + 1 returning value`
  const drawn = await client.query<{ value: number }>({ name: 'draw', text, values: [issuer, series, year] })
  const number = String(drawn.rows[0]?.value ?? 0).padStart(3, '0')
  return pattern.replace('{n}', number).replace('{year}', String(year))
}

/** One open transaction as the engine sees it. */
export function unitOf(client: Client, library: Library, halt: Halt = () => {}): Unit {
  return {
    async load(processId, actorId, key, at) {
      const of = { id: processId, key, actor: actorId, at }
      const found = await client.query<LoadedRow>(loadStatement('write', of))
      await halt('lock')
      return loadedOf(client, library, found.rows[0])
    },
    async answered(key) {
      const text = `select json_build_object('request', request, 'answer', answer) as answered from answers where key = $1`
      const found = await client.query<{ answered: Loaded['answered'] }>({ name: 'answered', text, values: [key] })
      return found.rows[0]?.answered ?? null
    },
    facts: (names, process, payload, at) => loadFacts(client, library, names, { process, payload, at }),
    draw: (issuer, series, pattern, at) => drawNumber(client, issuer, series, pattern, at),
    async save(change) {
      await saveChange(client, change, halt)
    },
    begin: (beginnings) => beginAll(client, beginnings),
    criteria: (setId) => library.criteriaOf(setId),
    async latest(cycleId, process) {
      const text = `select part, ended from processes where cycle_id = $1 and process = $2 order by length(part) desc, part desc limit 1`
      const found = await client.query<{ part: string; ended: boolean }>({
        name: 'latest',
        text,
        values: [cycleId, process],
      })
      return found.rows[0] ?? null
    },
    async sheetParts(cycleId) {
      const text = `select part from processes where cycle_id = $1 and process = 'criterionSheet'`
      const found = await client.query<{ part: string }>({ name: 'parts', text, values: [cycleId] })
      return new Set(found.rows.map(({ part }) => part))
    },
    followed: (cycleId, award) => followedCase(client, cycleId, award),
    runningDeadline: (processId, event) => runningDeadline(client, processId, event),
    async moveDeadline(id, dueAt) {
      const text = `with moved as (update deadlines set due_at = $2 where id = $1 returning id, due_at)
        select graphile_worker.add_job('fire', json_build_object('id', id::text), run_at := due_at, job_key := 'deadline:' || id) from moved`
      await client.query({ name: 'move-deadline', text, values: [id, dueAt] })
    },
    async claimDeadline(id) {
      const text = `select 1 from deadlines where id = $1 and status = 'running' and pg_try_advisory_xact_lock($1::bigint)`
      return (await client.query({ name: 'claim-deadline', text, values: [id] })).rows.length === 1
    },
    apply: (effect, process, at) => applyEffect(client, library, effect, process, at),
  }
}

export interface LoadedRow {
  id: string
  cycle_id: string
  school_id: string
  part: string
  process: string
  edition: string
  hash: string
  value: StateValue
  context: Record<string, unknown>
  ended: boolean
  version: number
  head: string
  procedure_id: string
  set_id: string
  commune_id: string | null
  department_id: string
  province_id: string
  calendar: number | null
  answered: { request: string; answer: Answer } | null
  standing: Standing | null
}

/** Whoever loads a case can read its set, whichever server published it. */
async function loadedOf(client: Client, library: Library, row: LoadedRow | undefined): Promise<Loaded> {
  if (!row) return { process: null, standing: null, answered: null }
  await learnSets(client, library, row.set_id)
  const calendar = await calendarOf(client, library, row.department_id, row.calendar ?? 0)
  return { process: processOf(row, calendar), standing: row.standing, answered: row.answered }
}

function processOf(row: LoadedRow, calendar: VersionedCalendar): LoadedProcess {
  const { id, part, version, head, process, edition, hash, value, context, ended } = row
  return {
    id,
    cycleId: row.cycle_id,
    part,
    place: {
      schoolId: row.school_id,
      communeId: row.commune_id,
      departmentId: row.department_id,
      provinceId: row.province_id,
    },
    procedureId: row.procedure_id,
    setId: row.set_id,
    calendar,
    version,
    head,
    stored: { process, edition, hash, value, context, ended },
    sheet: process === 'criterionSheet' ? sheetOf(context) : null,
  }
}

function sheetOf(context: Record<string, unknown>): NonNullable<LoadedProcess['sheet']> {
  const { kind, criterion, assessor, round } = context
  return {
    kind: kind as SheetOwner['kind'],
    criterion: String(criterion),
    assessor: (assessor as string) ?? null,
    round: Number(round),
  }
}

async function saveChange(client: Client, change: SavedChange, halt: Halt): Promise<void> {
  const { process, next, version, at, event, actorId, entry, deadlines, effects, answer, fired } = change
  const kept = answer ? [answer.key, answer.request, JSON.stringify(answer.answer)] : [null, null, null]
  if (fired) {
    const text = `update deadlines set status = 'fired', fired_at = $2, late = $3 where id = $1`
    await client.query({ name: 'fired', text, values: [fired.id, at, fired.late] })
  }
  const state = [JSON.stringify(next.value), JSON.stringify(next.context), stateName(next.value), next.ended]
  const row = [process.id, ...state, version, entry.hash, at, event, actorId, entry.text, ...kept, deadlines.ended]
  // Deadlines that a pause held go on before new ones start, so only then do the extras need a statement of their own.
  const pause = deadlines.held.length > 0 || deadlines.pauseOver
  const saved = await client.query(saveStatement(row, pause ? null : extrasOf(deadlines.started, effects)))
  if (saved.rows.length !== 1)
    throw new AppError(
      'staleVersion',
      say('Hồ sơ đã được người khác cập nhật.', 'Somebody else has changed the case.'),
      { version },
    )
  touch(client, process.cycleId)
  await halt('state')
  if (pause) {
    const resumed = await pauseOrResume(client, process, deadlines, at)
    const started = deadlines.started.filter((deadline) => !resumed.includes(deadline.state))
    await saveExtras(client, process, version, started, effects)
  }
  if (reviewIsOver(next.process, stateName(next.value), next.ended)) await closeReview(client, process.cycleId, at)
  await halt('extras')
}

/** Roles of the review end by the day it is over; that somebody reviewed stays known. */
async function closeReview(client: Client, cycleId: string, at: string): Promise<void> {
  const text = `update case_members set until = $2 where cycle_id = $1 and until is null and role = any($3)`
  await client.query({ name: 'close-review', text, values: [cycleId, at, reviewRoles] })
}

function extrasOf(started: readonly NewDeadline[], effects: readonly AfterEffect[]): Extras | null {
  if (started.length === 0 && effects.length === 0) return null
  const rows = started.map(({ dueAt, ...deadline }) => ({ ...deadline, due_at: dueAt }))
  return { deadlines: JSON.stringify(rows), effects: JSON.stringify(effects) }
}

async function saveExtras(
  client: Client,
  { id, cycleId, place }: Pick<LoadedProcess, 'id' | 'cycleId' | 'place'>,
  seq: number,
  started: NewDeadline[],
  effects: AfterEffect[],
): Promise<void> {
  const extras = extrasOf(started, effects)
  if (!extras) return
  await client.query(extrasStatement([id, place.schoolId, extras.deadlines, extras.effects, seq, cycleId]))
}

async function beginAll(client: Client, beginnings: readonly Beginning[]): Promise<void> {
  const first = beginnings[0]
  if (!first) return
  const rows = beginnings.map(({ process, next, entry, event, actorId }) => ({
    id: process.id,
    part: process.part,
    process: next.process,
    edition: next.edition,
    hash: next.hash,
    value: next.value,
    context: next.context,
    state: stateName(next.value),
    ended: next.ended,
    head: entry.hash,
    entry: entry.text,
    event,
    actor: actorId,
    ...process.sheet,
  }))
  const { cycleId, place } = first.process
  await client.query(beginStatement([JSON.stringify(rows), cycleId, place.schoolId, first.at]))
  touch(client, cycleId)
  for (const { process, deadlines, effects } of beginnings)
    await saveExtras(client, process, 1, deadlines.started, effects)
}
