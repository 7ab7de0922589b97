// What may happen to a review at any step before its report: withdrawal, closing, pause, a change of the school, extension.
import { eventOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { commonEvents, onSchoolChange } from '../common.ts'
import type { Review } from './context.ts'

/** Which deadline runs in which state, so that only that one is extended there. */
export function offPathEvents(deadlines: Readonly<Record<string, string>>) {
  const { extendDeadline, ...others } = commonEvents
  return {
    ...others,
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

/** And from the appointment on, a re-review may be dropped. */
export const offPathOfWork = {
  ...offPath,
  dropReReview: { target: 'reported', guard: 'laterRound', actions: ['dismissTeam', 'announceDrop'] },
} as const

/** A dossier that comes back during a pause is noted and waits; the case may end by the word of another process. */
export const rootOn = {
  recordSchoolChange: [
    {
      target: '.closed',
      guard: 'caseEndsWithSchool',
      actions: ['record', 'changeSchool', 'tellClosed', 'dismissTeam'],
    },
    { actions: ['record', 'changeSchool'] },
  ],
  caseEnded: { target: '.closed', actions: ['record', 'dismissTeam'] },
} as const

/** Once reported the review only waits: for a complaint that reopens it, or for the end of the case. */
export const whileReported = {
  reopenReview: { target: 'accepted', actions: ['record', 'dismissTeam', 'announceReopening'] },
  caseEnded: { target: 'completed', actions: ['record', 'dismissTeam'] },
  archive: { target: 'completed', actions: ['dismissTeam'] },
  recordSchoolChange: onSchoolChange('completed'),
} as const

const end = (vi: string, en: string) => ({ type: 'final', meta: { label: say(vi, en), waitsFor: [] } }) as const

export const endings = {
  completed: end('Đã lưu trữ', 'Completed'),
  withdrawn: end('Trường đã rút', 'Withdrawn'),
  closed: end('Đã đóng', 'Closed'),
  refusedAtIntake: end('Hồ sơ bị từ chối', 'Refused at intake'),
}
