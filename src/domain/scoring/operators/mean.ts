// `mean`: the average of the members that apply, weighted where asked.
import { defineOperator } from '../context.ts'
import { AggregateArgs, aggregating, resultOf } from '../aggregate.ts'
import { times } from '../numbers.ts'
import { extremeRatio } from '../ratio.ts'

export const mean = defineOperator(AggregateArgs, (args) =>
  aggregating(args, (parts) => {
    const summands = parts.map((part) => {
      const lo = times(part.weight, part.lo)
      return { ...part, lo, hi: part.hi === part.lo ? lo : times(part.weight, part.hi), below: part.weight }
    })
    return resultOf(summands, extremeRatio)
  }),
)
