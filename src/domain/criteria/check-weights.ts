// Weights of a framework: the children of a node sum to the total it declares.
import { toFraction, ZERO } from '../scoring/numbers.ts'
import type { AnySet } from './framework.ts'
import { isFramework } from './framework.ts'
import type { Problem } from './problem.ts'

/** Problems of declared totals, exactly and without rounding. */
export function checkWeights(set: AnySet): Problem[] {
  if (!isFramework(set)) return []
  return set.nodes.flatMap(({ id, weightTotal }, i) => {
    if (weightTotal === undefined) return []
    const children = set.nodes.filter(({ parent }) => parent === id)
    const sum = children.reduce((total, { weight }) => total.add(toFraction(weight) ?? ZERO), ZERO)
    if (sum.equals(toFraction(weightTotal) ?? ZERO)) return []
    const message = `Trọng số của ${children.length} mục con cộng lại là ${sum.toString()}, phải là ${weightTotal}.`
    return [{ path: ['nodes', i, 'weightTotal'], message }]
  })
}
