// Small faults in a rule, and whether the examples of a set notice them.
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../store/library.ts'
import { Framework } from './framework.ts'
import { mutantsOf, mutate } from './mutate.ts'

const name = { vi: 'Tên', en: 'Name' }

/** Two weighted criteria, a rounded mean, bands; the examples are those given. */
const sample = (examples: object[]) =>
  Framework.parse({
    id: 'mau',
    edition: '2026',
    status: 'draft',
    name,
    issuer: 'Mẫu',
    effectiveFrom: null,
    effectiveTo: null,
    appliesTo: ['programme'],
    sources: [{ what: 'mẫu', verified: false }],
    counts: { programme: 1, criterion: 2 },
    nodes: [
      { id: 'root', kind: 'programme' },
      { id: 'a', kind: 'criterion', parent: 'root', scale: 'points', weight: 3 },
      { id: 'b', kind: 'criterion', parent: 'root', scale: 'points' },
    ],
    scoring: {
      version: 1,
      scales: { points: { kind: 'numeric', min: 0, max: 10 } },
      measures: [
        { id: 'points', at: { kind: 'criterion' }, rating: {} },
        {
          id: 'mean',
          at: { kind: 'programme' },
          mean: { of: 'points', over: 'children', weight: 'node' },
          round: { dp: 0 },
        },
        {
          id: 'word',
          at: { kind: 'programme' },
          bands: {
            of: 'mean',
            cuts: [
              { gte: 8, value: 'good' },
              { gt: 5, value: 'fair' },
            ],
            else: 'poor',
          },
        },
      ],
      decision: { rows: [], otherwise: { outcome: 'none', label: name } },
    },
    examples,
  })

const example = (a: number, b: number, word: string) => ({ name, ratings: { a, b }, expect: { measures: { word } } })

describe('the mutants of a set', () => {
  it('are each comparison by its edge, each rounding, each weight and each cut', () => {
    expect(mutantsOf(sample([])).map(({ path, change }) => `${path}: ${change}`)).toEqual([
      'scoring.measures.1: drop round',
      'scoring.measures.1.mean: drop weight',
      'scoring.measures.2.bands: drop cut 0',
      'scoring.measures.2.bands: drop cut 1',
      'scoring.measures.2.bands.cuts.0: gte -> gt',
      'scoring.measures.2.bands.cuts.1: gt -> gte',
      'nodes.a.weight: drop weight',
    ])
  })

  it('all survive where there is no example', () => {
    expect(mutate(sample([])).survivors).toHaveLength(7)
  })

  it('are noticed by near misses on each side of an edge', () => {
    const examples = [
      example(8, 8, 'good'),
      example(8, 7, 'good'),
      example(5, 5, 'poor'),
      example(6, 6, 'fair'),
      example(9, 4, 'good'),
    ]
    expect(mutate(sample(examples))).toMatchObject({ mutants: 7, survivors: [] })
  })

  it('that nothing can tell from the set are listed with their reason, and a reason without a survivor is stale', () => {
    const known = { path: 'scoring.measures.1', change: 'drop round', reason: 'Mẫu.' }
    const gone = { path: 'scoring.measures.9', change: 'drop round', reason: 'Mẫu.' }
    const report = mutate(sample([]), [known, gone])
    expect(report).toMatchObject({ equivalent: [known], stale: [gone] })
    expect(report.survivors).toHaveLength(6)
  })

  it('leave the set itself as it was', () => {
    const set = readLibrary().set('vn-mam-non/2018')
    const before = JSON.stringify(set)
    mutate(set)
    expect(JSON.stringify(set)).toBe(before)
  })
})
