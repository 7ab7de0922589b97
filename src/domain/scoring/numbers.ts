// Exact numbers: thresholds and ratings are read as rationals, and rounded only where the data says so.
import Fraction from 'fraction.js'
import { z } from 'zod'

/** A number, or a number written as text so that it stays exact: `"3.005"`, `"2/3"`. */
export const Exact = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+|\/[1-9]\d*)?$/)])
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
const exactForm = /^-?\d+(\.\d+|\/[1-9]\d*)?$/

/** The rational a value stands for, `undefined` when it is not a number. */
export function toFraction(value: unknown): Fraction | undefined {
  if (value instanceof Fraction) return value
  if (typeof value === 'number') return Number.isFinite(value) ? new Fraction(value) : undefined
  return typeof value === 'string' && exactForm.test(value) ? new Fraction(value) : undefined
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareExact(a: Fraction, b: Fraction): number {
  if (a === b) return 0
  // The same denominator needs no multiplication, and nearly every rating is a whole number.
  return a.d === b.d ? Number(a.s * a.n - b.s * b.n) : a.compare(b)
}

/** Rounds to `dp` decimals; the value is exact before and after. */
export function roundExact(value: Fraction, round: Round): Fraction {
  const unit = new Fraction(10).pow(round.dp)
  const scaled = value.mul(unit)
  return roundWhole(scaled, round.mode).div(unit)
}

/** Whole numbers as numbers, every other rational as exact text such as `7/2`. */
export function plainNumber(value: Fraction): number | string {
  return value.d === 1n ? Number(value.s * value.n) : value.toFraction()
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
