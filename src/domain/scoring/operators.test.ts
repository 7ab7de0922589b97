// What each operator gives, on a school with three criteria: exact numbers, weights, what does not apply, what is missing.
import { describe, expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { ScoringError } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { Node } from './node.ts'
import type { Ratings } from './ratings.ts'
import { Scoring } from './schema.ts'
import { scoreCompiled } from './score-compiled.ts'

const marks = { kind: 'numeric', min: 0, max: 10, na: true }

/** Criteria a, b, c of weights 1, 2 and 3 under a school of weight 40; `m` is the measure under test. */
function school(m: object, more: object[] = []) {
  const criteria = ['a', 'b', 'c'].map((id, i) => ({
    id,
    kind: 'criterion',
    parent: 'school',
    scale: 's',
    weight: i + 1,
  }))
  return compileModel({
    nodes: [{ id: 'school', kind: 'school', weight: 40 }, ...criteria].map((node) => Node.parse(node)),
    scoring: Scoring.parse({
      version: 1,
      scales: { s: marks },
      measures: [
        { id: 'r', at: { kind: 'criterion' }, rating: {} },
        { id: 'm', at: { kind: 'school' }, ...m },
        ...more,
      ],
    }),
  })
}
const give = (m: object, ratings: Ratings, facts: FactValues = {}, more: object[] = []) =>
  scoreCompiled(school(m, more), ratings, facts).measures['m']?.['school']
const over = { of: 'r', over: 'children' }
const byWeight = { ...over, weight: 'node' }

describe('sum', () => {
  it('adds what members have, as often as they weigh where asked', () => {
    expect(give({ sum: over }, { a: 1, b: '2.5', c: 4 })).toBe('15/2')
    expect(give({ sum: byWeight }, { a: 1, b: '2.5', c: 4 })).toBe(18)
  })

  it('leaves out what does not apply, and does not apply when nothing does', () => {
    expect(give({ sum: over }, { a: 1, b: 'NA', c: 4 })).toBe(5)
    expect(give({ sum: over }, { a: 'NA', b: 'NA', c: 'NA' })).toBe('NA')
  })
})

describe('mean', () => {
  it('stays exact where binary numbers do not', () => {
    expect(give({ mean: over }, { a: '0.1', b: '0.2', c: 0 })).toBe('1/10')
    expect(give({ mean: over }, { a: 0.1, b: 0.2, c: 0 })).toBe('1/10')
    expect(give({ mean: over }, { a: 1, b: 1, c: 2 })).toBe('4/3')
  })

  it('weighs members, and forgets the weight of what does not apply', () => {
    expect(give({ mean: byWeight }, { a: 6, b: 0, c: 0 })).toBe(1)
    expect(give({ mean: byWeight }, { a: 6, b: 0, c: 'NA' })).toBe(2)
    expect(give({ mean: byWeight }, { a: 'NA', b: 'NA', c: 'NA' })).toBe('NA')
  })

  it('counts what does not apply as nothing or as the best where the rule says so', () => {
    expect(give({ na: 'asZero', mean: over }, { a: 6, b: 6, c: 'NA' })).toBe(4)
    expect(give({ na: 'asMax', mean: over }, { a: 4, b: 4, c: 'NA' })).toBe(6)
    expect(give({ na: 'asPass', mean: over }, { a: 4, b: 4, c: 'NA' })).toBe(6)
    expect(() => give({ na: 'forbid', mean: over }, { a: 4, b: 4, c: 'NA' })).toThrow('"c" may not be rated')
    expect(give({ na: 'forbid', mean: over }, { a: 4, b: 4 })).toBe('incomplete')
  })

  it('leaves out what is not rated, or counts it as nothing, only where the rule says so', () => {
    expect(give({ mean: over }, { a: 4, b: 8 })).toBe('incomplete')
    expect(give({ missing: 'exclude', mean: over }, { a: 4, b: 8 })).toBe(6)
    expect(give({ missing: 'asZero', mean: over }, { a: 4, b: 8 })).toBe(4)
    expect(give({ missing: 'exclude', mean: over }, {})).toBe('NA')
  })

  it('takes as the best of a mean of means the best it could have been', () => {
    const best = { id: 'best', at: { kind: 'school' }, na: 'asMax', ref: { of: 'm', node: 'school' } }
    const model = school({ mean: over }, [best])
    expect(scoreCompiled(model, { a: 'NA', b: 'NA', c: 'NA' }).measures['best']?.['school']).toBe(10)
  })
})

describe('min, max and median', () => {
  it('take one of the members that apply', () => {
    expect(give({ min: over }, { a: 3, b: 'NA', c: 7 })).toBe(3)
    expect(give({ max: over }, { a: 3, b: 'NA', c: 7 })).toBe(7)
    expect(give({ median: over }, { a: 3, b: 9, c: 7 })).toBe(7)
    expect(give({ median: over }, { a: 3, b: 'NA', c: 6 })).toBe('9/2')
    expect(give({ median: byWeight }, { a: 1, b: 5, c: 9 })).toBe(7)
    expect(give({ median: byWeight }, { a: 1, b: 9, c: 5 })).toBe(5)
  })

  it('are known as soon as no rating can change them', () => {
    const forbidden = (name: string) => ({ na: 'forbid', [name]: over })
    expect(give(forbidden('min'), { a: 0 })).toBe(0)
    expect(give(forbidden('max'), { b: 10 })).toBe(10)
    expect(give(forbidden('median'), { a: 4, b: 4 })).toBe(4)
    expect(give(forbidden('median'), { a: 4, b: 5 })).toBe('incomplete')
  })
})

describe('percent', () => {
  it('is what members have of what they could have, brought to 100, to a number or to the weight of the node', () => {
    const ratings = { a: 5, b: 5, c: 10 }
    expect(give({ percent: over }, ratings)).toBe('200/3')
    expect(give({ percent: byWeight }, ratings)).toBe(75)
    expect(give({ percent: { ...byWeight, to: 1000 } }, ratings)).toBe(750)
    expect(give({ percent: { ...byWeight, to: 'node' } }, ratings)).toBe(30)
    expect(give({ percent: { ...over, max: 20 } }, ratings)).toBe('100/3')
  })

  it('leaves what does not apply out of both sides, and does not apply when nothing does', () => {
    expect(give({ percent: byWeight }, { a: 5, b: 'NA', c: 10 })).toBe('175/2')
    expect(give({ percent: over }, { a: 'NA', b: 'NA', c: 'NA' })).toBe('NA')
  })

  it('asks for the maximum in numbers where the scales do not tell it', () => {
    const known = { id: 'e', at: { kind: 'criterion' }, external: { fact: 'index' } }
    const of = { of: 'e', over: 'children' }
    expect(() => give({ percent: of }, {}, { index: 5 }, [known])).toThrow('Its maximum is not known')
    expect(give({ percent: { ...of, max: 20 } }, {}, { index: 5 }, [known])).toBe(25)
  })
})

describe('cap', () => {
  const low = (max: number | string, node = 'c') => ({ when: { measure: 'r', node, lt: 5 }, max })
  const mean = { id: 'mean', at: { kind: 'school' }, na: 'forbid', mean: { of: 'r', over: 'children' } }
  const capped = (...caps: object[]) => ({ cap: { of: 'mean', caps } })

  it('lowers and never raises', () => {
    expect(give(capped(low(6)), { a: 10, b: 10, c: 4 }, {}, [mean])).toBe(6)
    expect(give(capped(low(6)), { a: 2, b: 0, c: 4 }, {}, [mean])).toBe(2)
    expect(give(capped(low(6)), { a: 10, b: 10, c: 10 }, {}, [mean])).toBe(10)
    expect(give(capped(low(6), low(3)), { a: 10, b: 10, c: 4 }, {}, [mean])).toBe(3)
  })

  it('is known when the undecided cap would change nothing, and open when it would', () => {
    const fact = { when: { fact: 'breach', eq: true }, max: 6 }
    expect(give(capped(fact), { a: 5, b: 5, c: 5 }, {}, [mean])).toBe(5)
    expect(give(capped(fact), { a: 8, b: 8, c: 8 }, {}, [mean])).toBe('incomplete')
    expect(give(capped(fact), { a: 8, b: 8, c: 8 }, { breach: true }, [mean])).toBe(6)
    expect(give(capped({ when: { fact: 'breach', eq: true }, max: 0 }), { a: 8 }, { breach: true }, [mean])).toBe(0)
  })
})

describe('affine, external and bands', () => {
  const first = { id: 'first', at: { kind: 'school' }, ref: { of: 'r', node: 'a' } }

  it('brings a value to another scale, upside down too', () => {
    expect(give({ affine: { of: 'first', mul: '1/3', add: 1 } }, { a: 4 }, {}, [first])).toBe('7/3')
    expect(give({ affine: { of: 'first', mul: -1, add: 10 } }, { a: 4 }, {}, [first])).toBe(6)
    expect(give({ affine: { of: 'first', mul: 0, add: 3 } }, { b: 4 }, {}, [first])).toBe('incomplete')
  })

  it('takes a value from outside as a number, written as text too, and waits for it', () => {
    expect(give({ external: { fact: 'index' } }, {}, { index: '350.50' })).toBe('701/2')
    expect(give({ external: { fact: 'index' } }, {})).toBe('incomplete')
    expect(give({ missing: 'asZero', external: { fact: 'index' } }, {})).toBe(0)
    expect(() => give({ external: { fact: 'index' } }, {}, { index: Infinity })).toThrow('"index" has the wrong type')
  })

  it('bands numbers that were banded before, and refuses words where a number is needed', () => {
    const bands = (of: string, ...values: (string | number)[]) => ({
      of,
      cuts: [{ gte: 5, value: values[0] }],
      else: values[1],
    })
    const numbers = { id: 'n', at: { kind: 'school' }, bands: bands('first', 9, 1) }
    expect(give({ bands: bands('n', 'high', 'low') }, { a: 7 }, {}, [first, numbers])).toBe('high')
    const words = { id: 'w', at: { kind: 'school' }, bands: bands('first', 'A', 'B') }
    expect(() => give({ affine: { of: 'w' } }, { a: 7 }, {}, [first, words])).toThrow(ScoringError)
  })
})

describe('cumulative', () => {
  const cumulative = { over: 'children', where: { measure: 'r', gte: 5 }, base: 1 }
  const level = (ratings: Ratings, na: boolean) => {
    const nodes = [2, 3].map((step) => ({
      id: `x${step}`,
      kind: 'criterion',
      parent: 'school',
      scale: 's',
      level: step,
    }))
    const model = compileModel({
      nodes: [{ id: 'school', kind: 'school' }, ...nodes].map((node) => Node.parse(node)),
      scoring: Scoring.parse({
        version: 1,
        scales: { s: { ...marks, na } },
        measures: [
          { id: 'r', at: { kind: 'criterion' }, rating: {} },
          { id: 'm', at: { kind: 'school' }, cumulative },
        ],
      }),
    })
    return scoreCompiled(model, ratings).measures['m']?.['school']
  }

  it('starts from its base', () => {
    expect(level({ x2: 0, x3: 9 }, false)).toBe(1)
    expect(level({ x2: 9, x3: 0 }, false)).toBe(2)
    expect(level({ x2: 9, x3: 9 }, false)).toBe(3)
    expect(level({ x3: 0 }, false)).toBe('incomplete')
  })

  it('never reaches a level of which nothing applies, and does not apply when nothing does', () => {
    expect(level({ x2: 9, x3: 'NA' }, true)).toBe(2)
    expect(level({ x2: 'NA', x3: 9 }, true)).toBe(3)
    expect(level({ x2: 'NA', x3: 0 }, true)).toBe(1)
    expect(level({ x2: 'NA', x3: 'NA' }, true)).toBe('NA')
    expect(level({ x2: 9 }, true)).toBe('incomplete')
  })
})
