// What a measure does with a value that does not apply or is not known yet, in one place for every operator.
import type Fraction from 'fraction.js'
import type { Policy } from './condition-schema.ts'
import { ScoringError } from './error.ts'
import { compareExact, ZERO } from './numbers.ts'
import type { Value } from './value.ts'
import { between, exactly, isKnown, NA } from './value.ts'

/**
 * The value as the policy counts it. `asPass` is, for a number, the same as `asMax`: the best that the node can have, asked
 * for only when it is needed. `node` is named when it must not be left out.
 */
export function applyPolicy(value: Value, policy: Policy, node: string, highest: () => Fraction): Value {
  if (policy.missing !== 'incomplete' && !isKnown(value)) return policy.missing === 'exclude' ? NA : exactly(ZERO)
  if (policy.na === 'exclude' || value.kind === 'unknown') return value
  if (value.kind === 'na') {
    if (policy.na === 'forbid') throw ScoringError.of('notApplicable', node)
    return exactly(policy.na === 'asZero' ? ZERO : highest())
  }
  if (!value.na) return value
  if (policy.na === 'forbid') return { ...value, na: false }
  return widen(value, policy.na === 'asZero' ? ZERO : highest())
}

/** Everything the value can be, and `other` as well. */
function widen(value: Exclude<Value, { kind: 'na' | 'unknown' }>, other: Fraction): Value {
  if (value.kind === 'oneOf') return { kind: 'oneOf', options: [...value.options, other], na: false }
  const lo = compareExact(other, value.lo) < 0 ? other : value.lo
  return between(lo, compareExact(other, value.hi) > 0 ? other : value.hi)
}
