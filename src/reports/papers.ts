// Which papers a case can be printed as: title, edition, process, who is told of each, and from when it can be made.
import { isAppraisal } from '../domain/procedure.ts'
import type { Submission } from '../domain/case.ts'
import { AppError } from '../domain/errors.ts'
import type { PaperAudience } from '../domain/policy.ts'
import { say, type Text } from '../domain/text.ts'
import { completionOf } from './completion-request/build.ts'
import { ownSheets } from './criterion-sheets/build.ts'
import { deskReviewOf } from './desk-review-report/build.ts'
import { evidenceOf } from './evidence-register/build.ts'
import { reportIds, type ReportId } from './index.ts'
import { noticeOf } from './appraisal-notice/build.ts'
import { improvementPlanOf } from './improvement-plan/build.ts'
import type { ReportInput } from './input.ts'
import { opinionsOf } from './opinion-sheets/build.ts'
import { awardOf } from './parts/award.ts'
import type { CaseView } from './parts/acts.ts'
import { councilOf } from './parts/council.ts'
import { meetingOf } from './parts/meeting.ts'
import { reviewOf, teamSheetsOf } from './parts/review-case.ts'
import { preliminaryVisitOf, visitOf } from './parts/visits.ts'
import { preliminaryReportsOf } from './preliminary-reports/build.ts'
import { registrationOf } from './registration-letter/build.ts'
import { revocationOf } from './revocation/build.ts'
import { replyOf } from './school-reply/build.ts'
import { planOf } from './self-assessment-plan/build.ts'
import { deskReviewBegun } from './team-work-plan/build.ts'

type Edition = '2018' | '2026'
const both: readonly Edition[] = ['2018', '2026']
type Frozen = 'dossier' | 'externalReport' | null

export interface Paper {
  title: Text
  /** Where the circular of 2026 names it otherwise. */
  title2026?: Text | undefined
  editions: readonly Edition[]
  /** The process that makes it. */
  process: 'selfAssessment' | 'externalReview' | 'certification'
  audience: PaperAudience
  /** The sheets whose score it shows. */
  of: 'school' | 'team'
  /** What was handed over that it is about; none = the case as it stands. */
  frozen: Frozen
  /** Throws `conflict` with the reason while the case has not come to it. */
  from(view: CaseView): unknown
}

type Rest = Partial<Pick<Paper, 'editions' | 'frozen' | 'title2026'>>
const make =
  (process: Paper['process'], of: Paper['of']) =>
  (vi: string, en: string, audience: PaperAudience, from: Paper['from'], rest: Rest = {}): Paper => ({
    title: say(vi, en),
    editions: both,
    process,
    audience,
    of,
    frozen: null,
    from,
    ...rest,
  })
const self = make('selfAssessment', 'school')
const review = make('externalReview', 'team')
const award = make('certification', 'team')
const old: Rest = { editions: ['2018'] }
const current: Rest = { editions: ['2026'] }
const dossier: Rest = { frozen: 'dossier' }

