// The promises of the scoring model, one by one, on the smallest sets that show them.
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { ScoringError } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { Node } from './node.ts'
import { roundExact } from './numbers.ts'
import type { Ratings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

const marks = { kind: 'numeric', min: 0, max: 10, na: true }
const met = { kind: 'boolean' }
const yes = { measure: 'r', eq: 1 }

/** Criteria a, b, c under one school, on one scale; measures and rows as given. */
function school(scale: object, measures: object[], rows: object[] = [], extra: object[] = []) {
  const nodes = [
    { id: 'school', kind: 'school' },
    ...['a', 'b', 'c'].map((id) => ({ id, kind: 'criterion', parent: 'school', scale: 's' })),
    ...extra,
  ]
  return compileModel({
    nodes: nodes.map((node) => Node.parse(node)),
    scoring: Scoring.parse({
      version: 1,
      scales: { s: scale },
      measures: [{ id: 'r', at: { kind: 'criterion' }, rating: {} }, ...measures],
      decision: { rows, otherwise: { outcome: 'refused' } },
    }),
  })
}

// oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
const row = (id: string, when: object, outcome = 'accredited') => ({ id, when, then: { outcome } })
const all = { count: { over: 'children', where: yes }, eq: 3 }
const decided = (model: ReturnType<typeof school>, ratings: Ratings, facts: FactValues = {}) =>
  scoreCompiled(model, ratings, facts).decisions['decision']?.outcome
const measured = (model: ReturnType<typeof school>, ratings: Ratings, id = 'm') =>
  scoreCompiled(model, ratings).measures[id]?.['school']
const problemsOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof ScoringError) return error.problems.map(({ code, subject }) => [code, subject])
    throw error
  }
  return []
}

describe('1. ratings are checked before anything is scored', () => {
  it('names every wrong rating at once, even those no rule reads', () => {
    const model = school(met, [], [], [{ id: 'unread', kind: 'note', parent: 'school', scale: 's' }])
    const wrong = { nowhere: true, a: 7, unread: 'maybe', b: 'NA', school: 1 }
    expect(problemsOf(() => scoreCompiled(model, wrong))).toEqual([
      ['unknownNode', 'nowhere'],
      ['notRated', 'school'],
      ['offScale', 'a'],
      ['offScale', 'unread'],
      ['notApplicable', 'b'],
    ])
  })

  it('refuses a number between the steps of a scale, and one outside it', () => {
    const model = school({ kind: 'numeric', min: 0, max: 100, step: 5 }, [])
    expect(problemsOf(() => scoreCompiled(model, { a: 52, b: 105, c: '2/3' }))).toHaveLength(3)
    expect(problemsOf(() => scoreCompiled(model, { a: 55, b: 0, c: '100' }))).toEqual([])
  })

  it('knows the codes of an ordinal scale', () => {
    const model = school(
      {
        kind: 'ordinal',
        levels: [
          { code: 'low', points: 1 },
          { code: 'high', points: '2.5' },
        ],
      },
      [{ id: 'm', at: { kind: 'school' }, count: { over: 'children', where: { measure: 'r', gte: '2.5' } } }],
    )
    expect(measured(model, { a: 'high', b: 'low', c: 'high' })).toBe(2)
    expect(problemsOf(() => scoreCompiled(model, { a: 'middle' }))).toEqual([['offScale', 'a']])
  })

  it('says it in Vietnamese and English', () => {
    const error = new ScoringError([])
    expect(error.problems).toEqual([])
    expect(() => scoreCompiled(school(met, []), { a: 7 })).toThrow('The rating of "a" is a bad rating')
  })
})

describe('2. what is not rated is neither met nor failed', () => {
  const model = school(met, [], [row('award', all)])

  it('leaves the decision open while a rating that matters is missing', () => {
    expect(decided(model, { a: true, b: true })).toBe('incomplete')
  })

  it('decides at once when no completion can change the outcome', () => {
    expect(decided(model, { a: false })).toBe('refused')
  })

  it('never lets a missing rating pass a "no more than" rule', () => {
    const lenient = school(
      met,
      [],
      [row('award', { count: { over: 'children', where: { measure: 'r', eq: 0 } }, lte: 1 })],
    )
    expect(decided(lenient, { a: true })).toBe('incomplete')
    expect(decided(lenient, { a: true, b: true })).toBe('accredited')
  })

  it('takes a fact not given as unknown, never as false', () => {
    const withFact = school(met, [], [row('award', { all: [all, { fact: 'cohortCompleted', eq: true }] })])
    const full = { a: true, b: true, c: true }
    expect(decided(withFact, full)).toBe('incomplete')
    expect(decided(withFact, full, { cohortCompleted: false })).toBe('refused')
    expect(decided(withFact, { a: false })).toBe('refused')
  })

  it('decides when all rows still possible give the same outcome', () => {
    const two = school(met, [], [row('first', yesAt('a')), row('second', yesAt('b'))])
    const result = scoreCompiled(two, { b: true }).decisions['decision']
    expect([result?.outcome, result?.row]).toEqual(['accredited', 'second'])
  })

  it('tells which outcomes are still possible', () => {
    const possible = scoreCompiled(model, { a: true }).decisions['decision']?.possible
    expect(possible?.map((each) => each.outcome)).toEqual(['accredited', 'refused'])
  })

  it('lists what is not rated', () => {
    const { completeness } = scoreCompiled(model, { b: true, c: null })
    expect(completeness).toEqual({ rated: 1, total: 3, missing: ['a', 'c'] })
  })

  it('may be told to leave out what is not rated, or to count it as nothing', () => {
    const m = (missing: string) =>
      school(met, [{ id: 'm', at: { kind: 'school' }, missing, share: { over: 'children', where: yes } }])
    expect(measured(m('exclude'), { a: true, b: true })).toBe(1)
    expect(measured(m('asZero'), { a: true, b: true })).toBe('2/3')
    expect(measured(m('incomplete'), { a: true, b: true })).toBe('incomplete')
  })
})

