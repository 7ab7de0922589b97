// The lowest and highest quotient of two sums, when some summands may still be left out of both.
import Fraction from 'fraction.js'
import type { End } from './aggregate.ts'
import { compareExact, ZERO } from './numbers.ts'

/** One summand: `lo` to `hi` above the line, `below` (more than 0) under it. */
export interface Summand {
  lo: Fraction
  hi: Fraction
  below: Fraction
  optional: boolean
}

/**
 * Adds up the summands that must count, then those that may be left out for as long as each pulls the quotient further.
 * At least one always counts.
 */
export function extremeRatio(parts: readonly Summand[], end: End): Fraction {
  const sign = end === 'lo' ? 1 : -1
  const certain = parts.filter((part) => !part.optional)
  const quotients = parts
    .filter((part) => part.optional)
    .map((part) => ({ part, quotient: part[end].div(part.below) }))
    .toSorted((a, b) => sign * compareExact(a.quotient, b.quotient))
  const first = certain.length === 0 ? quotients.shift() : undefined
  let above = first ? first.part[end] : total(certain.map((part) => part[end]))
  let below = first ? first.part.below : total(certain.map((part) => part.below))
  for (const { part, quotient } of quotients) {
    if (sign * compareExact(quotient.mul(below), above) >= 0) break
    above = above.add(part[end])
    below = below.add(part.below)
  }
  return above.div(below)
}

/** The sum, brought to lowest terms once at the end: summands mostly share a few denominators. */
export function total(list: readonly Fraction[]): Fraction {
  let above = 0n
  let below = 1n
  for (const { s, n, d } of list) {
    if (below % d !== 0n) {
      above *= d
      below *= d
    }
    above += s * n * (below / d)
  }
  return below === 1n && above === 0n ? ZERO : new Fraction(above, below)
}
