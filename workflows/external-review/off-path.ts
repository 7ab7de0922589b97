// What may happen to a review at any step before its report: withdrawal, closing, pause, a change of the school, extension.
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { commonEvents } from '../common.ts'
import type { Review } from './context.ts'

/** Which deadline runs in which state, so that only that one is extended there. */
export function offPathEvents(deadlines: Readonly<Record<string, string>>) {
  const { extendDeadline, recordSchoolChange, ...others } = commonEvents
  return {
    ...others,
    recordSchoolChange: eventOf<Review>()({
      ...recordSchoolChange,
      /** Once there is a report the certification holds the case, and an award must not outlive its school unnoticed. */
      accepts: ({ payload, context }) =>
        payload.continues || context.reportedRounds.length === 0
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
    extendDeadline: eventOf<Review>()({
      ...extendDeadline,
      accepts: ({ payload, state }) => {
        const running = deadlines[state]
        return payload.deadline === running
          ? []
          : [
              {
                path: ['deadline'],
                message: say(
                  `Ở bước này chỉ có thể gia hạn "${running}".`,
                  `At this step only "${running}" can be extended.`,
                ),
              },
            ]
      },
      samples: [...new Set(Object.values(deadlines))].map((deadline) => ({
        payload: { deadline, days: 5, reason: 'Trường nghỉ học do bão, theo thông báo của tỉnh.' },
      })),
    }),
  }
}

/** Ways out that are open at every step before the report. */
export const leaving = {
  withdraw: { target: 'withdrawn', guard: 'firstRound', actions: ['record', 'tellWithdrawn', 'dismissTeam'] },
  closeCase: { target: 'closed', guard: 'firstRound', actions: ['record', 'tellClosed', 'dismissTeam'] },
} as const

/** The same, and a pause. */
export const offPath = { ...leaving, hold: { target: 'onHold', actions: ['record'] } } as const

/** A re-review is dropped where the decision waits for it; certification tells. */
export const dropped = {
  dropReReview: { target: 'reported', guard: 'laterRound', actions: ['record', 'dismissTeam', 'announceDrop'] },
} as const

/** And from the acceptance on, where a re-review begins, it may be dropped. */
export const offPathOfWork = { ...offPath, ...dropped } as const

/** The case may end with the school, or by the word of another process. */
export const rootOn = {
  recordSchoolChange: [
    {
      target: '.closed',
      guard: 'caseEndsWithSchool',
      actions: ['record', 'changeSchool', 'tellSchoolEnded', 'dismissTeam'],
    },
    { actions: ['record', 'changeSchool'] },
  ],
  caseEnded: { target: '.closed', actions: ['record', 'dismissTeam'] },
} as const

/** Once reported the review only waits: for a complaint that reopens it, or for the end of the case. */
export const whileReported = {
  reopenReview: { target: 'accepted', actions: ['record', 'dismissTeam', 'announceReopening'] },
  caseEnded: { target: 'completed', actions: ['record', 'dismissTeam'] },
} as const

const end = (vi: string, en: string) => ({ type: 'final', meta: { label: say(vi, en), waitsFor: [] } }) as const

/** `draftSent`: the school may read what the team has agreed. */
export const endings = {
  completed: { ...end('Đã lưu trữ', 'Completed'), tags: ['draftSent'] },
  withdrawn: end('Trường đã rút', 'Withdrawn'),
  closed: end('Đã đóng', 'Closed'),
  refusedAtIntake: end('Hồ sơ bị từ chối', 'Refused at intake'),
}
