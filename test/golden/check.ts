// Replays the recorded histories of an edition through today's code and says in sentences what is no longer as released.
import { definitionHash } from '../../src/engine/definition.ts'
import { start, step, whyNot, type Happening, type Stepped, type Stored } from '../../src/engine/step.ts'
import type { Procedure } from '../../src/domain/procedure.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { statesOf } from '../../workflows/exploring.ts'
import { effectsPrint, fingerprint, type History, type HistoryFile, type Recorded } from './history-file.ts'
import { standsIn } from './walking.ts'

/** How many recorded histories a released edition must have. */
export const enough = 20

/** Every fault in a sentence; none = the edition behaves as it was released. */
export function faultsOf(
  file: HistoryFile,
  definition: ProcessDefinition,
  procedure: (id: string) => Procedure,
): string[] {
  const name = `${definition.process} ${definition.edition}`
  const shape = shapeFaults(file, definition, name)
  if (shape.length > 0) return shape
  const seen = new Set<string>()
  const faults = file.histories.flatMap((history, index) => {
    const fault = again(file, history, definition, procedure(history.procedure), seen)
    return fault ? [`${name}, history ${index + 1}, ${fault}`] : []
  })
  return [...faults, ...coverFaults(file, definition, name, seen)]
}

function shapeFaults(file: HistoryFile, definition: ProcessDefinition, name: string): string[] {
  const advice = 'released editions are not edited; add an edition, or a move'
  const fields = Object.keys(definition.start({ at: file.histories[0]?.start.at ?? '', input: firstInput(file) }))
  const added = fields.filter((field) => !file.fields.includes(field))
  const gone = file.fields.filter((field) => !fields.includes(field))
  return [
    ...added.map((field) => `the context of ${name} has a new field "${field}": ${advice}`),
    ...gone.map((field) => `the context of ${name} has lost its field "${field}": ${advice}`),
    ...(definitionHash(definition) === file.definition ? [] : [`the shape of ${name} changed: ${advice}`]),
  ]
}

function firstInput({ shared, histories }: HistoryFile): Record<string, unknown> {
  return shared[histories[0]?.start.payload ?? -1] as Record<string, unknown>
}

function coverFaults(file: HistoryFile, definition: ProcessDefinition, name: string, seen: Set<string>): string[] {
  const paths = new Set(file.histories.map(({ steps }) => steps.map(({ event, to }) => [event, to])).map(fingerprint))
  const missing = statesOf(definition).filter(({ path }) => !seen.has(path.join('.')))
  return [
    ...(paths.size < enough ? [`${name} has ${paths.size} different recorded histories, needs ${enough}`] : []),
    ...missing.map(({ path }) => `${name}: no recorded history visits "${path.join('.')}"`),
  ]
}

function again(
  { shared }: HistoryFile,
  history: History,
  definition: ProcessDefinition,
  rules: Procedure,
  seen: Set<string>,
): string | null {
  const common = { rules, actor: { id: 'system', name: 'Hệ thống', role: 'system' as const }, drawn: {} }
  const first = { ...common, type: 'start', payload: shared[history.start.payload], facts: {}, at: history.start.at }
  let made = start(definition, first as Happening)
  const fault = differs(made, history.start, definition)
  if (fault) return `the start: ${fault}`
  for (const path of standsIn(definition, made.next.value)) seen.add(path)
  for (const [index, recorded] of history.steps.entries()) {
    const { event, at, actor, drawn } = recorded
    const [payload, facts] = [shared[recorded.payload], shared[recorded.facts]]
    const happening = { type: event, payload, facts, rules, at, actor, drawn } as Happening
    const stop = stopped(definition, made.next, happening)
    if (stop) return `step ${index + 1} (${event}): ${stop}`
    made = step(definition, made.next, happening)
    const fault = differs(made, recorded, definition)
    if (fault) return `step ${index + 1} (${event}): ${fault}`
    for (const path of standsIn(definition, made.next.value)) seen.add(path)
  }
  return fingerprint(made.next.context) === fingerprint(history.context) ? null : 'ends with another context'
}

function stopped(definition: ProcessDefinition, stored: Stored, happening: Happening): string | null {
  const entry = definition.events[happening.type]
  if (!entry) return 'the event is gone'
  if (!entry.by.includes(happening.actor.role)) return `${happening.actor.role} may no longer send it`
  if (!entry.payload.safeParse(happening.payload).success) return 'its payload is no longer accepted'
  const reasons = whyNot(definition, stored, happening)
  return reasons && `is no longer allowed: ${reasons.map(({ en }) => en).join(' ')}`
}

function differs({ next, effects }: Stepped, recorded: Recorded, definition: ProcessDefinition): string | null {
  if (fingerprint(next.value) !== fingerprint(recorded.to))
    return `leads to ${JSON.stringify(next.value)}, was ${JSON.stringify(recorded.to)}`
  if (fingerprint(next.context) !== recorded.context) return 'writes another context'
  if (!definition.context.safeParse(next.context).success) return 'writes a context its own schema refuses'
  if (effectsPrint(effects) !== recorded.effects)
    return `sets off "${effectsPrint(effects)}", was "${recorded.effects}"`
  return null
}
