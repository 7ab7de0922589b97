// What can be proven of conditions without scoring anything: one follows from another, or cannot hold at all.
import type Fraction from 'fraction.js'
import type { Comparison, Cond } from '../scoring/condition-schema.ts'
import { compareExact, toFraction } from '../scoring/numbers.ts'

/** Whether `b` certainly holds wherever `a` holds. `false` = not proven. */
export function implies(a: Cond, b: Cond): boolean {
  if (b.all) return b.all.every((part) => implies(a, part))
  if (a.any) return a.any.every((part) => implies(part, b))
  if (b.any?.some((part) => implies(a, part))) return true
  if (a.all?.some((part) => implies(part, b))) return true
  if (a.not && b.not) return implies(b.not, a.not)
  const subject = subjectOf(a)
  return subject !== undefined && subject === subjectOf(b) && within(a, b)
}

/** Whether it can never hold, because comparisons on one subject exclude each other. */
export function isContradictory(cond: Cond): boolean {
  if (cond.any) return cond.any.every(isContradictory)
  const parts = conjuncts(cond)
  if (parts.some((part) => part !== cond && isContradictory(part))) return true
  const subjects = new Set(parts.map(subjectOf).filter((subject) => subject !== undefined))
  return [...subjects].some((subject) => excludeEachOther(parts.filter((part) => subjectOf(part) === subject)))
}

function conjuncts(cond: Cond): Cond[] {
  return cond.all ? cond.all.flatMap(conjuncts) : [cond]
}

/** What is compared, the same text for the same thing. */
function subjectOf({ measure, node, fact, count, share }: Cond): string | undefined {
  if (measure === undefined && fact === undefined && !count && !share) return undefined
  return JSON.stringify([measure, node, fact, count, share])
}

function excludeEachOther(parts: readonly Cond[]): boolean {
  const { low, high } = parts.map(spanOf).reduce(narrower)
  const empty =
    low && high && (compareExact(low.at, high.at) > 0 || (low.at.equals(high.at) && (low.open || high.open)))
  const values = parts.map(valuesOf).filter((list) => list !== undefined)
  const [first, ...others] = values
  const common = first?.filter((value) => others.every((list) => list.includes(value)) && fits(value, { low, high }))
  return Boolean(empty) || common?.length === 0
}

/** Whether everything that satisfies `a` satisfies `b`; both on one subject. */
function within(a: Comparison, b: Comparison): boolean {
  const values = valuesOf(a)
  const span = spanOf(b)
  const wanted = valuesOf(b)
  if (values) return values.every((value) => fits(value, span) && (wanted?.includes(value) ?? true))
  if (wanted) return false
  const own = spanOf(a)
  return atLeast(own.low, span.low, 1) && atLeast(own.high, span.high, -1)
}

interface End {
  at: Fraction
  /** Whether the end itself is outside. */
  open: boolean
}
interface Span {
  low?: End | undefined
  high?: End | undefined
}

function spanOf({ gte, gt, lte, lt }: Comparison): Span {
  const lows = [end(gte, false), end(gt, true)].filter((one) => one !== undefined)
  const highs = [end(lte, false), end(lt, true)].filter((one) => one !== undefined)
  return { low: lows.reduce(tighter(1), undefined), high: highs.reduce(tighter(-1), undefined) }
}

function narrower(a: Span, b: Span): Span {
  return { low: pick(a.low, b.low, 1), high: pick(a.high, b.high, -1) }
}

const tighter =
  (side: 1 | -1) =>
  (best: End | undefined, next: End): End | undefined =>
    pick(best, next, side)

/** The end that lets less through; `side` 1 for lower ends, -1 for upper ones. */
function pick(a: End | undefined, b: End | undefined, side: 1 | -1): End | undefined {
  if (!a || !b) return a ?? b
  return atLeast(a, b, side) ? a : b
}

/** Whether `end` lets through no more than `other`. */
function atLeast(own: End | undefined, other: End | undefined, side: 1 | -1): boolean {
  if (!other) return true
  if (!own) return false
  const order = compareExact(own.at, other.at) * side
  return order > 0 || (order === 0 && (own.open || !other.open))
}

function end(value: number | string | undefined, open: boolean): End | undefined {
  const at = toFraction(value)
  return at && { at, open }
}

/** The few values it lets through, as text; `undefined` where it names none. */
function valuesOf({ eq, in: list }: Comparison): string[] | undefined {
  const values = eq === undefined ? list : [eq]
  return values?.map((value) => toFraction(value)?.toFraction() ?? JSON.stringify(value))
}

function fits(value: string, { low, high }: Span): boolean {
  const number = toFraction(value)
  if (!number) return !low && !high
  const point = { at: number, open: false }
  return atLeast(point, low, 1) && atLeast(point, high, -1)
}