/** In the order in which a case comes to them. */
export const papers: Readonly<Record<ReportId, Paper>> = {
  'council-decision': self('Quyết định thành lập hội đồng tự đánh giá', 'Decision on the council', 'school', councilOf),
  'self-assessment-plan': self('Kế hoạch tự đánh giá', 'Self-assessment plan', 'school', planOf),
  'requirement-sheets': self('Phiếu xác định nội hàm', 'Requirement analysis sheets', 'dossier', councilOf, {
    ...old,
    ...dossier,
  }),
  'evidence-register': self('Bảng danh mục mã minh chứng', 'Evidence register', 'dossier', evidenceOf, {
    ...dossier,
    title2026: say('Danh mục minh chứng', 'Evidence register'),
  }),
  'criterion-sheets': self('Phiếu đánh giá tiêu chí', 'Criterion sheets', 'dossier', ownSheets, dossier),
  'self-assessment-report-2018': self('Báo cáo tự đánh giá', 'Self-assessment report', 'dossier', ownSheets, {
    ...old,
    ...dossier,
  }),
  'self-assessment-report-2026': self('Báo cáo tự đánh giá', 'Self-assessment report', 'dossier', ownSheets, {
    ...current,
    ...dossier,
  }),
  'improvement-plan': self('Kế hoạch cải tiến chất lượng', 'Improvement plan', 'school', improvementPlanOf, current),
  'registration-letter': self('Công văn đăng ký đánh giá ngoài', 'Registration letter', 'told', registrationOf, {
    title2026: say('Văn bản đề nghị công nhận đạt chuẩn quốc gia', 'Request for the national standard'),
  }),
  'completion-request': review('Yêu cầu hoàn thiện hồ sơ', 'Request to complete the dossier', 'told', completionOf),
  'team-decision': review('Quyết định thành lập đoàn đánh giá ngoài', 'Decision on the team', 'told', reviewOf, {
    title2026: say('Quyết định thành lập hội đồng thẩm định', 'Decision on the appraisal council'),
  }),
  'team-work-plan': review('Kế hoạch làm việc của đoàn', 'Work plan of the team', 'review', deskReviewBegun, old),
  'preliminary-reports': review(
    'Báo cáo sơ bộ của thành viên',
    'Preliminary reports',
    'members',
    preliminaryReportsOf,
    old,
  ),
  'desk-review-report': review('Báo cáo kết quả nghiên cứu hồ sơ', 'Desk review report', 'review', deskReviewOf, old),
  'preliminary-visit-minutes': review(
    'Biên bản khảo sát sơ bộ',
    'Minutes of the preliminary visit',
    'told',
    preliminaryVisitOf,
    old,
  ),
  'visit-minutes': review('Biên bản khảo sát chính thức', 'Minutes of the formal visit', 'told', visitOf, {
    title2026: say('Biên bản kiểm tra thực tế', 'Minutes of the visit'),
  }),
  'formal-visit-report': review('Báo cáo kết quả khảo sát chính thức', 'Formal visit report', 'review', visitOf, old),
  'opinion-sheets': review('Phiếu ý kiến của thành viên', 'Opinion sheets', 'opinions', opinionsOf, current),
  'appraisal-minutes': review(
    'Biên bản họp Hội đồng thẩm định',
    'Minutes of the appraisal council',
    'review',
    meetingOf,
    current,
  ),
  'appraisal-notice': review('Thông báo kết quả thẩm định', 'Notice of the result', 'told', noticeOf, current),
  'external-review-report': review('Báo cáo đánh giá ngoài', 'External review report', 'draft', teamSheetsOf, {
    frozen: 'externalReport',
    title2026: say('Báo cáo kết quả thẩm định', 'Appraisal report'),
  }),
  'school-reply': review('Công văn phản hồi của trường', 'Reply of the school', 'told', replyOf),
  'decision-accreditation': award(
    'Quyết định cấp Chứng nhận',
    'Accreditation decision',
    'decided',
    (view) => awardOf(view, 'accreditation', true),
    old,
  ),
  'refusal-accreditation': award(
    'Quyết định không cấp Chứng nhận',
    'Refusal of accreditation',
    'decided',
    (view) => awardOf(view, 'accreditation', false),
    old,
  ),
  'revocation-accreditation': award(
    'Quyết định thu hồi Chứng nhận',
    'Revocation of accreditation',
    'decided',
    (view) => revocationOf(view, 'accreditation'),
    old,
  ),
  'decision-national-standard': award(
    'Quyết định công nhận đạt chuẩn quốc gia',
    'National-standard decision',
    'decided',
    (view) => awardOf(view, 'nationalStandard', true),
  ),
  'refusal-national-standard': award(
    'Quyết định không công nhận đạt chuẩn quốc gia',
    'Refusal of the national standard',
    'decided',
    (view) => awardOf(view, 'nationalStandard', false),
  ),
  'revocation-national-standard': award(
    'Quyết định thu hồi Bằng',
    'Revocation of the national standard',
    'decided',
    (view) => revocationOf(view, 'nationalStandard'),
  ),
}

/** A case as its papers are made from it: as it stands, and as it was last handed over. */
export interface CaseFile extends Pick<ReportInput, 'procedure' | 'acts'> {
  now: Submission
  dossier: Submission | null
  externalReport: Submission | null
}

/** Whose reading it is: a school reads its own sheets as they are while they are with it, everybody else what it handed over. */
export type Reader = 'school' | 'other'

export interface PaperEntry {
  id: ReportId
  title: Text
  process: Paper['process']
  available: boolean
  /** Why it cannot be made yet. */
  why: Text | null
}

/** The papers of a case's edition in their order, each with whether it can be made now. */
export function papersFor(file: CaseFile, reader: Reader): PaperEntry[] {
  const edition: Edition = isAppraisal(file.procedure) ? '2026' : '2018'
  return reportIds
    .filter((id) => papers[id].editions.includes(edition))
    .map((id) => {
      const why = whyNot(id, file, reader)
      return { id, title: titleOf(id, file), process: papers[id].process, available: why === null, why }
    })
}

/** What the paper is called in the edition of the case. */
export function titleOf(id: ReportId, { procedure }: Pick<CaseFile, 'procedure'>): Text {
  const { title, title2026 } = papers[id]
  return (isAppraisal(procedure) && title2026) || title
}

/** What the paper is about; `null` while nothing was handed over for this reader. */
export function subjectOf(
  id: ReportId,
  { now, dossier: sent, externalReport }: CaseFile,
  reader: Reader,
): Submission | null {
  const { frozen } = papers[id]
  if (frozen === null) return now
  if (frozen === 'externalReport') return externalReport ?? now
  return reader === 'school' && (sent === null || withSchool(now)) ? now : sent
}

/** The dossier was returned, or its review ended without a report: the school goes on writing. */
function withSchool({ processes }: Submission): boolean {
  const { completionItems, reviewOutcome } = processes['selfAssessment'] ?? {}
  return (Array.isArray(completionItems) && completionItems.length > 0) || typeof reviewOutcome === 'string'
}

function whyNot(id: ReportId, file: CaseFile, reader: Reader): Text | null {
  const submission = subjectOf(id, file, reader)
  if (submission === null) return say('Nhà trường chưa nộp hồ sơ.', 'The school has not handed in its dossier.')
  try {
    papers[id].from({ submission, procedure: file.procedure, acts: file.acts })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return error.sentence
    throw error
  }
}
