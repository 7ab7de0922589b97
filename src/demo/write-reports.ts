// Writes what remains of a case on paper: every paper it has come to as HTML, the main ones as DOCX and PDF too, and the case as JSON.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Product } from '../compose.ts'
import type { Submission } from '../domain/case.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { renderFormats, type ReportId } from '../reports/index.ts'
import { paperFileName, paperInput } from '../reports/paper-input.ts'
import { papersFor } from '../reports/papers.ts'
import { caseOnPaper } from '../store/views/report-input.ts'
import { inSnapshot, type Client } from '../store/with-client.ts'

/** Written in every format; of the many small papers a page for the browser is enough here. */
const main: readonly ReportId[] = [
  'self-assessment-report-2018',
  'self-assessment-report-2026',
  'improvement-plan',
  'external-review-report',
  'decision-accreditation',
  'refusal-accreditation',
  'decision-national-standard',
  'refusal-national-standard',
]

/** Answers the paths written. All papers show one instant of the case. */
export async function writeReports(product: Product, cycle: string, dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const files = await inSnapshot(product.db, (client) => filesOf(product, client, cycle))
  const paths: string[] = []
  for (const [name, content] of files) {
    const path = join(dir, name)
    await writeFile(path, content)
    paths.push(path)
  }
  return paths
}

async function filesOf(product: Product, client: Client, cycle: string): Promise<[string, string | Uint8Array][]> {
  const { library, engine } = product
  const file = await caseOnPaper(client, library, engine.procedure, { cycle, at: engine.now() })
  if (!file) throw new AppError('notFound', say(`Không có chu kỳ ${cycle}.`, `There is no cycle ${cycle}.`))
  const files: [string, string | Uint8Array][] = []
  for (const { id } of papersFor(file, 'school').filter(({ available }) => available)) {
    const input = await paperInput(id, file, 'school')
    const formats = await renderFormats(id, input, main.includes(id) ? undefined : ['html'])
    for (const [format, bytes] of Object.entries(formats)) files.push([`${paperFileName(id, file)}.${format}`, bytes])
  }
  files.push(['ho-so.json', JSON.stringify(await caseOf(client, cycle, file.now), null, 2)])
  return files
}

/** The case as it stands, with every version handed over and its whole history. */
async function caseOf(client: Client, cycle: string, now: Submission) {
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
}
