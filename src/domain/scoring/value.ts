// What a measure is worth while some ratings are missing: everything it can still turn out to be, never a guess.
import type Fraction from 'fraction.js'
import { compareExact, ONE, plainNumber, ZERO } from './numbers.ts'

export type Scalar = Fraction | string | boolean

/** Every number from `lo` to `hi`. */
export interface Range {
  kind: 'range'
  lo: Fraction
  hi: Fraction
  na: boolean
}

/** `na` on a number or a word: it may still turn out not applicable. `unknown` is a fact nobody has given. */
export type Value =
  | Range
  | { kind: 'oneOf'; options: readonly Scalar[]; na: boolean }
  | { kind: 'na' }
  | { kind: 'unknown' }

/** As stored and shown: whole numbers as numbers, other rationals as exact text (`"7/2"`). */
export type PlainValue = number | string | boolean

/** A value that is no word. */
export type Numeric = Exclude<Value, { kind: 'oneOf' }>

export const NA: Value = { kind: 'na' }
export const UNKNOWN: Value = { kind: 'unknown' }
export const PASSED: Value = { kind: 'range', lo: ONE, hi: ONE, na: false }
export const FAILED: Value = { kind: 'range', lo: ZERO, hi: ZERO, na: false }

/** A number that is known. */
export function exactly(value: Fraction): Range {
  return { kind: 'range', lo: value, hi: value, na: false }
}

/** A number somewhere from `lo` to `hi`. */
export function between(lo: Fraction, hi: Fraction, na = false): Range {
  return { kind: 'range', lo, hi, na }
}

/** The value as a number, its words read as the range they span; `undefined` when it is no number at all. */
export function asNumber(value: Value): Numeric | undefined {
  if (value.kind !== 'oneOf') return value
  const options = value.options.map((option) => (typeof option === 'object' ? option : undefined))
  const sorted = options.filter((option) => option !== undefined).toSorted(compareExact)
  const [lo, hi] = [sorted[0], sorted.at(-1)]
  return lo && hi && sorted.length === options.length ? between(lo, hi, value.na) : undefined
}

/** Whether no further rating can change it. */
export function isKnown(value: Value): boolean {
  if (value.kind === 'na') return true
  if (value.kind === 'unknown' || value.na) return false
  return value.kind === 'range' ? compareExact(value.lo, value.hi) === 0 : value.options.length === 1
}

/** The value as data: `incomplete` while ratings are missing, `NA` when it does not apply. */
export function plain(value: Value): PlainValue | 'incomplete' | 'NA' {
  if (value.kind === 'na') return 'NA'
  if (!isKnown(value) || value.kind === 'unknown') return 'incomplete'
  if (value.kind === 'range') return plainNumber(value.lo)
  const only = value.options[0]
  return only === undefined ? 'incomplete' : plainScalar(only)
}

export function plainScalar(value: Scalar): PlainValue {
  return typeof value === 'object' ? plainNumber(value) : value
}

/** A condition's answers that are still possible, as bits. `YES` alone = holds whatever else is rated. */
export type Mask = number
export const YES = 1
export const NO = 2
export const NOT_APPLICABLE = 4

export type Holds = 'yes' | 'no' | 'incomplete' | 'notApplicable'

/** The three-valued answer of a mask, and not applicable. */
export function holds(mask: Mask): Holds {
  if (mask === YES) return 'yes'
  if (mask === NOT_APPLICABLE) return 'notApplicable'
  // A condition that either fails or does not apply is certain not to hold.
  return (mask & YES) === 0 ? 'no' : 'incomplete'
}
