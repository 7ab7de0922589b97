// A tree of sums worked out in whole numbers: exact as fractions are, and quick enough to be tried thousands of times.
import type { Round } from '../numbers.ts'
import type { Sum } from './sum.ts'

export interface WholeSum {
  /** The value is the whole number that is worked out, over this. */
  over: number
  /** For ratings of so many points; no whole number when they are cut finer than it was made for. */
  work(points: (key: number) => number): number
  /** The largest number it can come to. */
  most: number
}

/** `undefined` when numbers would grow too large to be exact. `fine` tells into how many parts a point of a rating may be cut. */
export function wholeSum(sum: Sum, fine: (key: number) => number, top: (key: number) => number): WholeSum | undefined {
  if (sum.key !== undefined) {
    const { key } = sum
    const over = fine(key)
    return { over, most: Math.max(1, top(key)) * over, work: (points) => points(key) * over }
  }
  const parts = sum.parts.flatMap(({ sum: part, weight }) => {
    const whole = wholeSum(part, fine, top)
    return whole ? [{ whole, weight }] : []
  })
  if (parts.length < sum.parts.length) return undefined
  const over = [sum.add, ...parts.map(({ weight, whole }) => weight.div(whole.over))].reduce(
    (common, { d }) => leastCommon(common, Number(d)),
    1,
  )
  const factors = parts.map(({ weight, whole }) => Number(weight.mul(over).div(whole.over).valueOf()))
  const add = Number(sum.add.mul(over).valueOf())
  const works = parts.map(({ whole }) => whole.work)
  const most = parts.reduce((total, { whole }, i) => total + Math.abs(factors[i] ?? 0) * whole.most, Math.abs(add))
  const { round } = sum
  const unit = round ? 10 ** round.dp : 1
  if (!(most * unit * 2 < Number.MAX_SAFE_INTEGER) || !(over * unit * 2 < Number.MAX_SAFE_INTEGER)) return undefined
  const exact: WholeSum['work'] = (points) => {
    let total = add
    for (let i = 0; i < works.length; i++) total += (factors[i] ?? 0) * (works[i]?.(points) ?? 0)
    return total
  }
  if (!round) return { over, most, work: exact }
  return {
    over: unit,
    most: Math.ceil((most / over) * unit) + 1,
    work: (points) => roundRatio(exact(points) * unit, over, round.mode),
  }
}

/** A ratio of whole numbers rounded to a whole number. */
export function roundRatio(part: number, whole: number, mode: Round['mode']): number {
  if (part < 0) return -roundRatio(-part, whole, mode === 'floor' ? 'ceil' : mode === 'ceil' ? 'floor' : mode)
  const rest = part % whole
  const below = (part - rest) / whole
  if (mode === 'floor') return below
  if (mode === 'ceil') return rest > 0 ? below + 1 : below
  const up = rest * 2 > whole || (rest * 2 === whole && (mode === 'halfUp' || below % 2 === 1))
  return up ? below + 1 : below
}

/** The least number that both divide. */
export function leastCommon(a: number, b: number): number {
  let [high, low] = [a, b]
  while (low !== 0) [high, low] = [low, high % low]
  return (a / high) * b
}
