// `kiemdinh score`: one line for whatever cannot be used, and an answer that other programs can read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { kiemdinh } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-score-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
const file = (text: string) => {
  const path = join(folder, `${++count}.yaml`)
  writeFileSync(path, text)
  return path
}

const criteria = [
  '1.1',
  '1.2',
  '1.3',
  '1.4',
  '2.1',
  '2.2',
  '2.3',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '3.5',
  '4.1',
  '4.2',
  '4.3',
]
const all = (level: number) => criteria.map((id) => `'${id}': ${level}`).join(', ')
const facts = 'facts: {cohortCompleted: true, consecutiveYears: 3, conditionsMet: true}'

describe('kiemdinh score', () => {
  it('answers as one line of JSON', async () => {
    const ended = await kiemdinh(['score', 'vn-pho-thong@2026', file(`ratings: {${all(2)}}\n${facts}`), '--json'], {})
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(ended.out)).toMatchObject({
      set: 'vn-pho-thong',
      edition: '2026',
      status: 'published',
      complete: true,
      level: 2,
      decision: { outcome: 'reached', grade: 2, row: 'level2' },
      decisions: { nationalStandard: { outcome: 'recognised', grade: 2, row: 'tier2' } },
      measures: { level: { '1.1': 2 }, reachesLevel2: { school: true } },
    })
  })

  it('says in Vietnamese why it came out so', async () => {
    const ended = await kiemdinh(
      ['score', 'vn-pho-thong', file(`ratings: {${all(2)}, '1.3': 1}\n${facts}`.replace("'1.3': 2, ", ''))],
      {},
    )
    expect(ended.code).toBe(0)
    expect(ended.out).toContain('Mức bảo đảm chất lượng: Đạt bảo đảm chất lượng Mức 1')
    expect(ended.out).toMatch(/Số tiêu chí bắt buộc đạt Mức 2: 7.*8.*không đạt/)
  })

  it.each([
    ['an unknown option', ['score', '--colour'], /--colour/],
    ['an unknown set', ['score', 'vn-nothing', 'x.yaml'], /vn-nothing/],
    ['an unreadable file', ['score', 'vn-gdtx@2026', '/nowhere/x.yaml'], /x\.yaml/],
    ['a missing file', ['score', 'vn-gdtx@2026'], /Hãy chạy/],
    ['an unknown node', ['score', 'vn-gdtx@2026', file("ratings: {'9.9': 1}")], /"9\.9"/],
    ['a rating off its scale', ['score', 'vn-gdtx@2026', file("ratings: {'1.1': 7}")], /1\.1/],
    ['a file that is no list of ratings', ['score', 'vn-gdtx@2026', file('note: 1')], /:1:1: ratings/],
  ])('answers %s with one line and 2', async (_, args, sentence) => {
    const ended = await kiemdinh(args, {})
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(sentence)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })
})
