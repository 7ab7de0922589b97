// What certification does as a whole beside its awards: complaint and re-review, archiving, closing, pause and extension.
import { z } from 'zod'
import { addPeriod, endOfDay, writeDay } from '../../src/domain/calendar/add.ts'
import type { Effect } from '../../src/domain/effects.ts'
import { eventOf, type Change, type Check, type EffectOf, type Moment } from '../../src/domain/process.ts'
import type { Role } from '../../src/domain/roles.ts'
import { say } from '../../src/domain/text.ts'
import { commonChanges, commonChecks, commonEffects, commonEvents, Paper, Prose, samplePaper } from '../common.ts'
import { isAt } from '../places.ts'
import { span } from './award-checks.ts'
import type { AwardNames } from './award-events.ts'
import { own, put, type AwardKind, type Shared } from './context.ts'

const event = eventOf<Shared>()
const Reason = z.strictObject({ reason: Prose })
const ends = ['notRequested', 'refused', 'withdrawn', 'expired', 'revoked', 'superseded']
const pausable = ['awaitingProposal', 'awaitingDecision']

/** Events of the whole. `deadlines` are those that may be extended: never the expiry of an award. */
export function caseEvents(awards: readonly AwardNames[], deadlines: readonly string[]) {
  const kinds = awards.map(({ kind }) => kind)
  const authorities: Role[] = [...new Set<Role>(['departmentDirector', ...awards.map(({ authority }) => authority)])]
  const { withdraw, closeCase, recordSchoolChange, hold, resume, extendDeadline } = commonEvents
  return {
    withdraw,
    closeCase,
    recordSchoolChange,
    hold,
    resume,
    extendDeadline: event({
      ...extendDeadline,
      accepts: ({ payload }) =>
        deadlines.includes(payload.deadline)
          ? []
          : [
              {
                path: ['deadline'],
                message: say(
                  `Không gia hạn được "${payload.deadline}"; có thể gia hạn: ${deadlines.join(', ')}.`,
                  `"${payload.deadline}" cannot be extended; these can: ${deadlines.join(', ')}.`,
                ),
              },
            ],
      samples: deadlines.map((deadline) => ({
        payload: { deadline, days: 5, reason: 'Chờ kết quả xác minh của cơ quan liên quan.' },
      })),
    }),
    fileComplaint: event({
      by: ['principal'],
      label: say('Khiếu nại quyết định', 'File a complaint'),
      payload: z.strictObject({ award: z.enum(kinds as [AwardKind, ...AwardKind[]]), letter: Paper, grounds: Prose }),
      accepts: (moment) => complaintIssues(moment, awards),
      samples: kinds.map((award) => ({
        payload: { award, letter: samplePaper, grounds: 'Minh chứng bổ sung của tiêu chí 2.1 chưa được xem xét.' },
      })),
    }),
    upholdComplaint: event({
      by: authorities,
      label: say('Chấp nhận khiếu nại, đánh giá lại', 'Uphold the complaint and re-review'),
      payload: Reason,
      samples: [{ payload: { reason: 'Có minh chứng chưa được xem xét.' } }],
    }),
    dismissComplaint: event({
      by: authorities,
      label: say('Không chấp nhận khiếu nại', 'Dismiss the complaint'),
      payload: Reason,
      samples: [{ payload: { reason: 'Minh chứng nêu trong đơn đã được đoàn xem xét.' } }],
    }),
    complaintOverdue: event({
      by: ['system'],
      label: say('Quá hạn giải quyết khiếu nại', 'The answer to the complaint is overdue'),
      payload: z.strictObject({}),
      samples: [{ payload: {} }],
    }),
    reReviewReported: event({
      by: ['system'],
      label: say('Có báo cáo đánh giá lại', 'The re-review has reported'),
      payload: z.strictObject({}),
      samples: [{ payload: {} }],
    }),
    /** The one place where it is dropped: here the decision waits, and the review is told. */
    dropReReview: event({
      by: ['departmentDirector'],
      label: say(
        'Dừng đánh giá lại, quyết định theo báo cáo đã có',
        'Drop the re-review and decide on the report there is',
      ),
      payload: Reason,
      samples: [{ payload: { reason: 'Trường rút khiếu nại.' } }],
    }),
    archive: event({
      by: ['departmentDirector', 'qualityHead', 'qualityOfficer'],
      label: say('Lưu trữ hồ sơ', 'Archive the case'),
      payload: z.strictObject({}),
      samples: [{ payload: {} }],
    }),
  }
}

