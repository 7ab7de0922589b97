// One scoring: gives operators the values they ask for, each worked out once, and stops at a measure that reads itself.
import type { Compiled, CompiledMeasure } from './compile.ts'
import { judge, plainPolicy } from './condition.ts'
import type { Context } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import { roundExact, toFraction, ZERO } from './numbers.ts'
import type { Value } from './value.ts'
import { between, exactly, UNKNOWN } from './value.ts'

export type FactValue = boolean | number | string
export type FactValues = Readonly<Record<string, FactValue | null | undefined>>

/** The context of one set of ratings and facts. Facts the set does not declare are not looked at. */
export function contextOf(compiled: Compiled, rated: ReadonlyMap<string, Value>, facts: FactValues): Context {
  const done = new Map<CompiledMeasure, Map<string, Value | null>>()
  const unrated = new Map<string, Value>()
  const context: Context = {
    value(id, node) {
      const measure = compiled.measureAt(id, node.kind)
      if (!measure) throw ScoringError.of('badSet', `${id}@${node.id}`)
      const values = done.get(measure) ?? new Map<string, Value | null>()
      done.set(measure, values)
      const known = values.get(node.id)
      // `null` marks a value that is being worked out: reading it again is a cycle.
      if (known === null) throw ScoringError.of('badSet', `${id}@${node.id}`)
      if (known) return known
      values.set(node.id, null)
      const value = rounded(measure, measure.operator.evaluate(node, measure.policy, context))
      values.set(node.id, value)
      return value
    },
    judge: (cond, node, policy = plainPolicy) => judge(cond, node, context, policy),
    members: compiled.members,
    nodeById(id) {
      const node = compiled.byId.get(id)
      if (!node) throw ScoringError.of('badSet', id)
      return node
    },
    rating(node) {
      const known = rated.get(node.id)
      if (known) return known
      const key = node.scale ?? ''
      const open = unrated.get(key) ?? unratedValue(compiled, node)
      unrated.set(key, open)
      return open
    },
    fact: (name) => factValue(facts[name]),
    maximum: compiled.maximum,
    number: compiled.number,
  }
  return context
}

/** Anything on the scale, and not applicable where that is allowed. */
function unratedValue(compiled: Compiled, node: Node): Value {
  const scale = node.scale === undefined ? undefined : compiled.scoring.scales[node.scale]
  return scale ? between(compiled.minimum(node), compiled.maximum(node), scale.na) : UNKNOWN
}

function factValue(fact: FactValue | null | undefined): Value {
  if (fact === null || fact === undefined) return UNKNOWN
  if (typeof fact === 'number') return exactly(toFraction(fact) ?? ZERO)
  return { kind: 'oneOf', options: [fact], na: false }
}

function rounded(measure: CompiledMeasure, value: Value): Value {
  if (!measure.round || value.kind !== 'range') return value
  return between(roundExact(value.lo, measure.round), roundExact(value.hi, measure.round), value.na)
}
