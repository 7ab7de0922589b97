// What every report is built from: a frozen submission with its rules, its score, and the award it may be about.
import type { Submission } from '../domain/case.ts'
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { ScoreResult } from '../domain/scoring/score-compiled.ts'
import type { Act, PlanReview } from '../store/paper-history.ts'

export type AwardKind = 'accreditation' | 'nationalStandard'

/** A decision on an award as its paper states it. `grade` is `null` when the award was refused. */
export interface AwardPaper {
  kind: AwardKind
  grade: number | null
  /** Number of the decision, as `12/QĐ-SGDĐT`. */
  decision: string
  /** Day of the decision, ISO. */
  decidedOn: string
  certificate: string | null
  /** Instants or days, ISO. */
  issuedAt: string | null
  expiresAt: string | null
  reason: string | null
}

/** The bodies above the school as they sign; what is not given is named after the school's province and commune. */
export interface Authorities {
  /** E.g. `UBND tỉnh Mẫu`. */
  province: string
  /** E.g. `Sở Giáo dục và Đào tạo tỉnh Mẫu`. */
  department: string
  commune: string
}

/**
 * `result` is the score of the sheets the report is about: the school's own for a self-assessment report, the team's for an
 * external report and the decisions. `award` takes the place of what the certification process of the submission says.
 */
export interface ReportInput {
  submission: Submission
  set: CriteriaSet
  procedure: Procedure
  result: ScoreResult
  award?: AwardPaper | undefined
  authorities?: Partial<Authorities> | undefined
  /** Who signed the decision on each award; what is not known stays blank. */
  signers?: Partial<Record<AwardKind, string>> | undefined
  /** Reviews of the improvement plan; only its own report reads them. */
  planReviews?: readonly PlanReview[] | undefined
  /** What was done in the case, in its order; papers quote the last act of its kind. */
  acts?: readonly Act[] | undefined
  /** Code of evidence -> where its file lies, as the paper's own folder writes it; codes then lead there. */
  evidenceAddresses?: ReadonlyMap<string, string> | undefined
  /** A criterion or a person, where a paper is a sheet for each: only that one is printed. */
  only?: string | undefined
}
