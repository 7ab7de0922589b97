// The beginnings of a case's processes as a file states them, checked by the drawing and the context's schema of each.
import { deadlineChange, type DeadlineChange, type DeadlineInput } from '../../engine/deadlines.ts'
import { processId } from '../../engine/ids.ts'
import type { CaseOf } from '../../engine/begin.ts'
import { importEntry, importEvent, statedProcess } from '../../engine/import-entry.ts'
import type { Beginning, Engine } from '../../engine/ports.ts'
import { say } from '../../domain/text.ts'
import type { Actor } from '../../domain/process.ts'
import type { FileCase } from './cases-file.ts'
import { CaseFault, toCome } from './fault.ts'

/** Terms count from the instant the process came to stand there: one that has passed fires late, once. Throws a fault of the case. */
export function beginningsOf(
  engine: Engine,
  of: CaseOf,
  given: FileCase,
  { reason, actor, now: at }: { reason: string; actor: Actor; now: string },
): Beginning[] {
  const rules = engine.procedure(of.procedureId)
  return given.processes.map(({ process: name, state, since, context }, index) => {
    const edition = rules.workflows[name]
    if (!edition)
      throw new CaseFault(
        ['processes', index, 'process'],
        say(`Thủ tục ${rules.id} không có quy trình ${name}.`, `The procedure ${rules.id} has no process ${name}.`),
      )
    if (since > at) throw new CaseFault(['processes', index, 'since'], toCome)
    const definition = engine.definition(name, edition)
    const stated = statedProcess(definition, { state, context, since })
    if (!stated.ok) throw new CaseFault(['processes', index, stated.path], stated.why)
    const { stored: next } = stated
    const process = { ...of, id: processId(of.cycleId, name, ''), part: '', sheet: null }
    return {
      process,
      next,
      at,
      event: importEvent,
      actorId: actor.id,
      entry: importEntry(process, next, { actor, reason, since, at }),
      deadlines: termsOf({ definition, before: null, next, at: since, rules, calendar: of.calendar }, index),
      effects: [],
    }
  })
}

/** A context may hold a day to count from that is none. */
function termsOf(input: DeadlineInput, index: number): DeadlineChange {
  try {
    const change = deadlineChange(input)
    if (change.started.every(({ dueAt }) => /^[12]\d{3}-/.test(dueAt))) return change
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
  throw new CaseFault(
    ['processes', index, 'context'],
    say('Không tính được thời hạn từ các ngày ở đây.', 'No term can be counted from the days given here.'),
  )
}
