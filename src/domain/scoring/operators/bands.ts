// `bands`: names a number by the first cut it reaches, from the top; an edge belongs to the upper band.
import { z } from 'zod'
import { memberValue } from '../aggregate.ts'
import { MeasureId } from '../condition-schema.ts'
import { defineOperator } from '../context.ts'
import { compareExact, Exact, toFraction } from '../numbers.ts'
import type { Scalar, Value } from '../value.ts'

const Band = z.union([z.number(), z.string().min(1)])
const Cut = z
  .strictObject({ gte: Exact.optional(), gt: Exact.optional(), value: Band })
  .refine((cut) => (cut.gte === undefined) !== (cut.gt === undefined), {
    error: 'Mỗi ngưỡng cần đúng một trong gte, gt.',
  })
const Args = z.strictObject({ of: MeasureId, cuts: z.array(Cut).min(1), else: Band })

export const bands = defineOperator(Args, (args) => ({
  reads: (node) => [{ measure: args.of, node: node.id }],
  evaluate(node, policy, context): Value {
    const value = memberValue(args.of, node, policy, context)
    if (value.kind === 'na') return value
    if (value.kind === 'unknown') return { kind: 'oneOf', options: everyBand(args), na: false }
    const options: Scalar[] = []
    let certain = false
    for (const cut of args.cuts) {
      const bound = context.number(cut.gte ?? cut.gt ?? 0)
      const reaches = (order: number) => (cut.gte === undefined ? order > 0 : order >= 0)
      if (!reaches(compareExact(value.hi, bound))) continue
      options.push(word(cut.value))
      certain = reaches(compareExact(value.lo, bound))
      if (certain) break
    }
    if (!certain) options.push(word(args.else))
    return { kind: 'oneOf', options, na: value.na }
  },
}))

function everyBand(args: z.infer<typeof Args>): Scalar[] {
  return [...args.cuts.map((cut) => word(cut.value)), word(args.else)]
}

/** A number may be written as text here too. */
function word(value: z.infer<typeof Band>): Scalar {
  return toFraction(value) ?? String(value)
}
