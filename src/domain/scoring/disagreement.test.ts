// Where reviewers differ, on a criterion of two levels.
import { describe, expect, it } from 'vitest'
import type { SetNode } from '../criteria/flatten.ts'
import { disagreedNodes } from './disagreement.ts'
import type { Scale } from './scale.ts'

const node = (id: string, level: number): SetNode => ({ id, kind: 'indicator', parent: '1.1', level }) as SetNode
const nodes = [node('1.1:1:a', 1), node('1.1:1:b', 1), node('1.1:2', 2)]
const met: Scale = { kind: 'boolean', na: false }
const differ = (...books: Record<string, unknown>[]) =>
  disagreedNodes({ criterion: '1.1', nodes, scaleOf: () => met }, books)
const all = { '1.1:1:a': true, '1.1:1:b': true, '1.1:2': true }

describe('reviewers', () => {
  it('agree where one gave a level to the criterion and another the same indicator by indicator', () => {
    expect(differ({ '1.1': 2 }, all)).toEqual([])
    expect(differ({ '1.1': 1 }, { ...all, '1.1:2': false })).toEqual([])
  })

  it('agree on a level not met, whatever they wrote above it', () => {
    const failed = { '1.1:1:a': true, '1.1:1:b': false }
    expect(differ(failed, { ...failed, '1.1:2': true }, { ...failed, '1.1:2': false })).toEqual([])
  })

  it('differ where they judged differently, and not at what only follows from it', () => {
    expect(differ(all, all, { ...all, '1.1:1:b': false })).toEqual(['1.1:1:b'])
    expect(differ(all, { '1.1': 0 })).toEqual(['1.1:1:a', '1.1:1:b'])
    expect(differ(all, { '1.1:1:a': true, '1.1:1:b': true })).toEqual(['1.1:2'])
  })

  it('agree on codes of a scale that are worth the same', () => {
    const level = (code: string) => ({ code, points: code === 'C' ? 0 : 1 })
    const scale = { kind: 'ordinal', na: true, levels: ['A', 'B', 'C'].map(level) } as unknown as Scale
    const graded = (...codes: string[]) =>
      disagreedNodes(
        { criterion: '1.1', nodes: nodes.slice(0, 1), scaleOf: () => scale },
        codes.map((code) => ({ '1.1:1:a': code })),
      )
    expect([graded('A', 'B'), graded('A', 'C'), graded('A', 'NA')]).toEqual([[], ['1.1:1:a'], ['1.1:1:a']])
  })
})
