// What holds for weighted rules of any shape: means, percentages, medians, caps and bands on random trees.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { Node } from './node.ts'
import type { RatingValue } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

interface Leaf {
  id: string
  rating: RatingValue
  weight: number
  standard: number
}

const leaf = fc.record({
  rating: fc.constantFrom<RatingValue>(0, 1, 2, 3, 4, '7/2', 'NA', null),
  weight: fc.integer({ min: 1, max: 5 }),
  standard: fc.integer({ min: 0, max: 2 }),
})
const leaves = fc
  .array(leaf, { minLength: 1, maxLength: 9 })
  .map((list): Leaf[] => list.map((one, i) => ({ ...one, id: `n${i}` })))

const everything = { of: 'r', over: { kind: 'criterion' } }
const school = (id: string, fields: object) => ({ id, at: { kind: 'school' }, ...fields })
const weak = { count: { over: { kind: 'criterion' }, where: { measure: 'r', lt: 1 } }, gte: 1 }
const row = (grade: number, when: object) => {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  return { id: `grade${grade}`, when, then: { outcome: 'accredited', grade } }
}
const scoring = Scoring.parse({
  version: 1,
  scales: { s: { kind: 'numeric', min: 0, max: 4, na: true } },
  measures: [
    { id: 'r', at: { kind: 'criterion' }, rating: {} },
    { id: 'mean', at: { kind: 'standard' }, mean: { of: 'r', over: 'children', weight: 'node' }, round: { dp: 2 } },
    school('mean', { mean: { of: 'mean', over: 'children' }, round: { dp: 1, mode: 'floor' } }),
    school('percent', { percent: { ...everything, weight: 'node' } }),
    school('middle', { median: everything }),
    school('lowest', { min: everything }),
    school('highest', { max: everything }),
    school('part', { share: { over: everything.over, where: { measure: 'r', gte: 2 } } }),
    school('capped', { cap: { of: 'percent', caps: [{ when: weak, max: 50 }] } }),
    school('band', {
      bands: {
        of: 'capped',
        cuts: [
          { gte: 75, value: 3 },
          { gte: 50, value: 2 },
        ],
        else: 1,
      },
    }),
  ],
  decision: {
    rows: [
      row(3, {
        all: [
          { measure: 'band', gte: 3 },
          { measure: 'lowest', gte: 1 },
          { measure: 'part', gte: '4/5' },
        ],
      }),
      row(2, {
        all: [
          { measure: 'mean', gte: '2.5' },
          { measure: 'middle', gte: 2 },
        ],
      }),
      row(1, {
        any: [
          { measure: 'highest', gte: 4 },
          { measure: 'percent', gte: '100/3' },
        ],
      }),
    ],
    otherwise: { outcome: 'refused', grade: 0 },
  },
})

const run = (list: readonly Leaf[]) => {
  const standards = [0, 1, 2].map((n) => ({ id: `s${n}`, kind: 'standard', parent: 'school' }))
  const nodes = [
    { id: 'school', kind: 'school' },
    ...standards,
    ...list.map(({ id, weight, standard }) => ({ id, kind: 'criterion', parent: `s${standard}`, scale: 's', weight })),
  ]
  const compiled = compileModel({ scoring, nodes: nodes.map((node) => Node.parse(node)) })
  return scoreCompiled(compiled, Object.fromEntries(list.map(({ id, rating }) => [id, rating])))
}
const gradeOf = (list: readonly Leaf[]) => {
  const decision = run(list).decisions['decision']
  return decision?.row === null ? 'incomplete' : Number(decision?.grade)
}
const schoolMeasures = (list: readonly Leaf[]) =>
  Object.fromEntries(Object.entries(run(list).measures).map(([id, values]) => [id, values['school']]))
const complete = (list: readonly Leaf[], value: RatingValue = 0) =>
  list.map((one) => ({ ...one, rating: one.rating ?? value }))

const runs = { numRuns: process.env['FULL'] === '1' ? 400 : 40 }

it('a better rating never lowers the award', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.constantFrom(1, 2, 3, 4), (list, which, better) => {
      const rated = complete(list)
      const at = which % rated.length
      const now = rated[at]?.rating
      // Whether a criterion applies is no better or worse.
      if (now === 'NA' || (now === '7/2' ? 3.5 : Number(now)) > better) return
      const raised = rated.map((one, i) => (i === at ? { ...one, rating: better } : one))
      expect(gradeOf(raised)).toBeGreaterThanOrEqual(Number(gradeOf(rated)))
    }),
    runs,
  )
})

it('what does not apply counts as if it were not in the set', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const without = list.filter((one) => one.rating !== 'NA')
      expect(schoolMeasures(list)).toEqual(schoolMeasures(without))
      expect(gradeOf(list)).toBe(gradeOf(without))
    }),
    runs,
  )
})

it('one more criterion without a rating never turns an open decision into an award', () => {
  fc.assert(
    fc.property(leaves, leaf, (list, extra) => {
      if (gradeOf(list) !== 'incomplete') return
      const grade = gradeOf([...list, { ...extra, id: 'extra', rating: null }])
      // Only what every way of rating gives is decided, and some way gave less before.
      const possible = run(list).decisions['decision']?.possible.map((each) => Number(each.grade)) ?? []
      expect(grade === 'incomplete' || grade <= Math.min(...possible)).toBe(true)
    }),
    runs,
  )
})

it('the order of the nodes does not matter', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const turned = run(list.toReversed())
      const { measures, decisions } = run(list)
      expect(turned.measures).toEqual(measures)
      expect({ ...turned.decisions['decision'], trace: [] }).toEqual({ ...decisions['decision'], trace: [] })
    }),
    runs,
  )
})

it('all weights twice as large change nothing', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      expect(schoolMeasures(list.map((one) => ({ ...one, weight: one.weight * 2 })))).toEqual(schoolMeasures(list))
    }),
    runs,
  )
})

it('a mean lies between the lowest and the highest, and a capped value is never above its own', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const rated = complete(list).map((one) => ({ ...one, standard: 0 }))
      const { mean, lowest, highest, percent, capped } = schoolMeasures(rated)
      if (mean === 'NA') return
      const number = (value: unknown) => {
        const [above = '', below = '1'] = String(value).split('/')
        return Number(above) / Number(below)
      }
      // Cut off to one decimal.
      expect(number(mean)).toBeGreaterThan(number(lowest) - 0.1)
      expect(number(mean)).toBeLessThanOrEqual(number(highest))
      expect(number(capped)).toBeLessThanOrEqual(number(percent))
    }),
    runs,
  )
})
