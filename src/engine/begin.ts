// How a process begins: its first row of history, its deadlines, and the criterion sheets that are opened many at a time.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { isAfter, type WithinEffect } from '../domain/effects.ts'
import type { Facts } from '../domain/facts.ts'
import { deadlineChange } from './deadlines.ts'
import { definitionHash } from './definition.ts'
import { chain, chainStart } from './entry.ts'
import { sheetPart, processId } from './ids.ts'
import type { Beginning, Engine, LoadedProcess, Unit } from './ports.ts'
import { start } from './step.ts'
import { system } from './take.ts'

export type CaseOf = Pick<LoadedProcess, 'cycleId' | 'place' | 'procedureId' | 'setId' | 'calendar'>

/** Works out the beginning of a process in the edition the procedure names; nothing is written. */
export function begin(
  engine: Engine,
  of: CaseOf,
  name: string,
  input: Record<string, unknown>,
  at: string,
  { part, sheet }: Pick<LoadedProcess, 'part' | 'sheet'>,
): { beginning: Beginning; within: WithinEffect[] } {
  const rules = engine.procedure(of.procedureId)
  const edition = rules.workflows[name]
  if (!edition)
    throw new AppError(
      'configuration',
      say(`Thủ tục ${rules.id} không có quy trình “${name}”.`, `The procedure ${rules.id} has no process “${name}”.`),
    )
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
  const { cycleId, place, procedureId, setId, calendar } = of
  const beginning: Beginning = {
    process: { id, cycleId, part, place, procedureId, setId, calendar, sheet },
    next,
    at,
    event: 'start',
    actorId: system.id,
    entry: chain(entry, chainStart),
    deadlines: deadlineChange({ definition, before: null, next, at, rules, calendar }),
    effects: effects.filter(isAfter),
  }
  return { beginning, within: effects.filter((effect) => !isAfter(effect)) }
}

/** One sheet a criterion for each assessor of that round; sheets that exist stay as they are. */
export async function openSheets(
  engine: Engine,
  unit: Unit,
  of: CaseOf,
  { kind, persons, round }: Extract<WithinEffect, { type: 'openSheets' }>,
  at: string,
): Promise<void> {
  const criteria = unit.criteria(of.setId)
  const existing = await unit.sheetParts(of.cycleId)
  const assessors = kind === 'reviewer' ? persons : [null]
  const sheets = assessors.flatMap((assessor) => criteria.map((criterion) => ({ kind, criterion, assessor, round })))
  const fresh = sheets.filter((sheet) => !existing.has(sheetPart(sheet)))
  await unit.begin(
    fresh.map((sheet) => begin(engine, of, 'criterionSheet', sheet, at, { part: sheetPart(sheet), sheet }).beginning),
  )
}
