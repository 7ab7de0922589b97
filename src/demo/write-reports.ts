// Writes what remains of a case on paper: its reports and decisions as HTML, and the whole case as JSON.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Product } from '../compose.ts'
import { submissionOf } from '../store/submission.ts'
import { withClient } from '../store/with-client.ts'

/** Answers the paths written. */
export async function writeReports(product: Product, cycle: string, dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const written: string[] = []
  const write = async (name: string, text: string) => {
    const path = join(dir, name)
    await writeFile(path, text)
    written.push(path)
  }
  await write('ho-so.json', JSON.stringify(await caseOf(product, cycle), null, 2))
  return written
}

/** The case as it stands, with every version handed over and its whole history. */
async function caseOf({ db, library, engine }: Product, cycle: string) {
  return withClient(db, async (client) => {
    const frame = { kind: 'decision' as const, version: 1, at: engine.now() }
    const now = await submissionOf(client, library, cycle, frame)
    const list = async (text: string) => (await client.query({ text, values: [cycle] })).rows
    const submissions = await list(
      `select kind, version, at, hash, content from submissions where cycle_id = $1 order by at, kind, version`,
    )
    const awards = await list(
      `select award, grade, number, decision, issued_at, expires_at, status, reason from awards where cycle_id = $1`,
    )
    const history = await list(`select h.process_id as process, h.seq, h.entry::json as entry, h.hash from history h
      join processes p on p.id = h.process_id where p.cycle_id = $1 order by h.at, h.process_id, h.seq`)
    return { case: now, submissions, awards, history }
  })
}