export function caseChecks(awards: readonly AwardNames[]) {
  return {
    ...commonChecks,
    everythingEnded: ({ state }) => {
      const open = awards.filter(({ kind }) => !ends.some((end) => isAt(state, `active.${kind}.${end}`)))
      if (open.length === 0)
        return isAt(state, 'active.complaint.filed')
          ? say('Còn khiếu nại chưa giải quyết.', 'A complaint has not been answered.')
          : null
      return say(
        `${open.map(({ paper }) => paper.vi).join(', ')}: chưa kết thúc, chưa lưu trữ được.`,
        `Not yet ended: ${open.map(({ paper }) => paper.en).join(', ')}.`,
      )
    },
    /** An award ends by a decision on it, never because its case was closed. */
    nothingInForce: ({ context }) => {
      const held = awards.filter(({ kind }) => own(context, kind).inForce)
      return held.length === 0
        ? null
        : say(
            held.map(({ kind, paper }) => `${paper.vi} còn hiệu lực đến ${day(context, kind)}.`).join(' '),
            held.map(({ kind, paper }) => `The ${paper.en} is in force until ${day(context, kind)}.`).join(' '),
          )
    },
    somethingToDispute: ({ state }) =>
      awards.some(({ kind }) => disputable(state, kind))
        ? null
        : say('Chưa có quyết định nào để khiếu nại.', 'There is no decision to complain about.'),
    disputeStands: ({ state, context }) =>
      context.complaintAbout !== null && disputable(state, context.complaintAbout)
        ? null
        : say(
            'Quyết định bị khiếu nại không còn giá trị (đã hết hạn, thu hồi hoặc được thay).',
            'The disputed decision no longer stands (expired, revoked or replaced).',
          ),
    noReReviewRuns: ({ state }) =>
      awards.some(({ kind }) => isAt(state, `active.${kind}.underReReview`))
        ? say('Đoàn đang đánh giá lại theo một khiếu nại khác.', 'A re-review for another complaint is under way.')
        : null,
  } satisfies Record<string, Check<Shared>>
}

type CaseBook = ReturnType<typeof caseEvents>
type CaseChanges = { [E in keyof CaseBook]?: Change<Shared, z.infer<CaseBook[E]['payload']>> }

export function caseChanges(awards: readonly AwardNames[]) {
  const kinds = awards.map(({ kind }) => kind)
  const each = (change: (kind: AwardKind) => Partial<Shared>) =>
    Object.assign({}, ...kinds.map(change)) as Partial<Shared>
  const decideAgain = ({ state }: { state: string }) =>
    each((kind) => (isAt(state, `active.${kind}.underReReview`) ? put(kind, { late: false, proposal: null }) : {}))
  return {
    ...commonChanges,
    /** Each award remembers its own place: one may be paused again while the other goes on. */
    hold: (moment) => ({
      ...commonChanges.hold(moment),
      ...each((kind) => {
        const place = pausable.find((one) => isAt(moment.state, `active.${kind}.${one}`))
        return place ? put(kind, { heldFrom: place }) : {}
      }),
    }),
    resume: () => ({ ...commonChanges.resume(), ...each((kind) => put(kind, { heldFrom: null })) }),
    /** The guards and pages read the new day, as the running deadline does. */
    extendDeadline: ({ payload, context }) =>
      each((kind) => {
        const moved = (until: string | null) => until && addPeriod(until, { amount: payload.days, unit: 'days' })
        const { remedyUntil, suspendedUntil } = own(context, kind)
        if (payload.deadline === `${kind}RemedyEnded`) return put(kind, { remedyUntil: moved(remedyUntil) })
        if (payload.deadline === `${kind}SuspensionEnded`) return put(kind, { suspendedUntil: moved(suspendedUntil) })
        return {}
      }),
    fileComplaint: ({ payload }) => ({ complaintAbout: payload.award, complaintOverdue: false }),
    upholdComplaint: () => ({ complaintAbout: null }),
    dismissComplaint: ({ context }) => {
      const decision = context.complaintAbout && own(context, context.complaintAbout).decision
      return {
        complaintAbout: null,
        complaintsDismissed:
          decision === null ? context.complaintsDismissed : [...context.complaintsDismissed, decision],
      }
    },
    complaintOverdue: () => ({ complaintOverdue: true }),
    reReviewReported: decideAgain,
    dropReReview: decideAgain,
  } satisfies CaseChanges
}

