// What holds for every set of this shape, tried on random trees: veto, share and level rules with gaps in the ratings.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { Node } from './node.ts'
import type { Ratings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

interface Leaf {
  id: string
  met: boolean | null
  core: boolean
  level: number
}

const leaves = fc
  .array(
    fc.record({
      met: fc.constantFrom(true, true, true, false, null),
      core: fc.boolean(),
      level: fc.integer({ min: 1, max: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((list): Leaf[] => list.map((leaf, i) => ({ ...leaf, id: `n${i}` })))

const holds = { measure: 'met', eq: 1 }
const row = (grade: number, when: object) => {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  return { id: `grade${grade}`, when, then: { outcome: 'accredited', grade } }
}
const scoring = Scoring.parse({
  version: 1,
  scales: { s: { kind: 'boolean' } },
  measures: [
    { id: 'met', at: { kind: 'criterion' }, rating: {} },
    { id: 'level', at: { kind: 'school' }, cumulative: { over: 'children', where: holds } },
    { id: 'part', at: { kind: 'school' }, share: { over: 'children', where: holds } },
    {
      id: 'band',
      at: { kind: 'school' },
      bands: {
        of: 'part',
        cuts: [
          { gte: '2/3', value: 2 },
          { gt: '1/3', value: 1 },
        ],
        else: 0,
      },
    },
  ],
  decision: {
    rows: [
      row(3, {
        all: [
          { measure: 'level', gte: 3 },
          { measure: 'band', gte: 2 },
        ],
      }),
      row(2, {
        all: [
          { count: { over: { tags: ['core'] }, where: { not: holds } }, eq: 0 },
          { measure: 'part', gte: '2/3' },
        ],
      }),
      row(1, {
        any: [
          { measure: 'level', gte: 1 },
          { measure: 'band', in: [1, 2] },
        ],
      }),
    ],
    otherwise: { outcome: 'refused', grade: 0 },
  },
})

const model = (list: readonly Leaf[]) =>
  compileModel({
    scoring,
    nodes: [
      { id: 'school', kind: 'school' },
      ...list.map(({ id, core, level }) => ({
        id,
        kind: 'criterion',
        parent: 'school',
        scale: 's',
        level,
        tags: core ? ['core'] : [],
      })),
    ].map((node) => Node.parse(node)),
  })
const ratingsOf = (list: readonly Leaf[]): Ratings => Object.fromEntries(list.map(({ id, met }) => [id, met]))
const run = (list: readonly Leaf[]) => scoreCompiled(model(list), ratingsOf(list))
const gradeOf = (list: readonly Leaf[]) => {
  const decision = run(list).decisions['decision']
  return decision?.row === null ? 'incomplete' : decision?.grade
}
const complete = (list: readonly Leaf[], value: boolean) => list.map((leaf) => ({ ...leaf, met: leaf.met ?? value }))

it('a better rating never lowers the award', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), (list, which) => {
      const rated = complete(list, false)
      const raised = rated.map((leaf, i) => (i === which % rated.length ? { ...leaf, met: true } : leaf))
      expect(Number(gradeOf(raised))).toBeGreaterThanOrEqual(Number(gradeOf(rated)))
    }),
  )
})

it('whatever is answered before everything is rated, every completion answers too', () => {
  fc.assert(
    fc.property(leaves, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (list, fill) => {
      const early = gradeOf(list)
      if (early === 'incomplete') return
      expect(gradeOf(list.map((leaf, i) => ({ ...leaf, met: leaf.met ?? fill[i] ?? false })))).toBe(early)
    }),
  )
})

it('one more node without a rating never turns an open decision into an award', () => {
  fc.assert(
    fc.property(leaves, fc.boolean(), fc.integer({ min: 1, max: 3 }), (list, core, level) => {
      if (gradeOf(list) !== 'incomplete') return
      const grade = gradeOf([...list, { id: 'extra', met: null, core, level }])
      expect(grade === 'incomplete' || grade === 0 || grade === gradeOf(complete(list, false))).toBe(true)
    }),
  )
})

it('the order of the nodes does not matter', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const { decisions, measures } = run(list)
      const turned = run(list.toReversed())
      expect(turned.measures).toEqual(measures)
      expect(turned.decisions['decision']?.row).toBe(decisions['decision']?.row)
    }),
  )
})

it('scoring changes nothing and repeats itself', () => {
  fc.assert(
    fc.property(leaves, (list) => {
      const compiled = model(list)
      const ratings = Object.freeze(ratingsOf(list))
      const before = JSON.stringify(compiled.nodes)
      expect(scoreCompiled(compiled, ratings)).toEqual(scoreCompiled(compiled, ratings))
      expect(JSON.stringify(compiled.nodes)).toBe(before)
    }),
  )
})
