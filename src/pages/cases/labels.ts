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

/** How far an event leads from where the process stands: 2 on to a step drawn later, 1 elsewhere, as back to be mended; 0 where it stays. */
export function leadsOf(definition: ProcessDefinition, state: string): (event: string) => number {
  const found = new Map<string, number>()
  for (const leaf of state.split(' '))
    for (const [event, lead] of leadsTo(definition.drawing, leaf.split('.')))
      found.set(event, Math.max(lead, found.get(event) ?? 0))
  return (event) => found.get(event) ?? 0
}

function leadsTo(drawing: Drawing, [name, ...rest]: readonly string[]): [string, number][] {
  const inner = name === undefined ? undefined : drawing.states?.[name]
  if (name === undefined || !inner) return []
  const names = Object.keys(drawing.states ?? {})
  const lead = ({ target }: { target?: unknown }) => {
    if (typeof target !== 'string') return 0
    return names.indexOf(target.replace(/^\./, '').split('.')[0] ?? '') > names.indexOf(name) ? 2 : 1
  }
  const own = Object.entries(inner.on ?? {}).map(([event, to]): [string, number] => [
    event,
    Math.max(0, ...[to].flat().map((one) => lead(one as { target?: unknown }))),
  ])
  return [...own, ...leadsTo(inner, rest)]
}

/** What an event is called in the processes of a case. */
export function doneLabel(view: View, found: CaseRow, event: string): string | null {
  for (const { process, edition } of found.processes) {
    const entry = findDefinition(process, edition)?.events[event]
    if (entry) return view.say(entry.label)
  }
  return null
}
