// The request for the national standard (2026, Điều 16): four conditions together, and a tier that the own level bears.
import { z } from 'zod'
import { numberOf } from '../../src/domain/procedure.ts'
import { eventOf, type Check, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Paper } from '../common.ts'
import type { Self } from './context.ts'
import { failedAssessment, sampleAssessment, sampleSchool, unfinishedAssessment } from './samples.ts'

const Request = z.strictObject({ letter: Paper, requestedTier: z.number().int().min(1).max(2) })
type Request = z.infer<typeof Request>

const payload: Request = { letter: { number: '120/CV-TMAU', date: '2027-07-05' }, requestedTier: 1 }
const facts = {
  school: sampleSchool,
  assessment: sampleAssessment,
  record: { consecutiveYears: 3, awards: {} },
}
const centre = { ...sampleSchool, kind: 'continuingEducation' as const }

export const requestRecognition = eventOf<Self>()({
  by: ['principal'],
  label: say('Đề nghị công nhận đạt chuẩn quốc gia', 'Request the national standard'),
  payload: Request,
  facts: ['assessment', 'school', 'record'],
  /** Điều 16 khoản 2: Mức 1 gives Mức độ 1, Mức 2 gives Mức độ 2. */
  accepts: ({ payload: { requestedTier }, facts: { assessment } }) =>
    requestedTier <= (assessment.level ?? 0)
      ? []
      : [
          {
            path: ['requestedTier'],
            message: say(
              `Trường tự đánh giá đạt Mức ${assessment.level ?? 0}, không thể đề nghị Mức độ ${requestedTier}.`,
              `By its own rating the school reaches level ${assessment.level ?? 0}, so tier ${requestedTier} cannot be asked for.`,
            ),
          },
        ],
  samples: [
    { payload, facts },
    { payload: { ...payload, requestedTier: 2 }, facts },
    { payload, facts: { ...facts, record: { consecutiveYears: 2, awards: {} } } },
    { payload, facts: { ...facts, assessment: unfinishedAssessment } },
    { payload, facts: { ...facts, assessment: failedAssessment } },
    { payload, facts: { ...facts, school: { ...sampleSchool, cohortCompleted: false } } },
    { payload, facts: { ...facts, school: { ...sampleSchool, conditionsMet: false } } },
    { payload, facts: { ...facts, school: centre } },
  ],
})

export const recognitionChecks = {
  /** The circular recognises kindergartens and schools of general education; a centre only assesses itself. */
  mayBeRecognised: ({ facts: { school } }) =>
    school.kind === 'continuingEducation'
      ? say(
          'Trung tâm giáo dục thường xuyên chỉ tự đánh giá; chuẩn quốc gia dành cho trường mầm non và trường phổ thông.',
          'A continuing education centre only assesses itself; the national standard is for kindergartens and schools.',
        )
      : null,
  /** Điều 16 khoản 1 điểm a. */
  cohortCompleted: ({ facts: { school } }) =>
    school.cohortCompleted
      ? null
      : say(
          'Trường chưa có khóa nào hoàn thành nhóm tuổi hoặc cấp học cao nhất.',
          'No cohort of this school has finished the highest age group or level yet.',
        ),
  /** Điều 16 khoản 1 điểm b. */
  enoughYears: ({ facts: { record }, rules }) => {
    const least = numberOf(rules, 'request.consecutiveYears')
    return least === null || record.consecutiveYears >= least
      ? null
      : say(
          `Trường mới có ${record.consecutiveYears} năm học liên tiếp tự đánh giá, cần ít nhất ${least} năm học.`,
          `The school has ${record.consecutiveYears} consecutive years of self-assessment, at least ${least} are needed.`,
        )
  },
  /** Điều 16 khoản 1 điểm d. */
  conditionsMet: ({ facts: { school } }) =>
    school.conditionsMet
      ? null
      : say(
          'Chưa xác nhận đủ điều kiện về cơ sở vật chất, thiết bị, an toàn và điều kiện pháp lý khác của mức độ đề nghị.',
          'Facilities, equipment, safety and other legal conditions for the tier are not declared as met.',
        ),
  tierStillReached: ({ context, facts: { assessment } }) =>
    (context.requestedTier ?? 0) <= (assessment.level ?? 0)
      ? null
      : say(
          `Đã đề nghị Mức độ ${context.requestedTier}, tự đánh giá nay chỉ đạt Mức ${assessment.level ?? 0}.`,
          `Tier ${context.requestedTier} was asked for, the own rating now reaches level ${assessment.level ?? 0}.`,
        ),
} satisfies Record<string, Check<Self>>

export function recognitionChange({ payload: { requestedTier }, context }: Moment<Self, Request>) {
  const requests = context.requests + 1
  return { requested: ['nationalStandard' as const], requestedTier, requests, reviewOutcome: null }
}
