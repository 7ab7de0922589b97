// The registry of reports: one line each, its template and the build that makes the template's model.
import { buildAppraisalMinutes } from './appraisal-minutes/build.ts'
import { buildAppraisalNotice } from './appraisal-notice/build.ts'
import { buildCompletionRequest } from './completion-request/build.ts'
import { buildCouncilDecision } from './council-decision/build.ts'
import { buildCriterionSheets } from './criterion-sheets/build.ts'
import { buildDeskReviewReport } from './desk-review-report/build.ts'
import { buildEvidenceRegister } from './evidence-register/build.ts'
import { buildFormalVisitReport } from './formal-visit-report/build.ts'
import { buildOpinionSheets } from './opinion-sheets/build.ts'
import { buildPreliminaryReports } from './preliminary-reports/build.ts'
import { buildRegistrationLetter } from './registration-letter/build.ts'
import { buildRequirementSheets } from './requirement-sheets/build.ts'
import { buildRevocation } from './revocation/build.ts'
import { buildSchoolReply } from './school-reply/build.ts'
import { buildSelfAssessmentPlan } from './self-assessment-plan/build.ts'
import { buildTeamDecision } from './team-decision/build.ts'
import { buildTeamWorkPlan } from './team-work-plan/build.ts'
import { buildPreliminaryVisitMinutes, buildVisitMinutes } from './visit-minutes/build.ts'
import { buildDecision } from './decision/build.ts'
import { buildExternalReview } from './external-review-report/build.ts'
import { buildImprovementPlan } from './improvement-plan/build.ts'
import type { ReportInput } from './input.ts'
import { buildRefusal } from './refusal/build.ts'
import {
  documentFormats,
  htmlOf,
  treeOf,
  writeFile,
  writeFiles,
  type DocumentFormat,
  type Filled,
} from './render/files.ts'
import type { PdfStandard } from './render/writer.ts'
import type { ReportTree } from './render/tree.ts'
import { buildSelfAssessment2018 } from './self-assessment-report-2018/build.ts'
import { buildSelfAssessment2026 } from './self-assessment-report-2026/build.ts'
import { fillTemplate, printable } from './template.ts'

export interface Report {
  /** Folder of the template. */
  template: string
  build(input: ReportInput): object & { title: string }
}

export const reports = {
  'council-decision': { template: 'council-decision', build: buildCouncilDecision },
  'self-assessment-plan': { template: 'self-assessment-plan', build: buildSelfAssessmentPlan },
  'requirement-sheets': { template: 'requirement-sheets', build: buildRequirementSheets },
  'evidence-register': { template: 'evidence-register', build: buildEvidenceRegister },
  'criterion-sheets': { template: 'criterion-sheets', build: buildCriterionSheets },
  'self-assessment-report-2018': { template: 'self-assessment-report-2018', build: buildSelfAssessment2018 },
  'self-assessment-report-2026': { template: 'self-assessment-report-2026', build: buildSelfAssessment2026 },
  'improvement-plan': { template: 'improvement-plan', build: buildImprovementPlan },
  'registration-letter': { template: 'registration-letter', build: buildRegistrationLetter },
  'completion-request': { template: 'completion-request', build: buildCompletionRequest },
  'team-decision': { template: 'team-decision', build: buildTeamDecision },
  'team-work-plan': { template: 'team-work-plan', build: buildTeamWorkPlan },
  'preliminary-reports': { template: 'preliminary-reports', build: buildPreliminaryReports },
  'desk-review-report': { template: 'desk-review-report', build: buildDeskReviewReport },
  'preliminary-visit-minutes': { template: 'visit-minutes', build: buildPreliminaryVisitMinutes },
  'visit-minutes': { template: 'visit-minutes', build: buildVisitMinutes },
  'formal-visit-report': { template: 'formal-visit-report', build: buildFormalVisitReport },
  'opinion-sheets': { template: 'opinion-sheets', build: buildOpinionSheets },
  'appraisal-minutes': { template: 'appraisal-minutes', build: buildAppraisalMinutes },
  'appraisal-notice': { template: 'appraisal-notice', build: buildAppraisalNotice },
  'external-review-report': { template: 'external-review-report', build: buildExternalReview },
  'school-reply': { template: 'school-reply', build: buildSchoolReply },
  'decision-accreditation': { template: 'decision', build: (input) => buildDecision(input, 'accreditation') },
  'decision-national-standard': { template: 'decision', build: (input) => buildDecision(input, 'nationalStandard') },
  'refusal-accreditation': { template: 'refusal', build: (input) => buildRefusal(input, 'accreditation') },
  'refusal-national-standard': { template: 'refusal', build: (input) => buildRefusal(input, 'nationalStandard') },
  'revocation-accreditation': { template: 'revocation', build: (input) => buildRevocation(input, 'accreditation') },
  'revocation-national-standard': {
    template: 'revocation',
    build: (input) => buildRevocation(input, 'nationalStandard'),
  },
} as const satisfies Record<string, Report>

export type ReportId = keyof typeof reports
export const reportIds = Object.keys(reports) as readonly ReportId[]
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
  return new TextDecoder().decode(htmlOf(fillReport(id, input, { templatesDir })))
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
  return writeFile(fillReport(id, input, options), format, options.standard)
}

/** Files of a report at once: cheaper than one by one, since the DOCX takes its page numbers from the PDF. */
export async function renderFormats<Format extends DocumentFormat = DocumentFormat>(
  id: ReportId,
  input: ReportInput,
  formats: readonly Format[] = documentFormats as readonly DocumentFormat[] as readonly Format[],
  options: RenderOptions = {},
): Promise<Record<Format, Uint8Array>> {
  const filled = fillReport(id, input, options)
  return writeFiles(filled, formats, options.standard)
}

/** A report as the tree that its files are written from; two of them can be compared paragraph by paragraph. */
export function reportTree(id: ReportId, input: ReportInput, { templatesDir }: RenderOptions = {}): ReportTree {
  return treeOf(fillReport(id, input, { templatesDir }))
}

/** The text of a report with all that its files are made of: alike texts give alike files. */
export function fillReport(id: ReportId, input: ReportInput, { templatesDir }: RenderOptions = {}): Filled {
  const { template, build } = reports[id] satisfies Report
  const model = build(input)
  const date = input.submission.at.slice(0, 10)
  return { title: printable(model.title), date, body: fillTemplate(template, model, templatesDir) }
}
