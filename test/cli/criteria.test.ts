// `kiemdinh criteria` and `kiemdinh score-cases` as somebody meets them who brings in a new circular as a file.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/store/library.ts'
import { kiemdinh } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-criteria-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const shipped = readFileSync(join(projectRoot, 'criteria/vn-gdtx/2026.yaml'), 'utf8')

const cases = (count: number) => `
id: mau
scoring:
  version: 1
  scales: {met: {kind: boolean}}
  measures:
    - {id: met, at: {kind: criterion}, rating: {}}
    - {id: held, at: {kind: programme}, count: {over: children, where: {measure: met, eq: 1}}}
  decision: {rows: [], otherwise: {outcome: none}}
nodes:
  - {id: root, kind: programme}
  - {id: a, kind: criterion, parent: root, scale: met}
ratings: {a: true}
cases:
  - name: một tiêu chí đạt
    expect: {measures: {held: ${count}}}
  - name: chưa đánh giá
    ratings: {a: null}
    expect: {measures: {held: incomplete}}
`

describe('kiemdinh criteria', () => {
  it('without a verb says which there are; with an unknown one too, and answers 2', async () => {
    const help = await kiemdinh(['criteria'], {})
    expect(help).toMatchObject({ code: 0, err: '' })
    for (const verb of ['list', 'check', 'diff', 'publish', 'mutate', 'schema'])
      expect(help.out).toContain(`  ${verb} `)
    expect((await kiemdinh(['criteria', 'sing'], {})).code).toBe(2)
  })

  it('list names the sets with edition, status and days in force', async () => {
    const { code, out } = await kiemdinh(['criteria', 'list', '--json'], {})
    expect(code).toBe(0)
    const rows = JSON.parse(out) as { set: string }[]
    expect(rows.find(({ set }) => set === 'vn-trung-hoc')).toMatchObject({
      edition: '2018',
      status: 'published',
      effectiveFrom: '2018-10-10',
      effectiveTo: '2026-07-06',
    })
  })

  it('check finds nothing wrong with any file we ship, drafts and crosswalks too', async () => {
    const names = readdirSync(join(projectRoot, 'criteria'), { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => /\d\.yaml$/.test(name)).map((name) => join('criteria', name))
    const { code, out } = await kiemdinh(['criteria', 'check', ...files], {})
    expect({ code, faults: out.split('\n').filter((line) => line.endsWith('lỗi.')) }).toEqual({ code: 0, faults: [] })
  })

  it('check names line, column and path of each fault, and answers 1', async () => {
    const text = shipped.replace('effectiveTo: null', 'effectiveTo: 2020-01-01').replace('standards: 4', 'standards: 5')
    const path = file('faulty.yaml', text)
    const line = (wanted: string) => text.split('\n').findIndex((one) => one.includes(wanted)) + 1
    const { code, out } = await kiemdinh(['criteria', 'check', path], {})
    expect(code).toBe(1)
    expect(out).toContain(`${path}:${line('standards: 5')}:3: counts.standards: Khai 5 nhưng thực tế có 4.`)
    expect(out).toContain(`${path}:${line('effectiveTo')}:1: effectiveTo: `)
    const json = await kiemdinh(['criteria', 'check', path, '--json'], {})
    expect(JSON.parse(json.out)).toMatchObject([
      {
        ok: false,
        errors: [{ path: 'counts.standards', line: line('standards: 5'), column: 3 }, { path: 'effectiveTo' }],
      },
    ])
  })

  it('diff says what changed between an edition and a file', async () => {
    const path = file(
      '2026.1.yaml',
      shipped.replace("edition: '2026'", "edition: '2026.1'").replace('gte: 5', 'gte: 4'),
    )
    const { code, out } = await kiemdinh(['criteria', 'diff', 'vn-gdtx@2026', path, '--json'], {})
    // Its examples no longer hold, which is nothing to a comparison.
    expect({ code, rules: (JSON.parse(out) as { rules: object[] }).rules }).toEqual({
      code: 0,
      rules: [{ what: 'measure', id: 'reachesLevel1@school', change: 'changed' }],
    })
  })

  it('mutate finds that every comparison of a set has an example, and names those of a set that has none', async () => {
    const good = await kiemdinh(['criteria', 'mutate', 'vn-gdtx@2026', '--json'], {})
    expect(JSON.parse(good.out)).toMatchObject({ survivors: [], stale: [] })
    const bare = shipped.replace('status: published', 'status: draft').replace(/^examples:[\s\S]*/m, '')
    const { code, out } = await kiemdinh(['criteria', 'mutate', file('bare.yaml', bare)], {})
    expect(code).toBe(1)
    expect(out).toMatch(/^CÒN SỐNG {2}scoring\.measures\.2\.test\.all\.0: gte -> gt$/m)
  })

  it('schema gives an editor the form of the file', async () => {
    const { code, out } = await kiemdinh(['criteria', 'schema', '--json'], {})
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ anyOf: [{ type: 'object' }, { type: 'object' }] })
  })
})

describe('kiemdinh score-cases', () => {
  it('prints each case and how many passed, and answers 1 when one fails', async () => {
    const good = await kiemdinh(['score-cases', file('good.yaml', cases(1))], {})
    expect(good).toMatchObject({ code: 0, err: '' })
    expect(good.out).toMatch(/một tiêu chí đạt\n.*chưa đánh giá\n2 passed, 0 failed\n$/)
    const bad = await kiemdinh(['score-cases', file('bad.yaml', cases(2)), '--json'], {})
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.out)).toMatchObject({
      passed: 1,
      failed: 1,
      cases: [{ passed: false, faults: ['held phải là 2 nhưng ra 1.'] }, { passed: true }],
    })
  })

  it('answers 2 with one line for a file it cannot use', async () => {
    const ended = await kiemdinh(['score-cases', file('odd.yaml', 'id: mau')], {})
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })
})
