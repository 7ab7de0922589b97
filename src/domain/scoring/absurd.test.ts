// Whatever a set or its ratings say: an answer, or one clear error. Nothing hangs, and nothing else is thrown.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { casesOf, readCaseFile } from './case-file.ts'
import { compileModel } from './compile.ts'
import { ScoringError } from './error.ts'
import { Node } from './node.ts'
import type { Ratings } from './ratings.ts'
import { Ratings as RatingsSchema } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

const scored = (scoring: object, nodes: object[], ratings: Ratings) =>
  scoreCompiled(
    compileModel({ scoring: Scoring.parse({ version: 1, ...scoring }), nodes: nodes.map((node) => Node.parse(node)) }),
    ratings,
  )
const codes = (run: () => unknown) => {
  try {
    run()
    return []
  } catch (error) {
    if (error instanceof ScoringError) return error.problems.map((problem) => problem.code)
    throw error
  }
}
const numeric = { s: { kind: 'numeric', min: 0, max: 1e300, na: true } }
const mean = { mean: { of: 'm', over: 'children' } }

describe('trees', () => {
  const chain = (length: number) => [
    { id: 'n0', kind: 'node' },
    ...Array.from({ length }, (_, i) => ({
      id: `n${i + 1}`,
      kind: i + 1 === length ? 'leaf' : 'node',
      parent: `n${i}`,
      scale: 's',
    })),
  ]
  const up = [
    { id: 'm', at: { kind: 'node' }, ...mean },
    { id: 'm', at: { kind: 'leaf' }, rating: {} },
  ]

  it('of 2,000 nodes under each other are scored', () => {
    const nodes = chain(2000).map((node) => (node.kind === 'leaf' ? node : { ...node, scale: undefined }))
    const { measures } = scored({ scales: numeric, measures: up }, nodes, { n2000: 7 })
    expect(measures['m']?.['n0']).toBe(7)
    expect(scored({ scales: numeric, measures: up }, nodes.toReversed(), { n2000: 7 }).measures).toEqual(measures)
  })

  it('of 3,000 nodes beside each other are scored', () => {
    const leaves = Array.from({ length: 3000 }, (_, i) => ({
      id: `x${i}`,
      kind: 'leaf',
      parent: 'n0',
      scale: 's',
      weight: i,
    }))
    const sum = { id: 'total', at: { kind: 'node' }, sum: { of: 'm', over: 'children', weight: 'node' } }
    const ratings = Object.fromEntries(leaves.map(({ id }) => [id, '1/2']))
    const { measures } = scored(
      { scales: numeric, measures: [...up, sum] },
      [{ id: 'n0', kind: 'node' }, ...leaves],
      ratings,
    )
    expect(measures['total']?.['n0']).toBe(2249250)
  })

  it('whose root hangs below itself, or that have none, are refused', () => {
    const base = { scales: {}, measures: [] }
    expect(
      codes(() =>
        scored(
          base,
          [
            { id: 'a', kind: 'x', parent: 'b' },
            { id: 'b', kind: 'x', parent: 'a' },
          ],
          {},
        ),
      ),
    ).toEqual(['badSet'])
    expect(codes(() => scored(base, [], {}))).toEqual(['badSet'])
  })
})

describe('rules', () => {
  const root = [{ id: 'a', kind: 'x', scale: 's' }]

  it('in a circle of any length are refused', () => {
    for (const length of [1, 2, 7, 5000]) {
      const measures = Array.from({ length }, (_, i) => ({
        id: `m${i}`,
        at: { kind: 'x' },
        ref: { of: `m${(i + 1) % length}`, node: 'a' },
      }))
      expect(codes(() => scored({ scales: numeric, measures }, root, {}))).toEqual(['badSet'])
    }
  })

  it('may not read a measure or a node that is not there', () => {
    const measure = (fields: object) => [{ id: 'm', at: { kind: 'x' }, ...fields }]
    expect(
      codes(() => scored({ scales: numeric, measures: measure({ ref: { of: 'z', node: 'a' } }) }, root, {})),
    ).toEqual(['badSet'])
    expect(
      codes(() => scored({ scales: numeric, measures: measure({ ref: { of: 'm', node: 'z' } }) }, root, {})),
    ).toEqual(['badSet'])
    const of = (name: string) => measure({ affine: { of: name } })
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      expect(codes(() => scored({ scales: numeric, measures: of(name) }, root, {}))).toEqual(['badSet'])
    }
    expect(Node.safeParse({ id: '__proto__', kind: 'x' }).success).toBe(false)
  })

  it('may not have scales upside down, without steps, or with a level twice, nor negative weights', () => {
    const scale = (s: object) => Scoring.safeParse({ version: 1, scales: { s }, measures: [] }).success
    expect(scale({ kind: 'numeric', min: 2, max: 1 })).toBe(false)
    expect(scale({ kind: 'numeric', min: 0, max: 1, step: 0 })).toBe(false)
    expect(scale({ kind: 'numeric', min: 0, max: 1, step: '-1/2' })).toBe(false)
    expect(scale({ kind: 'numeric', min: 0, max: NaN })).toBe(false)
    expect(
      scale({
        kind: 'ordinal',
        levels: [
          { code: 'a', points: 1 },
          { code: 'a', points: 2 },
        ],
      }),
    ).toBe(false)
    expect(scale({ kind: 'ordinal', levels: [] })).toBe(false)
    expect(Node.safeParse({ id: 'a', kind: 'x', weight: -1 }).success).toBe(false)
    expect(Node.safeParse({ id: 'a', kind: 'x', weight: 'heavy' }).success).toBe(false)
  })

  it('nested thousands deep are refused, not crashed on', () => {
    let cond: object = { fact: 'f', eq: true }
    for (let i = 0; i < 5000; i++) cond = { not: cond }
    const measures = [{ id: 'm', at: { kind: 'x' }, test: cond }]
    const file = {
      id: 'deep',
      scoring: { version: 1, scales: {}, measures },
      nodes: [{ id: 'a', kind: 'x' }],
      cases: [{ name: 'one', expect: { measures: { m: true } } }],
    }
    const read = readCaseFile(file)
    expect(read.success ? casesOf(read.data)[0]?.run() : read.error.issues.map((issue) => issue.message)).toHaveLength(
      1,
    )
  })
})

