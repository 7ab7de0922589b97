// What the engine would say of a payload before anybody sends it: the sentences of the event's own checks, nothing written.
import { notFound } from '../domain/errors.ts'
import { decide } from '../domain/policy.ts'
import type { Facts } from '../domain/facts.ts'
import type { Issue } from '../domain/process.ts'
import { stateName } from './definition.ts'
import type { Engine } from './ports.ts'
import { entryOf } from './take.ts'

/**
 * The issues that `accepts` of the event finds. Somebody who may not send it reads what its first sender would be told, so that
 * a paper can be prepared by one and signed by another. Throws `notFound` for a process or person that is not there.
 */
export function previewIssues(
  engine: Engine,
  { process: id, event, payload, person }: { process: string; event: string; payload: unknown; person: string },
): Promise<Issue[]> {
  const at = engine.now()
  return engine.store.look(async (unit) => {
    const { process, standing } = await unit.load(id, person, null, at)
    if (!process || !standing) throw notFound()
    const entry = entryOf(engine.definition(process.stored.process, process.stored.edition), event)
    const verdict = decide(standing, entry.by, process.place)
    const role = verdict.allowed ? verdict.role : (entry.by[0] ?? 'system')
    const names = entry.facts ?? []
    const facts = names.length > 0 ? await unit.facts(names, process, payload, at) : ({} as Facts)
    const rules = engine.procedure(process.procedureId)
    const { context, value } = process.stored
    const actor = { id: standing.personId, name: standing.name, role }
    const moment = { context, state: stateName(value), payload, facts, rules, at, actor, drawn: {} }
    return entry.accepts?.(moment) ?? []
  })
}
