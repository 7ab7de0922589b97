// Registration for external review (2018, Điều 26): what the school asks for, and what must hold before it may ask (Điều 34, 37).
import { z } from 'zod'
import { addPeriod, dayOf, writeDay } from '../../src/domain/calendar/add.ts'
import { numberOf } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Paper } from '../common.ts'
import { Award, type Self } from './context.ts'
import { reached } from './request.ts'
import { failedAssessment, sampleAssessment, sampleSchool, unfinishedAssessment } from './samples.ts'

const Registration = z.strictObject({
  letter: Paper,
  requested: z.array(Award).min(1),
  /** Grade of accreditation (cấp độ), when asked for. */
  requestedGrade: z.number().int().min(1).max(4).nullable(),
  /** Tier of the national standard (mức độ), when asked for. */
  requestedTier: z.number().int().min(1).max(2).nullable(),
  reportCopies: z.number().int().min(1),
})
type Registration = z.infer<typeof Registration>

const both: Registration = {
  letter: { number: '102/CV-TMAU', date: '2026-09-30' },
  requested: ['accreditation', 'nationalStandard'],
  requestedGrade: 2,
  requestedTier: 1,
  reportCopies: 2,
}
const facts = { school: sampleSchool, assessment: sampleAssessment }
const kindergarten = { ...sampleSchool, kind: 'kindergarten' as const, foundedOn: '2024-08-15' }

export const registerReview = eventOf<Self>()({
  by: ['principal'],
  label: say('Đăng ký đánh giá ngoài', 'Register for external review'),
  payload: Registration,
  facts: ['assessment', 'school'],
  accepts: (moment) => [...gradeIssues(moment), ...copyIssues(moment)],
  samples: [
    { payload: both, facts },
    { payload: { ...both, requested: ['accreditation'], requestedTier: null }, facts },
    { payload: { ...both, requested: ['nationalStandard'], requestedGrade: null }, facts },
    { payload: both, facts: { ...facts, assessment: unfinishedAssessment } },
    { payload: both, facts: { ...facts, assessment: failedAssessment } },
    { payload: both, facts: { ...facts, school: { ...sampleSchool, cohortCompleted: false } } },
    { payload: both, facts: { ...facts, school: kindergarten } },
  ],
})

const asked = {
  accreditation: { field: 'requestedGrade', vi: 'cấp độ', en: 'grade' },
  nationalStandard: { field: 'requestedTier', vi: 'mức độ', en: 'tier' },
} as const

function gradeIssues(moment: Moment<Self, Registration>): Issue[] {
  const { payload } = moment
  const twice: Issue[] = payload.requested.flatMap((award, index) =>
    payload.requested.indexOf(award) < index
      ? [{ path: ['requested', index], message: say('Đề nghị này đã có ở trên.', 'This stands above already.') }]
      : [],
  )
  return Award.options.reduce<Issue[]>((issues, award) => {
    const { field, vi, en } = asked[award]
    const grade = payload[field]
    const issue = (viText: string, enText: string) => [...issues, { path: [field], message: say(viText, enText) }]
    if (payload.requested.includes(award) !== (grade !== null))
      return grade === null
        ? issue(`Chưa ghi ${vi} đề nghị.`, `Say which ${en} is asked for.`)
        : issue(`Không đề nghị nên để trống ${vi}.`, `Leave the ${en} empty, it is not asked for.`)
    if (grade === null || grade <= reached(moment, award)) return issues
    return issue(
      `Kết quả tự đánh giá chỉ đạt ${vi} ${reached(moment, award)}, không thể đề nghị ${vi} ${grade}.`,
      `The school’s own rating reaches ${en} ${reached(moment, award)}, so ${grade} cannot be asked for.`,
    )
  }, twice)
}

/** Điều 26: the dossier holds the report in two copies. */
function copyIssues({ payload, rules }: Moment<Self, Registration>): Issue[] {
  const copies = numberOf(rules, 'dossier.reportCopies')
  return copies === null || payload.reportCopies >= copies
    ? []
    : [
        {
          path: ['reportCopies'],
          message: say(
            `Hồ sơ cần ${copies} bản báo cáo tự đánh giá.`,
            `The dossier needs ${copies} copies of the report.`,
          ),
        },
      ]
}

export const registrationChecks = {
  /** Điều 34 khoản 1 điểm a (tiểu học, trung học). */
  cohortCompleted: ({ facts: { school } }) =>
    school.kind === 'kindergarten' || school.cohortCompleted
      ? null
      : say(
          'Trường chưa có khóa học sinh nào hoàn thành chương trình.',
          'No cohort of this school has finished the programme yet.',
        ),
  /** Điều 34 of the kindergarten circular. */
  longEnough: ({ facts: { school }, rules, at }) => {
    const years = numberOf(rules, 'kindergarten.yearsOfOperation')
    if (school.kind !== 'kindergarten' || years === null) return null
    const since = addPeriod(school.foundedOn, { amount: years, unit: 'years' })
    return dayOf(at) >= since
      ? null
      : say(
          `Trường mầm non thành lập ngày ${writeDay(school.foundedOn)}, đủ ${years} năm hoạt động vào ngày ${writeDay(since)}.`,
          `The kindergarten was founded on ${writeDay(school.foundedOn)} and has ${years} years of operation on ${writeDay(since)}.`,
        )
  },
} satisfies Record<string, Check<Self>>

export function registrationChange({ payload, context }: Moment<Self, Registration>) {
  const { requested, requestedGrade, requestedTier } = payload
  return { requested, requestedGrade, requestedTier, requests: context.requests + 1, reviewOutcome: null }
}
