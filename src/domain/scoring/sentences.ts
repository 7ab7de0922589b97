// The words of a trace, in Vietnamese and English.
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Comparison } from './condition-schema.ts'
import type { Holds, PlainValue } from './value.ts'

interface Compared {
  name: Text | undefined
  subject: string
  value: PlainValue | 'incomplete' | 'NA'
  possible: PlainValue[] | undefined
  threshold: Comparison
  holds: Holds
}

/** E.g. "Mức đạt được của trường: 1, cần từ 2 trở lên: không đạt." */
export function comparisonSentence({ name, subject, value, possible, threshold, holds }: Compared): Text {
  const title = name ?? say(subject, subject)
  const now = value === 'incomplete' ? openValue(possible) : shown(value)
  const need = thresholdText(threshold)
  const end = verdict[holds]
  return say(
    `${title.vi}: ${now.vi}, cần ${need.vi}: ${end.vi}.`,
    `${title.en}: ${now.en}, needs ${need.en}: ${end.en}.`,
  )
}

/** E.g. "Tất cả các điều kiện sau: đạt." */
export function groupSentence(kind: 'all' | 'any' | 'not', name: Text | undefined, holds: Holds): Text {
  const title = name ?? groups[kind]
  return say(`${title.vi}: ${verdict[holds].vi}.`, `${title.en}: ${verdict[holds].en}.`)
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

function shown(value: unknown): Text {
  if (value === true) return say('có', 'yes')
  if (value === false) return say('không', 'no')
  if (value === 'NA') return say('không áp dụng', 'not applicable')
  return say(String(value), String(value))
}

function openValue(possible: PlainValue[] | undefined): Text {
  const [lo, hi] = possible ?? []
  if (typeof lo === 'number' && typeof hi === 'number') return say(`từ ${lo} đến ${hi}`, `from ${lo} to ${hi}`)
  return say('chưa biết', 'not known')
}

function thresholdText({ gte, gt, lte, lt, eq, in: list }: Comparison): Text {
  const parts = [
    gte === undefined ? undefined : say(`từ ${gte} trở lên`, `at least ${gte}`),
    gt === undefined ? undefined : say(`lớn hơn ${gt}`, `more than ${gt}`),
    lte === undefined ? undefined : say(`không quá ${lte}`, `at most ${lte}`),
    lt === undefined ? undefined : say(`nhỏ hơn ${lt}`, `less than ${lt}`),
    eq === undefined ? undefined : shown(eq),
    list === undefined ? undefined : say(`một trong: ${list.join(', ')}`, `one of: ${list.join(', ')}`),
  ].filter((part) => part !== undefined)
  return say(parts.map((part) => part.vi).join(' và '), parts.map((part) => part.en).join(' and '))
}
