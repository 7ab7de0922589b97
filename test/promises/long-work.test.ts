// Long work is finished once, whatever becomes of the server that began it: killed in the middle, another takes it up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJobs } from '../../src/jobs/run.ts'
import { addJob, beginJob, findJob, type JobRow } from '../../src/store/jobs.ts'
import { localStore } from '../../src/store/files/local.ts'
import { inTransaction, withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { startChild } from '../support/spawn-child.ts'
import { toStage } from '../support/whole-case.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-long-work-'))
const files = localStore(folder)
let made: SampleCase

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'rating')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const workbook = {
  communes: [{ code: '00123', name: 'Xã Đông Hòa' }],
  schools: [
    {
      code: '79000701',
      name: 'Trường THCS Đông Hòa',
      kind: 'lowerSecondary',
      commune: '00123',
      department: 'so',
      foundedOn: '1995-09-05',
      address: 'Xã Đông Hòa',
      principal: 'Lê Văn Hòa',
    },
  ],
  figures: [],
}

const find = async (id: string, person: string): Promise<JobRow> => {
  const job = await withClient(made.db, (client) => findJob(client, id, person))
  if (!job) throw new Error(`no job ${id}`)
  return job
}

async function until(told: () => Promise<boolean>): Promise<void> {
  while (!(await told())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Another worker, some minutes after the last sign of life. */
async function later(): Promise<number> {
  made.clock.set(new Date(Date.parse(made.clock.time) + 180_000).toISOString())
  return runJobs({ ...made, files, signing: null })
}

/** A worker of its own, killed where it waits for what `lock` holds. */
async function killedAt(job: string, person: string, lock: string): Promise<void> {
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await inTransaction(made.db, async (client) => {
    await client.query(lock)
    const worker = startChild({ url: made.db.url, now: made.clock.time, jobs: folder })
    await until(async () => (await made.rows(waits)).length > 0)
    worker.kill()
    expect((await worker.ended).signal).toBe('SIGKILL')
  })
  expect((await find(job, person)).status).toBe('running')
  expect(await runJobs({ ...made, files, signing: null })).toBe(0)
}

describe('long work of a server that was killed', () => {
  it('an import with all rows written and nothing committed is begun anew and written once', async () => {
    const { sha256 } = await files.put(Readable.from([Buffer.from(JSON.stringify(workbook))]))
    const input = { noun: 'schools', dryRun: false, name: 'truong.json' }
    await addJob(made.db, {
      id: 'nhap',
      kind: 'import',
      person: 'officer',
      input,
      inputFile: sha256,
      at: made.clock.time,
    })
    await killedAt('nhap', 'officer', 'lock table journal in share mode')
    expect(await made.rows(`select 1 from schools where id = '79000701'`)).toEqual([])
    expect(await later()).toBe(1)
    expect(await find('nhap', 'officer')).toMatchObject({ status: 'done', result: { counts: { added: 2, same: 0 } } })
    expect(await made.rows(`select 1 from schools where id = '79000701'`)).toHaveLength(1)
    expect(await made.rows(`select 1 from journal where action = 'importSchools'`)).toHaveLength(1)
    expect(await later()).toBe(0)
  })

  it('a paper that a page had begun is made from the case as it is now', async () => {
    const input = {
      cycle: made.cycle,
      paper: 'council-decision',
      format: 'pdf',
      title: { vi: 'Quyết định', en: 'Decision' },
      key: 'cũ',
    }
    await withClient(made.db, (client) =>
      beginJob(client, { id: 'van-ban', kind: 'paper', person: 'principal', input, at: made.clock.time }),
    )
    expect(await later()).toBe(1)
    const { file, result } = await find('van-ban', 'principal')
    expect(file).toMatchObject({ name: 'quyet-dinh-thanh-lap-hoi-dong-tu-danh-gia.pdf', type: 'application/pdf' })
    expect(result?.['key']).not.toBe('cũ')
  })

  it('that ended its worker three times is given up with a sentence', async () => {
    await addJob(made.db, {
      id: 'hong',
      kind: 'package',
      person: 'principal',
      input: { cycle: made.cycle },
      at: made.clock.time,
    })
    await made.rows(`update jobs set status = 'running', attempts = 3, beat_at = created_at where id = 'hong'`)
    expect(await later()).toBe(0)
    expect(await find('hong', 'principal')).toMatchObject({
      status: 'failed',
      fault: { message: { vi: 'Việc này đã dừng giữa chừng nhiều lần. Hãy báo người quản trị máy chủ.' } },
    })
  })
})
