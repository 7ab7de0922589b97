// A backup taken while people work, restored elsewhere: what was committed before it is there, proved, and can go on.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachEvidence } from '../../src/commands/evidence/attach.ts'
import { createWebhook } from '../../src/commands/webhooks/manage.ts'
import { compose } from '../../src/compose.ts'
import { restoreBackup } from '../../src/store/backup/restore.ts'
import { writeBackup } from '../../src/store/backup/write.ts'
import type { Database } from '../../src/store/connect.ts'
import { localStore } from '../../src/store/files/local.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { inTransaction, withClient } from '../../src/store/with-client.ts'
import { collectNew, type Subscription } from '../../src/webhooks/collect.ts'
import { findDefinition } from '../../workflows/index.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-backup-'))
const path = join(folder, 'sao-luu.gz')
let sample: SampleCase

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  const hook = { url: 'https://ngoai.test/x', events: ['*'], actor: 'head', at: sample.clock.now() }
  await createWebhook(sample.db, { ...hook, organisation: 'so', key: Buffer.alloc(32, 7) })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rowsIn = <T extends object>(db: Database, sql: string) =>
  withClient(db, async (client) => (await client.query<T & Record<string, unknown>>(sql)).rows)
const historyOf = (db: Database) =>
  rowsIn<{ process_id: string; seq: number; hash: string }>(
    db,
    'select process_id, seq, hash from history order by process_id, seq',
  )
const law = () => ({ definition: findDefinition, procedure: sample.engine.procedure })

describe('a backup', () => {
  it('taken while a writer runs restores to every row of history up to its snapshot, and replays clean', async () => {
    const before = await historyOf(sample.db)
    let running = true
    let written = 0
    const writer = (async () => {
      for (let year = 2100; running || written < 3; year++, written++)
        await openAnother(sample, 'truong', `${year}-${year + 1}`).catch((error: unknown) => {
          if (!/chu kỳ/.test(String(error))) throw error
        })
    })()
    await writeBackup(sample.db, { path, files: null, at: sample.clock.now() })
    running = false
    await writer
    const after = await historyOf(sample.db)
    const elsewhere = await emptyDatabase()
    const restored = await restoreBackup(elsewhere, { path, files: null })
    const there = await historyOf(elsewhere)
    expect(restored.rows['history']).toBe(there.length)
    expect(there).toEqual(expect.arrayContaining(before))
    expect(after).toEqual(expect.arrayContaining(there))
    const report = await replayAll(elsewhere, law())
    expect(report.faults).toEqual([])
    expect(report.processes).toBeGreaterThan(25)
  })

  it('holds every column of every table byte for byte, and nothing of this cluster', async () => {
    const file = join(folder, 'mot.gz')
    await writeBackup(sample.db, { path: file, files: null, at: sample.clock.now() })
    const elsewhere = await emptyDatabase()
    const { rows } = await restoreBackup(elsewhere, { path: file, files: null })
    for (const table of Object.keys(rows)) {
      const sql = `select md5(coalesce(string_agg(t, '\n' order by t), '')) as sum from
        (select (to_jsonb(x) - 'changed' - 'read_to')::text as t from "${table}" x) rows`
      expect(await rowsIn(elsewhere, sql), table).toEqual(await rowsIn(sample.db, sql))
    }
    const [mine, theirs] = [sample.db, elsewhere].map((db) => rowsIn(db, 'select id from feed_epoch'))
    expect(await theirs).not.toEqual(await mine)
  })

  it('restores a system that goes on: numbers of rows continue and events are taken', async () => {
    const elsewhere = await emptyDatabase()
    await restoreBackup(elsewhere, { path, files: null })
    const product = await compose(elsewhere, sample.clock.now)
    const cycle = await openAnother(product, 'truong', '2090-2091')
    expect(cycle).toBe('truong.2090-2091')
    await withClient(elsewhere, (client) =>
      client.query(
        `insert into refusals (at, actor_id, process_id, event, code, reason) values (now(), 'x', 'x', 'x', 'x', 'x')`,
      ),
    )
    expect((await replayAll(elsewhere, law())).faults).toEqual([])
  })

  it('restores subscriptions that go on: told again is what happened in the last hour, and nothing is left out', async () => {
    const elsewhere = await emptyDatabase()
    await restoreBackup(elsewhere, { path, files: null })
    const [hook] = await rowsIn<Subscription & { read_to: string }>(
      elsewhere,
      'select id, organisation_id, events, created_at, epoch, read_to::text, read_process, read_seq from webhooks',
    )
    expect(hook?.read_to).toBe('0')
    await inTransaction(elsewhere, (client) => collectNew(client, hook as Subscription, sample.clock.now()))
    const told = await rowsIn(elsewhere, 'select event from webhook_deliveries')
    expect(told).toContainEqual({ event: 'selfAssessment.beginRating' })
  })

  it('brings the contents of evidence along, each under its hash', async () => {
    const [from, to] = [localStore(join(folder, 'kho-cu')), localStore(join(folder, 'kho-moi'))]
    const content = 'Nghị quyết hội đồng trường\n{"bytes":0}\n\\.\n'.repeat(9_000)
    const { sha256, size } = await from.put(Readable.from([Buffer.from(content)]))
    await attachEvidence(sample.db, sample.engine, sample.library, {
      cycle: sample.cycle,
      criterion: '1.1',
      details: {
        title: 'Nghị quyết',
        number: '',
        issuedOn: null,
        issuer: 'Trường THPT Mẫu',
        period: '',
        place: '',
        confidentiality: 'internal',
        note: '',
      },
      file: { name: 'nq.pdf', type: 'application/pdf', size, sha256 },
      actor: 'principal',
      at: sample.clock.now(),
    })
    const file = join(folder, 'voi-tep.gz')
    const made = await writeBackup(sample.db, { path: file, files: from, at: sample.clock.now() })
    expect(made).toMatchObject({ files: 1, missing: [] })
    await restoreBackup(await emptyDatabase(), { path: file, files: to })
    expect(await text(await to.get(sha256))).toBe(content)
  })
})