describe('3. what does not apply leaves both sides of a share', () => {
  const share = { over: 'children', where: { measure: 'r', gte: 5 } }
  const m = (na?: string) => school(marks, [{ id: 'm', at: { kind: 'school' }, ...(na ? { na } : {}), share }])

  it('counts the others only', () => {
    expect(measured(m(), { a: 7, b: 3, c: 'NA' })).toBe('1/2')
  })

  it('is itself not applicable when nothing applies, neither 0 nor 1', () => {
    expect(measured(m(), { a: 'NA', b: 'NA', c: 'NA' })).toBe('NA')
  })

  it('counts as nothing, as the best or as passed where the rule says so', () => {
    expect(measured(m('asZero'), { a: 7, b: 3, c: 'NA' })).toBe('1/3')
    expect(measured(m('asMax'), { a: 7, b: 3, c: 'NA' })).toBe('2/3')
    expect(measured(m('asPass'), { a: 7, b: 3, c: 'NA' })).toBe('2/3')
    expect(problemsOf(() => measured(m('forbid'), { a: 7, b: 3, c: 'NA' }))).toEqual([['notApplicable', 'c']])
  })

  it('stays open while an unrated node may still not apply', () => {
    expect(measured(m(), { a: 7, b: 7 })).toBe('incomplete')
  })

  it('is sure of what neither a rating nor leaving out can bring about', () => {
    const positive = { kind: 'numeric', min: 1, max: 2, na: true }
    const below1 = [row('award', { measure: 'm', lt: 1 })]
    const of = (m: object) => school(positive, [{ id: 'm', at: { kind: 'school' }, ...m }], below1)
    expect(decided(of({ share: { over: 'children', where: { measure: 'r', gte: 1 } } }), {})).toBe('refused')
    expect(decided(of({ sum: { of: 'r', over: 'children' } }), {})).toBe('refused')
    expect(decided(of({ mean: { of: 'r', over: 'children' } }), { a: 'NA' })).toBe('refused')
  })

  it('does not fire a row whose condition does not apply', () => {
    const model = school(marks, [], [row('award', { measure: 'r', node: 'a', lte: 10 })])
    expect(decided(model, { a: 'NA' })).toBe('refused')
    expect(decided(model, { a: 1 })).toBe('accredited')
  })
})

describe('4. rounding happens where the data says so, and is exact', () => {
  const round = (value: string, dp: number, mode: 'halfUp' | 'halfEven' | 'floor' | 'ceil') =>
    roundExact(new Fraction(value), { dp, mode }).toString()

  it('rounds 3.005 half up to 3.01, as binary numbers do not', () => {
    expect(round('3.005', 2, 'halfUp')).toBe('3.01')
    expect(round('3.005', 2, 'halfEven')).toBe('3')
    expect(round('3.015', 2, 'halfEven')).toBe('3.02')
    expect(round('3.005', 2, 'floor')).toBe('3')
    expect(round('3.001', 2, 'ceil')).toBe('3.01')
  })

  it('rounds half away from zero below zero too', () => {
    expect(round('-2.5', 0, 'halfUp')).toBe('-3')
    expect(round('-2.5', 0, 'floor')).toBe('-3')
    expect(round('-2.5', 0, 'halfEven')).toBe('-2')
  })

  it('keeps a share exact unless told to round', () => {
    const share = { over: 'children', where: yes }
    const exact = school(met, [{ id: 'm', at: { kind: 'school' }, share }])
    const rounded = school(met, [{ id: 'm', at: { kind: 'school' }, share, round: { dp: 2 } }])
    expect(measured(exact, { a: true, b: true, c: false })).toBe('2/3')
    expect(measured(rounded, { a: true, b: true, c: false })).toBe('67/100')
  })
})

