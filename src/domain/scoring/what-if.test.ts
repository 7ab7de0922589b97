// What if some ratings were otherwise: both scores, and what changes between them.
import { expect, it } from 'vitest'
import { Framework } from '../criteria/framework.ts'
import { whatIf } from './what-if.ts'

const decision = (gte: string | number) => ({
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  rows: [{ id: 'award', when: { measure: 'part', gte }, then: { outcome: 'award' } }],
  otherwise: { outcome: 'none' },
})

const name = { vi: 'Thử', en: 'Trial' }
const set = Framework.parse({
  id: 'trial',
  edition: '2026',
  status: 'draft',
  name,
  issuer: 'Trial',
  effectiveFrom: null,
  effectiveTo: null,
  appliesTo: ['school'],
  sources: [{ what: 'Trial', verified: false }],
  counts: { school: 1, criterion: 2 },
  nodes: [
    { id: 'school', kind: 'school' },
    ...['a', 'b'].map((id) => ({ id, kind: 'criterion', parent: 'school', scale: 's' })),
  ],
  scoring: {
    version: 1,
    scales: { s: { kind: 'boolean' } },
    measures: [
      { id: 'met', at: { kind: 'criterion' }, rating: {} },
      { id: 'part', at: { kind: 'school' }, share: { over: 'children', where: { measure: 'met', eq: 1 } } },
    ],
    decisions: { half: decision('1/2'), whole: decision(1) },
  },
})

it('tells the decisions and measures that change, and leaves what it is given as it is', () => {
  const ratings = Object.freeze({ a: true, b: false })
  const { before, after, decisions, measures } = whatIf(set, ratings, {}, { ratings: { b: true } })
  expect(decisions).toEqual(['whole'])
  expect(measures).toEqual([
    { measure: 'part', node: 'school', before: '1/2', after: 1 },
    { measure: 'met', node: 'b', before: 0, after: 1 },
  ])
  expect([before.decisions['whole']?.outcome, after.decisions['whole']?.outcome]).toEqual(['none', 'award'])
})

it('takes a rating away with null, which may leave a decision open', () => {
  const { decisions, after } = whatIf(set, { a: true, b: false }, {}, { ratings: { b: null } })
  expect(decisions).toEqual(['whole'])
  expect(after.decisions['whole']?.outcome).toBe('incomplete')
})

it('refuses what cannot be scored', () => {
  expect(() => whatIf(set, { a: true }, {}, { ratings: { c: true } })).toThrow('no node "c"')
})
