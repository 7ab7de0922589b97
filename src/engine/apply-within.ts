// Effects that belong to the event's own transaction: another process of the case starts or is told, sheets open, terms move.
import { AppError } from '../domain/errors.ts'
import { isAfter, type WithinEffect } from '../domain/effects.ts'
import type { Facts } from '../domain/facts.ts'
import { deadlineChange, extended } from './deadlines.ts'
import { definitionHash } from './definition.ts'
import { chain, chainStart } from './entry.ts'
import { sheetPart, processId } from './ids.ts'
import type { Answer, Beginning, Engine, LoadedProcess, Unit } from './ports.ts'
import { start } from './step.ts'
import { system, take, type Keep, type Sent } from './take.ts'

type EffectOf<T extends WithinEffect['type']> = Extract<WithinEffect, { type: T }>

/** Takes an event and everything it sets off in the same transaction; whatever fails undoes it all. */
export async function takeAndApply(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  sent: Sent,
  keep: Keep,
  fired: { id: string; late: boolean } | null = null,
): Promise<Answer> {
  const { answer, current, within } = await take(engine, unit, process, sent, keep, fired)
  for (const effect of within) await applyWithin(engine, unit, current, effect, sent.at)
  return answer
}

async function applyWithin(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  effect: WithinEffect,
  at: string,
): Promise<void> {
  if (effect.type === 'startProcess') return startProcess(engine, unit, process, effect.process, effect.input, at)
  if (effect.type === 'tell') return tell(engine, unit, process, effect, at)
  if (effect.type === 'openSheets') return openSheets(engine, unit, process, effect, at)
  if (effect.type === 'extendDeadline') return extendDeadline(engine, unit, process, effect)
  return unit.apply(effect, process, at)
}

/** Begins a process of this case in the edition the procedure names. */
export async function startProcess(
  engine: Engine,
  unit: Unit,
  of: Pick<LoadedProcess, 'cycleId' | 'place' | 'procedureId' | 'setId'>,
  name: string,
  input: Record<string, unknown>,
  at: string,
): Promise<void> {
  const last = await unit.latest(of.cycleId, name)
  if (last && !last.ended) throw new AppError('notAllowed', `Hồ sơ đã có quy trình “${name}” đang chạy.`)
  const part = last ? String(Number(last.part || '1') + 1) : ''
  const { beginning, within } = begin(engine, of, name, input, at, { part, sheet: null })
  await unit.begin([beginning])
  const loaded = { ...beginning.process, version: 1, head: beginning.entry.hash, stored: beginning.next }
  for (const effect of within) await applyWithin(engine, unit, loaded, effect, at)
}

function begin(
  engine: Engine,
  of: Pick<LoadedProcess, 'cycleId' | 'place' | 'procedureId' | 'setId'>,
  name: string,
  input: Record<string, unknown>,
  at: string,
  { part, sheet }: Pick<LoadedProcess, 'part' | 'sheet'>,
): { beginning: Beginning; within: WithinEffect[] } {
  const rules = engine.procedure(of.procedureId)
  const edition = rules.workflows[name]
  if (!edition) throw new AppError('configuration', `Thủ tục ${rules.id} không có quy trình “${name}”.`)
  const definition = engine.definition(name, edition)
  const happening = { type: 'start', payload: input, facts: {} as Facts, rules, at, actor: system, drawn: {} }
  const { next, effects } = start(definition, happening)
  const id = processId(of.cycleId, name, part)
  const entry = {
    process: id,
    edition,
    definition: definitionHash(definition),
    seq: 1,
    kind: 'start' as const,
    event: 'start',
    at,
    actor: system,
    payload: input,
    facts: {},
    drawn: {},
    procedure: rules.id,
    to: next.value,
  }
  const { cycleId, place, procedureId, setId } = of
  const beginning: Beginning = {
    process: { id, cycleId, part, place, procedureId, setId, sheet },
    next,
    at,
    event: 'start',
    actorId: system.id,
    entry: chain(entry, chainStart),
    deadlines: deadlineChange({ definition, before: null, next, at, rules, calendar: engine.calendar }),
    effects: effects.filter(isAfter),
  }
  return { beginning, within: effects.filter((effect) => !isAfter(effect)) }
}

async function tell(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  effect: EffectOf<'tell'>,
  at: string,
): Promise<void> {
  const last = await unit.latest(process.cycleId, effect.process)
  const id = processId(process.cycleId, effect.process, last?.part ?? '')
  const { process: told } = await unit.load(id, null, null, at)
  if (!told) throw new AppError('notAllowed', `Hồ sơ chưa có quy trình “${effect.process}”.`)
  // A process that has come to its end has nothing left to hear: closing a case tells all three.
  if (told.stored.ended) return
  const sent = { event: effect.event, payload: effect.payload, actor: system, at }
  await takeAndApply(engine, unit, told, sent, null)
}

async function openSheets(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  effect: EffectOf<'openSheets'>,
  at: string,
): Promise<void> {
  const criteria = await unit.criteria(process.setId)
  const existing = await unit.sheetParts(process.cycleId)
  const assessors = effect.kind === 'reviewer' ? effect.persons : [null]
  const sheets = assessors.flatMap((assessor) =>
    criteria.map((criterion) => ({ kind: effect.kind, criterion, assessor })),
  )
  const fresh = sheets.filter((sheet) => !existing.has(sheetPart(sheet)))
  await unit.begin(
    fresh.map(
      (sheet) => begin(engine, process, 'criterionSheet', sheet, at, { part: sheetPart(sheet), sheet }).beginning,
    ),
  )
}

async function extendDeadline(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  { event, days }: EffectOf<'extendDeadline'>,
): Promise<void> {
  const running = await unit.runningDeadline(process.id, event)
  // The payload names the deadline; the state allows the event, so this is the payload's fault.
  if (!running) throw new AppError('invalid', `Không có thời hạn “${event}” đang chạy để gia hạn.`)
  await unit.moveDeadline(running.id, extended(running.dueAt, days, running.unit, engine.calendar))
}
