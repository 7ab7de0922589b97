// `sum`: what the members that apply have together; with nothing that applies it is not applicable, as a mean is.
import { byEnd, defineAggregate } from '../aggregate.ts'
import { times, ZERO } from '../numbers.ts'
import { total } from '../ratio.ts'

export const sum = defineAggregate((parts, end) => {
  const further = byEnd(end)
  const masses = parts.map((part) => ({ mass: times(part.weight, part[end]), optional: part.optional }))
  const counted = masses.filter(({ mass, optional }) => !optional || further(mass, ZERO) < 0)
  if (counted.length > 0) return total(counted.map(({ mass }) => mass))
  const least = masses.map(({ mass }) => mass).toSorted(further)[0]
  return least ?? ZERO
})
