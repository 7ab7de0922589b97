// One scoring: gives operators the values they ask for, each worked out once, and stops at a measure that reads itself.
import { z } from 'zod'
import type { Compiled, CompiledMeasure } from './compile.ts'
import { judge, plainPolicy } from './condition.ts'
import type { Policy } from './condition-schema.ts'
import type { Context } from './context.ts'
import { ScoringError } from './error.ts'
import type { Node } from './node.ts'
import { roundExact, toFraction } from './numbers.ts'
import type { Value } from './value.ts'
import { asNumber, between, exactly, UNKNOWN } from './value.ts'
import { say } from '../text.ts'

export const FactValue = z.union([z.boolean(), z.number(), z.string()])
export type FactValue = z.infer<typeof FactValue>
/** `null`, like a fact not given, is not known. */
export const FactValues = z.record(z.string(), FactValue.nullable())
export type FactValues = Readonly<Record<string, FactValue | null | undefined>>

const ownPolicy = (measure: CompiledMeasure): Policy => measure.policy

/** The context of one set of ratings and facts. */
export function contextOf(
  compiled: Compiled,
  rated: ReadonlyMap<string, Value>,
  facts: FactValues,
  policyOf = ownPolicy,
): Context {
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
      const value = rounded(measure, measure.operator.evaluate(node, policyOf(measure), context))
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
    fact: (name) => factValue(Object.hasOwn(facts, name) ? facts[name] : null, compiled.facts?.[name]?.kind === 'text'),
    maximum: compiled.maximum,
    highest(id, node) {
      const value = asNumber(nothingRated(compiled).value(id, node))
      if (value?.kind === 'range') return value.hi
      const detail = say(
        'Không biết điểm cao nhất; ghi max bằng số.',
        'Its maximum is not known; write max as a number.',
      )
      throw ScoringError.of('badSet', `${id}@${node.id}`, detail)
    },
    number: compiled.number,
    weight: (node) => compiled.number(node.weight),
  }
  return context
}

// Keyed by an immutable object: the cache never changes an answer.
const blank = new WeakMap<Compiled, Context>()

/** The context in which everything is still possible. */
function nothingRated(compiled: Compiled): Context {
  const known = blank.get(compiled)
  if (known) return known
  const made = contextOf(compiled, new Map(), {}, ({ policy }) => ({ ...policy, missing: 'incomplete' }))
  blank.set(compiled, made)
  return made
}

/** Anything on the scale, and not applicable where that is allowed. */
function unratedValue(compiled: Compiled, node: Node): Value {
  const scale = compiled.scaleOf(node)
  return scale ? between(scale.min, scale.max, scale.na) : UNKNOWN
}

/** A number may be given as exact text; a fact declared as text is never read as one. */
function factValue(fact: FactValue | null | undefined, text: boolean): Value {
  if (fact === null || fact === undefined) return UNKNOWN
  const number = text ? undefined : toFraction(fact)
  return number
    ? exactly(number)
    : { kind: 'oneOf', options: [typeof fact === 'number' ? String(fact) : fact], na: false }
}

function rounded(measure: CompiledMeasure, value: Value): Value {
  if (!measure.round) return value
  const number = asNumber(value)
  if (number?.kind !== 'range') return value
  const lo = roundExact(number.lo, measure.round)
  return between(lo, number.hi === number.lo ? lo : roundExact(number.hi, measure.round), number.na)
}