describe('numbers', () => {
  it('of any size are exact', () => {
    const two = ['a', 'b'].map((id) => ({ id, kind: 'leaf', parent: 'n', scale: 's' }))
    const measures = [
      { id: 'm', at: { kind: 'leaf' }, rating: {} },
      { id: 't', at: { kind: 'node' }, sum: { of: 'm', over: 'children' } },
    ]
    const total = (a: number | string, b: number | string) =>
      scored({ scales: numeric, measures }, [{ id: 'n', kind: 'node' }, ...two], { a, b }).measures['t']?.['n']
    expect(total('9007199254740993', 1)).toBe('9007199254740994')
    expect(total(0.1, 0.2)).toBe('3/10')
    expect(total(1e-7, 0)).toBe('1/10000000')
    expect(total(0.123456789, 0)).toBe('123456789/1000000000')
    expect(String(total(1e300, 1e300))).toHaveLength(301)
  })

  it('that are none are off the scale', () => {
    const nodes = [{ id: 'a', kind: 'x', scale: 's' }]
    for (const bad of [NaN, Infinity, '1e5', '1/0', '', ' 1', '1'.repeat(100_000), '0.1.2', true]) {
      expect(codes(() => scored({ scales: numeric, measures: [] }, nodes, { a: bad }))).toEqual(['offScale'])
    }
  })
})

describe('anything at all', () => {
  const junk = fc.oneof(
    fc.anything({ maxDepth: 3 }),
    fc.constantFrom('children', 'a', 'm', 'x', 's', 1, { measure: 'm', gte: 1 }),
  )
  const named = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), junk, { maxKeys: 4 })
  const operator = fc.record(
    {
      of: fc.constantFrom('m', 'n'),
      over: junk,
      where: junk,
      weight: junk,
      to: junk,
      caps: junk,
      cuts: junk,
      else: junk,
      node: fc.constant('a'),
      fact: fc.constant('f'),
    },
    { requiredKeys: [] },
  )
  const names = [
    'rating',
    'sum',
    'mean',
    'min',
    'max',
    'median',
    'percent',
    'cap',
    'affine',
    'external',
    'bands',
    'ref',
    'test',
    'count',
    'share',
  ]
  const measure = fc
    .tuple(fc.constantFrom('m', 'n'), fc.constantFrom(...names), fc.oneof(operator, junk, fc.constant({})))
    .map(([id, name, args]) => ({ id, at: { kind: 'x' }, [name]: args }))

  it('read as a set is refused by its schema, or scores, or is refused by scoring', () => {
    const set = fc.record({
      measures: fc.array(measure, { maxLength: 3 }),
      more: named(['decision', 'moderation', 'scales']),
      ratings: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), junk),
    })
    fc.assert(
      fc.property(set, ({ measures, more, ratings }) => {
        const scoring = Scoring.safeParse({ version: 1, scales: numeric, measures, ...more })
        const given = RatingsSchema.safeParse(ratings)
        if (!scoring.success || !given.success) return
        const nodes = ['a', 'b'].map((id, i) =>
          Node.parse({ id, kind: 'x', scale: 's', ...(i ? { parent: 'a' } : {}) }),
        )
        codes(() => scoreCompiled(compileModel({ nodes, scoring: scoring.data }), given.data))
      }),
      { numRuns: process.env['FULL'] === '1' ? 2000 : 250 },
    )
  })

  it('read as a file of cases never throws', () => {
    fc.assert(
      fc.property(fc.oneof(junk, named(['id', 'scoring', 'nodes', 'cases', 'ratings'])), (data) => {
        expect(readCaseFile(data).success).toBe(false)
      }),
    )
  })
})
