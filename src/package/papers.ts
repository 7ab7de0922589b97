// The papers of a case that its processes have come to, each built from what it is about: a submission, or the case as it stands.
import { Submission } from '../domain/case.ts'
import { AppError } from '../domain/errors.ts'
import { renderReport, reportTree, type ReportId } from '../reports/index.ts'
import type { ReportTree } from '../reports/render/tree.ts'
import type { Library } from '../store/library.ts'
import { scoreOf } from '../store/facts.ts'
import { planReviews, signers } from '../store/paper-history.ts'
import { submissionOf } from '../store/submission.ts'
import type { CaseRows } from '../store/views/case-export.ts'
import { placeOf } from './place.ts'
import type { Client } from '../store/with-client.ts'

interface Form {
  report: ReportId
  /** The sheets whose score it shows. */
  of: 'school' | 'team'
  /** The last submission of that kind is what it is about; none = the case as it stands. */
  frozen?: Submission['kind']
}

/** By file name, without its ending. */
const forms: Readonly<Record<string, Form>> = {
  'ke-hoach-cai-tien': { report: 'improvement-plan', of: 'school' },
  'bao-cao-danh-gia-ngoai': { report: 'external-review-report', of: 'team', frozen: 'externalReport' },
  'quyet-dinh-kiem-dinh': { report: 'decision-accreditation', of: 'team' },
  'quyet-dinh-chuan-quoc-gia': { report: 'decision-national-standard', of: 'team' },
  'khong-cong-nhan-kiem-dinh': { report: 'refusal-accreditation', of: 'team' },
  'khong-cong-nhan-chuan-quoc-gia': { report: 'refusal-national-standard', of: 'team' },
}

export interface Paper {
  /** Without its ending. */
  name: string
  html: string
  tree: ReportTree
}

/**
 * The papers as pages and trees. `review` = with the report of the external review. A plan that was not drawn up and a decision that was not
 * taken have no paper.
 */
export async function papersOf(client: Client, library: Library, rows: CaseRows, review: boolean): Promise<Paper[]> {
  const now = await submissionOf(client, library, rows.cycle.id, { kind: 'decision', version: 1, at: rows.at })
  const own: Form = {
    report: rows.cycle.procedure === 'vn-2018' ? 'self-assessment-report-2018' : 'self-assessment-report-2026',
    of: 'school',
    frozen: 'dossier',
  }
  const papers: Paper[] = []
  for (const [name, form] of Object.entries({ 'bao-cao-tu-danh-gia': own, ...forms })) {
    if (form.report === 'external-review-report' && !review) continue
    if (!now.sheets.some(({ kind }) => kind === form.of)) continue
    const about = (form.frozen && (await lastSubmission(client, rows.cycle.id, form.frozen))) ?? now
    const paper = await render(client, library, rows, form, about).catch(passOver)
    if (paper) papers.push({ name, ...paper })
  }
  return papers
}

function passOver(error: unknown): null {
  if (error instanceof AppError && error.code === 'conflict') return null
  throw error
}

async function render(
  client: Client,
  library: Library,
  rows: CaseRows,
  { report, of }: Form,
  submission: Submission,
): Promise<Omit<Paper, 'name'>> {
  const { id, set, procedure } = rows.cycle
  const sheets = submission.sheets.filter(({ kind }) => kind === of)
  const query = { process: { cycleId: id, place: placeOf(rows), setId: set }, at: submission.at }
  const result = await scoreOf(client, library, query as Parameters<typeof scoreOf>[2], sheets)
  const input = {
    submission,
    set: library.set(set),
    procedure: library.procedure(procedure),
    result,
    planReviews: await planReviews(client, id),
    signers: await signers(client, id),
  }
  return { html: renderReport(report, input), tree: reportTree(report, input) }
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
