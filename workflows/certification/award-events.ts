// Events about one award: decided, renewed, raised, put right, suspended, revoked. Written for "an award", named in for-award.ts.
import { z } from 'zod'
import { addPeriod, dayOf, writeDay } from '../../src/domain/calendar/add.ts'
import { eventOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { periodOf } from '../../src/domain/procedure.ts'
import { departmentRoles, type Role } from '../../src/domain/roles.ts'
import { say, type Text } from '../../src/domain/text.ts'
import { Day, Line, Paper, Prose, samplePaper } from '../common.ts'
import { own, requestedFor, type AwardKind, type Shared } from './context.ts'

/** What tells one award from the other. */
export interface AwardNames {
  kind: AwardKind
  /** The paper itself, as in `Chứng nhận KĐCLGD`. */
  paper: Text
  /** The word for its grade: cấp độ or mức độ. */
  grade: Text
  /** Who decides on it. */
  authority: Role
  highest: number
  sampleGrade: number
}

const event = eventOf<Shared>()
const none = z.strictObject({})
const officers: readonly Role[] = departmentRoles.filter((role) => role !== 'clerk')
const heads: readonly Role[] = ['departmentDirector', 'qualityHead']
const Until = z.strictObject({ findings: z.array(Line).min(1), until: Day })
const letter = { letter: { number: '45/CV-THMAU', date: '2026-09-15' } }

/** Events of an award that its authority decides by itself, or on a proposal. */
export function awardEvents({ kind, paper, grade, authority, highest, sampleGrade }: AwardNames) {
  const nobody = { level: 0, decisions: {}, unscored: {}, unmoderated: [] }
  const granted = { decision: samplePaper, grade: sampleGrade }
  const longAgo = { number: '3/QĐ', date: '2021-11-15' }
  const ofPaper = (vi: string, en: string) => say(`${vi} ${paper.vi}`, `${en} the ${paper.en}`)
  const bySystem = (vi: string, en: string) =>
    event({ by: ['system'], label: ofPaper(vi, en), payload: none, samples: [{ payload: {} }] })

  return {
    grantAward: event({
      by: [authority],
      label: ofPaper('Cấp', 'Grant'),
      payload: z.strictObject({ decision: Paper, grade: z.number().int().min(1).max(highest) }),
      facts: ['review'],
      draws: [`certificate.${kind}`],
      accepts: (moment) => [...notAfterToday(moment, ['decision', 'date']), ...gradeAllowed(moment, kind, grade)],
      samples: [
        { payload: granted },
        { payload: { ...granted, decision: longAgo } },
        { payload: granted, facts: { review: nobody } },
      ],
    }),
    refuseAward: event({
      by: [authority],
      label: ofPaper('Không cấp', 'Refuse'),
      payload: z.strictObject({ decision: Paper, reason: Prose }),
      accepts: (moment) => notAfterToday(moment, ['decision', 'date']),
      samples: [{ payload: { decision: samplePaper, reason: 'Tiêu chí 1.3 chưa đạt Mức 1.' } }],
    }),
    awardDecisionOverdue: bySystem('Quá hạn quyết định', 'Decision is overdue:'),
    awardRenewalDue: bySystem('Nhắc đăng ký công nhận lại', 'Remind to renew'),
    awardRenewalClosed: bySystem('Hết hạn đăng ký công nhận lại', 'Registration is closed to renew'),
    awardExpired: bySystem('Hết hạn', 'Expiry of'),
    registerAwardRenewal: event({
      by: ['principal'],
      label: ofPaper('Đăng ký công nhận lại', 'Register to renew'),
      payload: z.strictObject({ letter: Paper }),
      samples: [{ payload: letter }],
    }),
    registerAwardUpgrade: event({
      by: ['principal'],
      label: say(`Đăng ký nâng ${grade.vi} ${paper.vi}`, `Register for a higher ${grade.en} of the ${paper.en}`),
      payload: z.strictObject({ letter: Paper, grade: z.number().int().min(1).max(highest) }),
      accepts: ({ payload, context }) =>
        payload.grade > (own(context, kind).grade ?? 0)
          ? []
          : [
              issue(
                ['grade'],
                `${capital(grade.vi)} đăng ký phải cao hơn ${grade.vi} ${own(context, kind).grade} đang có.`,
                `The ${grade.en} must be higher than ${own(context, kind).grade}, which the school holds.`,
              ),
            ],
      samples: [{ payload: { ...letter, grade: highest } }],
    }),
    supersedeAward: event({
      /** Heads enter an award given outside this system; one given in the case that follows tells by itself. */
      by: [...heads, 'system'],
      label: ofPaper('Thay bằng lần công nhận mới:', 'Replace, by a new recognition,'),
      payload: z.strictObject({ number: Line, decision: Paper }),
      accepts: ({ payload, context }) =>
        payload.number === own(context, kind).certificate
          ? [issue(['number'], 'Đây là số của chính bằng đang có.', 'This is the number of the present certificate.')]
          : [],
      samples: [{ payload: { number: 'CN-02/2031', decision: samplePaper } }],
    }),
    openAwardRemedy: event({
      by: officers,
      label: ofPaper('Yêu cầu khắc phục để giữ', 'Ask to put right what endangers'),
      payload: Until,
      accepts: (moment) => withinTerm(moment, 'certification.remedy'),
      samples: [{ payload: { findings: ['Phòng học bộ môn xuống cấp, chưa sửa'], until: '2027-03-01' } }],
    }),
    awardRemedyEnded: bySystem('Hết hạn khắc phục đối với', 'Remedy term has ended for'),
    confirmAwardRemedied: event({
      by: heads,
      label: ofPaper('Xác nhận đã khắc phục, giữ', 'Confirm the remedy and keep'),
      payload: z.strictObject({ minutes: Paper, reason: Prose }),
      samples: [{ payload: { minutes: samplePaper, reason: 'Đã sửa xong, có biên bản nghiệm thu.' } }],
    }),
    revokeAward: event({
      by: [authority],
      label: ofPaper('Thu hồi', 'Revoke'),
      /** `basis` is the department's conclusion or proposal on which the decision rests. */
      payload: z.strictObject({ decision: Paper, basis: Paper, reason: Prose }),
      facts: ['school'],
      accepts: (moment) => notAfterToday(moment, ['decision', 'date']),
      samples: [{ payload: { decision: samplePaper, basis: samplePaper, reason: 'Không còn đạt yêu cầu của Mức.' } }],
    }),
    suspendAward: event({
      by: [authority],
      label: ofPaper('Tạm đình chỉ', 'Suspend'),
      payload: z.strictObject({ decision: Paper, until: Day, reason: Prose }),
      accepts: (moment) => withinTerm(moment, 'certification.suspension'),
      samples: [{ payload: { decision: samplePaper, until: '2027-03-01', reason: 'Đang thanh tra theo phản ánh.' } }],
    }),
    awardSuspensionEnded: bySystem('Hết thời gian tạm đình chỉ', 'Suspension has run out for'),
    reinstateAward: event({
      by: [authority],
      label: ofPaper('Khôi phục hiệu lực', 'Reinstate'),
      payload: z.strictObject({ decision: Paper, reason: Prose }),
      samples: [{ payload: { decision: samplePaper, reason: 'Kết luận thanh tra: không vi phạm.' } }],
    }),
  }
}

/** The step before the decision where a higher authority decides: the department proposes (2018, Điều 38, 39). */
export function proposalEvents({ kind, paper, grade, authority, highest, sampleGrade }: AwardNames) {
  return {
    proposeAward: event({
      by: ['departmentDirector'],
      label: say(`Trình cấp hoặc không cấp ${paper.vi}`, `Propose to grant or refuse the ${paper.en}`),
      payload: z.strictObject({
        proposal: Paper,
        grant: z.boolean(),
        grade: z.number().int().min(1).max(highest).nullable(),
        reason: Prose.nullable(),
      }),
      facts: ['review'],
      accepts: (moment) => {
        const { grant, grade: tier, reason } = moment.payload
        if (!grant)
          return reason === null
            ? [issue(['reason'], 'Đề nghị không công nhận phải nêu lý do.', 'A proposal to refuse needs its reason.')]
            : []
        return tier === null
          ? [issue(['grade'], `Cần ghi ${grade.vi} đề nghị.`, `The proposed ${grade.en} is missing.`)]
          : gradeAllowed({ ...moment, payload: { grade: tier } }, kind, grade)
      },
      samples: [
        { payload: { proposal: samplePaper, grant: true, grade: sampleGrade, reason: null } },
        { payload: { proposal: samplePaper, grant: false, grade: null, reason: 'Chưa đạt Mức 2.' } },
      ],
    }),
    returnAwardProposal: event({
      by: [authority],
      label: say(`Trả lại tờ trình ${paper.vi}`, `Return the proposal on the ${paper.en}`),
      payload: z.strictObject({ reason: Prose }),
      samples: [{ payload: { reason: 'Đề nghị làm rõ kết quả tiêu chí 3.4.' } }],
    }),
    awardProposalOverdue: event({
      by: ['system'],
      label: say(`Quá hạn trình ${paper.vi}`, `The proposal on the ${paper.en} is overdue`),
      payload: none,
      samples: [{ payload: {} }],
    }),
  }
}

/** The external level may be lower than asked: recognised at the lower one, never above either (procedure, section 7 item 7). */
function gradeAllowed(moment: Moment<Shared, { grade: number }>, kind: AwardKind, word: Text): Issue[] {
  const { grade } = moment.payload
  const reached = moment.facts.review.decisions[kind]?.grade ?? 0
  const asked = requestedFor(moment.context, kind)
  if (grade > reached && reached > 0)
    return [
      issue(
        ['grade'],
        `Báo cáo chỉ kết luận trường đạt ${word.vi} ${reached}: công nhận ở ${word.vi} ${reached}, không phải ${grade}.`,
        `The report finds ${word.en} ${reached} only: recognise at ${reached}, not ${grade}.`,
      ),
    ]
  if (asked !== null && grade > asked)
    return [
      issue(['grade'], `Trường chỉ đề nghị ${word.vi} ${asked}.`, `The school asked for ${word.en} ${asked} only.`),
    ]
  return []
}

/** Decisions are entered on the day they are signed or later, never before. */
function notAfterToday(moment: Moment<Shared, { decision: { date: string } }>, path: string[]): Issue[] {
  const today = dayOf(moment.at)
  return moment.payload.decision.date <= today
    ? []
    : [
        issue(
          path,
          `Ngày ký ${writeDay(moment.payload.decision.date)} sau hôm nay (${writeDay(today)}).`,
          `The day of signing is after today (${today}).`,
        ),
      ]
}

/** A term set by hand lies ahead, and within the longest term of the procedure where one is set. */
function withinTerm(moment: Moment<Shared, { until: string }>, period: string): Issue[] {
  const today = dayOf(moment.at)
  const { until } = moment.payload
  if (until <= today)
    return [issue(['until'], `Thời hạn phải sau hôm nay (${writeDay(today)}).`, `Must be after ${today}.`)]
  const { amount, unit } = periodOf(moment.rules, period)
  if (amount === null || unit === 'workingDays') return []
  const last = addPeriod(today, { amount, unit })
  return until <= last
    ? []
    : [issue(['until'], `Thời hạn không được sau ${writeDay(last)}.`, `The term may not end after ${last}.`)]
}

function issue(path: string[], vi: string, en: string): Issue {
  return { path, message: say(vi, en) }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
