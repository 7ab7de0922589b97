// What may happen to a self-assessment besides its steps: pause, extension, a change of the school, the end of the case.
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { commonEvents } from '../common.ts'
import type { Self } from './context.ts'

const event = eventOf<Self>()

/** `deadlines`: which one runs in which state. `decided`: states in which the certification holds the case. */
export function offPathEvents(deadlines: Readonly<Record<string, string>>, decided: readonly string[]) {
  const { closeCase, hold, resume, recordSchoolChange, extendDeadline } = commonEvents
  return {
    closeCase,
    hold,
    resume,
    recordSchoolChange: event({
      ...recordSchoolChange,
      /** An award must not outlive its school unnoticed, so the process that holds it ends the case. */
      accepts: ({ payload, state }) =>
        payload.continues || !decided.includes(state)
          ? []
          : [
              {
                path: ['continues'],
                message: say(
                  'Hồ sơ đã sang bước công nhận: ghi nhận việc kết thúc ở quy trình công nhận.',
                  'The case is with certification: record there that it ends with the school.',
                ),
              },
            ],
    }),
    extendDeadline: event({
      ...extendDeadline,
      accepts: ({ payload, state }) =>
        payload.deadline === deadlines[state]
          ? []
          : [
              {
                path: ['deadline'],
                message: say(
                  `Ở bước này chỉ có thể gia hạn "${deadlines[state]}".`,
                  `At this step only "${deadlines[state]}" can be extended.`,
                ),
              },
            ],
      samples: [...new Set(Object.values(deadlines))].map((deadline) => ({
        payload: { deadline, days: 10, reason: 'Trường nghỉ học do bão, theo thông báo của tỉnh.' },
      })),
    }),
  }
}

/** Ways out before anything is with the reviewers. */
export const offPath = {
  closeCase: { target: 'closed', actions: ['record'] },
  hold: { target: 'onHold', actions: ['record'] },
} as const

export const extendable = { extendDeadline: { actions: ['record', 'extendDeadline'] } } as const

/** While a review runs it ends together with the case, whichever of the two hears of it. A request is withdrawn at the review, which then tells. */
export const withReview = {
  closeCase: { target: 'closed', actions: ['record', 'tellReviewClosed'] },
  caseEnded: { target: 'closed', actions: ['record'] },
  recordSchoolChange: [
    { target: 'closed', guard: 'caseEndsWithSchool', actions: ['record', 'changeSchool', 'tellReviewClosed'] },
    { actions: ['record', 'changeSchool'] },
  ],
} as const

export const end = (vi: string, en: string) => ({ type: 'final', meta: { label: say(vi, en), waitsFor: [] } }) as const
