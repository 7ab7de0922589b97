// A scale of ratings: how it is written, which ratings lie on it, and how many points each is worth.
import { z } from 'zod'
import type Fraction from 'fraction.js'
import type { Text } from '../text.ts'
import { say, Text as TextSchema } from '../text.ts'
import { compareExact, Exact, ONE, toFraction, ZERO } from './numbers.ts'
import type { Value } from './value.ts'
import { exactly, FAILED, NA, PASSED } from './value.ts'

const Level = z.strictObject({ code: z.string().min(1), points: Exact, label: TextSchema.optional() })

const Ordinal = z
  .strictObject({ kind: z.literal('ordinal'), levels: z.array(Level).min(1), na: z.boolean().default(false) })
  .refine(({ levels }) => new Set(levels.map((level) => level.code)).size === levels.length, {
    path: ['levels'],
    error: 'Hai mức (levels) trùng mã (code).',
  })
  .refine(({ levels }) => levels.every((level) => level.code !== 'NA'), {
    path: ['levels'],
    error: 'Mã "NA" dành cho mục không áp dụng.',
  })

const Numeric = z
  .strictObject({
    kind: z.literal('numeric'),
    min: Exact,
    max: Exact,
    step: Exact.optional(),
    na: z.boolean().default(false),
  })
  .refine(({ min, max }) => compareExact(toFraction(min) ?? ZERO, toFraction(max) ?? ZERO) <= 0, {
    path: ['max'],
    error: 'Điểm cao nhất (max) không được nhỏ hơn điểm thấp nhất (min).',
  })
  .refine(({ step = 1 }) => compareExact(toFraction(step) ?? ZERO, ZERO) > 0, {
    path: ['step'],
    error: 'Bước điểm (step) phải lớn hơn 0.',
  })

/** `na`: whether a node on this scale may be rated not applicable (`'NA'`). */
export const Scale = z.discriminatedUnion(
  'kind',
  [Ordinal, Numeric, z.strictObject({ kind: z.literal('boolean'), na: z.boolean().default(false) })],
  { error: 'Loại thang (kind) phải là ordinal, numeric hoặc boolean.' },
)
export type Scale = z.infer<typeof Scale>

export interface CompiledScale {
  na: boolean
  /** Points of the worst and of the best rating. */
  min: Fraction
  max: Fraction
  /** The points of a rating, not applicable for `'NA'` where that is allowed; `undefined` for what is off the scale. */
  read(rating: boolean | number | string): Value | undefined
  /** Which ratings there are, for whoever gave another. */
  wanted: Text
}

export function compileScale(scale: Scale): CompiledScale {
  const { min, max, read, wanted } = compilers[scale.kind](scale)
  return { na: scale.na, min, max, wanted, read: (rating) => (rating === 'NA' && scale.na ? NA : read(rating)) }
}

type Bare = Omit<CompiledScale, 'na'>

const compilers: Record<Scale['kind'], (scale: Scale) => Bare> = {
  boolean: () => ({
    min: ZERO,
    max: ONE,
    read: (rating) => (rating === true ? PASSED : rating === false ? FAILED : undefined),
    wanted: say('Ghi true (đạt) hoặc false (không đạt).', 'Write true (met) or false (not met).'),
  }),
  ordinal: (scale) => {
    const levels = scale.kind === 'ordinal' ? scale.levels : []
    const points = levels.map((level) => [level.code, toFraction(level.points) ?? ZERO] as const)
    const sorted = points.map(([, point]) => point).toSorted(compareExact)
    const values = new Map(points.map(([code, point]) => [code, exactly(point)]))
    const codes = levels.map((level) => level.code).join(', ')
    return {
      min: sorted[0] ?? ZERO,
      max: sorted.at(-1) ?? ZERO,
      read: (rating) => values.get(String(rating)),
      wanted: say(`Các mức: ${codes}.`, `Levels: ${codes}.`),
    }
  },
  numeric: (scale) => {
    const [from, to, by] = scale.kind === 'numeric' ? [scale.min, scale.max, scale.step] : [0, 0]
    const [min, max, step] = [toFraction(from) ?? ZERO, toFraction(to) ?? ZERO, toFraction(by)]
    const steps = by === undefined ? '' : `, ${by}`
    return {
      min,
      max,
      read(rating) {
        const value = toFraction(rating)
        if (!value || compareExact(value, min) < 0 || compareExact(value, max) > 0) return undefined
        return step === undefined || value.sub(min).div(step).d === 1n ? exactly(value) : undefined
      },
      wanted: say(`Từ ${from} đến ${to}${steps}.`, `From ${from} to ${to}${steps}.`),
    }
  },
}
