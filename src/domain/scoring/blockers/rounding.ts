// The bound a value must meet before rounding so that it meets another one after it.
import Fraction from 'fraction.js'
import type { Round } from '../numbers.ts'
import { compareExact, ZERO } from '../numbers.ts'
import type { Bound } from './moves.ts'

/** E.g. rounded half up to two decimals, at least 3.50 means at least 3.495 before. */
export function beforeRounding({ op, at }: Bound, round: Round | undefined): Bound {
  if (!round) return { op, at }
  const unit = new Fraction(1, 10 ** round.dp)
  const steps = at.div(unit)
  const whole = steps.d === 1n
  if (op === 'gte' || op === 'gt') {
    // The lowest rounded value that is allowed, and what rounds to it or above.
    const lowest = op === 'gt' ? steps.floor().add(1) : steps.ceil()
    const { edge, included } = lowerEdge(lowest, round.mode)
    return { op: included ? 'gte' : 'gt', at: edge.mul(unit) }
  }
  const highest = op === 'lt' && whole ? steps.sub(1) : steps.floor()
  const { edge, included } = lowerEdge(highest.add(1), round.mode)
  return { op: included ? 'lt' : 'lte', at: edge.mul(unit) }
}

/** Where the values begin that round to `whole` or above, and whether the edge itself does. */
function lowerEdge(whole: Fraction, mode: Round['mode']): { edge: Fraction; included: boolean } {
  if (mode === 'floor') return { edge: whole, included: true }
  if (mode === 'ceil') return { edge: whole.sub(1), included: false }
  const edge = whole.sub(new Fraction(1, 2))
  // Half away from zero goes down below zero; half to even goes to the even neighbour.
  const included = mode === 'halfUp' ? compareExact(whole, ZERO) > 0 : whole.n % 2n === 0n
  return { edge, included }
}
