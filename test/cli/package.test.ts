// Packing, checking and restoring a case on the command line, each in a process of its own.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { kiemdinh } from './kiemdinh.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-goi-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const zip = join(folder, 'goi.zip')
const keyFile = join(folder, 'khoa.pem')
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const settings = { DATA_DIR: folder, SIGNING_KEY: join(folder, 'bi-mat.pem') }

let made: SampleCase
beforeAll(async () => {
  await writeFile(settings.SIGNING_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'rated')
  const { code, out, err } = await kiemdinh(['package', made.cycle, '--out', zip], {
    ...settings,
    DATABASE_URL: made.db.url,
  })
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^Đã ghi .*goi\.zip: \d+ tệp, \d+ byte, ký bằng khóa z6Mk/)
})

/** Nothing that could be reached: checking needs neither database nor network. */
const alone = { DATABASE_URL: 'postgres://khong-co:1/khong-co' }

describe('kiemdinh verify', () => {
  it('needs no database, knows the key it is given, and ends with 0', async () => {
    const { code, out } = await kiemdinh(['verify', zip, '--key', keyFile], alone)
    expect(out).toMatch(/^HỢP LỆ: gói hồ sơ Trường THPT Mẫu, 2025-2026/)
    expect(out).toContain('Chữ ký: đúng, của khóa đã cho')
    expect(code).toBe(0)
  })

  it('ends with 1 and names what was changed, with 2 and a sentence for what is no package', async () => {
    const bytes = await readFile(zip)
    bytes.write('30/KH-THPX', bytes.indexOf('30/KH-THPT', bytes.indexOf('history.jsonl')))
    const changed = join(folder, 'sua.zip')
    await writeFile(changed, bytes)
    const wrong = await kiemdinh(['verify', changed, '--json'], alone)
    expect([wrong.code, JSON.parse(wrong.out)]).toMatchObject([1, { valid: false, cycle: made.cycle }])
    const none = await kiemdinh(['verify', keyFile], alone)
    expect([none.code, none.err]).toEqual([2, expect.stringMatching(/^Tệp không phải ZIP/)])
  })
})

describe('kiemdinh import-package', () => {
  it('restores with --apply, and the replay of all is clean', async () => {
    const empty = await freshDatabase()
    const there = { ...settings, DATABASE_URL: empty.url, DATA_DIR: join(folder, 'moi') }
    const order = ['import-package', zip, '--actor', 'head', '--key', keyFile]
    const done = await kiemdinh([...order, '--apply'], there)
    expect([done.code, done.err, done.out]).toEqual([0, '', expect.stringMatching(/^Đã khôi phục Trường THPT Mẫu/)])
    const replayed = await kiemdinh(['replay', '--all'], there)
    expect([replayed.code, replayed.out]).toEqual([0, expect.stringContaining(': 0 sai lệch.')])
  })
})
