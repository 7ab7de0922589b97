// A flat list of nodes becomes a school set only where nothing is lost by it; what the nested form cannot say is refused.
import { describe, expect, it } from 'vitest'
import { fold, type FlatNode } from './fold.ts'

const header = { rated: { indicator: 'met' } }
const nodes: FlatNode[] = [
  { id: 'school', kind: 'school', name: { vi: 'Bộ', en: 'Set' } },
  { id: '1', kind: 'standard', parent: 'school', weight: '2/3' },
  { id: '1.1', kind: 'criterion', parent: '1', tags: ['mandatory', 'core'], suggestedEvidence: ['Sổ'] },
  { id: '1.1:1:a', kind: 'indicator', parent: '1.1', level: 1, scale: 'met', text: { vi: 'A' } },
  { id: '1.1:2', kind: 'indicator', parent: '1.1', weight: 1, tags: [] },
  { id: 'M4.1', kind: 'item', parent: 'school', level: 4, ref: 'Điều 1' },
]
const change = (i: number, by: Partial<FlatNode>) =>
  fold(
    header,
    nodes.map((node, j) => (j === i ? { ...node, ...by } : node)),
  )

describe('a flat list', () => {
  it('is nested, mandatory taken from the tags, levels and letters from the ids', () => {
    const folded = fold(header, nodes)
    expect(folded).toMatchObject({
      ok: true,
      data: {
        name: { vi: 'Bộ', en: 'Set' },
        standards: [
          {
            id: '1',
            weight: '2/3',
            criteria: [
              {
                id: '1.1',
                mandatory: true,
                tags: ['core'],
                suggestedEvidence: ['Sổ'],
                levels: { 1: [{ id: 'a', text: { vi: 'A' } }], 2: [{ id: '*' }] },
              },
            ],
          },
        ],
        level4: [{ id: 'M4.1', ref: 'Điều 1' }],
      },
    })
  })

  it('says where each node went, in whatever order they came', () => {
    const turned = nodes.toReversed()
    const folded = fold(header, turned)
    expect(folded.ok && folded.paths.map((path) => path.join('.'))).toEqual([
      'level4.0',
      'standards.0.criteria.0.levels.2.0',
      'standards.0.criteria.0.levels.1.0',
      'standards.0.criteria.0',
      'standards.0',
      '',
    ])
  })

  it.each<[string, number, Partial<FlatNode>, string, string]>([
    ['of another kind', 2, { kind: 'chapter' }, 'kind', 'Loại "chapter"'],
    ['under the wrong node', 5, { parent: '1' }, 'parent', 'phải nằm dưới mục loại "school"'],
    ['whose id has no level', 3, { id: '1.1.a' }, 'id', 'phải có dạng "1.1:<mức>:<chữ cái>"'],
    ['of another level than its id', 3, { level: 2 }, 'level', 'khác với 1'],
    ['on a scale of its own', 3, { scale: 'points' }, 'scale', 'khác với "met"'],
    ['with a weight that has no place', 4, { weight: 2 }, 'weight', 'không ghi được "weight"'],
    ['with a name that has no place', 3, { name: { vi: 'Tên' } }, 'name', 'không ghi được "name"'],
  ])('with a node %s is refused at its field', (_what, i, by, field, said) => {
    const folded = change(i, by)
    const faults = folded.ok ? [] : folded.problems.filter((problem) => problem.node === i)
    expect(faults).toEqual([{ node: i, field, message: expect.stringContaining(said) }])
  })
})
