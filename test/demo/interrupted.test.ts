// A demonstration whose loading was cut off: the next start empties the database and begins anew, unless somebody works there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearInterrupted, isEmptyDatabase, loadDemonstration } from '../../src/demo/load.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'

const files = mkdtempSync(join(tmpdir(), 'kiemdinh-cut-'))
afterAll(() => rmSync(files, { recursive: true, force: true }))
const now = '2018-11-20T03:00:00.000Z'

/** Loads as far as the first school and is cut off there. */
async function cutOff() {
  const db = await freshDatabase()
  const tell = () => {
    throw new Error('cut off')
  }
  await expect(loadDemonstration(db, { filesDir: files, now, tell })).rejects.toThrow('cut off')
  return db
}

describe('a loading that was cut off', () => {
  it('is begun anew in an emptied database', async () => {
    const db = await cutOff()
    expect(await isEmptyDatabase(db)).toBe(false)
    expect(await clearInterrupted(db)).toBe(true)
    expect(await isEmptyDatabase(db)).toBe(true)
    expect(await clearInterrupted(db)).toBe(false)
  })

  it('is left alone while another server is at it, and where somebody can sign in', async () => {
    const db = await cutOff()
    let refused: unknown
    const other = async () => {
      refused = await clearInterrupted(db).catch((error: unknown) => error)
    }
    await withClient(db, async (client) => {
      await client.query(`select pg_advisory_lock(hashtextextended('demonstration', 0))`)
      await other()
      await client.query(`select pg_advisory_unlock(hashtextextended('demonstration', 0))`)
    })
    expect(String(refused)).toContain('đang nạp tỉnh mẫu')
    await withClient(db, async (client) => {
      await client.query(`insert into organisations (id, kind, name) values ('bo', 'ministry', 'Bộ')`)
      await client.query(`insert into people (id, name, organisation_id) values ('an', 'Nguyễn An', 'bo')`)
      await client.query(
        `insert into accounts (person_id, email, status, created_at) values ('an', 'an@mau.test', 'active', now())`,
      )
    })
    expect(await clearInterrupted(db)).toBe(false)
  })
})
