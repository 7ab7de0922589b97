// Exact numbers: thresholds and ratings are read as rationals, and rounded only where the data says so.
import Fraction from 'fraction.js'
import { schemaSays } from '../schema-issues.ts'
import { z } from 'zod'

// Bounded, so that no chain of additions grows denominators without end.
const exactForm = /^-?\d{1,24}(\.\d{1,15}|\/[1-9]\d{0,5})?$/

/** A number, or a number written as text so that it stays exact: `"3.005"`, `"2/3"`. */
export const Exact = z.union([
  z.number(),
  z.string().regex(exactForm, {
    error: schemaSays(
      'Phải là số, hoặc số ghi trong dấu nháy như "3.005" hay "2/3".',
      'Must be a number, or one in quotes such as "3.005" or "2/3".',
    ),
  }),
])
export type Exact = z.infer<typeof Exact>

export const Round = z.strictObject({
  dp: z.number().int().min(0).max(6),
  /** `halfUp` is half away from zero. */
  mode: z.enum(['halfUp', 'halfEven', 'floor', 'ceil']).default('halfUp'),
})
export type Round = z.infer<typeof Round>

export const ZERO = new Fraction(0)
export const ONE = new Fraction(1)

const HALF = new Fraction(1, 2)
const wholes: readonly Fraction[] = [ZERO, ONE, ...Array.from({ length: 126 }, (_, n) => new Fraction(n + 2))]
const units = Array.from({ length: 7 }, (_, dp) => new Fraction(10n ** BigInt(dp)))

/** A whole number as a rational. */
export function small(n: number): Fraction {
  return wholes[n] ?? new Fraction(BigInt(n))
}

/** The rational a value stands for, `undefined` when it is not a number. */
export function toFraction(value: unknown): Fraction | undefined {
  if (value instanceof Fraction) return value
  if (typeof value === 'number') return Number.isFinite(value) ? ofNumber(value) : undefined
  return typeof value === 'string' && exactForm.test(value) ? new Fraction(value) : undefined
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareExact(a: Fraction, b: Fraction): number {
  if (a === b) return 0
  const left = a.s * a.n
  const right = b.s * b.n
  // The same denominator needs no multiplication, and nearly every rating is a whole number.
  if (a.d === b.d) return left < right ? -1 : left > right ? 1 : 0
  const difference = left * b.d - right * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The product; one factor is very often 1. */
export function times(a: Fraction, b: Fraction): Fraction {
  if (a === ONE) return b
  return b === ONE ? a : a.mul(b)
}

/** Rounds to `dp` decimals; the value is exact before and after. */
export function roundExact(value: Fraction, round: Round): Fraction {
  const unit = units[round.dp] ?? ONE
  if (unit.n % value.d === 0n) return value
  return roundWhole(value.mul(unit), round.mode).div(unit)
}

/** Whole numbers as numbers, every other rational as exact text such as `7/2`, as are numbers too large to be exact. */
export function plainNumber(value: Fraction): number | string {
  const whole = Number(value.s * value.n)
  return value.d === 1n && Number.isSafeInteger(whole) ? whole : value.toFraction()
}

/** The decimal that is written, not its binary neighbour: 0.1 is one tenth. */
function ofNumber(value: number): Fraction {
  if (Number.isInteger(value)) return wholes[value] ?? new Fraction(BigInt(value))
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', decimals = ''] = mantissa.split('.')
  return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length - Number(exponent)))
}

function roundWhole(value: Fraction, mode: Round['mode']): Fraction {
  if (mode === 'floor') return value.floor()
  if (mode === 'ceil') return value.ceil()
  const below = value.abs().floor()
  const rest = value.abs().sub(below)
  const up = mode === 'halfUp' ? rest.gte(HALF) : rest.gt(HALF) || (rest.equals(HALF) && below.n % 2n === 1n)
  const whole = up ? below.add(ONE) : below
  return value.s < 0n ? whole.neg() : whole
}
