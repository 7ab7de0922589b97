// What is told before a rule is used: trees that do not hang together, and conditions that could never hold.
import { describe, expect, it } from 'vitest'
import { checkModel } from './check-model.ts'
import { Node } from './node.ts'
import { Scoring } from './schema.ts'

const at = { kind: 'school' }
const measures = [
  { id: 'r', at: { kind: 'criterion' }, rating: {} },
  { id: 'ok', at, test: { count: { over: 'children', where: { measure: 'r', eq: 1 } }, gte: 1 } },
  {
    id: 'grade',
    at,
    bands: {
      of: 'part',
      cuts: [
        { gte: '1/2', value: 'A' },
        { gte: 0, value: '2' },
      ],
      else: 'C',
    },
  },
  { id: 'part', at, share: { over: 'children', where: { measure: 'r', eq: 1 } } },
]
const tree = [
  { id: 'school', kind: 'school' },
  { id: 'a', kind: 'criterion', parent: 'school', scale: 's' },
]
const facts = {
  known: { kind: 'boolean', name: { vi: 'Đã biết', en: 'Known' } },
  year: { kind: 'number', name: { vi: 'Năm', en: 'Year' } },
} as const
const problems = (change: { nodes?: object[]; measures?: object[]; when?: object }) => {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  const rows = change.when ? [{ id: 'row', when: change.when, then: { outcome: 'yes' } }] : []
  const found = checkModel({
    nodes: (change.nodes ?? tree).map((node) => Node.parse(node)),
    scoring: Scoring.parse({
      version: 1,
      scales: { s: { kind: 'boolean' } },
      measures: [...measures, ...(change.measures ?? [])],
      decision: { rows, otherwise: { outcome: 'no' } },
    }),
    facts,
  })
  return found.map(({ subject, message }) => [subject, message.en.replace(/^.*? is faulty\. /, '')])
}

it('finds nothing wrong with a good rule', () => {
  expect(problems({})).toEqual([])
})

describe('7. before a rule is used: the tree', () => {
  it('has one root, ids of their own, parents that exist and a way up', () => {
    const node = (id: string, parent?: string) => ({ id, kind: 'criterion', ...(parent ? { parent } : {}) })
    expect(problems({ nodes: [...tree, node('b')] })).toEqual([['nodes', 'There must be exactly one root.']])
    expect(problems({ nodes: [...tree, node('a', 'school')] })).toEqual([['a', 'Its id is used twice.']])
    expect(problems({ nodes: [...tree, node('b', 'z')] })).toEqual([['b', 'There is no parent "z".']])
    expect(problems({ nodes: [...tree, node('b', 'c'), node('c', 'b')] })).toEqual([
      ['b', 'It is not connected to the root.'],
      ['c', 'It is not connected to the root.'],
    ])
  })

  it('names scales that there are, and measures once for each kind', () => {
    const scaled = { id: 'b', kind: 'criterion', parent: 'school', scale: 'constructor' }
    expect(problems({ nodes: [...tree, scaled] })).toEqual([['b', 'There is no scale "constructor".']])
    expect(problems({ measures: [measures[0] ?? {}] })).toEqual([['r@criterion', 'It is defined twice.']])
  })
})

describe('7. before a rule is used: a condition that can never hold', () => {
  const row = (when: object) => problems({ when }).map(([subject, message]) => `${subject}: ${message}`)

  it('compares a rating with true, or a test with a number', () => {
    const met = { count: { over: 'children', where: { measure: 'r', eq: true } }, gte: 1 }
    expect(row(met)).toEqual(['decision.rows.0: "r" is never true.'])
    expect(row({ all: [{ measure: 'ok', eq: 1 }] })).toEqual(['decision.rows.0: "ok" is never 1.'])
    expect(row({ not: { measure: 'ok', gte: 1 } })).toEqual(['decision.rows.0: "ok" compares with true or false only.'])
    expect(row({ measure: 'ok', eq: false })).toEqual([])
  })

  it('names a band that the measure does not have', () => {
    expect(row({ measure: 'grade', in: ['A', 'B'] })).toEqual(['decision.rows.0: "grade" is never B.'])
    expect(row({ measure: 'grade', in: ['A', 'C', 2] })).toEqual([])
  })

  it('compares a fact with what it is not, or reads one that nobody declared', () => {
    expect(row({ fact: 'known', eq: 1 })).toEqual(['decision.rows.0: "known" is never 1.'])
    expect(row({ fact: 'year', eq: '2026' })).toEqual([])
    const external = { id: 'index', at, external: { fact: 'index' } }
    expect(problems({ measures: [external] })).toEqual([['measures.4', 'Fact "index" is not declared in facts.']])
  })
})
