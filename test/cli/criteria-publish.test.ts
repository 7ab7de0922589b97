// `kiemdinh criteria publish`: a checked file is frozen in the database, once, and cycles may begin under it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { projectRoot } from '../../src/store/library.ts'
import { publishText } from '../../src/store/publish-sets.ts'
import { freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase } from '../support/sample-case.ts'
import { kiemdinh } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-publish-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const shipped = readFileSync(join(projectRoot, 'criteria/vn-trung-hoc/2018.yaml'), 'utf8')
/** A correction of a shipped set, still a draft. */
const correction = shipped.replace("edition: '2018'", "edition: '2018.1'").replace('status: published', 'status: draft')

const at = '2026-01-05T02:00:00.000Z'
const publish = async (db: Awaited<ReturnType<typeof freshDatabase>>, text: string, by = 'system') => {
  const { library } = await compose(db, () => at)
  return { library, made: await publishText(db, library, { text, file: 'x.yaml', by, at }) }
}

describe('kiemdinh criteria publish', () => {
  it('publishes a draft, says the same of the same file again, and refuses another content under the same edition', async () => {
    const db = await freshDatabase()
    const file = join(folder, '2018.1.yaml')
    writeFileSync(file, correction)
    const env = { DATABASE_URL: db.url }
    const first = await kiemdinh(['criteria', 'publish', file], env)
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/^Đã công bố: vn-trung-hoc\/2018\.1, sha256 [0-9a-f]{64}\.\n$/)
    const again = await kiemdinh(['criteria', 'publish', file, '--json'], env)
    expect(JSON.parse(again.out)).toMatchObject({ id: 'vn-trung-hoc/2018.1', fresh: false })
    writeFileSync(file, correction.replace('name:\n  vi: Tiêu chuẩn', 'name:\n  vi: Bộ tiêu chuẩn'))
    const edited = await kiemdinh(['criteria', 'publish', file], env)
    expect(edited).toMatchObject({ code: 1, out: '' })
    expect(edited.err).toContain('đính chính là một bản mới, ví dụ vn-trung-hoc@2018.2')
  })

  it('names every fault of a file with its line and publishes nothing', async () => {
    const file = join(folder, 'faulty.yaml')
    writeFileSync(file, correction.replace('where: {measure: met, eq: 1}', 'where: {measure: mat, eq: 1}'))
    const ended = await kiemdinh(['criteria', 'publish', file], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' })
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/faulty\.yaml:\d+:\d+: scoring\.measures\.2: /)
  })
})

describe('a published set', () => {
  it('is recorded with its text, who published it and when', async () => {
    const made = await sampleCase(await freshDatabase())
    await publish(made.db, correction, 'head')
    const [row] = await made.rows(
      `select source, published_by as by, published_at as at, content->>'status' as status from criteria_sets where id = 'vn-trung-hoc/2018.1'`,
    )
    expect(row).toEqual({
      source: correction.replace('status: draft', 'status: published'),
      by: 'head',
      at: new Date(at),
      status: 'published',
    })
    await expect(publish(made.db, correction.replace('2018.1', '2018.2'), 'nobody')).rejects.toThrow(/nobody/)
  })

  it('never changes, whatever is asked of the database', async () => {
    const made = await sampleCase(await freshDatabase())
    await publish(made.db, correction)
    const before = await made.rows('select * from criteria_sets order by id')
    for (const statement of [
      `update criteria_sets set hash = '0'`,
      `delete from criteria_sets where id = 'vn-trung-hoc/2018.1'`,
      'truncate criteria_sets cascade',
    ]) {
      await expect(made.rows(statement)).rejects.toThrow(/frozen|append-only/)
    }
    expect(await made.rows('select * from criteria_sets order by id')).toEqual(before)
  })

  it('from a file outside the program is known to every program that starts afterwards', async () => {
    const db = await freshDatabase()
    const { made } = await publish(db, correction)
    const { library } = await compose(db, () => at)
    expect(library.set('vn-trung-hoc/2018.1').standards).toHaveLength(5)
    expect(library.setHash('vn-trung-hoc/2018.1')).toBe(made.hash)
    expect(library.sets()).toContain('vn-trung-hoc/2018.1')
  })

  it('is what a new cycle uses from then on; the case that runs keeps its own', async () => {
    const made = await sampleCase(await freshDatabase())
    const open = (set: string, period: string) => openAnother(made, 'truong', period, { set })
    // By another program: the one that runs learns of it.
    await publish(made.db, correction, 'head')
    await expect(open('vn-trung-hoc/2018', '2026-2027')).rejects.toThrow(/Dùng được: vn-trung-hoc\/2018\.1\./)
    const cycle = await open('vn-trung-hoc/2018.1', '2026-2027')
    expect(await made.rows('select id, set_id from cycles order by id')).toEqual([
      { id: made.cycle, set_id: 'vn-trung-hoc/2018' },
      { id: cycle, set_id: 'vn-trung-hoc/2018.1' },
    ])
  })

  it('cannot begin a cycle before or after its days in force, nor for another kind of school', async () => {
    const made = await sampleCase(await freshDatabase())
    made.clock.set('2026-07-06T18:00:00.000Z')
    const late = openAnother(made, 'truong', '2026-2027')
    await expect(late).rejects.toThrow(/mở ngày 07\/07\/2026 của trường này\. Dùng được: vn-pho-thong\/2026/)
    await expect(openAnother(made, 'truong', '2026-2027', { set: 'vn-tieu-hoc/2018' })).rejects.toThrow(
      /không dùng được/,
    )
  })
})
