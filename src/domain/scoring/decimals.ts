// Numbers as people read them: decimals with a comma in Vietnamese and a point in English, exact as long as that is possible.
import type Fraction from 'fraction.js'
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Exact } from './numbers.ts'
import { compareExact, roundExact, toFraction } from './numbers.ts'

const MOST = 6

/** How many decimals a number was written with: 2 in `"2.00"`, 0 in `3` and in `"2/3"`. */
export function decimalsOf(written: Exact): number {
  return String(written).split('.')[1]?.length ?? 0
}

/** With that many decimals, and more where it takes them to be exact; what no six decimals say is marked: 7/3 is `≈ 2,33`. */
export function decimalText(value: Fraction, decimals: number): Text {
  for (let dp = decimals; dp <= MOST; dp++) {
    if (compareExact(roundExact(value, { dp, mode: 'halfUp' }), value) === 0) return inBoth(value, dp)
  }
  const dp = Math.max(decimals, 2)
  const { vi, en } = inBoth(roundExact(value, { dp, mode: 'halfUp' }), dp)
  return say(`≈ ${vi}`, `≈ ${en}`)
}

/** A number as it was written in a rule: fractions stay fractions. */
export function writtenText(written: Exact, decimals: number): Text {
  const value = toFraction(written)
  if (!value || String(written).includes('/')) return say(String(written), String(written))
  return decimalText(value, Math.max(decimals, decimalsOf(written)))
}

/** Exact in so many decimals. */
function inBoth(value: Fraction, dp: number): Text {
  const digits = (value.n * 10n ** BigInt(dp)) / value.d
  const padded = String(digits).padStart(dp + 1, '0')
  const whole = dp === 0 ? padded : padded.slice(0, -dp)
  const sign = value.s < 0n ? '-' : ''
  if (dp === 0) return say(`${sign}${whole}`, `${sign}${whole}`)
  return say(`${sign}${whole},${padded.slice(-dp)}`, `${sign}${whole}.${padded.slice(-dp)}`)
}
