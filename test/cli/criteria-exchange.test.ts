// `kiemdinh criteria export` and `import` as an officer meets them: what is read, said, written, and what is left alone.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { exportVerb, importVerb } from '../../src/cli/criteria-exchange.ts'
import { stateStandards } from '../exchange/foreign.ts'
import { kiemdinh, type Ended } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-exchange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The verb in this process, with what it would print; a process of its own for each call would take minutes. */
const verbs = { export: exportVerb, import: importVerb }

async function criteria(verb: keyof typeof verbs, ...args: string[]): Promise<Ended> {
  const { options, run } = verbs[verb]
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const printed = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text)
      return true
    }),
  )
  try {
    return { code: await run(values, positionals), out: printed.stdout, err: printed.stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const path = (name: string) => join(folder, name)
const given = (name: string, content: string) => {
  writeFileSync(path(name), content)
  return path(name)
}

describe('criteria export', () => {
  it.each(['case', 'xlsx', 'yaml'])('writes a set as %s that import finds to be the same', async (format) => {
    const file = path(`set.${format}`)
    expect(await criteria('export', 'vn-gdtx@2026', '--format', format, '--out', file)).toMatchObject({
      code: 0,
      err: '',
    })
    const seen = await criteria('import', file, '--dry-run')
    expect(seen).toMatchObject({ code: 0, err: '' })
    expect(seen.out).toContain('Không khác gì bản đang có.')
  })

  it('gives the same package each time, of the version asked for, at the instant asked for', async () => {
    const first = await criteria('export', 'vn-gdtx@2026', '--format', 'case')
    expect(await criteria('export', 'vn-gdtx@2026', '--format', 'case')).toEqual(first)
    expect(first.out).toContain('"lastChangeDateTime": "2026-07-07T00:00:00Z"')
    const old = await criteria(
      'export',
      'vn-gdtx@2026',
      '--format',
      'case',
      '--case',
      '1.0',
      '--at',
      '2026-08-01T00:00:00Z',
    )
    expect(old.out).toContain('"lastChangeDateTime": "2026-08-01T00:00:00Z"')
    expect(old.out).not.toMatch(/extensions|caseVersion|frameworkType/)
  })

  it.each([
    [['export', 'vn-gdtx@2026'], '--format'],
    [['export', 'vn-gdtx@2026', '--format', 'pdf'], '--format'],
    [['export', 'vn-gdtx@2026', '--format', 'case', '--case', '2.0'], '--case'],
    [['export', 'vn-gdtx@2026', '--format', 'case', '--at', 'today'], '--at'],
    [['export', 'vn-gdtx@2026', '--format', 'case', '--base', 'here'], '--base'],
    [['export', 'vn-gdtx@2026', '--format', 'xlsx'], '--out'],
    [['export', 'nothing@2026', '--format', 'case'], 'nothing@2026'],
    [['import'], 'criteria import TỆP'],
    [['import', 'nowhere.json'], 'nowhere.json'],
  ] as const)('%j answers 2 and one line', async ([verb, ...args], said) => {
    const ended = await criteria(verb, ...args)
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain(said)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })
})

describe('criteria import', () => {
  it('makes a draft of a package of other software, and that goes out again as it came', async () => {
    const out = path('state.yaml')
    const ended = await criteria('import', given('state.json', stateStandards), '--out', out, '--json')
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.out)).toMatchObject({
      ok: true,
      status: 'draft',
      nodes: 6,
      against: null,
      diff: null,
      wrote: out,
    })
    expect((await kiemdinh(['criteria', 'check', out], {})).code).toBe(0)
    const again = await criteria('export', out, '--format', 'case')
    expect(again.out).toContain('"score": 2')
    expect(again.out).toContain('"weight": 1.0')
  })

  it('writes nothing in a dry run, and says what would change', async () => {
    const yaml = (await criteria('export', 'vn-gdtx@2026', '--format', 'yaml')).out
    const file = given('edited.yaml', yaml.replace('Cơ cấu tổ chức', 'Bộ máy tổ chức'))
    const out = path('nothing.yaml')
    const seen = await criteria('import', file, '--out', out, '--dry-run')
    expect(seen).toMatchObject({ code: 0, err: '' })
    expect(seen.out).toContain('sửa lời 1')
    expect(seen.out).toContain('Bộ máy tổ chức')
    expect(existsSync(out)).toBe(false)
  })

  it('never says that something is published which is not, and never writes over a published set', async () => {
    const yaml = (await criteria('export', 'vn-gdtx@2026', '--format', 'yaml')).out
    const edited = given('reworded.yaml', yaml.replace('Cơ cấu tổ chức', 'Bộ máy tổ chức'))
    const published = given('published.yaml', yaml)
    expect(await criteria('import', edited, '--out', published)).toMatchObject({
      code: 2,
      err: expect.stringContaining('đã công bố'),
    })
    expect(readFileSync(published, 'utf8')).toBe(yaml)
    await criteria('import', edited, '--out', path('draft.yaml'))
    expect(readFileSync(path('draft.yaml'), 'utf8')).toContain('status: draft')
  })

  it('answers 1 for a file with errors, each at its place, and writes nothing', async () => {
    const file = given('faulty.json', stateStandards.replace('"fullStatement":"Number and operations",', ''))
    const out = path('faulty.yaml')
    const ended = await criteria('import', file, '--out', out)
    expect(ended).toMatchObject({ code: 1, err: '' })
    expect(ended.out).toContain('CFItems[1].fullStatement: Thiếu giá trị bắt buộc.')
    expect(existsSync(out)).toBe(false)
  })

  it.each([
    ['a workbook that is none', 'a.xlsx', 'hello', 'không phải sổ tính'],
    ['JSON that is no package', 'a.json', '{"a": 1}', 'không có CFDocument'],
    ['bytes that are nothing', 'a.bin', '\u0000\u0001', ''],
  ])('answers 2 in one line for %s', async (_what, name, content, said) => {
    const ended = await criteria('import', given(name, content), '--dry-run')
    expect(ended.code, ended.out).toBeGreaterThan(0)
    expect(ended.err + ended.out).toContain(said)
    expect(ended.err).not.toContain('    at ')
  })
})