export function caseEffects(awards: readonly AwardNames[]) {
  return {
    ...commonEffects,
    /** Awards of a school that is no more end with it; nothing is revoked. */
    lapseAwards: ({ context }) =>
      awards
        .filter(({ kind }) => own(context, kind).inForce)
        .map(({ kind }): Effect => ({
          type: 'changeAward',
          award: kind,
          status: 'expired',
          reason: context.closedBecause,
        })),
    tellComplaint: () => ({ type: 'notify', to: ['departmentDirector', 'qualityHead'], message: 'complaint.filed' }),
    reopenReview: ({ payload }) => ({
      type: 'tell',
      process: 'externalReview',
      event: 'reopenReview',
      payload: { reason: (payload as z.infer<typeof Reason>).reason },
    }),
    tellComplaintAnswered: () => ({ type: 'notify', to: ['principal'], message: 'complaint.answered' }),
    tellComplaintOverdue: () => ({ type: 'notify', to: ['departmentDirector'], message: 'complaint.overdue' }),
    dropReview: ({ payload }) => ({
      type: 'tell',
      process: 'externalReview',
      event: 'dropReReview',
      payload: { reason: (payload as z.infer<typeof Reason>).reason },
    }),
    tellCaseArchived: () => caseEnded('archived', null),
    tellCaseClosed: ({ context }) => caseEnded('closed', context.closedBecause),
  } satisfies Record<string, EffectOf<Shared>>
}

/** The review may still be at work on a complaint, and the self-assessment follows up: both end with the case. */
function caseEnded(outcome: string, reason: string | null): Effect[] {
  const payload = { outcome, reason }
  return ['externalReview', 'selfAssessment'].map((process) => ({ type: 'tell', process, event: 'caseEnded', payload }))
}

function disputable(state: string, kind: AwardKind): boolean {
  return isAt(state, `active.${kind}.refused`) || isAt(state, `active.${kind}.inForce`)
}

function complaintIssues(moment: Moment<Shared, { award: AwardKind }>, awards: readonly AwardNames[]) {
  const { payload, context, state, rules, at } = moment
  const { decision, decidedOn } = own(context, payload.award)
  const paper = awards.find(({ kind }) => kind === payload.award)?.paper ?? say(payload.award, payload.award)
  const issue = (vi: string, en: string) => [{ path: ['award'], message: say(vi, en) }]
  if (decision === null || decidedOn === null || !disputable(state, payload.award))
    return issue(
      `Không có quyết định nào về ${paper.vi} để khiếu nại.`,
      `There is no decision on the ${paper.en} to dispute.`,
    )
  if (context.complaintsDismissed.includes(decision))
    return issue(
      `Khiếu nại về quyết định ${decision} đã được giải quyết.`,
      `A complaint about decision ${decision} has been answered already.`,
    )
  const within = span(rules, 'complaint.within')
  const last = within && endOfDay(addPeriod(decidedOn, within))
  return last === null || at <= last
    ? []
    : issue(
        `Quyết định ${decision} ký ngày ${writeDay(decidedOn)}; hạn khiếu nại đã hết ngày ${writeDay(last)}.`,
        `Decision ${decision} was signed on ${writeDay(decidedOn)}; the time for complaints ended on ${writeDay(last)}.`,
      )
}

function day(context: Shared, kind: AwardKind): string {
  const { expiresAt } = own(context, kind)
  return expiresAt === null ? '…' : writeDay(expiresAt)
}
