// Event book of the yearly self-assessment under Thông tư 57/2026 (Điều 9, 10, 16): council, rating, report, improvement, request.
import { z } from 'zod'
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line, Paper, Prose, samplePaper } from '../common.ts'
import type { Context2026 } from './context-vn-2026.ts'
import { because, Council, councilIssues, groupIssues, Groups, voteIssues } from './council.ts'
import { bySystem, Reason, returning } from './entries.ts'
import { improvementEvents } from './improvement-vn-2026.ts'
import { offPathEvents } from './off-path.ts'
import { requestRecognition } from './recognition-vn-2026.ts'
import { requestEvents } from './request.ts'
import {
  sampleAssessment,
  sampleCouncil,
  sampleGroups,
  sampleSecretariat,
  schoolPeople,
  unfinishedAssessment,
} from './samples.ts'

/** The state in which each deadline runs that can be extended. */
const deadlines2026 = {
  assigning: 'approvalDue',
  assessing: 'approvalDue',
  reporting: 'approvalDue',
  reported: 'approvalDue',
}

const event = eventOf<Context2026>()
const people = { people: schoolPeople }
const council = { decision: samplePaper, members: sampleCouncil }
const assignment = {
  plan: { number: '31/KH-TMAU', date: '2026-09-20' },
  secretariat: sampleSecretariat,
  groups: sampleGroups,
}
const Assignment = Groups.extend({ plan: Paper })

const councilEvents = {
  establishCouncil: event({
    by: ['principal'],
    label: say('Thành lập hội đồng tự đánh giá', 'Establish the council'),
    payload: Council,
    facts: ['people'],
    accepts: ({ payload, facts, rules }) => councilIssues(payload.members, facts.people, rules),
    samples: [{ payload: council, facts: people }],
  }),
  changeCouncil: event({
    by: ['principal'],
    label: say('Kiện toàn hội đồng bằng quyết định mới', 'Change the council by a new decision'),
    payload: Council.extend(because),
    facts: ['people'],
    accepts: ({ payload, facts, rules }) => councilIssues(payload.members, facts.people, rules),
    samples: [{ payload: { ...council, reason: 'Thư ký hội đồng chuyển công tác.' }, facts: people }],
  }),
  assignWork: event({
    by: ['councilChair'],
    label: say('Phân công nhiệm vụ', 'Assign the work'),
    payload: Assignment,
    facts: ['people'],
    accepts: ({ payload, context, facts, rules }) =>
      groupIssues(
        payload,
        context.council.map(({ personId }) => personId),
        facts.people,
        rules,
      ),
    samples: [{ payload: assignment, facts: people }],
  }),
  changeAssignment: event({
    by: ['councilChair'],
    label: say('Điều chỉnh phân công', 'Change the assignment'),
    payload: Assignment.extend(because),
    facts: ['people'],
    accepts: ({ payload, context, facts, rules }) =>
      groupIssues(
        payload,
        context.council.map(({ personId }) => personId),
        facts.people,
        rules,
      ),
    samples: [{ payload: { ...assignment, reason: 'Nhóm 2 thiếu người do nghỉ thai sản.' }, facts: people }],
  }),
}

const reportEvents = {
  completeRating: event({
    by: ['councilChair', 'councilSecretary'],
    label: say('Hoàn thành đánh giá các tiêu chí', 'Complete the rating'),
    payload: z.strictObject({ minutes: Line.optional() }),
    facts: ['assessment'],
    samples: [sampleAssessment, unfinishedAssessment].map((assessment) => ({
      payload: { minutes: '04/BB-HĐTĐG' },
      facts: { assessment },
    })),
  }),
  reopenRating: returning(say('Đánh giá lại tiêu chí', 'Rate again'), 'Số liệu ba năm học của tiêu chí 4.1 chưa khớp.'),
  submitReport: event({
    by: ['councilSecretary', 'councilChair'],
    label: say('Trình phê duyệt báo cáo', 'Submit the report for approval'),
    payload: z.strictObject({ minutes: Line, agreed: z.number().int().min(0) }),
    accepts: ({ payload, context, rules }) => voteIssues(payload.agreed, context.council, rules),
    samples: [{ payload: { minutes: '07/BB-HĐTĐG', agreed: 7 } }],
  }),
  returnReport: returning(say('Trả lại báo cáo để sửa', 'Send the report back'), 'Phần III thiếu bảng tổng hợp 2b.'),
  approveReport: event({
    by: ['principal'],
    label: say('Phê duyệt báo cáo tự đánh giá', 'Approve the report'),
    payload: z.strictObject({ report: Paper }),
    facts: ['assessment'],
    samples: [sampleAssessment, unfinishedAssessment].map((assessment) => ({
      payload: { report: { number: '60/BC-TMAU', date: '2027-06-08' } },
      facts: { assessment },
    })),
  }),
  reopenReport: event({
    by: ['principal'],
    label: say('Mở lại báo cáo đã phê duyệt', 'Reopen the approved report'),
    payload: Reason,
    samples: [{ payload: { reason: 'Sở GDĐT góp ý: số liệu học sinh năm học trước chưa đúng.' } }],
  }),
  approvalDue: bySystem('Đến hạn phê duyệt báo cáo', 'The report is due for approval'),
}

const yearEvents = {
  requestRecognition,
  closeYear: event({
    by: ['principal'],
    label: say('Khép năm học', 'Close the year'),
    payload: z.strictObject({ summary: Prose }),
    samples: [{ payload: { summary: 'Hoàn thành 7/9 nội dung cải tiến; 2 nội dung chuyển sang năm học sau.' } }],
  }),
}

/** No withdrawal: self-assessment is a duty of every school year; a request is withdrawn at the appraisal. */
export const events2026 = {
  ...councilEvents,
  ...reportEvents,
  ...improvementEvents,
  ...yearEvents,
  ...requestEvents,
  ...offPathEvents(deadlines2026, ['following', 'yearEnded']),
}
