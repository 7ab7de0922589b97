// The drawing around the awards: they and a complaint run side by side while the case is active; then it is archived or closed.
import { say } from '../../src/domain/text.ts'
import { requires, type Drawing } from '../define.ts'
import type { caseChecks, caseEffects, caseEvents } from './case.ts'

type E = Extract<keyof ReturnType<typeof caseEvents>, string>
type C = Extract<keyof ReturnType<typeof caseChecks>, string>
type X = Extract<keyof ReturnType<typeof caseEffects>, string>

/** Puts the regions of the awards, by name, into the case. */
export function caseDrawing<E2 extends string, C2 extends string, X2 extends string>(
  awards: Record<string, Drawing<E2, C2, X2>>,
): Drawing<E | E2, C | C2, X | X2> {
  return {
    initial: 'active',
    states: {
      active: {
        type: 'parallel',
        meta: { label: say('Đang xét và theo dõi', 'Active'), waitsFor: [] },
        on: {
          archive: { target: 'archived', guard: 'everythingEnded', actions: ['tellCaseArchived'] },
          closeCase: { target: 'closed', guard: 'nothingInForce', actions: ['record', 'tellCaseClosed'] },
          recordSchoolChange: [
            {
              target: 'closed',
              guard: 'caseEndsWithSchool',
              actions: ['record', 'changeSchool', 'lapseAwards', 'tellCaseClosed'],
            },
            { actions: ['record', 'changeSchool'] },
          ],
          extendDeadline: { actions: ['record', 'extendDeadline'] },
        } as NonNullable<Drawing<E | E2, C | C2, X | X2>['on']>,
        states: { ...awards, complaint: complaint as Drawing<E | E2, C | C2, X | X2> },
      },
      archived: { type: 'final', meta: { label: say('Đã lưu trữ', 'Archived'), waitsFor: [] } },
      closed: { type: 'final', meta: { label: say('Đã đóng', 'Closed'), waitsFor: [] } },
    },
  }
}

const file = { target: 'filed', guard: 'somethingToDispute', actions: ['record', 'tellComplaint'] } as const

const complaint: Drawing<E, C, X> = {
  initial: 'none',
  meta: { label: say('Khiếu nại', 'Complaint'), waitsFor: [] },
  states: {
    none: { meta: { label: say('Không có khiếu nại', 'No complaint'), waitsFor: [] }, on: { fileComplaint: file } },
    filed: {
      meta: {
        label: say('Đang giải quyết khiếu nại', 'Complaint filed'),
        waitsFor: ['departmentDirector'],
        deadlines: [{ event: 'complaintOverdue', period: 'complaint.answer' }],
      },
      on: {
        upholdComplaint: {
          target: 'upheld',
          guard: requires('disputeStands', 'noReReviewRuns'),
          actions: ['record', 'reopenReview', 'tellComplaintAnswered'],
        },
        dismissComplaint: { target: 'dismissed', actions: ['record', 'tellComplaintAnswered'] },
        complaintOverdue: { actions: ['record', 'tellComplaintOverdue'] },
      },
    },
    upheld: { meta: { label: say('Đã chấp nhận', 'Upheld'), waitsFor: [] }, on: { fileComplaint: file } },
    dismissed: { meta: { label: say('Không chấp nhận', 'Dismissed'), waitsFor: [] }, on: { fileComplaint: file } },
  },
}
