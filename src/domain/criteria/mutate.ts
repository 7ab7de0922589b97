// Tests the examples of a set: each mutant is the set with one small fault in its rule, and some example must notice it.
import { z } from 'zod'
import { flatten } from './flatten.ts'
import { runExample } from './check-examples.ts'
import type { AnySet } from './framework.ts'
import { isFramework } from './framework.ts'

export interface Mutant {
  /** Where the fault is, e.g. `scoring.decision.rows.0.when.gte`. */
  path: string
  /** E.g. `gte -> gt`, `drop round`. */
  change: string
  set: AnySet
}

/** A mutant that no example can tell from the set, with the reason why it cannot. */
export const Equivalent = z.strictObject({ path: z.string(), change: z.string(), reason: z.string().min(1) })
export type Equivalent = z.infer<typeof Equivalent>

/** The file beside a set: `2018.mutations.yaml`. */
export const MutationsFile = z.strictObject({ equivalent: z.array(Equivalent) })

export interface MutationReport {
  mutants: number
  /** Mutants that no example notices and nobody has explained. */
  survivors: Omit<Mutant, 'set'>[]
  equivalent: Equivalent[]
  /** Explained, but an example notices it or there is no such mutant. */
  stale: Equivalent[]
}

/** Runs every mutant against the set's own examples. */
export function mutate(set: AnySet, declared: readonly Equivalent[] = []): MutationReport {
  const mutants = mutantsOf(set)
  const alive = mutants.filter((mutant) =>
    set.examples.every((example) => runExample(mutant.set, example).length === 0),
  )
  const isOf = (one: Omit<Mutant, 'set'>) => (other: Omit<Mutant, 'set'>) =>
    one.path === other.path && one.change === other.change
  return {
    mutants: mutants.length,
    survivors: alive.filter((one) => !declared.some(isOf(one))).map(({ path, change }) => ({ path, change })),
    equivalent: declared.filter((one) => alive.some(isOf(one))),
    stale: declared.filter((one) => !alive.some(isOf(one))),
  }
}

/** Every comparison made stricter or looser by its edge, every rounding and weight dropped, every cut of a band taken out. */
export function mutantsOf(set: AnySet): Mutant[] {
  const rules = editsOf(set.scoring, ['scoring']).map(({ path, change, value }): Mutant => {
    const scoring = replaced(set.scoring, path.slice(1), value) as AnySet['scoring']
    return { path: [...path].join('.'), change, set: { ...set, scoring } }
  })
  return [...rules, ...weightMutants(set)]
}

interface Edit {
  path: (string | number)[]
  change: string
  /** What the object at `path` becomes. */
  value: unknown
}

const flips = { gte: 'gt', gt: 'gte', lte: 'lt', lt: 'lte' } as const

function editsOf(value: unknown, path: Edit['path']): Edit[] {
  if (Array.isArray(value)) return value.flatMap((inner: unknown, i) => editsOf(inner, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  const fields = value as Record<string, unknown>
  const own = Object.entries(fields).flatMap(([key, inner]): Edit[] => {
    if (inner === undefined) return []
    const edit = (change: string, next: Record<string, unknown>) => ({ path, change, value: next })
    const without = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key))
    if (key in flips) {
      const other = flips[key as keyof typeof flips]
      // Both ends given: flipping one would overwrite the other.
      return fields[other] === undefined ? [edit(`${key} -> ${other}`, { ...without, [other]: inner })] : []
    }
    if (key === 'round') return [edit('drop round', without)]
    if (key === 'weight' && inner === 'node') return [edit('drop weight', { ...without, weight: 'equal' })]
    if (key === 'cuts' && Array.isArray(inner) && inner.length > 1) {
      return inner.map((_, i) => edit(`drop cut ${i}`, { ...fields, cuts: inner.toSpliced(i, 1) }))
    }
    return []
  })
  return [...own, ...Object.entries(fields).flatMap(([key, inner]) => editsOf(inner, [...path, key]))]
}

/** A copy of `root` in which only what stands on the path is new. */
function replaced(root: unknown, path: Edit['path'], value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(root)) return root.with(Number(step), replaced(root[Number(step)], rest, value))
  const fields = root as Record<string, unknown>
  return { ...fields, [step]: replaced(fields[step], rest, value) }
}

/** A node whose weight is lost weighs 1. */
function weightMutants(set: AnySet): Mutant[] {
  const heavy = flatten(set).filter(({ weight }) => Number(weight) !== 1)
  return heavy.map(({ id }) => ({ path: `nodes.${id}.weight`, change: 'drop weight', set: withoutWeight(set, id) }))
}

function withoutWeight(set: AnySet, id: string): AnySet {
  const light = <N extends { id: string; weight: number | string }>(node: N): N =>
    node.id === id ? { ...node, weight: 1 } : node
  if (isFramework(set)) return { ...set, nodes: set.nodes.map(light) }
  const standards = set.standards.map((standard) => light({ ...standard, criteria: standard.criteria.map(light) }))
  return { ...set, standards }
}
