// Nothing is called decided that a completion could change: small random rules, tried against every way to rate the rest.
import type Fraction from 'fraction.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { ScoringError } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { contextOf } from './evaluate.ts'
import { Node } from './node.ts'
import { compareExact } from './numbers.ts'
import type { Ratings, RatingValue } from './ratings.ts'
import { readRatings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'
import type { Scalar, Value } from './value.ts'

const scales = {
  // Below zero too, so that leaving something out may raise a sum.
  s: { kind: 'numeric', min: -1, max: 2, step: 1, na: true },
  b: { kind: 'boolean', na: false },
  // Beside zero, so that counting as nothing or leaving out moves every end.
  p: { kind: 'numeric', min: 1, max: 2, step: 1, na: true },
  q: { kind: 'numeric', min: -2, max: -1, step: 1, na: true },
}
const values: Record<string, RatingValue[]> = {
  s: [-1, 0, 1, 2, 'NA'],
  b: [true, false],
  p: [1, 2, 'NA'],
  q: [-2, -1, 'NA'],
}
const leaves = ['a', 'b', 'c', 'd'] as const

const scopeOfCriteria = fc.constantFrom({ kind: 'criterion' }, { within: 'all', kind: 'criterion', notTags: ['core'] })
const policy = fc.record({ na: fc.constantFrom('exclude', 'exclude', 'asZero', 'asMax', 'asPass', 'forbid') })
const number = fc.constantFrom(-1, 0, '1/2', 1, '3/2', 2)
const comparison = fc.oneof(
  fc.record({ gte: number }),
  fc.record({ gt: number }),
  fc.record({ lte: number }),
  fc.record({ lt: number }),
  fc.record({ eq: number }),
  fc.record({ gte: fc.constant(0), lt: number }),
  fc.record({ in: fc.array(number, { minLength: 1, maxLength: 2 }) }),
)
const plain = fc.tuple(
  fc.constantFrom({ measure: 'r', node: 'a' }, { measure: 'm' }, { measure: 'r', node: 'd' }),
  comparison,
)
const counted = fc.tuple(
  fc.constantFrom('count', 'share'),
  fc.record({ over: scopeOfCriteria, where: comparison.map((compared) => ({ measure: 'r', ...compared })) }),
  comparison,
)
const condition = fc.letrec<{ cond: object }>((tie) => ({
  cond: fc.oneof(
    { maxDepth: 2 },
    plain.map(([subject, compared]) => ({ ...subject, ...compared })),
    counted.map(([key, tally, compared]) => ({ [key]: tally, ...compared })),
    fc.constantFrom({ fact: 'known', eq: true }, { fact: 'size', gte: 1 }),
    fc.record({ all: fc.array(tie('cond'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('cond'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('cond') }),
  ),
})).cond

const aggregate = fc
  .tuple(
    fc.constantFrom('sum', 'mean', 'min', 'max', 'median', 'percent'),
    fc.record({ of: fc.constant('r'), over: scopeOfCriteria, weight: fc.constantFrom('equal', 'node') }),
  )
  .map(([name, args]) => ({ [name]: name === 'percent' ? { ...args, max: 2, to: 10 } : args }))
const tallying = fc
  .tuple(
    fc.constantFrom('count', 'share'),
    fc.record({ over: scopeOfCriteria, where: comparison.map((compared) => ({ measure: 'r', ...compared })) }),
  )
  .map(([name, args]) => ({ [name]: args }))
const levels = comparison.map((compared) => ({
  cumulative: { over: { kind: 'criterion' }, where: { measure: 'r', ...compared }, base: '1/2' },
}))
const first = fc.oneof(aggregate, aggregate, tallying, levels)
const round = fc.option(
  fc.record({ dp: fc.constantFrom(0, 1), mode: fc.constantFrom('halfUp', 'halfEven', 'floor', 'ceil') }),
  {
    nil: undefined,
  },
)
const second = fc.oneof(
  condition.map((when) => ({
    cap: {
      of: 'm',
      caps: [
        { when: when, max: 1 },
        { when: when, max: '1/2' },
      ],
    },
  })),
  fc.record({ affine: fc.record({ of: fc.constant('m'), mul: number, add: number }) }),
  fc.constant({
    bands: {
      of: 'm',
      cuts: [
        { gte: 1, value: 3 },
        { gt: 0, value: 2 },
      ],
      else: 1,
    },
  }),
  condition.map((when) => ({ test: when })),
  fc.constantFrom({ external: { fact: 'size' } }, { ref: { of: 'r', node: 'b' } }),
)

interface Random {
  nodes: object[]
  measures: object[]
  rows: object[]
  hit: string
  ratings: Ratings
  facts: FactValues
}

const nodes = fc
  .array(
    fc.record({
      weight: fc.constantFrom(0, 1, 2, '1/2'),
      core: fc.boolean(),
      level: fc.integer({ min: 1, max: 2 }),
      scale: fc.constantFrom('s', 's', 'b', 'p', 'q'),
    }),
    {
      minLength: leaves.length,
      maxLength: leaves.length,
    },
  )
  .map((list) => [
    { id: 'school', kind: 'school', weight: 3 },
    ...['x', 'y'].map((id) => ({ id, kind: 'standard', parent: 'school' })),
    ...list.map(({ core, ...rest }, i) => ({
      ...rest,
      id: leaves[i],
      kind: 'criterion',
      parent: i < 2 ? 'x' : 'y',
      tags: core ? ['core'] : [],
    })),
  ])
// oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
const row = (when: object, i: number) => ({ id: `row${i}`, when, then: { outcome: `o${i % 2}` } })
const measures = fc
  .tuple(first, policy, round, second, policy, policy)
  .map(([m, own, rounding, n, other, ratingPolicy]) => [
    { id: 'r', at: { kind: 'criterion' }, ...(ratingPolicy.na === 'forbid' ? {} : ratingPolicy), rating: {} },
    { id: 'm', at: { kind: 'school' }, ...own, ...m, ...(rounding ? { round: rounding } : {}) },
    { id: 'n', at: { kind: 'school' }, ...other, ...n },
  ])
const rated = fc.record({
  a: fc.constantFrom(null, 0),
  b: fc.constantFrom(null, 0, 1, 2),
  c: fc.constantFrom(null, null, 0, 3),
  d: fc.constantFrom(null, 0, 1, 2, 3, 4),
})
const random: fc.Arbitrary<Random> = fc
  .record({
    nodes,
    measures,
    hit: fc.constantFrom('first', 'judgement'),
    rows: fc.array(condition, { minLength: 1, maxLength: 3 }).map((list) => list.map(row)),
    picked: rated,
    facts: fc.record({ known: fc.constantFrom(null, true, false), size: fc.constantFrom(null, 1, '3/2') }),
  })
  .map(({ picked, ...rest }) => ({ ...rest, ratings: ratingsOf(rest.nodes, picked) }))

/** Indices become ratings on whatever scale the node has. */
function ratingsOf(list: object[], picked: Record<string, number | null>): Ratings {
  const scaleOf = new Map(list.map((node) => [String(Reflect.get(node, 'id')), String(Reflect.get(node, 'scale'))]))
  return Object.fromEntries(
    Object.entries(picked).map(([id, index]) => {
      const options = values[scaleOf.get(id) ?? ''] ?? []
      return [id, index === null ? null : (options[index % options.length] ?? null)]
    }),
  )
}

const modelOf = (made: Random) =>
  compileModel({
    nodes: made.nodes.map((node) => Node.parse(node)),
    scoring: Scoring.parse({
      version: 1,
      scales,
      measures: made.measures,
      decision: { hit: made.hit, rows: made.rows, otherwise: { outcome: 'none' } },
    }),
  })

/** Ways to rate what is not rated and to know what is not known: all of them, or where there are more, `most` spread over all. */
function* completions(model: ReturnType<typeof modelOf>, made: Random, most = 80): Generator<[Ratings, FactValues]> {
  const open = model.rated.filter((node) => (made.ratings[node.id] ?? null) === null)
  const sets: [string, readonly (RatingValue | undefined)[]][] = [
    ...open.map((node): [string, RatingValue[]] => [node.id, values[node.scale ?? ''] ?? []]),
    ...(made.facts['known'] === null ? [['fact:known', [true, false]] as [string, RatingValue[]]] : []),
    ...(made.facts['size'] === null ? [['fact:size', [0, '1/2', 2]] as [string, RatingValue[]]] : []),
  ]
  const total = sets.reduce((product, [, list]) => product * list.length, 1)
  for (let n = 0; n < Math.min(total, most); n++) {
    const ratings: Record<string, RatingValue> = { ...made.ratings }
    const facts: Record<string, boolean | number | string | null | undefined> = { ...made.facts }
    // Coprime to every total, so no way comes twice.
    let rest = total > most ? (n * 7919) % total : n
    for (const [key, list] of sets) {
      const value = list[rest % list.length] ?? null
      rest = Math.floor(rest / list.length)
      if (key.startsWith('fact:')) facts[key.slice(5)] = value
      else ratings[key] = value
    }
    yield [ratings, facts]
  }
}

const attempt = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch (error) {
    // NA where the measure forbids it is no completion at all.
    if (error instanceof ScoringError) return undefined
    throw error
  }
}

const same = (a: Scalar, b: Scalar) =>
  typeof a === 'object' && typeof b === 'object' ? compareExact(a, b) === 0 : a === b

/** Whether a value known in the end was among those that were still possible. */
function allows(early: Value, late: Value): boolean {
  if (early.kind === 'unknown') return true
  if (late.kind === 'na') return early.kind === 'na' || early.na
  const found = late.kind === 'range' ? late.lo : late.kind === 'oneOf' ? late.options[0] : undefined
  if (found === undefined || early.kind === 'na') return false
  if (early.kind === 'oneOf') return early.options.some((option) => same(option, found))
  return typeof found === 'object' && compareExact(early.lo, found) <= 0 && compareExact(found, early.hi) <= 0
}

const runs = { numRuns: process.env['FULL'] === '1' ? 4000 : 100 }

describe('before everything is rated', () => {
  it('every value that a completion gives was said to be possible', () => {
    fc.assert(
      fc.property(random, (made) => {
        const model = modelOf(made)
        const read = (ratings: Ratings, facts: FactValues) => {
          const context = contextOf(model, readRatings(model, ratings).values, facts)
          return ['m', 'n'].map((id) => context.value(id, model.root))
        }
        const early = attempt(() => read(made.ratings, made.facts))
        for (const [ratings, facts] of completions(model, made)) {
          const late = attempt(() => read(ratings, facts))
          if (!late) continue
          // A rule that refuses what is rated already refuses every completion too.
          expect(early).toBeDefined()
          late.forEach((value, i) => expect(early?.[i] && allows(early[i], value)).toBe(true))
        }
      }),
      runs,
    )
  })

  it('a decision that is taken is the decision of every completion, and every other was said to be possible', () => {
    fc.assert(
      fc.property(random, (made) => {
        const model = modelOf(made)
        const decide = (ratings: Ratings, facts: FactValues) =>
          attempt(() => scoreCompiled(model, ratings, facts).decisions['decision'])
        const early = decide(made.ratings, made.facts)
        for (const [ratings, facts] of completions(model, made)) {
          const late = decide(ratings, facts)
          if (!late || !early) continue
          expect(late.outcome).not.toBe('incomplete')
          if (early.outcome !== 'incomplete')
            expect([late.outcome, late.allowed]).toEqual([early.outcome, early.allowed])
          expect(late.allowed).toEqual(expect.arrayContaining(early.allowed))
          expect(early.possible.map((each) => each.outcome)).toEqual(expect.arrayContaining(late.allowed))
        }
      }),
      runs,
    )
  })
})

describe('what is said to be possible is really reached', () => {
  // A range knows no steps: only comparisons that a rating of the scale can meet are exact.
  const whole = fc.integer({ min: -1, max: 2 })
  const met = fc.oneof(fc.record({ gte: number }), fc.record({ lt: number }), fc.record({ eq: whole }))
  const tallying = fc
    .tuple(fc.constantFrom('count', 'share'), scopeOfCriteria, met)
    .map(([name, over, compared]) => ({ [name]: { over, where: { measure: 'r', ...compared } } }))
  const climbing = met.map((compared) => ({
    cumulative: { over: { kind: 'criterion' }, where: { measure: 'r', ...compared }, base: '3/2' },
  }))
  const exact = fc.record({ nodes, measure: fc.oneof(aggregate, tallying, climbing), picked: rated })

  it('from the lowest to the highest, and not applicable only where that can come', () => {
    fc.assert(
      fc.property(exact, ({ nodes: list, measure, picked }) => {
        const made: Random = {
          nodes: list,
          measures: [
            { id: 'r', at: { kind: 'criterion' }, rating: {} },
            { id: 'm', at: { kind: 'school' }, ...measure },
          ],
          rows: [],
          hit: 'first',
          ratings: ratingsOf(list, picked),
          facts: { known: true, size: 1 },
        }
        const model = modelOf(made)
        const read = (ratings: Ratings) =>
          contextOf(model, readRatings(model, ratings).values, {}).value('m', model.root)
        const early = read(made.ratings)
        const late = [...completions(model, made, Infinity)].map(([ratings]) => read(ratings))
        const numbers: Fraction[] = late
          .flatMap((value) => (value.kind === 'range' ? [value.lo] : []))
          .toSorted(compareExact)
        expect(early.kind === 'na' || (early.kind === 'range' && early.na)).toBe(
          late.some((value) => value.kind === 'na'),
        )
        if (early.kind !== 'range') return
        expect([early.lo.toFraction(), early.hi.toFraction()]).toEqual([
          numbers[0]?.toFraction(),
          numbers.at(-1)?.toFraction(),
        ])
      }),
      runs,
    )
  })
})
