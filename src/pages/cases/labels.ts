// What the states of a process are called, read off its definition.
import type { StateMeta } from '../../domain/process.ts'
import type { Text } from '../../domain/text.ts'
import type { Drawing, ProcessDefinition } from '../../../workflows/define.ts'

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
