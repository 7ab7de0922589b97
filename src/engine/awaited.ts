// Whom a state of a process really waits for: those its drawing names who can take it on from there.
import { seatKind } from '../domain/policy.ts'
import type { StateMeta } from '../domain/process.ts'
import type { Role } from '../domain/roles.ts'
import type { Drawing, ProcessDefinition } from '../../workflows/define.ts'

/**
 * The roles a place of a state name waits for (`accreditation.valid`). The school's people and reviewers also work beside the
 * events. An office above the school works by events alone: where it could only break off what another process will end, it has
 * nothing to do.
 */
export function awaited({ drawing, events }: ProcessDefinition, leaf: string): Role[] {
  const way = stepsTo(drawing, leaf.split('.'))
  const named = way.flatMap(({ meta }) => (meta as StateMeta | undefined)?.waitsFor ?? [])
  const senders = new Set(
    way.flatMap(({ on }, depth) =>
      Object.entries(on ?? {})
        .filter(([, taken]) => leadsOn(taken, [drawing, ...way][depth] ?? drawing))
        .flatMap(([event]) => events[event]?.by ?? []),
    ),
  )
  return [...new Set(named)].filter((role) => !isAbove(role) || senders.has(role))
}

const isAbove = (role: Role) => ['department', 'commune', 'province'].includes(seatKind(role) ?? '')

/** The states on the way to a place, the root left out: what can be sent anywhere is no step's own. */
function stepsTo(drawing: Drawing, [name, ...rest]: readonly string[]): Drawing[] {
  const inner = name === undefined ? undefined : drawing.states?.[name]
  return inner ? [inner, ...stepsTo(inner, rest)] : []
}

/** Whether an event leads to a state that is not an end. */
function leadsOn(taken: unknown, around: Drawing): boolean {
  return [taken].flat().some((one) => {
    const { target } = one as { target?: string }
    return target !== undefined && around.states?.[target]?.type !== 'final'
  })
}