describe('5. bands compare the rounded value, and an edge belongs to the upper band', () => {
  const cuts = [
    { gte: '2/3', value: 'B' },
    { gt: '1/3', value: 'C' },
  ]
  const bands = (round?: object) =>
    school(met, [
      { id: 'share', at: { kind: 'school' }, share: { over: 'children', where: yes }, ...(round ? { round } : {}) },
      { id: 'm', at: { kind: 'school' }, bands: { of: 'share', cuts, else: 'D' } },
    ])

  it('puts exactly two thirds into the band that starts there', () => {
    expect(measured(bands(), { a: true, b: true, c: false })).toBe('B')
    expect(measured(bands(), { a: true, b: false, c: false })).toBe('D')
  })

  it('bands what was rounded when the measure is rounded', () => {
    expect(measured(bands({ dp: 1, mode: 'floor' }), { a: true, b: true, c: false })).toBe('C')
  })

  it('is open while two bands can be reached, and certain when only one can', () => {
    expect(measured(bands(), { a: true })).toBe('incomplete')
    expect(measured(bands(), { a: true, b: true })).toBe('B')
  })
})

describe('6. rows are ordered and there is always an answer', () => {
  it('gives the first row that holds', () => {
    const model = school(met, [], [row('best', all, 'best'), row('good', yesAt('a'), 'good')])
    expect(decided(model, { a: true, b: true, c: true })).toBe('best')
    expect(decided(model, { a: true, b: false, c: true })).toBe('good')
    expect(decided(model, { a: false, b: false, c: true })).toBe('refused')
  })

  it('refuses a rule without otherwise, and an outcome called incomplete', () => {
    const base = { version: 1, scales: {}, measures: [] }
    expect(Scoring.safeParse({ ...base, decision: { rows: [] } }).success).toBe(false)
    const named = { rows: [], otherwise: { outcome: 'incomplete' } }
    expect(Scoring.safeParse({ ...base, decision: named }).success).toBe(false)
  })

  it('refuses two decisions in one place, and a measure with two operators or an unknown one', () => {
    const measure = (fields: object) =>
      Scoring.shape.measures.safeParse([{ id: 'm', at: { kind: 'school' }, ...fields }])
    expect(measure({ rating: {}, ref: { of: 'r', node: 'a' } }).success).toBe(false)
    const unknown = measure({ rating: {}, harmonicMean: {} })
    expect(unknown.error?.issues[0]?.message).toContain('"harmonicMean"; các phép tính: rating, cumulative')
  })
})

describe('levels', () => {
  const levels = [1, 1, 2, 3].map((level, i) => ({ id: `x${i}`, kind: 'indicator', parent: 'a', scale: 's', level }))
  const model = school(
    met,
    [
      { id: 'r', at: { kind: 'indicator' }, rating: {} },
      { id: 'm', at: { kind: 'school' }, cumulative: { over: { kind: 'indicator' }, where: yes } },
    ],
    [],
    levels,
  )

  it('reaches a level only with every level below it', () => {
    expect(measured(model, { x0: true, x1: true, x2: false, x3: true })).toBe(1)
    expect(measured(model, { x0: true, x1: false, x2: true, x3: true })).toBe(0)
    expect(measured(model, { x0: true, x1: true, x2: true, x3: true })).toBe(3)
  })

  it('is certain as soon as a lower level fails', () => {
    expect(measured(model, { x0: false })).toBe(0)
    expect(measured(model, { x0: true, x1: true, x2: true })).toBe('incomplete')
  })
})

describe('ref', () => {
  it('reads a measure of another node', () => {
    const model = school(met, [{ id: 'm', at: { kind: 'school' }, ref: { of: 'r', node: 'b' } }])
    expect(measured(model, { b: true })).toBe(1)
    expect(measured(model, { a: true })).toBe('incomplete')
  })
})

describe('8. the result says why', () => {
  it('gives each condition with value, threshold and the nodes that decide it', () => {
    const model = school(met, [], [row('award', all)])
    const step = scoreCompiled(model, { a: true, b: false }).decisions['decision']?.trace[0]?.condition
    expect(step).toMatchObject({
      holds: 'no',
      subject: 'count',
      value: 'incomplete',
      possible: [1, 2],
      threshold: { eq: 3 },
      failing: ['b'],
      open: ['c'],
    })
    expect(step?.text.en).toBe('count: from 1 to 2, needs 3: not met.')
    expect(step?.text.vi).toBe('count: từ 1 đến 2, cần 3: không đạt.')
  })

  it('changes nothing it is given and answers the same again', () => {
    const model = school(met, [], [row('award', all)])
    const ratings = Object.freeze({ a: true, b: true, c: true })
    expect(scoreCompiled(model, ratings)).toEqual(scoreCompiled(model, ratings))
  })

  it('stops at a measure that reads itself instead of running for ever', () => {
    const circle = school(met, [{ id: 'm', at: { kind: 'school' }, ref: { of: 'm', node: 'school' } }])
    expect(problemsOf(() => scoreCompiled(circle, {}))).toEqual([['badSet', 'm@school']])
  })
})

function yesAt(node: string) {
  return { ...yes, node }
}
