// Blockers against the score itself, on random sets small enough to try every raise: what they say is true, minimal and all.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Compiled } from '../compile.ts'
import { compileModel } from '../compile.ts'
import { Node } from '../node.ts'
import type { Ratings, RatingValue } from '../ratings.ts'
import { Scoring } from '../schema.ts'
import { scoreCompiled } from '../score-compiled.ts'
import type { ChangeSet } from './index.ts'
import { blockersOf } from './index.ts'
import { withChanges } from './change-set.ts'

const scales = {
  met: { kind: 'boolean' },
  grade: { kind: 'ordinal', na: true, levels: ['D', 'B', 'A'].map((code, i) => ({ code, points: i * 2 })) },
  marks: { kind: 'numeric', min: 0, max: 4, step: 2 },
} as const
type Scale = keyof typeof scales
const codes: Record<Scale, RatingValue[]> = { met: [false, true], grade: ['D', 'B', 'A'], marks: [0, 2, 4] }

interface Leaf {
  scale: Scale
  place: number
  level: number
  core: boolean
  weight: number
  na: boolean
}

const leaf = fc.record({
  scale: fc.constantFrom<Scale>('met', 'met', 'grade', 'marks'),
  /** -1: not rated. */
  place: fc.integer({ min: -1, max: 2 }),
  level: fc.integer({ min: 1, max: 2 }),
  core: fc.boolean(),
  weight: fc.integer({ min: 1, max: 3 }),
  na: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
})
const leaves = fc.array(leaf, { minLength: 1, maxLength: 5 })

const half = { measure: 'r', gte: 1 }
const good = fc.constantFrom<object>(
  half,
  { measure: 'r', gt: 1 },
  { measure: 'r', gte: 4 },
  { not: { measure: 'r', lt: 2 } },
)
const over = fc.constantFrom<object>(
  { kind: 'leaf' },
  { kind: 'leaf', tags: ['core'] },
  { kind: 'leaf', notTags: ['core'] },
)
const n = fc.integer({ min: 0, max: 3 })
const share = fc.constantFrom('1/3', '1/2', '2/3', 1)

const counting = fc.letrec<{ cond: object }>((tie) => ({
  cond: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ measure: fc.constant('level'), gte: fc.integer({ min: 1, max: 2 }) }),
    fc.record({ measure: fc.constant('most'), gte: n }),
    fc.record({ measure: fc.constant('least'), gt: n }),
    fc.constantFrom({ measure: 'band', in: ['high', 'fair'] }, { measure: 'band', eq: 'high' }),
    fc.constant({ measure: 'cored', eq: true }),
    fc.constant({ measure: 'capped', gte: 2 }),
    fc.record({ count: fc.record({ over, where: good }), gte: n }),
    fc.record({
      count: fc.record({ over: fc.constant({ kind: 'part' }), where: fc.constant({ measure: 'level', gte: 1 }) }),
      gte: n,
    }),
    fc.record({ share: fc.record({ over, where: good }), gte: share }),
    fc.record({ count: fc.record({ over, where: fc.constant({ measure: 'r', lt: 2 }) }), lte: n }),
    fc.record({ share: fc.record({ over, where: fc.constant({ measure: 'r', lt: 2 }) }), lt: share }),
    fc.record({ not: fc.record({ count: fc.record({ over, where: fc.constant({ not: half }) }), gt: n }) }),
    fc.record({ all: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
  ),
})).cond

const reading = { of: 'r', over: { kind: 'leaf' } }
const measures = [
  { id: 'r', at: { kind: 'leaf' }, rating: {} },
  { id: 'level', at: { kind: 'part' }, cumulative: { over: 'children', where: half } },
  { id: 'level', at: { kind: 'top' }, cumulative: { over: { kind: 'leaf' }, where: half } },
  { id: 'most', at: { kind: 'top' }, max: reading },
  { id: 'least', at: { kind: 'top' }, min: reading },
  {
    id: 'cored',
    at: { kind: 'top' },
    test: { count: { over: { kind: 'leaf', tags: ['core'] }, where: half }, gte: 2 },
  },
  { id: 'part', at: { kind: 'top' }, share: { over: { kind: 'leaf' }, where: half } },
  {
    id: 'band',
    at: { kind: 'top' },
    bands: {
      of: 'part',
      cuts: [
        { gte: '2/3', value: 'high' },
        { gt: '1/4', value: 'fair' },
      ],
      else: 'low',
    },
  },
  { id: 'capped', at: { kind: 'top' }, cap: { of: 'most', caps: [{ when: { measure: 'least', lt: 2 }, max: 1 }] } },
  { id: 'mean', at: { kind: 'part' }, mean: { of: 'r', over: 'children', weight: 'node' }, round: { dp: 1 } },
  { id: 'mean', at: { kind: 'top' }, mean: { of: 'mean', over: 'children' }, round: { dp: 1, mode: 'floor' } },
  { id: 'sum', at: { kind: 'top' }, sum: { ...reading, weight: 'node' } },
  { id: 'percent', at: { kind: 'top' }, percent: { ...reading, weight: 'node' } },
  { id: 'twice', at: { kind: 'top' }, affine: { of: 'sum', mul: 2, add: 1 } },
]

