// Writes what remains of a case on paper: its reports and decisions as HTML, DOCX and PDF, and the whole case as JSON.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Product } from '../compose.ts'
import { Submission } from '../domain/case.ts'
import { AppError } from '../domain/errors.ts'
import { processId } from '../engine/ids.ts'
import type { LoadedProcess } from '../engine/ports.ts'
import { renderAllFormats, type DocumentFormat, type ReportId } from '../reports/index.ts'
import { scoreOf } from '../store/facts.ts'
import { planReviews, signers } from '../store/paper-history.ts'
import { unitOf } from '../store/process-store.ts'
import { submissionOf } from '../store/submission.ts'
import { inTransaction, type Client } from '../store/with-client.ts'

interface Paper {
  report: ReportId
  /** The sheets whose score it shows. */
  of: 'school' | 'team'
  /** The last submission of that kind is what it is about; none = the case as it stands. */
  frozen?: Submission['kind']
}

/** By file name, one of each format. A case has those that its processes have come to. */
const papers: readonly ({ file: string } & Paper)[] = [
  { file: 'ke-hoach-cai-tien', report: 'improvement-plan', of: 'school' },
  { file: 'bao-cao-danh-gia-ngoai', report: 'external-review-report', of: 'team', frozen: 'externalReport' },
  { file: 'quyet-dinh-kiem-dinh', report: 'decision-accreditation', of: 'team' },
  { file: 'quyet-dinh-chuan-quoc-gia', report: 'decision-national-standard', of: 'team' },
  { file: 'khong-cong-nhan-kiem-dinh', report: 'refusal-accreditation', of: 'team' },
  { file: 'khong-cong-nhan-chuan-quoc-gia', report: 'refusal-national-standard', of: 'team' },
]

/** Answers the paths written. All papers show one instant of the case. */
export async function writeReports(product: Product, cycle: string, dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const files = await inTransaction(product.db, (client) => filesOf(product, client, cycle))
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
  const at = engine.now()
  const { process } = await unitOf(client, library).load(processId(cycle, 'selfAssessment', ''), null, null, at)
  if (!process) throw new AppError('notFound', `Không có chu kỳ ${cycle}.`)
  const submission = await submissionOf(client, library, cycle, { kind: 'decision', version: 1, at })
  const own: Paper = { report: selfAssessmentReport(process), of: 'school', frozen: 'dossier' }
  const files: [string, string | Uint8Array][] = []
  for (const { file, ...paper } of [{ file: 'bao-cao-tu-danh-gia', ...own }, ...papers]) {
    if (!submission.sheets.some(({ kind }) => kind === paper.of)) continue
    const about = (paper.frozen && (await lastSubmission(client, cycle, paper.frozen))) ?? submission
    const formats = await render(product, client, process, paper, about).catch(passOver)
    for (const [format, bytes] of Object.entries(formats ?? {})) files.push([`${file}.${format}`, bytes])
  }
  files.push(['ho-so.json', JSON.stringify(await caseOf(client, cycle, submission), null, 2)])
  return files
}

const selfAssessmentReport = ({ procedureId }: LoadedProcess): ReportId =>
  procedureId === 'vn-2018' ? 'self-assessment-report-2018' : 'self-assessment-report-2026'

/** A plan that was not drawn up or a decision that was not taken, or went the other way, has no paper. */
function passOver(error: unknown): null {
  if (error instanceof AppError && error.code === 'conflict') return null
  throw error
}

async function render(
  { library, engine }: Product,
  client: Client,
  process: LoadedProcess,
  { report, of }: Paper,
  submission: Submission,
): Promise<Record<DocumentFormat, Uint8Array>> {
  const sheets = submission.sheets.filter(({ kind }) => kind === of)
  const result = await scoreOf(client, library, { process, at: submission.at }, sheets)
  const set = library.set(process.setId)
  const procedure = engine.procedure(process.procedureId)
  const past = {
    planReviews: await planReviews(client, process.cycleId),
    signers: await signers(client, process.cycleId),
  }
  return renderAllFormats(report, { submission, set, procedure, result, ...past })
}

async function lastSubmission(
  client: Client,
  cycle: string,
  kind: Submission['kind'],
): Promise<Submission | undefined> {
  const text = `select content from submissions where cycle_id = $1 and kind = $2 order by version desc limit 1`
  const found = await client.query<{ content: unknown }>({ text, values: [cycle, kind] })
  return found.rows.map(({ content }) => Submission.parse(content))[0]
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
