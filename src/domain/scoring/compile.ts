// Prepares a set once so that scoring it is quick: nodes by id, members of each scope, measures by kind, points of scales.
import type Fraction from 'fraction.js'
import { z } from 'zod'
import { Text } from '../text.ts'
import type { Policy, Scope } from './condition-schema.ts'
import type { Operator } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import type { Exact, Round } from './numbers.ts'
import { compareExact, toFraction, ZERO } from './numbers.ts'
import { operatorNames, operators } from './operators/index.ts'
import type { Measure, Scale, Scoring } from './schema.ts'
import { exactly } from './value.ts'
import type { Value } from './value.ts'

/** A fact a rule asks for: something about the school that no rating says. Not given = unknown, never false. */
export const FactDeclaration = z.strictObject({
  kind: z.enum(['boolean', 'number', 'text']),
  name: Text,
  ref: z.string().optional(),
})

export interface Model {
  nodes: readonly Node[]
  scoring: Scoring
  facts?: Readonly<Record<string, z.infer<typeof FactDeclaration>>> | undefined
}

export interface CompiledMeasure {
  id: string
  name: Text | undefined
  policy: Policy
  round: Round | undefined
  operator: Operator
}

export interface Compiled extends Model {
  byId: ReadonlyMap<string, Node>
  root: Node
  /** Nodes that take a rating. */
  rated: readonly Node[]
  measureAt(id: string, kind: string): CompiledMeasure | undefined
  members(scope: Scope, node: Node): readonly Node[]
  number(value: Exact): Fraction
  /** Points by scale and code of an ordinal scale. */
  points: ReadonlyMap<string, ReadonlyMap<string, Value>>
  maximum(node: Node): Fraction
  minimum(node: Node): Fraction
}

/** Compiles nodes and rules. Throws when the set has no root; `checkSet` finds everything else that is wrong. */
export function compileModel(model: Model): Compiled {
  const byId = new Map(model.nodes.map((node) => [node.id, node]))
  const root = model.nodes.find((node) => node.parent === undefined)
  if (!root) throw ScoringError.of('badSet', 'nodes')
  const kinds = new Map<string, Map<string, CompiledMeasure>>()
  for (const measure of model.scoring.measures) {
    const ofKind = kinds.get(measure.at.kind) ?? new Map<string, CompiledMeasure>()
    kinds.set(measure.at.kind, ofKind.set(measure.id, compileMeasure(measure)))
  }
  const bounds = new Map(Object.entries(model.scoring.scales).map(([name, scale]) => [name, boundsOf(scale)]))
  const constants = new Map<Exact, Fraction>()
  return {
    ...model,
    byId,
    root,
    rated: model.nodes.filter((node) => node.scale !== undefined),
    measureAt: (id, kind) => kinds.get(kind)?.get(id),
    members: membersOf(model.nodes, root),
    number(value) {
      const known = constants.get(value)
      if (known) return known
      const made = toFraction(value) ?? ZERO
      constants.set(value, made)
      return made
    },
    points: new Map(Object.entries(model.scoring.scales).map(([name, scale]) => [name, pointsOf(scale)])),
    maximum: (node) => bounds.get(node.scale ?? '')?.max ?? ZERO,
    minimum: (node) => bounds.get(node.scale ?? '')?.min ?? ZERO,
  }
}

function compileMeasure(measure: Measure): CompiledMeasure {
  const name = operatorNames.find((candidate) => measure[candidate] !== undefined)
  if (!name) throw ScoringError.of('badSet', measure.id)
  const policy = { na: measure.na, missing: measure.missing }
  return {
    id: measure.id,
    name: measure.name,
    policy,
    round: measure.round,
    operator: operators[name].bind(measure[name]),
  }
}

function boundsOf(scale: Scale): { min: Fraction; max: Fraction } {
  const ends: readonly Exact[] =
    scale.kind === 'boolean'
      ? [0, 1]
      : scale.kind === 'numeric'
        ? [scale.min, scale.max]
        : scale.levels.map((l) => l.points)
  const sorted = ends.map((end) => toFraction(end) ?? ZERO).toSorted(compareExact)
  return { min: sorted[0] ?? ZERO, max: sorted.at(-1) ?? ZERO }
}

function pointsOf(scale: Scale): Map<string, Value> {
  const levels = scale.kind === 'ordinal' ? scale.levels : []
  return new Map(levels.map((level) => [level.code, exactly(toFraction(level.points) ?? ZERO)]))
}

/** Resolves scopes, each once for each node. */
function membersOf(nodes: readonly Node[], root: Node): Compiled['members'] {
  const children = new Map<string, Node[]>()
  for (const node of nodes) {
    if (node.parent !== undefined) children.set(node.parent, [...(children.get(node.parent) ?? []), node])
  }
  const cache = new Map<Scope, Map<string, readonly Node[]>>()
  const below = (node: Node, seen: Set<string>): Node[] =>
    (children.get(node.id) ?? []).flatMap((child) => {
      if (seen.has(child.id)) return []
      seen.add(child.id)
      return [child, ...below(child, seen)]
    })
  const resolve = (scope: Scope, node: Node): Node[] => {
    const within = typeof scope === 'string' ? scope : scope.within
    const start = within === 'all' ? [root, ...below(root, new Set([root.id]))] : undefined
    const found = start ?? (within === 'children' ? (children.get(node.id) ?? []) : below(node, new Set([node.id])))
    return typeof scope === 'string' ? found : found.filter((member) => matches(scope, member))
  }
  return (scope, node) => {
    const ofScope = cache.get(scope) ?? new Map<string, readonly Node[]>()
    cache.set(scope, ofScope)
    const known = ofScope.get(node.id) ?? resolve(scope, node)
    ofScope.set(node.id, known)
    return known
  }
}

function matches(scope: Exclude<Scope, string>, node: Node): boolean {
  return (
    (scope.kind === undefined || node.kind === scope.kind) &&
    (scope.tags ?? []).every((tag) => node.tags.includes(tag)) &&
    !(scope.notTags ?? []).some((tag) => node.tags.includes(tag)) &&
    (scope.ids === undefined || scope.ids.includes(node.id)) &&
    (scope.maxLevel === undefined || (node.level !== undefined && node.level <= scope.maxLevel))
  )
}
