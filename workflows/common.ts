// What every process of a case shares off its main path: withdrawal, closing, a change of the school, a pause, an extension.
import { z } from 'zod'
import { eventOf, type Check, type EffectOf, type Moment } from '../src/domain/process.ts'
import { departmentRoles, type Role } from '../src/domain/roles.ts'
import { say } from '../src/domain/text.ts'
import type { Drawing, Transition } from './define.ts'

export const Line = z.string().trim().min(1).max(500)
export const Prose = z.string().trim().min(1).max(8000)
export const Day = z.iso.date()

/** A paper by its number and the day it was signed. */
export const Paper = z.strictObject({ number: Line, date: Day })
export const samplePaper = { number: '12/QĐ-SGDĐT', date: '2026-09-01' }

export const SchoolChange = z.strictObject({
  kind: z.enum(['renamed', 'merged', 'split', 'moved']),
  decision: Paper,
  newName: Line.optional(),
  newCommune: Line.optional(),
  /** The school that carries the case on after a merger or split; none when the case ends with the school. */
  successor: Line.optional(),
  /** Whether the case goes on. */
  continues: z.boolean(),
})

/** Every process context carries these. */
export const commonContext = {
  schoolChanges: z.array(SchoolChange),
  /** The state a granted pause interrupted. */
  heldFrom: z.string().nullable(),
  /** Why the process ended before its time. */
  closedBecause: z.string().nullable(),
}
export const commonStart = { schoolChanges: [], heldFrom: null, closedBecause: null }
type Common = { schoolChanges: z.infer<typeof SchoolChange>[]; heldFrom: string | null; closedBecause: string | null }

const officers: readonly Role[] = departmentRoles.filter((role) => role !== 'clerk')
const Reason = z.strictObject({ reason: Prose })
const event = eventOf<Common>()

export const commonEvents = {
  withdraw: event({
    by: ['principal'],
    label: say('Rút hồ sơ', 'Withdraw'),
    payload: Reason,
    samples: [{ payload: { reason: 'Trường chuẩn bị xây mới, xin đánh giá ở chu kỳ sau.' } }],
  }),
  closeCase: event({
    by: ['departmentDirector', 'qualityHead'],
    label: say('Đóng hồ sơ', 'Close the case'),
    payload: Reason,
    samples: [{ payload: { reason: 'Trường giải thể theo quyết định của UBND tỉnh.' } }],
  }),
  recordSchoolChange: event({
    by: officers,
    label: say('Ghi nhận thay đổi của trường', 'Record a change of the school'),
    payload: SchoolChange,
    samples: [
      { payload: { kind: 'renamed', decision: samplePaper, newName: 'Trường Tiểu học Mẫu Mới', continues: true } },
      { payload: { kind: 'merged', decision: samplePaper, continues: false } },
    ],
  }),
  hold: event({
    by: officers,
    label: say('Tạm dừng có lý do', 'Put on hold'),
    payload: Reason,
    samples: [{ payload: { reason: 'Trường bị ngập, nghỉ học theo thông báo của tỉnh.' } }],
  }),
  resume: event({
    by: officers,
    label: say('Tiếp tục', 'Resume'),
    payload: z.strictObject({}),
    samples: [{ payload: {} }],
  }),
  extendDeadline: event({
    by: officers,
    label: say('Gia hạn', 'Extend the deadline'),
    payload: z.strictObject({ deadline: Line, days: z.number().int().min(1).max(365), reason: Prose }),
    samples: [{ payload: { deadline: 'replyDeadlinePassed', days: 5, reason: 'Trường đề nghị gia hạn.' } }],
  }),
}

/** What the common events write. */
export const commonChanges = {
  withdraw: ({ payload }: Moment<Common, z.infer<typeof Reason>>) => ({ closedBecause: payload.reason }),
  closeCase: ({ payload }: Moment<Common, z.infer<typeof Reason>>) => ({ closedBecause: payload.reason }),
  recordSchoolChange: ({ payload, context }: Moment<Common, z.infer<typeof SchoolChange>>) => ({
    schoolChanges: [...context.schoolChanges, payload],
    closedBecause: payload.continues ? context.closedBecause : `${payload.kind} ${payload.decision.number}`,
  }),
  hold: ({ state }: Moment<Common, z.infer<typeof Reason>>) => ({ heldFrom: state }),
  resume: () => ({ heldFrom: null }),
}

export const commonChecks = {
  caseEndsWithSchool: ({ context, payload }) =>
    (payload as { continues?: boolean }).continues === false && context
      ? null
      : say('Trường vẫn tiếp tục hồ sơ.', 'The school carries the case on.'),
} satisfies Record<string, Check<Common>>

export const commonEffects = {
  changeSchool: ({ payload }) => ({ type: 'changeSchool', change: payload as Record<string, unknown> }),
  extendDeadline: ({ payload }) => {
    const { deadline, days } = payload as { deadline: string; days: number }
    return { type: 'extendDeadline', event: deadline, days }
  },
} satisfies Record<string, EffectOf<Common>>

/** A change of the school: the case goes on where it is, or ends in `closed`. For the `on` of the machine's root. */
export const onSchoolChange = (closed: string): Transition<'caseEndsWithSchool', 'changeSchool'>[] => [
  { target: closed, guard: 'caseEndsWithSchool', actions: ['record', 'changeSchool'] },
  { actions: ['record', 'changeSchool'] },
]

/** One check for each state that a pause may interrupt, to find the way back. */
export function holdChecks<S extends string>(states: readonly S[]): Record<`heldFrom.${S}`, Check<Common>> {
  const check =
    (state: string): Check<Common> =>
    ({ context }) =>
      context.heldFrom === state ? null : say('Hồ sơ tạm dừng ở bước khác.', 'The case was paused at another step.')
  return Object.fromEntries(states.map((state) => [`heldFrom.${state}`, check(state)])) as Record<
    `heldFrom.${S}`,
    Check<Common>
  >
}

/** The state in which a paused process waits; `resume` leads back to where it was and deadlines go on with what was left. */
export function onHold<S extends string>(states: readonly S[]): Drawing<'resume', `heldFrom.${S}`, never> {
  return {
    meta: { label: say('Tạm dừng', 'On hold'), waitsFor: ['qualityOfficer'], holdsDeadlines: true },
    on: {
      resume: states.map((state) => ({
        target: state,
        guard: `heldFrom.${state}` as const,
        actions: 'record' as const,
      })),
    },
  }
}
