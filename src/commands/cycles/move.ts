// Moves the running processes of one edition to another by a plan: a dry run says what would happen, the real one does it.
import { AppError } from '../../domain/errors.ts'
import { say, said } from '../../domain/text.ts'
import { decide } from '../../domain/policy.ts'
import type { Actor } from '../../domain/process.ts'
import type { Role } from '../../domain/roles.ts'
import { moveDeadlines, planMove, type MoveDeadlines, type MovePlan } from '../../engine/move.ts'
import { moveEntry, moveEvent } from '../../engine/move-entry.ts'
import { stateName } from '../../engine/definition.ts'
import type { Engine, LoadedProcess, Unit } from '../../engine/ports.ts'
import type { Stored } from '../../engine/step.ts'
import type { Database } from '../../store/connect.ts'
import type { Library } from '../../store/library.ts'
import { unitOf } from '../../store/process-store.ts'
import { inTransaction, withClient, type Client } from '../../store/with-client.ts'

export interface MoveRequest {
  /** Says what would happen and writes nothing. */
  dryRun: boolean
  /** A person's id; each process is moved only if that person leads the department it belongs to. */
  actor: string
  reason: string
  at: string
}

export interface MoveOutcome {
  process: string
  from: string
  /** Where it stands after the move; null = it is not moved. */
  to: string | null
  /** Why not. */
  why: string | null
}

const movers: readonly Role[] = ['qualityHead', 'departmentDirector']

/**
 * Every running process of the plan's edition, each in a transaction of its own, so that one that cannot be moved holds up no
 * other. A second run finds only what the first has left. Throws `invalid` without a reason, `configuration` for an unknown edition.
 */
export async function moveProcesses(
  db: Database,
  engine: Engine,
  library: Library,
  plan: MovePlan,
  request: MoveRequest,
): Promise<MoveOutcome[]> {
  if (request.reason.trim() === '')
    throw new AppError(
      'invalid',
      say('Cần nêu lý do chuyển bản quy trình.', 'A reason for the move to another edition is needed.'),
    )
  for (const edition of [plan.from, plan.to]) engine.definition(plan.process, edition)
  const outcomes: MoveOutcome[] = []
  for (const id of await running(db, plan)) {
    const outcome = await moveOne(db, engine, library, plan, { ...request, id })
    if (outcome) outcomes.push(outcome)
  }
  return outcomes
}

async function running(db: Database, plan: MovePlan): Promise<string[]> {
  const text = `select id from processes where process = $1 and edition = $2 and not ended order by id`
  const found = await withClient(db, (client) =>
    client.query<{ id: string }>({ text, values: [plan.process, plan.from] }),
  )
  return found.rows.map(({ id }) => id)
}

/** `null` = it ended or was moved by somebody else since the list was made. */
async function moveOne(
  db: Database,
  engine: Engine,
  library: Library,
  plan: MovePlan,
  { id, ...request }: MoveRequest & { id: string },
): Promise<MoveOutcome | null> {
  let from = ''
  const move = inTransaction(db, async (client): Promise<MoveOutcome | null> => {
    const unit = unitOf(client, library)
    const { process, actor } = await authorize(unit, id, request)
    if (process.stored.ended || process.stored.edition !== plan.from) return null
    from = stateName(process.stored.value)
    const { next, deadlines } = worked(engine, plan, process, request.at)
    if (!request.dryRun) await record(client, unit, process, { ...request, next, deadlines, actor })
    return { process: id, from, to: stateName(next.value), why: null }
  })
  return move.catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code === 'databaseUnavailable') throw error
    const { code, message: reason } = error
    if (!request.dryRun && (code === 'forbidden' || code === 'notFound')) {
      const { actor: actorId, at } = request
      await engine.store.recordRefusal({ at, actorId, processId: id, event: moveEvent, code, reason })
    }
    return { process: id, from, to: null, why: error.message }
  })
}

/** The same in a dry run and a real one. Throws `conflict` with the sentence that says why it is impossible. */
function worked(
  engine: Engine,
  plan: MovePlan,
  process: LoadedProcess,
  at: string,
): { next: Stored; deadlines: MoveDeadlines } {
  const from = engine.definition(plan.process, plan.from)
  const to = engine.definition(plan.process, plan.to)
  const moved = planMove(plan, from, to, process.stored)
  if (!moved.ok) throw new AppError('conflict', said(moved.why))
  const { next } = moved
  const rules = engine.procedure(process.procedureId)
  try {
    const deadlines = moveDeadlines(from, to, process.stored.value, { next, at, rules, calendar: process.calendar })
    return { next, deadlines }
  } catch (error) {
    // A term the case's own procedure does not have.
    throw new AppError(
      'conflict',
      say(
        `Thời hạn của bản mới không tính được: ${String(error)}`,
        `The deadlines of the new edition cannot be worked out: ${String(error)}`,
      ),
    )
  }
}

/** Locks the process. Its edition is a matter of the department, also of a sheet that only its writer may fill in. */
async function authorize(
  unit: Unit,
  id: string,
  { actor, at }: MoveRequest,
): Promise<{ process: LoadedProcess; actor: Actor }> {
  const { process, standing } = await unit.load(id, actor, null, at)
  if (!process || !standing)
    throw new AppError(
      'notFound',
      say('Không tìm thấy hồ sơ hoặc người dùng.', 'The case or the person was not found.'),
    )
  const verdict = decide(standing, movers, process.place)
  if (!verdict.allowed) throw new AppError(verdict.code, verdict.reason)
  return { process, actor: { id: standing.personId, name: standing.name, role: verdict.role } }
}

/** The new state with its row of history and its deadlines, and what a step never changes: the edition. */
async function record(
  client: Client,
  unit: Unit,
  process: LoadedProcess,
  move: { next: Stored; deadlines: MoveDeadlines; actor: Actor; reason: string; at: string },
): Promise<void> {
  const { next, deadlines, actor, at } = move
  const text = 'update processes set edition = $2, hash = $3 where id = $1'
  await client.query({ text, values: [process.id, next.edition, next.hash] })
  // The state stays and its other deadlines with it; of these the new edition knows nothing.
  for (const { state, event } of deadlines.dropped)
    await client.query({
      text: `update deadlines set status = 'ended' where process_id = $1 and state = $2 and event = $3 and status = 'running'`,
      values: [process.id, state, event],
    })
  await unit.save({
    process,
    next,
    version: process.version + 1,
    at,
    event: moveEvent,
    actorId: actor.id,
    entry: moveEntry(process, next, move),
    deadlines: deadlines.change,
    effects: [],
    answer: null,
    fired: null,
  })
}
