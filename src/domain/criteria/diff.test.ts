// What a department is told of two editions.
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../store/library.ts'
import { diffSets, isSame } from './diff.ts'
import type { CriteriaSet } from './schema.ts'

const set = readLibrary().set('vn-pho-thong/2026')

/** The set with its first standard's first two criteria changed. */
function revised(): CriteriaSet {
  const next = structuredClone(set)
  const [first, second] = next.standards[0]?.criteria ?? []
  if (!first || !second) throw new Error('the shipped set has no criteria')
  first.name = { vi: 'Tên mới', en: 'New name' }
  first.mandatory = true
  second.weight = 2
  next.edition = '2027'
  next.standards[0]?.criteria.push({ ...structuredClone(second), id: '1.5', weight: 1 })
  next.standards[1]?.criteria.pop()
  const [measure] = next.scoring.measures
  if (measure) measure.missing = 'asZero'
  next.scoring.decisions?.['qualityLevel']?.rows.reverse()
  delete next.facts['conditionsMet']
  return next
}

describe('the difference of two editions', () => {
  it('is nothing between a set and itself, in whatever order its keys stand', () => {
    const turned = { ...set, facts: Object.fromEntries(Object.entries(set.facts).toReversed()) }
    expect(isSame(diffSets(set, turned))).toBe(true)
  })

  it('names added, removed, reworded and rescored nodes, and changed rules', () => {
    const diff = diffSets(set, revised())
    expect(diff).toMatchObject({
      from: { set: 'vn-pho-thong', edition: '2026' },
      to: { set: 'vn-pho-thong', edition: '2027' },
      added: [
        { id: '1.5', kind: 'criterion' },
        { id: '1.5:1', kind: 'indicator' },
        { id: '1.5:2', kind: 'indicator' },
      ],
      removed: [{ id: '2.3' }, { id: '2.3:1' }, { id: '2.3:2' }],
      reworded: [{ id: '1.1', fields: [{ field: 'name', after: { vi: 'Tên mới', en: 'New name' } }] }],
      moved: [],
      rescored: [
        { id: '1.1', fields: [{ field: 'tags', before: [], after: ['mandatory'] }] },
        { id: '1.2', fields: [{ field: 'weight', before: 1, after: 2 }] },
      ],
    })
    expect(diff.rules).toEqual([
      { what: 'measure', id: 'met@indicator', change: 'changed' },
      { what: 'decision', id: 'qualityLevel', change: 'changed' },
      { what: 'fact', id: 'conditionsMet', change: 'removed' },
    ])
  })

  it('turned round takes away what it added', () => {
    const there = diffSets(set, revised())
    const back = diffSets(revised(), set)
    expect(back.removed).toEqual(there.added)
    expect(back.added).toEqual(there.removed)
  })
})
