// Files of cases: what a case may change, what it may expect, and that a wrong expectation is told.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CaseFile, casesOf, readCaseFile } from './case-file.ts'
import { Scoring } from './schema.ts'

const share = { over: 'children', where: { measure: 'r', gte: 5 } }
const file = (one: object, more: object = {}) => ({
  id: 'small',
  scoring: {
    version: 1,
    scales: { s: { kind: 'numeric', min: 0, max: 10, na: true } },
    measures: [
      { id: 'r', at: { kind: 'criterion' }, rating: {} },
      { id: 'm', at: { kind: 'school' }, mean: { of: 'r', over: 'children' } },
    ],
    decision: {
      rows: [
        // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
        { id: 'good', when: { measure: 'm', gte: 5 }, then: { outcome: 'good', grade: 1, validity: { years: 5 } } },
      ],
      otherwise: { outcome: 'bad' },
    },
  },
  nodes: [
    { id: 'root', kind: 'school' },
    { id: 'a', kind: 'criterion', parent: 'root', scale: 's' },
    { id: 'b', kind: 'criterion', parent: 'root', scale: 's' },
  ],
  ratings: { a: 4, b: 7 },
  cases: [{ name: 'the case', ...one }],
  ...more,
})
const faults = (one: object, more: object = {}) => {
  const read = readCaseFile(file(one, more))
  if (!read.success) throw read.error
  return casesOf(read.data)[0]?.run()
}

describe('what a case expects', () => {
  it('compares numbers exactly, however they are written', () => {
    for (const m of [5.5, '5.5', '11/2', '5.50']) expect(faults({ expect: { measures: { m } } })).toEqual([])
    expect(faults({ expect: { measures: { m: '5.500001' } } })).toEqual(['m phải là 5.500001 nhưng ra 11/2.'])
  })

  it('reads measures of the root or of a named node, NA and incomplete among them', () => {
    expect(faults({ ratings: { b: null }, expect: { measures: { m: 'incomplete', 'r@a': 4 } } })).toEqual([])
    expect(faults({ ratings: { a: 'NA', b: 'NA' }, expect: { measures: { m: 'NA' } } })).toEqual([])
    expect(faults({ expect: { measures: { nothing: 1 } } })).toEqual(['nothing phải là 1 nhưng ra undefined.'])
  })

  it('looks at outcome, grade, row and validity of the decision', () => {
    const decision = { outcome: 'good', grade: 1, row: 'good', validity: { years: 5 }, allowed: ['good'] }
    expect(faults({ expect: { decision } })).toEqual([])
    expect(faults({ ratings: { a: 0 }, expect: { decision } })).toEqual([
      'decision phải là good nhưng ra bad.',
      'decision.grade phải là 1 nhưng ra null.',
      'decision.row phải là good nhưng ra otherwise.',
      'decision.validity phải là 5 năm 0 tháng nhưng ra không có.',
      'decision.allowed phải là good nhưng ra bad.',
    ])
  })

  it('waits for an error by part of its message, in either language', () => {
    expect(faults({ ratings: { a: 11 }, expect: { error: 'bad rating' } })).toEqual([])
    expect(faults({ ratings: { a: 11 }, expect: { error: 'ngoài thang đánh giá' } })).toEqual([])
    expect(faults({ expect: { error: 'bad rating' } })).toEqual(['chờ lỗi "bad rating" nhưng chấm được.'])
    expect(faults({ ratings: { a: 11 }, expect: { measures: { m: 5 } } })?.[0]).toContain('không chấm được: ')
    expect(faults({ ratings: { a: 11 }, expect: { error: 'some other' } })).toHaveLength(1)
  })

  it('tells a decision that the rule does not have', () => {
    expect(faults({ expect: { decisions: { award: { outcome: 'good' } } } })).toEqual(['không có quyết định "award".'])
  })
})

describe('what a case changes', () => {
  it('lays its facts over those of the file, whatever they are', () => {
    const measures = [
      ...file({}).scoring.measures,
      { id: 'index', at: { kind: 'school' }, external: { fact: 'index' } },
    ]
    const scoring = { ...file({}).scoring, measures }
    const facts = { index: '350.50', region: 'north' }
    expect(faults({ expect: { measures: { index: 350.5 } } }, { scoring, facts })).toEqual([])
    expect(faults({ facts: { index: 7 }, expect: { measures: { index: 7 } } }, { scoring, facts })).toEqual([])
    const unknown = { facts: { index: null }, expect: { measures: { index: 'incomplete' } } }
    expect(faults(unknown, { scoring, facts })).toEqual([])
  })

  it('lays its ratings over those of the file, or puts them in their place', () => {
    expect(faults({ ratings: { a: 6 }, expect: { measures: { m: 6.5 } } })).toEqual([])
    const alone = { ratings: { a: 6 }, replaceRatings: true }
    expect(faults({ ...alone, expect: { measures: { m: 'incomplete', 'r@b': 'incomplete' } } })).toEqual([])
  })

  it('replaces the nodes, and the keys of the rule that it names', () => {
    const nodes = [...file({}).nodes, { id: 'c', kind: 'criterion', parent: 'root', scale: 's' }]
    expect(faults({ nodes, ratings: { c: 1 }, expect: { measures: { m: 4 } } })).toEqual([])
    const measures = [file({}).scoring.measures[0], { id: 'm', at: { kind: 'school' }, share }]
    expect(faults({ scoring: { measures }, expect: { measures: { m: '1/2' }, decision: { outcome: 'bad' } } })).toEqual(
      [],
    )
    const decisions = { award: { rows: [], otherwise: { outcome: 'never' } } }
    expect(faults({ scoring: { decisions }, expect: { decision: { outcome: 'never' } } })).toEqual([])
  })

  it('may make the rule faulty and expect to be told', () => {
    expect(faults({ scoring: { colour: 'red' }, expect: { error: 'colour' } })).toEqual([])
    const circle = [{ id: 'm', at: { kind: 'school' }, ref: { of: 'm', node: 'root' } }]
    expect(faults({ scoring: { measures: circle }, ratings: {}, expect: { error: 'm@root' } })).toEqual([])
    const twice = [...file({}).nodes, { id: 'a', kind: 'criterion', parent: 'root', scale: 's' }]
    expect(faults({ nodes: twice, expect: { error: 'used twice' } })).toEqual([])
    const lost = [...file({}).nodes, { id: 'c', kind: 'criterion', parent: 'd' }, { id: 'd', kind: 'x', parent: 'c' }]
    expect(faults({ nodes: lost, expect: { error: 'not connected to the root' } })).toEqual([])
  })
})

describe('reading the file', () => {
  it('refuses unknown keys, a case without expectation, and an unknown operator', () => {
    const paths = (data: object) => {
      const read = readCaseFile(data)
      return read.success ? [] : read.error.issues.map(({ path }) => path.map(String).join('.'))
    }
    expect(paths(file({ expect: { colour: 1 } }))).toContain('cases.0.expect')
    expect(paths(file({ expect: {} }))).toEqual(['cases.0.expect'])
    expect(paths(file({ expect: { error: 'x' } }, { scorin: {} }))).toEqual([''])
    expect(readCaseFile(file({ expect: { error: 'x' } })).success).toBe(true)
  })

  it('has a JSON Schema, as the rule alone has', () => {
    const rule = JSON.stringify(z.toJSONSchema(Scoring, { io: 'input' }))
    for (const word of ['"cumulative"', '"percent"', '"caps"', '"judgement"', '"onNoConsensus"'])
      expect(rule).toContain(word)
    expect(z.toJSONSchema(CaseFile)).toMatchObject({ type: 'object' })
  })
})
