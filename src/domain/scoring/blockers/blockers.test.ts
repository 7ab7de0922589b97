// What a school is told it still needs, on the shipped rules and on the rules of other frameworks.
import { describe, expect, it } from 'vitest'
import type { Compiled } from '../compile.ts'
import { compileModel } from '../compile.ts'
import type { FactValues } from '../evaluate.ts'
import { Node } from '../node.ts'
import type { Ratings } from '../ratings.ts'
import { Scoring } from '../schema.ts'
import { scoreCompiled } from '../score-compiled.ts'
import { withChanges, withFacts } from './change-set.ts'
import { blockersOf } from './index.ts'
import { blockerText } from './text.ts'

const row = (id: string, when: object, grade?: number, outcome = id) => {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the scoring model
  return { id, when, then: { outcome, ...(grade ? { grade } : {}) } }
}
const tree = (...nodes: object[]) => [{ id: 'school', kind: 'school' }, ...nodes].map((node) => Node.parse(node))
const model = (nodes: Node[], scales: object, measures: object[], rows: object[], otherwise = 'none'): Compiled =>
  compileModel({
    nodes,
    scoring: Scoring.parse({ version: 1, scales, measures, decision: { rows, otherwise: { outcome: otherwise } } }),
  })
const told = (compiled: Compiled, ratings: Ratings, facts: FactValues = {}) =>
  blockersOf(compiled, ratings, facts).map(({ row: name, sets }) => [
    name,
    ...sets.map(({ changes, facts: needed }) =>
      [...changes.map(({ node, to }) => `${node}=${to}`), ...needed.map(({ fact }) => fact)].join(' '),
    ),
  ])

describe('levels: Mức 2 takes every indicator of levels 1 and 2', () => {
  const ids = ['1.1:1:a', '1.1:1:b', '1.1:2:a', '2.1:1', '2.1:2:a']
  const nodes = tree(
    { id: '1.1', kind: 'criterion', parent: 'school' },
    { id: '2.1', kind: 'criterion', parent: 'school' },
    ...ids.map((id) => ({ id, kind: 'indicator', parent: id.slice(0, 3), level: Number(id[4]), scale: 's' })),
  )
  const compiled = model(
    nodes,
    { s: { kind: 'boolean' } },
    [
      { id: 'met', at: { kind: 'indicator' }, rating: {} },
      { id: 'level', at: { kind: 'school' }, cumulative: { over: 'descendants', where: { measure: 'met', eq: 1 } } },
    ],
    [2, 1].map((n) =>
      row(
        `grade${n}`,
        {
          all: [
            { measure: 'level', gte: n },
            { fact: 'cohort', eq: true },
          ],
        },
        n,
      ),
    ),
  )

  it('gives exactly one set for each award, the next award first', () => {
    const ratings = { '1.1:1:a': true, '1.1:1:b': false, '1.1:2:a': false, '2.1:1': true, '2.1:2:a': null }
    expect(told(compiled, ratings, { cohort: true })).toEqual([
      ['grade1', '1.1:1:b=true'],
      ['grade2', '1.1:1:b=true 1.1:2:a=true 2.1:2:a=true'],
    ])
    expect(blockersOf(compiled, ratings, { cohort: true })[1]).toMatchObject({
      complete: true,
      proven: true,
      facts: [],
      sets: [{ criteria: ['1.1', '2.1'], changes: [{ from: false }, { from: false }, { from: null, to: true }] }],
    })
  })

  it('reads the level of a criterion as the ratings of its indicators', () => {
    const [first] = blockersOf(compiled, { '1.1': 2, '2.1': 1 }, { cohort: true })
    expect(first?.sets).toEqual([
      { changes: [{ node: '2.1:2:a', from: false, to: true }], facts: [], criteria: ['2.1'] },
    ])
  })

  it('names a fact that no rating changes', () => {
    const every = { '1.1': 2, '2.1': 2 }
    expect(told(compiled, every, { cohort: false })).toEqual([
      ['grade1', 'cohort'],
      ['grade2', 'cohort'],
    ])
    expect(blockersOf(compiled, every)[0]?.facts).toEqual([{ fact: 'cohort', needs: { eq: true }, holds: true }])
    expect(told(compiled, every, { cohort: true })).toEqual([])
  })

  it('says it in a sentence', () => {
    const [, second] = blockersOf(compiled, { '1.1': 1, '2.1': 1 })
    const text = second && blockerText(compiled, second)
    expect(text?.vi).toBe(
      'Để có kết luận "grade2 2": cần đạt thêm 2 chỉ báo: 1.1 Mức 2 a; 2.1 Mức 2 a; và dữ kiện "cohort": có.',
    )
    expect(text?.en).toBe(
      'For "grade2 2": 2 more indicators met: 1.1 level 2 a; 2.1 level 2 a; and the fact "cohort": yes.',
    )
  })
})

