// The only way a case changes state: one event, in one transaction, durable before the answer.
import { createHash } from 'node:crypto'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { decide, type Standing } from '../domain/policy.ts'
import type { Actor, EventEntry } from '../domain/process.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { applyAll } from './apply-within.ts'
import { stateName } from './definition.ts'
import type { Answer, Engine, LoadedProcess, Unit } from './ports.ts'
import { keepingRefusals } from './refusals.ts'
import { entryOf, take, type Taken } from './take.ts'

export interface Request {
  process: string
  event: string
  payload?: unknown
  /** A person's id. */
  actor: string
  /** Chosen by the sender: the same key is applied once and gets the same answer. */
  key: string
  /** The version the sender saw; none = whatever it is now. */
  expectedVersion?: number
}

/**
 * Applies one event. Throws AppError: `notFound`, `forbidden`, `invalid` (details: issues with path and sentence), `notAllowed`
 * (details: allowed events and the reasons), all four recorded; `staleVersion` (details: version, state), `keyReused`.
 */
export async function dispatch(engine: Engine, request: Request): Promise<Answer> {
  const at = engine.now()
  const { actor, process, event } = request
  return keepingRefusals(engine, { at, actorId: actor, processId: process, event }, () =>
    engine.store.transact((unit) => handle(engine, unit, request, at)),
  )
}

/** The answer that this very request, by the same person under the same key, was given before; `null` = none. */
export async function answeredBefore(engine: Engine, request: Request): Promise<Answer | null> {
  const kept = await engine.store.look((unit) => unit.answered(request.key))
  return kept?.request === fingerprint(request) ? kept.answer : null
}

async function handle(engine: Engine, unit: Unit, request: Request, at: string): Promise<Answer> {
  const print = fingerprint(request)
  const loaded = await unit.load(request.process, request.actor, request.key, at)
  if (loaded.answered) return repeat(loaded.answered, print)
  const { process, standing } = loaded
  if (!process || !standing)
    throw new AppError(
      'notFound',
      say('Không tìm thấy hồ sơ hoặc người dùng.', 'The case or the person was not found.'),
    )
  let taken: Taken
  try {
    const definition = engine.definition(process.stored.process, process.stored.edition)
    const entry = entryOf(definition, request.event)
    const actor = authorize(standing, entry, process, request.event, definition)
    refuseStale(process, request.expectedVersion)
    const sent = { event: request.event, payload: request.payload ?? {}, actor, at }
    taken = await take(engine, unit, process, sent, { key: request.key, request: print })
  } catch (error) {
    // The same key may have been answered while this one waited for the lock. Behind `take` the answer found would be our own.
    const answered = error instanceof AppError ? await unit.answered(request.key) : null
    if (answered) return repeat(answered, print)
    throw error
  }
  return applyAll(engine, unit, taken, at)
}

function authorize(
  standing: Standing,
  entry: EventEntry,
  process: LoadedProcess,
  event: string,
  definition: ProcessDefinition,
): Actor {
  const verdict = decide(standing, entry.by, process.place, process.sheet ?? undefined)
  if (verdict.allowed) return { id: standing.personId, name: standing.name, role: verdict.role }
  throw new AppError(verdict.code, verdict.reason, { reason: verdict.reason, event, process: definition.process })
}

function refuseStale(process: LoadedProcess, expected: number | undefined): void {
  if (expected === undefined || expected === process.version) return
  throw new AppError(
    'staleVersion',
    say(
      'Hồ sơ đã được người khác cập nhật. Hãy xem lại bản mới rồi làm tiếp.',
      'Somebody else has changed the case. Look at the new version, then go on.',
    ),
    {
      version: process.version,
      state: stateName(process.stored.value),
    },
  )
}

function repeat(answered: { request: string; answer: Answer }, print: string): Answer {
  if (answered.request === print) return answered.answer
  throw new AppError(
    'keyReused',
    say('Khóa yêu cầu này đã dùng cho một nội dung khác.', 'This request key was used for another content.'),
  )
}

function fingerprint({ process, event, payload, actor, expectedVersion }: Request): string {
  const text = JSON.stringify([process, event, payload ?? {}, actor, expectedVersion ?? null])
  return createHash('sha256').update(text).digest('hex')
}
