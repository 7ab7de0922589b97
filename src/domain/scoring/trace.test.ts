// The sentences of a trace: what was found, what was needed, in Vietnamese with a decimal comma and in English.
import { expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { decimalText } from './decimals.ts'
import { Node } from './node.ts'
import { toFraction, ZERO } from './numbers.ts'
import type { Ratings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'
import { nodeTitle, shortTitle } from './titles.ts'

const nodes = [
  { id: 'school', kind: 'school' },
  ...['3', '4'].map((id) => ({ id, kind: 'standard', parent: 'school' })),
  ...['3.1', '3.2', '3.3', '3.4', '4.1', '4.2', '4.3'].map((id) => ({
    id,
    kind: 'criterion',
    parent: id[0],
    scale: 's',
  })),
].map((node) => Node.parse(node))

function conditionOf(when: object, ratings: Ratings, facts = {}) {
  const step = scoreCompiled(compiledOf(when), ratings, facts).decisions['decision']?.trace[0]
  if (!step) throw new Error('no trace')
  return step.condition
}

function compiledOf(when: object) {
  const scoring = Scoring.parse({
    version: 1,
    scales: { s: { kind: 'numeric', min: 1, max: 7, step: 1 } },
    measures: [
      { id: 'r', at: { kind: 'criterion' }, rating: {} },
      { id: 'm', at: { kind: 'standard' }, mean: { of: 'r', over: 'children' }, round: { dp: 2 } },
      { id: 'exact', at: { kind: 'standard' }, mean: { of: 'r', over: 'children' } },
      {
        id: 'all',
        at: { kind: 'school' },
        name: { vi: 'Điểm chung', en: 'Overall' },
        mean: { of: 'm', over: 'children' },
      },
      { id: 'band', at: { kind: 'school' }, bands: { of: 'all', cuts: [{ gte: 4, value: 'A' }], else: 'B' } },
    ],
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
    decision: { rows: [{ id: 'award', when, then: { outcome: 'award' } }], otherwise: { outcome: 'none' } },
  })
  const years = { kind: 'number' as const, name: { vi: 'Số năm', en: 'Years' } }
  return compileModel({ nodes, scoring, facts: { years } })
}

const low = { '3.1': 2, '3.2': 2, '3.3': 2, '3.4': 1, '4.1': 4, '4.2': 4, '4.3': 4 }

it('compares a standard with its threshold in the decimals both are written with', () => {
  const step = conditionOf({ measure: 'm', node: '3', gte: '2.00' }, low)
  expect(step.text).toEqual({ vi: 'Tiêu chuẩn 3: 1,75 < 2,00: không đạt.', en: 'Standard 3: 1.75 < 2.00: not met.' })
})

it('names each member that decides a count, with what was found on it', () => {
  const where = { measure: 'm', lt: '2.00' }
  const step = conditionOf(
    { name: { vi: 'Tiêu chuẩn dưới 2,00', en: 'Standards below 2.00' }, count: { over: 'children', where }, eq: 0 },
    low,
  )
  expect(step.text.vi).toBe('Tiêu chuẩn dưới 2,00: 1 ≠ 0: không đạt.')
  expect(step.failing).toEqual(['3'])
  expect(step.members).toEqual([
    { node: '3', text: { vi: 'Tiêu chuẩn 3: 1,75 < 2,00', en: 'Standard 3: 1.75 < 2.00' } },
  ])
})

it('where many must hold, the members named are those that fail', () => {
  const step = conditionOf({ count: { over: 'children', where: { measure: 'm', gte: '2.00' } }, gte: 2 }, low)
  expect(step.members?.map(({ text }) => text.vi)).toEqual(['Tiêu chuẩn 3: 1,75 < 2,00'])
})

it('says when a number is not exact in decimals, and never rounds one onto its threshold', () => {
  const thirds = { ...low, '4.1': 2, '4.2': 2, '4.3': 3 }
  expect(conditionOf({ measure: 'exact', node: '4', gte: 3 }, thirds).text.vi).toBe(
    'Tiêu chuẩn 4: ≈ 2,33 < 3: không đạt.',
  )
  expect(conditionOf({ measure: 'exact', node: '3', gte: '1.8' }, low).text.en).toBe('Standard 3: 1.75 < 1.8: not met.')
})

it('speaks of the whole set by the name of its measure, of facts by theirs, and of words as words', () => {
  expect(conditionOf({ measure: 'all', gte: '2.50' }, low).text.vi).toBe('Điểm chung: 2,875 ≥ 2,50: đạt.')
  expect(conditionOf({ fact: 'years', gte: 3 }, low, { years: 2 }).text.vi).toBe('Số năm: 2 < 3: không đạt.')
  expect(conditionOf({ fact: 'years', gte: 3 }, low).text.vi).toBe(
    'Số năm: chưa biết, cần từ 3 trở lên: chưa đủ dữ liệu.',
  )
  expect(conditionOf({ measure: 'band', eq: 'A' }, low).text.en).toBe('measure:band@school: B, needs A: not met.')
})

it('gives both ends while ratings are missing', () => {
  const { '4.3': _open, ...open } = low
  expect(conditionOf({ measure: 'm', node: '4', gte: '3.50' }, open).text.vi).toBe(
    'Tiêu chuẩn 4: từ 3,00 đến 5,00, cần từ 3,50 trở lên: chưa đủ dữ liệu.',
  )
})

it('writes decimals with a comma in Vietnamese and a point in English', () => {
  const text = (written: string, decimals = 0) => Object.values(decimalText(toFraction(written) ?? ZERO, decimals))
  expect(text('3.005', 2)).toEqual(['3,005', '3.005'])
  expect(text('-1/2')).toEqual(['-0,5', '-0.5'])
  expect(text('7')).toEqual(['7', '7'])
  expect(text('2/3')).toEqual(['≈ 0,67', '≈ 0.67'])
})

it('names nodes by kind and number, indicators by criterion, level and letter', () => {
  const node = (fields: object) => Node.parse(fields)
  const indicator = node({ id: '1.2:2:b', kind: 'indicator', parent: '1.2', level: 2 })
  expect(nodeTitle(indicator).vi).toBe('Tiêu chí 1.2 Mức 2 (b)')
  expect(shortTitle(indicator).en).toBe('1.2 level 2 b')
  expect(shortTitle(node({ id: '1.2:3', kind: 'indicator', parent: '1.2', level: 3 })).vi).toBe('1.2 Mức 3')
  expect(nodeTitle({ ...node({ id: 'safe', kind: 'criterion', parent: 'x' }), name: { en: 'Safe' } }).vi).toBe('Safe')
})

it('is left out on request, and everything else stays the same', () => {
  const compiled = compiledOf({ measure: 'm', node: '3', gte: '2.00' })
  const { decision } = scoreCompiled(compiled, low).decisions
  const bare = scoreCompiled(compiled, low, {}, { trace: false })
  expect(decision?.trace).toHaveLength(1)
  expect(bare.decisions['decision']).toEqual({ ...decision, trace: [] })
  expect(bare.measures).toEqual(scoreCompiled(compiled, low).measures)
})
