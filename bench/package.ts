// A case with thousands of files of evidence, packed and checked in a process of its own: megabytes a second, and flat memory.
import { createHash, randomFillSync } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../src/store/connect.ts'
import { withClient } from '../src/store/with-client.ts'
import { startChild } from './child-process.ts'
import type { PackOrder, Packed } from './package-child.ts'
import { principalOf, processOf } from './seed.ts'
import { megabytes, type Line } from './table.ts'

const MiB = 1024 * 1024
const memoryGoal = 150 * MiB
const cycleOf = (n: number) => processOf(n).replace('/selfAssessment', '')

/** `count` files of 1 MB each, under a folder that is removed at the end. */
export async function benchPackage(db: Database, dataDir: string, count: number): Promise<Line[]> {
  const folder = join(dataDir, 'package-bench')
  try {
    await enterFiles(db, join(folder, 'files'), count)
    const out = join(folder, 'case.zip')
    const order: PackOrder = { url: db.url, filesDir: join(folder, 'files'), small: cycleOf(1), cycle: cycleOf(2), out }
    let heard = ''
    await startChild('package-child', order, (line) => (heard = line)).ended
    return linesOf(JSON.parse(heard) as Packed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function linesOf({ size, files, pack, pages, verify }: Packed): Line[] {
  const rate = (ms: number) => `${(ms / 1000).toFixed(1)} s = ${Math.round((size / MiB / ms) * 1000)} MB/s`
  const memory = (what: string, over: number): Line => {
    return { what, result: `${megabytes(over)} over idle`, goal: '< 150 MB', met: over < memoryGoal }
  }
  return [
    { what: 'i  a case package is written', result: `${files} files, ${megabytes(size)} in ${rate(pack.ms)}` },
    memory('i  resident memory of it, PDF and Word documents made on the way', pack.over),
    memory('i  resident memory of it with papers as pages alone', pages.over),
    { what: 'i  the package is checked', result: rate(verify.ms) },
    memory('i  resident memory of checking', verify.over),
    { what: 'i  faults found', result: String(verify.faults), goal: '0', met: verify.faults === 0 },
  ]
}

/** Content that does not compress, no two alike; entered as the register keeps it. */
async function enterFiles(db: Database, dir: string, count: number): Promise<void> {
  const bytes = randomFillSync(Buffer.alloc(MiB))
  const rows = Array.from({ length: count }, (_, index) => {
    bytes.writeUInt32LE(index)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    mkdirSync(join(dir, sha256.slice(0, 2)), { recursive: true })
    writeFileSync(join(dir, sha256.slice(0, 2), sha256), bytes)
    const criterion = `${1 + (index % 5)}.1`
    const file = { name: `tep-${index}.pdf`, type: 'application/pdf', size: MiB, sha256 }
    const code = `H1-${criterion}-${String(index).padStart(4, '0')}`
    return {
      code,
      criterion,
      item: { code, criterion, title: `Tệp ${index}`, issuer: 'Trường', revision: 1, file },
      file,
    }
  })
  const enter = `insert into evidence (cycle_id, school_id, first_code, code, criterion, item)
    select $2, (select school_id from cycles where id = $2), code, code, criterion, item
    from jsonb_to_recordset($1) as r(code text, criterion text, item jsonb)`
  const revise = `insert into evidence_revisions (cycle_id, first_code, revision, file, actor_id, at)
    select $2, code, 1, file, $3, now() from jsonb_to_recordset($1) as r(code text, file jsonb)`
  await withClient(db, async (client) => {
    const list = JSON.stringify(rows)
    await client.query({ text: enter, values: [list, cycleOf(2)] })
    await client.query({ text: revise, values: [list, cycleOf(2), principalOf(2)] })
  })
}
