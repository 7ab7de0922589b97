// `kiemdinh backup`, `restore` and `import-schools` as an operator runs them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { emptyDatabase, freshDatabase } from '../support/database.ts'
import { sampleCase, toRating } from '../support/sample-case.ts'
import { kiemdinh } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-backup-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('an operator', () => {
  it('takes a copy while the system runs, loads it elsewhere, and is told that every state was rebuilt', async () => {
    const made = await sampleCase(await freshDatabase())
    await toRating(made)
    const file = join(folder, 'ban-sao.gz')
    const backup = await kiemdinh(['backup', file], { DATABASE_URL: made.db.url })
    expect([backup.code, backup.err]).toEqual([0, ''])
    expect(backup.out).toMatch(/^Đã sao lưu \d+ dòng và 0 tệp minh chứng vào .*; sha256 [0-9a-f]{64}\.$/m)
    const elsewhere = await emptyDatabase()
    const restore = await kiemdinh(['restore', file], { DATABASE_URL: elsewhere.url })
    expect([restore.code, restore.err]).toEqual([0, ''])
    expect(restore.out).toMatch(/Dựng lại \d+ quy trình từ \d+ dòng lịch sử: 0 sai lệch\./)
  })

  it('looks at an import first, applies it in the name of a person, and reads faults one a line', async () => {
    const made = await sampleCase(await freshDatabase())
    const env = { DATABASE_URL: made.db.url }
    const file = join(folder, 'truong.json')
    writeFileSync(file, JSON.stringify({ communes: [{ code: '00777', name: 'Xã Mới' }] }))
    const order = ['import-schools', file, '--actor', 'officer']
    const dry = await kiemdinh(order, env)
    expect(dry.out).toBe('  thêm commune 00777\nChạy thử, chưa ghi gì: thêm 1, sửa 0, giữ nguyên 0.\n')
    expect((await kiemdinh([...order, '--apply'], env)).out).toContain('Đã nhập: thêm 1, sửa 0, giữ nguyên 0.')
    writeFileSync(file, JSON.stringify({ schools: [{ code: 'A', commune: '1' }, { code: 'B' }] }))
    const wrong = await kiemdinh(order, env)
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err.split('\n').filter((line) => line.startsWith('schools['))).toHaveLength(6)
  })
})
