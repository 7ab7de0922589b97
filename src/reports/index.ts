// The registry of reports: one line each, its template and the build that makes the template's model.
import { buildDecision } from './decision/build.ts'
import { buildExternalReview } from './external-review-report/build.ts'
import { buildImprovementPlan } from './improvement-plan/build.ts'
import type { ReportInput } from './input.ts'
import { buildRefusal } from './refusal/build.ts'
import { writeHtml } from './render/html.ts'
import { buildSelfAssessment2018 } from './self-assessment-report-2018/build.ts'
import { buildSelfAssessment2026 } from './self-assessment-report-2026/build.ts'
import { fillTemplate } from './template.ts'

interface Report {
  /** Folder of the template. */
  template: string
  build(input: ReportInput): object & { title: string }
}

const reports = {
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

/**
 * A report as one complete HTML page; the same input gives the same bytes. Throws `conflict` when a decision or a plan is asked
 * for that the submission does not hold.
 */
export function renderReport(id: ReportId, input: ReportInput): string {
  const { template, build } = reports[id] satisfies Report
  const model = build(input)
  return writeHtml(model.title, fillTemplate(template, model))
}
