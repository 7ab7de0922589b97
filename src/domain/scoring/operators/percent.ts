// `percent`: what the members have together, of what they could have, brought to 100 or another whole.
import { z } from 'zod'
import { say } from '../../text.ts'
import { AggregateArgs, aggregating, resultOf } from '../aggregate.ts'
import { defineOperator } from '../context.ts'
import { ScoringError } from '../error.ts'
import { compareExact, Exact, times, toFraction, ZERO } from '../numbers.ts'
import { extremeRatio } from '../ratio.ts'
import { between } from '../value.ts'

const Positive = Exact.refine((value) => compareExact(toFraction(value) ?? ZERO, ZERO) > 0, {
  error: 'Điểm cao nhất (max) phải lớn hơn 0.',
})

const Args = z.strictObject({
  ...AggregateArgs.shape,
  /** The most a member can have: by its scale, or the same number for each. */
  max: z.union([z.literal('scale'), Positive]).default('scale'),
  /** What everything at its most makes: a number, or the node's own weight. */
  to: z.union([z.literal('node'), Exact]).default(100),
})

export const percent = defineOperator(Args, ({ max, to, ...args }) =>
  aggregating(args, (parts, node, context) => {
    const summands = parts.map((part) => {
      const most = max === 'scale' ? context.highest(args.of, part.node) : context.number(max)
      if (compareExact(most, ZERO) <= 0) {
        const detail = say('Điểm cao nhất phải lớn hơn 0.', 'Its maximum must be above 0.')
        throw ScoringError.of('badSet', `${args.of}@${part.node.id}`, detail)
      }
      const lo = times(part.weight, part.lo)
      const hi = part.hi === part.lo ? lo : times(part.weight, part.hi)
      return { ...part, lo, hi, below: times(part.weight, most) }
    })
    const whole = to === 'node' ? context.weight(node) : context.number(to)
    const { lo, hi, na } = resultOf(summands, extremeRatio)
    const [a, b] = [lo.mul(whole), hi.mul(whole)]
    return compareExact(a, b) <= 0 ? between(a, lo === hi ? a : b, na) : between(b, a, na)
  }),
)
