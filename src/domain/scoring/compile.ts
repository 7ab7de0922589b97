// Prepares a set once so that scoring it is quick: nodes by id, members of each scope, measures by kind, points of scales.
import type Fraction from 'fraction.js'
import { z } from 'zod'
import { Text } from '../text.ts'
import type { Policy, Scope } from './condition-schema.ts'
import type { Operator } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import type { Exact, Round } from './numbers.ts'
import { toFraction, ZERO } from './numbers.ts'
import { operatorNames, operators } from './operators/index.ts'
import type { CompiledScale } from './scale.ts'
import { compileScale } from './scale.ts'
import type { Measure, Scoring } from './schema.ts'
import { layOut } from './tree.ts'

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
  /** The scale a node is rated on. */
  scaleOf(node: Node): CompiledScale | undefined
  measureAt(id: string, kind: string): CompiledMeasure | undefined
  members(scope: Scope, node: Node): readonly Node[]
  /** Points of the best and of the worst rating of a node; 0 where it takes none. */
  maximum(node: Node): Fraction
  minimum(node: Node): Fraction
  number(value: Exact): Fraction
  /** The nodes of a tree too deep to be read from the top, lowest first; else none. */
  lowestFirst: readonly Node[]
}

/** Compiles nodes and rules. Throws when the set has no root; `checkModel` and `checkSet` find everything else. */
export function compileModel(model: Model): Compiled {
  const byId = new Map(model.nodes.map((node) => [node.id, node]))
  const root = model.nodes.find((node) => node.parent === undefined)
  if (!root) throw ScoringError.of('badSet', 'nodes')
  const kinds = new Map<string, Map<string, CompiledMeasure>>()
  for (const measure of model.scoring.measures) {
    const ofKind = kinds.get(measure.at.kind) ?? new Map<string, CompiledMeasure>()
    kinds.set(measure.at.kind, ofKind.set(measure.id, compileMeasure(measure)))
  }
  const scales = new Map(Object.entries(model.scoring.scales).map(([name, scale]) => [name, compileScale(scale)]))
  const constants = new Map<Exact, Fraction>()
  const scaleOf = (node: Node) => (node.scale === undefined ? undefined : scales.get(node.scale))
  return {
    ...model,
    byId,
    root,
    rated: model.nodes.filter((node) => node.scale !== undefined),
    scaleOf,
    maximum: (node) => scaleOf(node)?.max ?? ZERO,
    minimum: (node) => scaleOf(node)?.min ?? ZERO,
    measureAt: (id, kind) => kinds.get(kind)?.get(id),
    ...layOut(model.nodes, root),
    number(value) {
      const known = constants.get(value)
      if (known) return known
      const made = toFraction(value) ?? ZERO
      constants.set(value, made)
      return made
    },
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
