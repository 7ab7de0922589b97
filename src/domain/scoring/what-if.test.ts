// What if some ratings were otherwise: both scores, and what changes between them.
import { expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { Node } from './node.ts'
import { Scoring } from './schema.ts'
import { whatIfCompiled } from './what-if.ts'

const decision = (gte: string | number) => ({
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  rows: [{ id: 'award', when: { measure: 'part', gte }, then: { outcome: 'award' } }],
  otherwise: { outcome: 'none' },
})

const compiled = compileModel({
  nodes: [
    { id: 'school', kind: 'school' },
    ...['a', 'b'].map((id) => ({ id, kind: 'criterion', parent: 'school', scale: 's' })),
  ].map((node) => Node.parse(node)),
  scoring: Scoring.parse({
    version: 1,
    scales: { s: { kind: 'boolean' } },
    measures: [
      { id: 'met', at: { kind: 'criterion' }, rating: {} },
      { id: 'part', at: { kind: 'school' }, share: { over: 'children', where: { measure: 'met', eq: 1 } } },
    ],
    decisions: { half: decision('1/2'), whole: decision(1) },
  }),
})

it('tells the decisions and measures that change, and leaves what it is given as it is', () => {
  const ratings = Object.freeze({ a: true, b: false })
  const { before, after, decisions, measures } = whatIfCompiled(compiled, ratings, {}, { ratings: { b: true } })
  expect(decisions).toEqual(['whole'])
  expect(measures).toEqual([
    { measure: 'part', node: 'school', before: '1/2', after: 1 },
    { measure: 'met', node: 'b', before: 0, after: 1 },
  ])
  expect([before.decisions['whole']?.outcome, after.decisions['whole']?.outcome]).toEqual(['none', 'award'])
})

it('takes a rating away with null, which may leave a decision open', () => {
  const { decisions, after } = whatIfCompiled(compiled, { a: true, b: false }, {}, { ratings: { b: null } })
  expect(decisions).toEqual(['whole'])
  expect(after.decisions['whole']?.outcome).toBe('incomplete')
})

it('refuses what cannot be scored', () => {
  expect(() => whatIfCompiled(compiled, { a: true }, {}, { ratings: { c: true } })).toThrow('no node "c"')
})