describe('a backup that cannot be used', () => {
  it('is refused with a sentence when a byte was changed, when it was cut, and when it is something else', async () => {
    const whole = readFileSync(path)
    const refused = async (bytes: Uint8Array) => {
      const file = join(folder, 'hong.gz')
      writeFileSync(file, bytes)
      const db = await emptyDatabase()
      const said = await restoreBackup(db, { path: file, files: null }).catch((error: unknown) => String(error))
      expect(await rowsIn(db, `select to_regclass('history')::text as found`)).toEqual([{ found: null }])
      await db.close()
      return said
    }
    const flipped = Buffer.from(whole)
    flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] ?? 0) ^ 1
    expect(await refused(flipped)).toContain('Tệp sao lưu bị hỏng hoặc bị cắt')
    expect(await refused(whole.subarray(0, whole.length - 500))).toContain('Tệp sao lưu bị hỏng hoặc bị cắt')
    const plain = gunzipSync(whole).toString('utf8')
    const forged = gzipSync(plain.replace('Nguyễn Thị Mai', 'Nguyễn Thị Hoa'))
    expect(await refused(forged)).toContain('tổng kiểm SHA-256 không khớp')
    const lines = plain.split('\n')
    const short = [...lines.slice(0, 5), ...lines.slice(6)].join('\n')
    expect(await refused(gzipSync(short))).toContain('Tệp sao lưu bị hỏng hoặc bị cắt')
    expect(await refused(gzipSync('{"hello":1}\n'))).toContain('không phải tệp sao lưu của kiemdinh')
  })

  it('of a newer program is refused, and says so', async () => {
    const body = gunzipSync(readFileSync(path)).toString('utf8').replace('0002-engine', '9999-later')
    const content = body.slice(0, body.lastIndexOf('\n{') + 1)
    const footer = JSON.parse(body.slice(content.length)) as Record<string, unknown>
    const sha256 = createHash('sha256').update(content).digest('hex')
    const file = join(folder, 'moi-hon.gz')
    writeFileSync(file, gzipSync(`${content}${JSON.stringify({ ...footer, sha256 })}\n`))
    await expect(restoreBackup(await emptyDatabase(), { path: file, files: null })).rejects.toThrow('9999-later')
  })

  it('is not restored over anything that is already there, and a file is not written over', async () => {
    await expect(restoreBackup(sample.db, { path, files: null })).rejects.toThrow('Cơ sở dữ liệu không trống')
    const again = writeBackup(sample.db, { path, files: null, at: sample.clock.now() })
    await expect(again).rejects.toThrow('đã có')
    const nowhere = writeBackup(sample.db, { path: join(folder, 'khong', 'co'), files: null, at: sample.clock.now() })
    await expect(nowhere).rejects.toThrow('không có thư mục này')
  })
})
