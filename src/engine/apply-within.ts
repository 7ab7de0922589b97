// Effects that belong to the event's own transaction: another process of the case starts or is told, sheets open, terms move.
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import type { WithinEffect } from '../domain/effects.ts'
import { begin, openSheets, type CaseOf } from './begin.ts'
import { extended } from './deadlines.ts'
import { sheetPart, processId } from './ids.ts'
import type { Answer, Engine, LoadedProcess, Unit } from './ports.ts'
import { system, take, type Keep, type Sent, type Taken } from './take.ts'

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
  return applyAll(engine, unit, await take(engine, unit, process, sent, keep, fired), sent.at)
}

/** What an event that was taken sets off in the same transaction. Whatever it throws must undo the event with it. */
export async function applyAll(
  engine: Engine,
  unit: Unit,
  { answer, current, within }: Taken,
  at: string,
): Promise<Answer> {
  for (const effect of within) await applyWithin(engine, unit, current, effect, at)
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
  if (effect.type === 'tellFollowed') return tellFollowed(engine, unit, process, effect, at)
  if (effect.type === 'openSheets') return openSheets(engine, unit, process, effect, at)
  if (effect.type === 'reopenSheets') return reopenSheets(engine, unit, process, effect, at)
  if (effect.type === 'extendDeadline') return extendDeadline(unit, process, effect)
  return unit.apply(effect, process, at)
}

/** Begins a process of this case in the edition the procedure names. */
export async function startProcess(
  engine: Engine,
  unit: Unit,
  of: CaseOf,
  name: string,
  input: Record<string, unknown>,
  at: string,
): Promise<void> {
  const last = await unit.latest(of.cycleId, name)
  if (last && !last.ended)
    throw new AppError(
      'notAllowed',
      say(`Hồ sơ đã có quy trình “${name}” đang chạy.`, `The case has a running “${name}” already.`),
    )
  const part = last ? String(Number(last.part || '1') + 1) : ''
  const { beginning, within } = begin(engine, of, name, input, at, { part, sheet: null })
  await unit.begin([beginning])
  const loaded = { ...beginning.process, version: 1, head: beginning.entry.hash, stored: beginning.next }
  for (const effect of within) await applyWithin(engine, unit, loaded, effect, at)
}

async function tell(
  engine: Engine,
  unit: Unit,
  process: Pick<LoadedProcess, 'cycleId'>,
  effect: EffectOf<'tell'>,
  at: string,
): Promise<void> {
  const last = await unit.latest(process.cycleId, effect.process)
  const id = processId(process.cycleId, effect.process, last?.part ?? '')
  await tellProcess(
    engine,
    unit,
    id,
    effect,
    at,
    say(`Hồ sơ chưa có quy trình “${effect.process}”.`, `The case has no process “${effect.process}”.`),
  )
}

/** Nothing to tell where no case is followed, or where its award no longer stands. */
async function tellFollowed(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  effect: EffectOf<'tellFollowed'>,
  at: string,
): Promise<void> {
  const followed = await unit.followed(process.cycleId, effect.award)
  if (followed === null) return
  const { event, payload } = effect
  await tell(engine, unit, { cycleId: followed }, { type: 'tell', process: 'certification', event, payload }, at)
}

/** Throws `invalid` for a criterion of which the team has no sheet: the payload names it. */
async function reopenSheets(
  engine: Engine,
  unit: Unit,
  process: LoadedProcess,
  { sheets, round }: EffectOf<'reopenSheets'>,
  at: string,
): Promise<void> {
  for (const { criterion, reason } of sheets) {
    const part = sheetPart({ kind: 'team', criterion, assessor: null, round })
    const id = processId(process.cycleId, 'criterionSheet', part)
    const told = { event: 'reopenSheet', payload: { reason } }
    await tellProcess(
      engine,
      unit,
      id,
      told,
      at,
      say(
        `Đoàn không có phiếu thống nhất của tiêu chí “${criterion}”.`,
        `The team has no moderated sheet of the criterion “${criterion}”.`,
      ),
    )
  }
}

async function tellProcess(
  engine: Engine,
  unit: Unit,
  id: string,
  { event, payload }: { event: string; payload: unknown },
  at: string,
  missing: Text,
): Promise<void> {
  const { process: told } = await unit.load(id, null, null, at)
  if (!told) throw new AppError('invalid', missing)
  // A process that has come to its end has nothing left to hear: closing a case tells all three.
  if (told.stored.ended) return
  await takeAndApply(engine, unit, told, { event, payload, actor: system, at }, null)
}

async function extendDeadline(
  unit: Unit,
  process: LoadedProcess,
  { event, days }: EffectOf<'extendDeadline'>,
): Promise<void> {
  const running = await unit.runningDeadline(process.id, event)
  // The payload names the deadline; the state allows the event, so this is the payload's fault.
  if (!running)
    throw new AppError(
      'invalid',
      say(`Không có thời hạn “${event}” đang chạy để gia hạn.`, `There is no running deadline “${event}” to extend.`),
    )
  await unit.moveDeadline(running.id, extended(running.dueAt, days, running.unit, process.calendar.years))
}
