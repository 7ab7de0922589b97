// `min` and `max`: the lowest and the highest member that applies. Weights change nothing but that 0 leaves a member out.
import type Fraction from 'fraction.js'
import type { End, Part } from '../aggregate.ts'
import { byEnd, defineAggregate } from '../aggregate.ts'
import { ZERO } from '../numbers.ts'

export const min = defineAggregate((parts, end) => extreme(parts, end, 'lo'))
export const max = defineAggregate((parts, end) => extreme(parts, end, 'hi'))

/** Members that may be left out pull the result only towards the side that is asked for. */
function extreme(parts: readonly Part[], end: End, side: End): Fraction {
  const certain = parts.filter((part) => !part.optional)
  if (end === side) return first(parts, end, byEnd(side))
  return certain.length > 0 ? first(certain, end, byEnd(side)) : first(parts, end, byEnd(end))
}

function first(parts: readonly Part[], end: End, order: ReturnType<typeof byEnd>): Fraction {
  return parts.map((part) => part[end]).toSorted(order)[0] ?? ZERO
}
