// The registry of reports: one line each, its template and the build that makes the template's model.
import { buildDecision } from './decision/build.ts'
import { buildExternalReview } from './external-review-report/build.ts'
import { buildImprovementPlan } from './improvement-plan/build.ts'
import type { ReportInput } from './input.ts'
import { buildRefusal } from './refusal/build.ts'
import { writeHtml } from './render/html.ts'
import { writePdf, type Pdf, type PdfStandard } from './render/pdf.ts'
import { readTree } from './render/read-tree.ts'
import { allBlocks, type ReportTree } from './render/tree.ts'
import { buildSelfAssessment2018 } from './self-assessment-report-2018/build.ts'
import { buildSelfAssessment2026 } from './self-assessment-report-2026/build.ts'
import { fillTemplate } from './template.ts'

export interface Report {
  /** Folder of the template. */
  template: string
  build(input: ReportInput): object & { title: string }
}

export const reports = {
  'self-assessment-report-2018': { template: 'self-assessment-report-2018', build: buildSelfAssessment2018 },
  'self-assessment-report-2026': { template: 'self-assessment-report-2026', build: buildSelfAssessment2026 },
  'improvement-plan': { template: 'improvement-plan', build: buildImprovementPlan },
  'external-review-report': { template: 'external-review-report', build: buildExternalReview },
  'decision-accreditation': { template: 'decision', build: (input) => buildDecision(input, 'accreditation') },
  'decision-national-standard': { template: 'decision', build: (input) => buildDecision(input, 'nationalStandard') },
  'refusal-accreditation': { template: 'refusal', build: (input) => buildRefusal(input, 'accreditation') },
  'refusal-national-standard': { template: 'refusal', build: (input) => buildRefusal(input, 'nationalStandard') },
} as const satisfies Record<string, Report>

export type ReportId = keyof typeof reports
export const reportIds = Object.keys(reports) as readonly ReportId[]
export type DocumentFormat = 'html' | 'docx' | 'pdf'

export interface RenderOptions {
  /** A department's folder of templates; `<report>/template.hbs` in it comes before ours. */
  templatesDir?: string | undefined
  /** What the PDF conforms to: `a-2a` for the archive unless told otherwise. */
  standard?: PdfStandard
}

/**
 * A report as one complete HTML page; the same input gives the same bytes. Throws `conflict` when a decision or a plan is asked
 * for that the submission does not hold.
 */
export function renderReport(id: ReportId, input: ReportInput, { templatesDir }: RenderOptions = {}): string {
  const { title, body } = fill(id, input, templatesDir)
  return writeHtml(title, body)
}

/**
 * A report as a file of that format, UTF-8 for HTML. The same input, template and options give the same bytes, on any machine.
 * Throws as `renderReport` does, `invalid` for a template outside the subset or a PDF that does not conform.
 */
export async function renderDocument(
  id: ReportId,
  input: ReportInput,
  format: DocumentFormat,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  if (format === 'html') return new TextEncoder().encode(renderReport(id, input, options))
  const tree = reportTree(id, input, options)
  return format === 'pdf' ? (await writePdf(tree, options.standard)).bytes : docxOf(tree)
}

/** The three files of a report at once: cheaper than one by one, since the DOCX takes its page numbers from the PDF. */
export async function renderAllFormats(
  id: ReportId,
  input: ReportInput,
  options: RenderOptions = {},
): Promise<Record<DocumentFormat, Uint8Array>> {
  const html = new TextEncoder().encode(renderReport(id, input, options))
  const tree = reportTree(id, input, options)
  const pdf = await writePdf(tree, options.standard)
  return { html, docx: await docxOf(tree, pdf), pdf: pdf.bytes }
}

/** A report as the tree that its files are written from; two of them can be compared paragraph by paragraph. */
export function reportTree(id: ReportId, input: ReportInput, { templatesDir }: RenderOptions = {}): ReportTree {
  const { title, body } = fill(id, input, templatesDir)
  return { title, date: input.submission.at.slice(0, 10), blocks: readTree(body) }
}

function fill(id: ReportId, input: ReportInput, templatesDir?: string): { title: string; body: string } {
  const { template, build } = reports[id] satisfies Report
  const model = build(input)
  return { title: model.title, body: fillTemplate(template, model, templatesDir) }
}

/** Only contents need the PDF's page numbers. The library is large, so it is loaded when the first DOCX is asked for. */
async function docxOf(tree: ReportTree, pdf?: Pdf): Promise<Uint8Array> {
  const { writeDocx } = await import('./render/docx.ts')
  const listed = allBlocks(tree.blocks).some(({ kind }) => kind === 'contents')
  const laidOut = pdf ?? (listed ? await writePdf(tree) : undefined)
  return writeDocx(tree, laidOut?.pages ?? {})
}