describe('counts', () => {
  const criteria = (n: number) =>
    tree(...Array.from({ length: n }, (_, i) => ({ id: `c${i}`, kind: 'criterion', parent: 'school', scale: 's' })))
  const atLeast = (n: number, of: number) =>
    model(
      criteria(of),
      { s: { kind: 'boolean' } },
      [{ id: 'met', at: { kind: 'criterion' }, rating: {} }],
      [row('award', { count: { over: 'children', where: { measure: 'met', eq: 1 } }, gte: n })],
    )

  it('"at least 5 of 7" gives every combination', () => {
    const [award] = blockersOf(atLeast(5, 7), { c0: true, c1: true, c2: true })
    expect(award?.sets).toHaveLength(6)
    expect(award?.sets.every(({ changes }) => changes.length === 2)).toBe(true)
    expect(award?.complete).toBe(true)
  })

  it('tells fifty of more, and says that there are more', () => {
    const [award] = blockersOf(atLeast(15, 30), {})
    expect(award).toMatchObject({ complete: false, proven: true })
    expect(new Set(award?.sets.map(({ changes }) => JSON.stringify(changes))).size).toBe(50)
    expect(award?.sets.every(({ changes }) => changes.length === 15)).toBe(true)
  })

  it('lowers a number of failures by raising what fails, each to the lowest level that is enough', () => {
    const compiled = model(
      tree(...['a', 'b', 'c'].map((id) => ({ id, kind: 'part', parent: 'school', scale: 's' }))),
      { s: { kind: 'numeric', min: 0, max: 100 } },
      [{ id: 'mark', at: { kind: 'part' }, rating: {} }],
      [row('award', { count: { over: 'children', where: { measure: 'mark', lt: 56 } }, lte: 1 })],
    )
    expect(told(compiled, { a: '40.5', b: 55, c: 10 })).toEqual([['award', 'a=56 b=56', 'a=56 c=56', 'b=56 c=56']])
  })

  it('leaves alone what does not apply', () => {
    const compiled = model(
      tree(...['a', 'b', 'c'].map((id) => ({ id, kind: 'part', parent: 'school', scale: 's' }))),
      { s: { kind: 'boolean', na: true } },
      [{ id: 'met', at: { kind: 'part' }, rating: {} }],
      [row('award', { share: { over: 'children', where: { measure: 'met', eq: 1 } }, gte: 1 })],
    )
    expect(told(compiled, { a: true, b: 'NA', c: false })).toEqual([['award', 'c=true']])
  })
})

