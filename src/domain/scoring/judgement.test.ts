// Decisions by judgement: the rule says what a person may pick, never what she picks.
import { expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { Node } from './node.ts'
import type { Ratings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

const low = { count: { over: 'children', where: { measure: 'r', lte: 1 } } }
const row = (id: string, when: object, years: number) => {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  return { id, when, then: { outcome: id, validity: { years } } }
}
const rows = [
  row('long', { ...low, eq: 0 }, 6),
  row('short', { ...low, lte: 1 }, 2),
  row('never', { ...low, gte: 3 }, 1),
]
const model = compileModel({
  nodes: [
    { id: 'school', kind: 'school' },
    ...['a', 'b', 'c'].map((id) => ({ id, kind: 'criterion', parent: 'school', scale: 's' })),
  ].map((node) => Node.parse(node)),
  scoring: Scoring.parse({
    version: 1,
    scales: { s: { kind: 'numeric', min: 1, max: 4, step: 1 } },
    measures: [{ id: 'r', at: { kind: 'criterion' }, rating: {} }],
    decision: { hit: 'judgement', rows, otherwise: { outcome: 'postponed' } },
  }),
})
const decided = (ratings: Ratings) => {
  const decision = scoreCompiled(model, ratings).decisions['decision']
  return {
    outcome: decision?.outcome,
    allowed: decision?.allowed,
    possible: decision?.possible.map((each) => each.row),
  }
}

it('allows the outcome of every row that holds, in the order of the rows', () => {
  expect(decided({ a: 2, b: 3, c: 4 })).toMatchObject({ outcome: 'judgement', allowed: ['long', 'short'] })
  expect(decided({ a: 1, b: 3, c: 4 })).toMatchObject({ outcome: 'judgement', allowed: ['short'] })
  expect(decided({ a: 1, b: 1, c: 1 })).toMatchObject({ outcome: 'judgement', allowed: ['never'] })
})

it('allows only otherwise when no row holds', () => {
  expect(decided({ a: 1, b: 1, c: 4 })).toEqual({
    outcome: 'judgement',
    allowed: ['postponed'],
    possible: ['otherwise'],
  })
})

it('is incomplete while a row may still hold or fail, and already says what is sure', () => {
  expect(decided({ a: 2, b: 3 })).toEqual({ outcome: 'incomplete', allowed: ['short'], possible: ['long', 'short'] })
  expect(decided({ a: 1 })).toMatchObject({
    outcome: 'incomplete',
    allowed: [],
    possible: ['short', 'never', 'otherwise'],
  })
})

it('is open to judgement as soon as no missing rating changes which rows hold', () => {
  expect(decided({ a: 1, b: 2 })).toMatchObject({ outcome: 'incomplete' })
  expect(decided({ a: 1, b: 1, c: null })).toMatchObject({ outcome: 'incomplete', possible: ['never', 'otherwise'] })
})

it('shows the trace of every row and picks none', () => {
  const decision = scoreCompiled(model, { a: 2, b: 3, c: 4 }).decisions['decision']
  expect(decision?.trace.map(({ row: id, holds }) => [id, holds])).toEqual([
    ['long', 'yes'],
    ['short', 'yes'],
    ['never', 'no'],
  ])
  expect([decision?.row, decision?.grade, decision?.validity]).toEqual([null, null, null])
})

it('tells the one outcome of a first row as allowed, with its validity', () => {
  const first = compileModel({
    ...model,
    scoring: Scoring.parse({ ...model.scoring, decision: { rows, otherwise: { outcome: 'postponed' } } }),
  })
  const decision = (ratings: Ratings) => scoreCompiled(first, ratings).decisions['decision']
  expect(decision({ a: 2, b: 3, c: 4 })).toMatchObject({ outcome: 'long', allowed: ['long'], validity: { years: 6 } })
  expect(decision({ a: 2 })).toMatchObject({ outcome: 'incomplete', allowed: [], validity: null })
})
