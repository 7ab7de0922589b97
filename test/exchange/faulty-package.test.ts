// What is wrong with a package is told at its place in the JSON, all of it at once, in sentences.
import { describe, expect, it } from 'vitest'
import { importCase } from '../../src/exchange/case/import.ts'
import { exportCase } from '../../src/exchange/case/export.ts'
import { shipped } from './shipped-sets.ts'
import { stateStandards } from './foreign.ts'

type Loose = Record<string, Record<string, unknown>> & { CFItems: Loose[]; CFAssociations: Loose[] }

function problemsAfter(change: (found: Loose) => void, source: string = stateStandards): [string, string][] {
  const found = JSON.parse(source) as Loose
  change(found)
  const read = importCase(JSON.stringify(found))
  return read.ok ? [] : read.problems.map(({ at, message }) => [at, message])
}

const item = (found: Loose, i: number) => found.CFItems[i] as unknown as Record<string, unknown>
const association = (found: Loose, i: number) => found.CFAssociations[i] as unknown as Record<string, unknown>

describe('a package of other software is refused', () => {
  it('for each fault at once', () => {
    const problems = problemsAfter((found) => {
      delete item(found, 1)['fullStatement']
      item(found, 2)['lastChangeDateTime'] = 'yesterday'
      item(found, 3)['identifier'] = 'five'
      item(found, 4)['CFItemType'] = 7
      delete association(found, 0)['destinationNodeURI']
      delete (found['CFDocument'] as Record<string, unknown>)['title']
    })
    expect(problems).toEqual([
      ['CFDocument.title', 'Thiếu giá trị bắt buộc.'],
      ['CFItems[1].fullStatement', 'Thiếu giá trị bắt buộc.'],
      ['CFItems[2].lastChangeDateTime', 'Phải là thời điểm dạng 2026-01-31T00:00:00Z.'],
      ['CFItems[3].identifier', 'Phải là mã định danh dạng UUID.'],
      ['CFItems[4].CFItemType', 'Phải là chuỗi, đang là số.'],
      ['CFAssociations[0].destinationNodeURI', 'Thiếu giá trị bắt buộc.'],
    ])
  })

  it('when two items have one identifier', () => {
    const problems = problemsAfter((found) => (item(found, 2)['identifier'] = item(found, 0)['identifier']))
    expect(problems).toEqual([
      ['CFItems[2].identifier', 'Mã định danh "00000004-aaaa-4bbb-8ccc-000000000000" bị trùng.'],
    ])
  })

  it('when items stand under each other in a circle', () => {
    const problems = problemsAfter((found) => {
      association(found, 2)['destinationNodeURI'] = association(found, 0)['originNodeURI']
    })
    expect(problems.map(([at]) => at)).toEqual(['CFItems[0]', 'CFItems[1]', 'CFItems[2]'])
    expect(problems[0]?.[1]).toContain('vòng cha con')
  })

  it.each([
    ['no JSON', '{"CFDocument": ', 'không phải JSON hợp lệ'],
    ['no package', '{"documents": []}', 'không có CFDocument'],
    ['a list', '[]', 'không có CFDocument'],
    ['nested without end', `{"CFDocument":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'lồng nhau'],
  ])('when it is %s', (_what, text, said) => {
    const read = importCase(text)
    expect(read.ok ? [] : read.problems).toEqual([{ at: '', message: expect.stringContaining(said) }])
  })
})

describe('a package of ours that somebody edited', () => {
  const [, set] = shipped.find(([key]) => key === 'vn-pho-thong/2026') ?? []
  const source = set ? exportCase(set) : ''

  it('is taken with a statement that other software reworded', () => {
    const found = JSON.parse(source) as { CFItems: { humanCodingScheme: string; fullStatement: string }[] }
    for (const one of found.CFItems) if (one.humanCodingScheme === '1.1:1') one.fullStatement = 'Lời mới'
    const read = importCase(JSON.stringify(found))
    const before = set && 'standards' in set ? set.standards[0]?.criteria[0]?.levels['1']?.[0]?.text : undefined
    const after =
      read.ok && 'standards' in read.set ? read.set.standards[0]?.criteria[0]?.levels['1']?.[0]?.text : undefined
    expect(after).toEqual({ ...before, vi: 'Lời mới' })
  })

  it('is refused where a criterion is gone and its indicators hang in the air', () => {
    const problems = problemsAfter((found) => {
      found.CFItems.splice(
        found.CFItems.findIndex((one) => String(one['humanCodingScheme']) === '1.1'),
        1,
      )
    }, source)
    expect(problems.map(([at]) => at)).toContain('CFItems[1]')
  })

  it('is refused where a rule in our own part no longer holds', () => {
    const problems = problemsAfter((found) => {
      const ours = (
        found['CFDocument'] as { extensions: Record<string, { set: { scoring: { measures: { id: string }[] } } }> }
      ).extensions
      const [first] = ours['vn.kiemdinh']?.set.scoring.measures ?? []
      if (first) first.id = 'renamed'
    }, source)
    expect(problems[0]?.[0]).toMatch(/^CFDocument\.extensions\["vn\.kiemdinh"\]\.set\.scoring\.measures\[\d+\]$/)
    expect(problems[0]?.[1]).toContain('met')
  })
})
