// What can be read off a definition without running it: its identity, where a state value stands, what the states ask for.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StateMeta } from '../domain/process.ts'
import type { Drawing, ProcessDefinition } from '../../workflows/define.ts'

/** A state value as XState writes it: a name, or one entry a region. */
export type StateValue = string | { [region: string]: StateValue }

export interface ActiveState {
  /** Dotted path from the root, e.g. `accreditation.valid`. */
  path: string
  drawing: Drawing
}

const hashes = new WeakMap<ProcessDefinition, string>()

/**
 * Identity of the shape: drawing, names of checks and effects, schema of the context. Source text is left out on purpose:
 * mending a bug orphans no case, and golden histories hold the behaviour.
 */
export function definitionHash(definition: ProcessDefinition): string {
  const known = hashes.get(definition)
  if (known) return known
  const shape = {
    process: definition.process,
    edition: definition.edition,
    drawing: definition.drawing,
    checks: Object.keys(definition.checks).toSorted(),
    effects: Object.keys(definition.effects).toSorted(),
    context: z.toJSONSchema(definition.context),
  }
  const hash = createHash('sha256').update(JSON.stringify(shape)).digest('hex')
  hashes.set(definition, hash)
  return hash
}

/** Every state the value stands in, the root left out, outermost first. */
export function activeStates(definition: ProcessDefinition, value: StateValue): ActiveState[] {
  return walk(definition.drawing, value, '')
}

function walk(parent: Drawing, value: StateValue, prefix: string): ActiveState[] {
  const entries = typeof value === 'string' ? [[value, null] as const] : Object.entries(value)
  return entries.flatMap(([name, inner]) => {
    const drawing = parent.states?.[name]
    if (!drawing) throw new Error(`State "${prefix}${name}" is not in the drawing`)
    const here = { path: `${prefix}${name}`, drawing }
    const empty = inner === null || (typeof inner === 'object' && Object.keys(inner).length === 0)
    return empty ? [here] : [here, ...walk(drawing, inner, `${prefix}${name}.`)]
  })
}

/** Where a value stands, as people and queries read it: leaf paths in order, joined by a space. jsonb keeps no order of regions. */
export function stateName(value: StateValue): string {
  const leaves = (inner: StateValue, prefix: string): string[] =>
    typeof inner === 'string'
      ? [prefix + inner]
      : Object.entries(inner).flatMap(([name, next]) =>
          typeof next === 'object' && Object.keys(next).length === 0
            ? [prefix + name]
            : leaves(next, `${prefix}${name}.`),
        )
  return leaves(value, '').toSorted().join(' ')
}

/** The meta of every active state that has one. */
export function activeMeta(definition: ProcessDefinition, value: StateValue): { path: string; meta: StateMeta }[] {
  return activeStates(definition, value).flatMap(({ path, drawing }) =>
    drawing.meta ? [{ path, meta: drawing.meta }] : [],
  )
}

/** Whether any active state carries the tag. */
export function hasTag(definition: ProcessDefinition, value: StateValue, tag: string): boolean {
  return activeStates(definition, value).some(({ drawing }) => drawing.tags?.includes(tag))
}
