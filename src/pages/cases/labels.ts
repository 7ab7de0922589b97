// What the states and events of a process are called, read off its definition.
import type { StateMeta } from '../../domain/process.ts'
import type { Text } from '../../domain/text.ts'
import type { CaseRow } from '../../store/views/cases.ts'
import type { Drawing, ProcessDefinition } from '../../../workflows/define.ts'
import { findDefinition } from '../../../workflows/index.ts'
import type { View } from '../view.ts'

/** The label of each place of a state name (`accreditation.valid complaint.none`), the innermost that has one. */
export function stateLabels(definition: ProcessDefinition, state: string): Text[] {
  return state.split(' ').flatMap((leaf) => {
    const metas = metasTo(definition.drawing, leaf.split('.'))
    return metas.at(-1)?.label ?? []
  })
}

/** The metas on the way to a place, the root's left out. */
function metasTo(drawing: Drawing, [name, ...rest]: readonly string[]): StateMeta[] {
  const inner = name === undefined ? undefined : drawing.states?.[name]
  if (!inner) return []
  return [...(inner.meta ? [inner.meta] : []), ...metasTo(inner, rest)]
}

/** The events that lead on from where the process stands, as against those that change something and stay. */
export function leadingEvents(definition: ProcessDefinition, state: string): Set<string> {
  const on = state.split(' ').flatMap((leaf) => drawingsTo(definition.drawing, leaf.split('.')))
  const leads = (taken: unknown) => [taken].flat().some((one) => (one as { target?: unknown }).target !== undefined)
  return new Set(
    on.flatMap((drawing) => Object.entries(drawing.on ?? {})).flatMap(([event, to]) => (leads(to) ? [event] : [])),
  )
}

function drawingsTo(drawing: Drawing, [name, ...rest]: readonly string[]): Drawing[] {
  const inner = name === undefined ? undefined : drawing.states?.[name]
  return inner ? [inner, ...drawingsTo(inner, rest)] : []
}

/** What an event is called in the processes of a case. */
export function doneLabel(view: View, found: CaseRow, event: string): string | null {
  for (const { process, edition } of found.processes) {
    const entry = findDefinition(process, edition)?.events[event]
    if (entry) return view.say(entry.label)
  }
  return null
}
