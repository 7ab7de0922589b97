// A package brings its case back in a system that does not have it, and the case goes on there.
import { beforeAll, describe, expect, it } from 'vitest'
import { compose, type Product } from '../../src/compose.ts'
import { importPackage } from '../../src/package/import.ts'
import { packCase } from '../../src/package/write.ts'
import { operator, type Reader } from '../../src/package/reader-scope.ts'
import { localStore } from '../../src/store/files/local.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { withClient } from '../../src/store/with-client.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { bytesOf, contentsOf, folder, grantedCase, keepFolder, writePackage, zipOf, type PackedCase } from './packed.ts'

keepFolder()

let made: PackedCase
let path: string
const now = '2026-03-05T02:00:00.000Z'

beforeAll(async () => {
  made = await grantedCase('proposed')
  path = await writePackage(made, 'goi.zip')
})

async function emptySystem() {
  const product = await compose(await freshDatabase(), () => now)
  const files = localStore(`${folder}/kho-moi-${Math.round(performance.now() * 1000)}`)
  const take = (order: Partial<Parameters<typeof importPackage>[2]> = {}) =>
    importPackage(product, files, { path, actor: 'head', trusted: null, apply: true, now, ...order })
  return { product, files, take }
}

const countIn = async ({ db }: Product, table: string) =>
  (await withClient(db, (client) => client.query<{ n: number }>(`select count(*)::int as n from ${table}`))).rows[0]?.n

describe('a case from a package', () => {
  it('stands as it stood: replay is clean, and packed again it gives the same bytes', async () => {
    const { product, files, take } = await emptySystem()
    const done = await take()
    expect(done).toMatchObject({ cycle: made.cycle, evidence: 4 })
    const report = await replayAll(product.db, { definition: findDefinition, procedure: product.engine.procedure })
    expect(report.faults).toEqual([])
    expect(report.rows).toBe(done.rows)
    const again = await writePackage({ ...made, ...product, files }, 'goi-lai.zip')
    const [first, second] = [await contentsOf(path), await contentsOf(again)]
    for (const [name, bytes] of first) expect(second.get(name)?.toString(), name).toBe(bytes.toString())
    expect((await bytesOf(again)).equals(await bytesOf(path))).toBe(true)
  })

  it('goes on there: the award is decided, numbers are not given twice, and it is packed and checked again', async () => {
    const { product, files, take } = await emptySystem()
    await take()
    const decision = { number: '41/QĐ', date: '2026-03-02' }
    const payload = { decision, grade: 2 }
    const process = `${made.cycle}/certification`
    const request = { process, event: 'grantAccreditation', payload, actor: 'director', key: 'import-1' }
    await dispatch(product.engine, request)
    const report = await replayAll(product.db, { definition: findDefinition, procedure: product.engine.procedure })
    expect(report.faults).toEqual([])
    const packed = await packCase(product, files, { cycle: made.cycle, reader: operator, key: null, formats: [] })
    packed.content.destroy()
    expect(packed.case.awards).toMatchObject([{ award: 'accreditation', grade: 2, status: 'valid' }])
  })

  it('is written down in the journal, with who did it', async () => {
    const { product, take } = await emptySystem()
    await take()
    const text = 'select actor_id as actor, action, subject_id as subject from journal'
    const { rows } = await withClient(product.db, (client) => client.query(text))
    expect(rows).toEqual([{ actor: 'head', action: 'importPackage', subject: made.cycle }])
  })

  it('is only tried without --apply: nothing is written', async () => {
    const { product, take } = await emptySystem()
    expect(await take({ apply: false })).toMatchObject({ cycle: made.cycle, evidence: 4 })
    for (const table of ['organisations', 'people', 'cycles', 'history', 'journal'])
      expect(await countIn(product, table), table).toBe(0)
  })

  it('is refused when it is there, when somebody may not import, and when the package does not hold', async () => {
    const { product, take } = await emptySystem()
    await expect(take({ actor: 'principal' })).rejects.toMatchObject({ code: 'forbidden' })
    await take()
    await expect(take()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(made.cycle) })
    const contents = await contentsOf(path)
    contents.set('evidence/1.1/H1-1.1-01.pdf', Buffer.from('khác'))
    const broken = await zipOf(contents, 'hong.zip')
    await expect(take({ path: broken })).rejects.toMatchObject({ message: expect.stringContaining('H1-1.1-01.pdf') })
    expect(await countIn(product, 'cycles')).toBe(1)
  })

  it('is not put back from a package that holds a part of it', async () => {
    const school: Reader = { scope: 'school', restricted: true, draftSent: true }
    const withheld: Reader = { ...operator, restricted: false }
    for (const reader of [school, withheld]) {
      const { take } = await emptySystem()
      const part = await writePackage(made, 'mot-phan.zip', { reader })
      await expect(take({ path: part })).rejects.toMatchObject({ message: expect.stringContaining('toàn bộ hồ sơ') })
    }
  })
})
