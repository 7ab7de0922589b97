// The award a decision is about, out of the input or of the certification process, and who signs its paper.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { AwardKind, AwardPaper, ReportInput } from '../input.ts'
import { authoritiesOf, sameOffice, letterhead, provinceWords } from './letterhead.ts'
import type { Marks } from './marks.ts'
import { awardWords } from './regime.ts'
import { externalReviewOf } from './people.ts'
import { longDate, placeAndDate, shortDate } from './words.ts'

const Given = z.string().nullable().catch(null)

/** The decision of that kind. Throws `conflict` when there is none, or when it went the other way. */
export function awardOf(
  { submission, award }: Pick<ReportInput, 'submission' | 'award'>,
  kind: AwardKind,
  granted: boolean,
): AwardPaper {
  const paper = award?.kind === kind ? award : storedAward(submission.processes['certification'] ?? {}, kind)
  if (!paper)
    throw new AppError(
      'conflict',
      say(
        'Hồ sơ chưa có quyết định này nên chưa in được văn bản.',
        'The case has no such decision, so the paper cannot be printed yet.',
      ),
    )
  if ((paper.grade !== null) === granted) return paper
  throw new AppError(
    'conflict',
    granted
      ? say(
          'Quyết định là không công nhận. Hãy chọn mẫu văn bản tương ứng.',
          'The decision was not to grant. Choose the paper for that.',
        )
      : say(
          'Quyết định là công nhận. Hãy chọn mẫu văn bản tương ứng.',
          'The decision was to grant. Choose the paper for that.',
        ),
  )
}

/** In the context of certification every key carries the award's name before it. */
function storedAward(context: Record<string, unknown>, kind: AwardKind): AwardPaper | null {
  const read = (key: string) => Given.parse(context[`${kind}${key}`])
  const decision = read('Decision')
  const decidedOn = read('DecidedOn')
  if (decision === null || decidedOn === null) return null
  return {
    kind,
    decision,
    decidedOn,
    grade: z.number().nullable().catch(null).parse(context[`${kind}Grade`]),
    certificate: read('Certificate'),
    issuedAt: read('IssuedAt'),
    expiresAt: read('ExpiresAt'),
    reason: read('Reason'),
  }
}

/** The head, the grounds and the signature of a decision. */
export function decisionFrame(input: ReportInput, paper: AwardPaper, marks: Marks) {
  const { submission, procedure } = input
  const words = awardWords(procedure, paper.kind)
  const { province, department } = authoritiesOf(input)
  const dated = placeAndDate(submission.school.province, paper.decidedOn)
  const number = { number: paper.decision, numberMark: marks.of(procedure.series[words.decisionSeries]), dated }
  const office = words.byProvince ? 'CHỦ TỊCH' : 'GIÁM ĐỐC'
  return {
    words,
    dated,
    head: words.byProvince
      ? letterhead('Ủy ban nhân dân', provinceWords(submission.school.province), number)
      : letterhead(province, 'Sở Giáo dục và Đào tạo', number),
    decider: words.byProvince
      ? `CHỦ TỊCH ${province.toLocaleUpperCase('vi')}`
      : `GIÁM ĐỐC ${department.toLocaleUpperCase('vi')}`,
    grounds: grounds(input, words.byProvince, department),
    signature: {
      dated: null,
      onBehalf: null,
      office,
      name: input.signers?.[paper.kind] ?? '',
      recipients: recipients(words.byProvince, input),
    },
  }
}

/** What a certificate says besides its name: number, decision, validity. */
export function validityOf(input: ReportInput, paper: AwardPaper, marks: Marks) {
  const term = input.procedure.periods['certification.validity']
  const years = term?.unit === 'years' && term.amount !== null ? `${String(term.amount).padStart(2, '0')} năm` : null
  const from = paper.issuedAt ? longDate(paper.issuedAt) : longDate(paper.decidedOn)
  const until = paper.expiresAt ? `đến ${longDate(paper.expiresAt)}` : ''
  return {
    text: `${years ? `${years}, ` : ''}từ ${from} ${until}`.trim(),
    mark: marks.of(term),
  }
}

function grounds(input: ReportInput, byProvince: boolean, department: string): string[] {
  const { procedure, submission } = input
  const { decision } = externalReviewOf(submission)
  const team = decision ? ` (thành lập theo Quyết định số ${decision.number} ngày ${shortDate(decision.date)})` : ''
  const council = procedure.forms['appraisalMinutes'] !== undefined
  return [
    ...legalGrounds(input).map((basis) => `Căn cứ ${basis};`),
    council
      ? `Căn cứ kết quả thẩm định của Hội đồng thẩm định${team};`
      : `Căn cứ báo cáo đánh giá ngoài của Đoàn đánh giá ngoài${team};`,
    byProvince ? `Theo đề nghị của Giám đốc ${department}.` : 'Theo đề nghị của Trưởng phòng Quản lý chất lượng.',
  ]
}

/** The acts of the procedure that the school's own set names; all of them when it names none. Remarks in brackets are not printed. */
export function legalGrounds({ procedure, set }: Pick<ReportInput, 'procedure' | 'set'>): string[] {
  const { circular, amendedBy, guidance } = set.legalBasis
  const named = [circular, amendedBy, guidance].join(' ')
  const own = procedure.legalBasis.filter((basis) => named.includes(/\d+\/\S+/.exec(basis)?.[0] ?? basis))
  return (own.length > 0 ? own : procedure.legalBasis).map((basis) => basis.replace(/\s*\([^)]*\)$/, ''))
}

function recipients(byProvince: boolean, input: ReportInput): string[] {
  const { school } = input.submission
  const above = school.managingBody || school.commune
  const own = !byProvince && sameOffice(above, authoritiesOf(input).department)
  return [
    'Như Điều 3;',
    byProvince ? 'Bộ GDĐT (để báo cáo);' : 'UBND tỉnh (để báo cáo);',
    ...(own ? [] : [`${above};`]),
    'Lưu: VT.',
  ]
}