describe('rows that limit', () => {
  const codes = ['inadequate', 'needs', 'good', 'outstanding']
  const of = (eq: number) => ({ over: 'children', where: { measure: 'r', eq } })
  const compiled = model(
    tree(...['safe', 'caring', 'led'].map((id) => ({ id, kind: 'area', parent: 'school', scale: 's' }))),
    { s: { kind: 'ordinal', levels: codes.map((code, i) => ({ code, points: i + 1 })) } },
    [{ id: 'r', at: { kind: 'area' }, rating: {} }],
    [
      row('inadequate', { count: of(1), gte: 2 }),
      row('requiresImprovement', { fact: 'breach', eq: true }),
      row('twoNeeds', { count: of(2), gte: 2 }, undefined, 'requiresImprovement'),
      row('outstanding', {
        all: [
          { count: of(4), gte: 2 },
          { count: { over: 'children', where: { measure: 'r', lt: 3 } }, eq: 0 },
        ],
      }),
    ],
    'good',
  )

  it('are no awards, and have to be left behind', () => {
    const good = { safe: 'good', caring: 'good', led: 'needs' }
    expect(told(compiled, good, { breach: false })).toEqual([
      [
        'outstanding',
        'safe=outstanding led=outstanding',
        'caring=outstanding led=outstanding',
        'safe=outstanding caring=outstanding led=good',
      ],
    ])
    expect(told(compiled, { ...good, caring: 'needs' }, { breach: false })[0]).toEqual([
      'otherwise',
      'caring=good',
      'led=good',
    ])
    expect(told(compiled, good, { breach: true })[0]).toEqual(['otherwise', 'breach'])
  })

  it('every set leaves them when its changes and facts are made', () => {
    const facts = [{}, { breach: true }, { breach: false }]
    const all = facts.flatMap((fact) =>
      codes.flatMap((safe) => codes.map((led) => ({ fact, ratings: { safe, led, caring: 'needs' } }))),
    )
    let tried = 0
    for (const { fact, ratings } of all) {
      const ways = blockersOf(compiled, ratings, fact).flatMap(({ row: name, sets }) =>
        sets.map((set) => ({ name, set })),
      )
      for (const { name, set } of ways) {
        const after = scoreCompiled(compiled, withChanges(ratings, set.changes), withFacts(fact, set.facts))
        const rows = after.decisions['decision']?.possible.map((one) => one.row)
        expect(name === 'outstanding' ? ['outstanding'] : ['outstanding', 'otherwise']).toEqual(
          expect.arrayContaining(rows ?? []),
        )
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(100)
  })
})

describe('weighted rules', () => {
  it('raise what gains most, no further than needed, and say when fewer changes are impossible', () => {
    const compiled = model(
      tree(...[5, 1, 1, 1].map((weight, i) => ({ id: `c${i}`, kind: 'part', parent: 'school', scale: 's', weight }))),
      { s: { kind: 'numeric', min: 1, max: 7, step: 1 } },
      [
        { id: 'r', at: { kind: 'part' }, rating: {} },
        { id: 'm', at: { kind: 'school' }, mean: { of: 'r', over: 'children', weight: 'node' }, round: { dp: 2 } },
      ],
      [row('award', { measure: 'm', gte: '3.50' })],
    )
    const [award] = blockersOf(compiled, { c0: 3, c1: 2, c2: 2, c3: 2 })
    expect(award).toMatchObject({ complete: false, proven: true })
    expect(award?.sets[0]?.changes).toEqual([{ node: 'c0', from: 3, to: 5 }])
    expect(award && blockerText(compiled, award).vi).toBe(
      'Để có kết luận "award": cần nâng 1 mục: c0 từ 3 lên 5. Không có cách nào ít thay đổi hơn.',
    )
  })

  it('give the exact bound on a scale without steps', () => {
    const compiled = model(
      tree(...['a', 'b', 'c'].map((id) => ({ id, kind: 'part', parent: 'school', scale: 's' }))),
      { s: { kind: 'numeric', min: 0, max: 100 } },
      [
        { id: 'r', at: { kind: 'part' }, rating: {} },
        { id: 'm', at: { kind: 'school' }, mean: { of: 'r', over: 'children' } },
      ],
      [row('award', { measure: 'm', gte: 50 })],
    )
    expect(told(compiled, { a: 40, b: 40, c: '121/3' })).toEqual([['award', 'a=209/3']])
  })
})
