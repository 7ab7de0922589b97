// `median`: the member in the middle by weight; the mean of two where the middle falls between them.
import type Fraction from 'fraction.js'
import type { Part } from '../aggregate.ts'
import { byEnd, defineAggregate } from '../aggregate.ts'
import { compareExact, ZERO } from '../numbers.ts'
import { total } from '../ratio.ts'

interface Weighted {
  value: Fraction
  weight: Fraction
}

/**
 * A member that may be left out pulls the median further only while it lies beyond it, and once one does not, none after it
 * does: so the members that pull are found by halving.
 */
export const median = defineAggregate((parts, end) => {
  const order = byEnd(end)
  const read = (part: Part): Weighted => ({ value: part[end], weight: part.weight })
  const certain = parts.filter((part) => !part.optional).map(read)
  const optional = parts
    .filter((part) => part.optional)
    .map(read)
    .toSorted((a, b) => order(a.value, b.value))
  let least = certain.length === 0 ? 1 : 0
  let most = optional.length
  while (least < most) {
    const middle = (least + most) >> 1
    const next = optional[middle]?.value ?? ZERO
    if (order(next, medianOf([...certain, ...optional.slice(0, middle)])) < 0) least = middle + 1
    else most = middle
  }
  return medianOf([...certain, ...optional.slice(0, least)])
})

function medianOf(list: readonly Weighted[]): Fraction {
  const sorted = list.toSorted((a, b) => compareExact(a.value, b.value))
  const half = total(sorted.map(({ weight }) => weight)).div(2)
  let below = ZERO
  for (const [i, { value, weight }] of sorted.entries()) {
    below = below.add(weight)
    const side = compareExact(below, half)
    if (side > 0) return value
    if (side === 0) return value.add(sorted[i + 1]?.value ?? value).div(2)
  }
  return ZERO
}
