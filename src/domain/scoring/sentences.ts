// The words of a trace, in Vietnamese and English.
import type Fraction from 'fraction.js'
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Comparison } from './condition-schema.ts'
import { decimalsOf, decimalText, writtenText } from './decimals.ts'
import type { Exact } from './numbers.ts'
import { compareExact, toFraction } from './numbers.ts'
import type { Holds, Scalar, Value } from './value.ts'
import { isKnown } from './value.ts'

interface Compared {
  title: Text
  value: Value
  threshold: Comparison
  /** Decimals the measure is rounded to. */
  decimals: number
}

/**
 * What was compared, and how it came out: "Tiêu chuẩn 3: 1,75 < 2,00" for a number and one bound; otherwise
 * "Kết quả: từ 1 đến 2, cần 3".
 */
export function comparisonText({ title, value, threshold, decimals }: Compared): Text {
  const number = known(value)
  const bound = number && onlyBound(threshold)
  const dp = Math.max(decimals, ...numbersOf(threshold).map(decimalsOf))
  if (number && bound) {
    const right = writtenText(bound.at, dp)
    const left = decimalText(number, dp)
    const relation = relationOf(bound.op, compareExact(number, toFraction(bound.at) ?? number))
    return say(`${title.vi}: ${left.vi} ${relation} ${right.vi}`, `${title.en}: ${left.en} ${relation} ${right.en}`)
  }
  const now = valueText(value, dp)
  const need = thresholdText(threshold, dp)
  return say(`${title.vi}: ${now.vi}, cần ${need.vi}`, `${title.en}: ${now.en}, needs ${need.en}`)
}

/** A rating of met or not met, e.g. "Tiêu chí 1.2 Mức 2 (b): không đạt". */
export function metText(title: Text, met: boolean): Text {
  const { vi, en } = verdict[met ? 'yes' : 'no']
  return say(`${title.vi}: ${vi}`, `${title.en}: ${en}`)
}

/** The text with the answer, as a sentence: "Mức đạt được của trường: 1 < 2: không đạt." */
export function withVerdict(text: Text, holds: Holds): Text {
  return say(`${text.vi}: ${verdict[holds].vi}.`, `${text.en}: ${verdict[holds].en}.`)
}

/** E.g. "Tất cả các điều kiện sau: đạt." */
export function groupSentence(kind: 'all' | 'any' | 'not', name: Text | undefined, holds: Holds): Text {
  return withVerdict(name ?? groups[kind], holds)
}

const verdict: Record<Holds, Text> = {
  yes: say('đạt', 'met'),
  no: say('không đạt', 'not met'),
  incomplete: say('chưa đủ dữ liệu', 'incomplete'),
  notApplicable: say('không áp dụng', 'not applicable'),
}

const groups = {
  all: say('Tất cả các điều kiện sau', 'All of these conditions'),
  any: say('Ít nhất một trong các điều kiện sau', 'At least one of these conditions'),
  not: say('Điều kiện sau không xảy ra', 'The following does not hold'),
}

function known(value: Value): Fraction | undefined {
  if (!isKnown(value)) return undefined
  if (value.kind === 'range') return value.lo
  const only = value.kind === 'oneOf' ? value.options[0] : undefined
  return typeof only === 'object' ? only : undefined
}

type Op = 'gte' | 'gt' | 'lte' | 'lt' | 'eq'

/** The bound of a comparison that has a single one, and that a number. */
function onlyBound(threshold: Comparison): { op: Op; at: Exact } | undefined {
  const [only, ...others] = Object.entries(threshold)
  if (!only || others.length > 0 || only[0] === 'in') return undefined
  const [op, at] = only as [Op, Exact | boolean]
  return typeof at === 'boolean' || !toFraction(at) ? undefined : { op, at }
}

/** The relation that is true, near the one that was asked for. */
function relationOf(op: Op, side: number): string {
  if (op === 'eq') return side === 0 ? '=' : '≠'
  if (op === 'gte' || op === 'lt') return side >= 0 ? '≥' : '<'
  return side <= 0 ? '≤' : '>'
}

export function valueText(value: Value, decimals = 0): Text {
  if (value.kind === 'na') return verdict.notApplicable
  const number = known(value)
  if (number) return decimalText(number, decimals)
  if (value.kind === 'range') {
    const [lo, hi] = [decimalText(value.lo, decimals), decimalText(value.hi, decimals)]
    return say(`từ ${lo.vi} đến ${hi.vi}`, `from ${lo.en} to ${hi.en}`)
  }
  const only = value.kind === 'oneOf' && isKnown(value) ? value.options[0] : undefined
  return only === undefined ? say('chưa biết', 'not known') : wordText(only)
}

function wordText(word: Scalar | number, decimals = 0): Text {
  if (word === true) return say('có', 'yes')
  if (word === false) return say('không', 'no')
  const number = toFraction(word)
  return number ? decimalText(number, decimals) : say(String(word), String(word))
}

function numbersOf({ gte, gt, lte, lt, eq, in: list }: Comparison): Exact[] {
  return [gte, gt, lte, lt, eq, ...(list ?? [])].filter((word) => typeof word === 'number' || typeof word === 'string')
}

/** What is asked for: "từ 2 trở lên", "A, một trong: A, B". */
export function thresholdText({ gte, gt, lte, lt, eq, in: list }: Comparison, decimals = 0): Text {
  const bound = (at: Exact | undefined, vi: string, en: string) => {
    if (at === undefined) return undefined
    const text = writtenText(at, decimals)
    return say(vi.replace('#', text.vi), en.replace('#', text.en))
  }
  const words = (list ?? []).map((word) => wordText(word, decimals))
  const parts = [
    bound(gte, 'từ # trở lên', 'at least #'),
    bound(gt, 'lớn hơn #', 'more than #'),
    bound(lte, 'không quá #', 'at most #'),
    bound(lt, 'nhỏ hơn #', 'less than #'),
    eq === undefined ? undefined : wordText(eq, decimals),
    list === undefined
      ? undefined
      : say(`một trong: ${words.map(({ vi }) => vi).join(', ')}`, `one of: ${words.map(({ en }) => en).join(', ')}`),
  ].filter((part) => part !== undefined)
  return say(parts.map((part) => part.vi).join(' và '), parts.map((part) => part.en).join(' and '))
}