function setOf(list: readonly Leaf[], rows: readonly object[]): { compiled: Compiled; ratings: Ratings } {
  const parts = ['p0', 'p1'].map((id) => ({ id, kind: 'part', parent: 'top' }))
  const nodes = list.map(({ scale, level, core, weight }, i) => ({
    id: `n${i}`,
    kind: 'leaf',
    parent: `p${i % 2}`,
    scale,
    level,
    weight,
    tags: core ? ['core'] : [],
  }))
  const scoring = Scoring.parse({
    version: 1,
    scales,
    measures,
    decision: {
      // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
      rows: rows.map((when, i) => ({ id: `row${i}`, when, then: { outcome: 'award', grade: rows.length - i } })),
      otherwise: { outcome: 'none' },
    },
  })
  const ratings = list.map(({ scale, place, na }, i) => [
    `n${i}`,
    na && scale === 'grade' ? 'NA' : (codes[scale][place] ?? null),
  ])
  const compiled = compileModel({
    scoring,
    nodes: [{ id: 'top', kind: 'top' }, ...parts, ...nodes].map((node) => Node.parse(node)),
  })
  return { compiled, ratings: Object.fromEntries(ratings) }
}

/** Whether the decision is sure to end in this row or one above it. */
function reaches(compiled: Compiled, ratings: Ratings, row: string): boolean {
  const rows = scoreCompiled(compiled, ratings).decisions['decision']?.possible ?? []
  return rows.every((possible) => possible.row.startsWith('row') && possible.row <= row)
}

/** Every way to raise ratings, the present one included. */
function everyRaise(compiled: Compiled, ratings: Ratings): Ratings[] {
  let all: Ratings[] = [{}]
  for (const node of compiled.rated) {
    const now = ratings[node.id] ?? null
    const ladder = codes[node.scale as Scale]
    const higher = now === 'NA' ? [] : ladder.slice(ladder.indexOf(now) + 1)
    all = all.flatMap((made) => [made, ...higher.map((to) => ({ ...made, [node.id]: to }))])
  }
  return all
}

const height = (compiled: Compiled, id: string, to: RatingValue | undefined) =>
  to === undefined ? -1 : codes[compiled.byId.get(id)?.scale as Scale].indexOf(to)
const within = (compiled: Compiled, small: Ratings, large: Ratings) =>
  Object.entries(small).every(([id, to]) => height(compiled, id, to) <= height(compiled, id, large[id]))
const raiseOf = ({ changes }: ChangeSet): Ratings => withChanges({}, changes)
const written = (raise: Ratings) => JSON.stringify(Object.entries(raise).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const runs = { numRuns: process.env['FULL'] === '1' ? 600 : 50 }

it('rules of counts: every set reaches its award, and they are all the minimal ones, smallest first', () => {
  fc.assert(
    fc.property(leaves, fc.array(counting, { minLength: 1, maxLength: 2 }), (list, conds) => {
      const { compiled, ratings } = setOf(list, conds)
      for (const { row, sets, complete } of blockersOf(compiled, ratings)) {
        const reaching = everyRaise(compiled, ratings).filter((raise) =>
          reaches(compiled, { ...ratings, ...raise }, row),
        )
        const minimal = reaching.filter((raise) => {
          return !reaching.some((other) => other !== raise && within(compiled, other, raise))
        })
        expect(complete).toBe(true)
        expect(sets.map((set) => written(raiseOf(set))).toSorted()).toEqual(minimal.map(written).toSorted())
        const sizes = sets.map(({ changes }) => changes.length)
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      }
    }),
    runs,
  )
})

const weighing = fc.oneof(
  fc.record({ measure: fc.constant('mean'), gte: fc.constantFrom('1.5', '2', '2.05', 3) }),
  fc.record({ measure: fc.constantFrom('sum', 'twice'), gt: fc.integer({ min: 2, max: 20 }) }),
  fc.record({ measure: fc.constant('percent'), gte: fc.constantFrom(50, '66.6', 90) }),
  fc.constant({ count: { over: { kind: 'part' }, where: { measure: 'mean', lt: '1.5' } }, eq: 0 }),
)
const weighed = fc.oneof(
  weighing,
  fc.record({ all: fc.tuple(weighing, fc.oneof(weighing, counting)) }),
  fc.record({ any: fc.tuple(weighing, fc.oneof(weighing, counting)) }),
)

it('weighted rules: the set reaches its award, nothing in it is needless, and no smaller one exists where that is said', () => {
  let proved = 0
  let told = 0
  fc.assert(
    fc.property(leaves, fc.array(weighed, { minLength: 1, maxLength: 2 }), (list, conds) => {
      const { compiled, ratings } = setOf(list, conds)
      for (const { row, sets, proven } of blockersOf(compiled, ratings)) {
        const reaching = everyRaise(compiled, ratings).filter((raise) =>
          reaches(compiled, { ...ratings, ...raise }, row),
        )
        const [set] = sets
        expect(set === undefined).toBe(reaching.length === 0)
        if (!set) continue
        told += 1
        const raise = raiseOf(set)
        expect(reaching.map(written)).toContain(written(raise))
        for (const { node } of set.changes) {
          const { [node]: _left, ...without } = raise
          expect(reaches(compiled, { ...ratings, ...without }, row)).toBe(false)
        }
        if (!proven) continue
        proved += 1
        expect(set.changes.length).toBe(Math.min(...reaching.map((other) => Object.keys(other).length)))
      }
    }),
    runs,
  )
  expect(proved / told).toBeGreaterThan(0.9)
})
