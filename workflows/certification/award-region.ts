// One award from the report to its end: decided, in force, put right or suspended, expired, revoked, superseded.
import { say } from '../../src/domain/text.ts'
import { requires, type Drawing, type GuardOf } from '../define.ts'
import type { awardChanges, awardEffects, proposalEffects } from './award-changes.ts'
import type { awardChecks, proposalChecks } from './award-checks.ts'
import type { AwardNames, awardEvents, proposalEvents } from './award-events.ts'

type Key<F extends (names: AwardNames) => object> = Extract<keyof ReturnType<F>, string>
type AnyEvent = Key<typeof awardEvents> | Key<typeof proposalEvents> | CaseEvent
type AnyCheck = Key<typeof awardChecks> | Key<typeof proposalChecks> | CaseCheck
type AnyEffect = Key<typeof awardEffects> | Key<typeof proposalEffects> | CaseEffect
/** Events of the case that an award takes part in. */
type CaseEvent = 'withdraw' | 'hold' | 'resume' | 'upholdComplaint' | 'reReviewReported' | 'dropReReview'
/** Checks and effects of the case that an award shares. */
type CaseCheck = 'noReReviewRuns'
type CaseEffect = 'dropReview'
type States = Record<string, Drawing<AnyEvent, AnyCheck, AnyEffect>>
type Changed = keyof ReturnType<typeof awardChanges>

/** An award its authority decides by itself. */
export function decidedRegion(
  names: AwardNames,
): Drawing<
  Key<typeof awardEvents> | CaseEvent,
  Key<typeof awardChecks> | CaseCheck,
  Key<typeof awardEffects> | CaseEffect
> {
  const resume = { target: 'awaitingDecision', actions: 'record' as const }
  const grant = requires<AnyCheck>('awardReached', 'awardValidityKnown')
  // No state of `whole` built this way names an event, check or effect of a proposal.
  return whole(names, 'awaitingDecision', {
    ...deciding(names, 'certification.decision', grant),
    onHold: paused([resume]),
  }) as ReturnType<typeof decidedRegion>
}

/** An award decided above the department, on its proposal (2018, Điều 38). */
export function proposedRegion(names: AwardNames): Drawing<AnyEvent, AnyCheck, AnyEffect> {
  const grant = requires<AnyCheck>('awardReached', 'awardValidityKnown', 'awardProposedToGrant')
  const decision = deciding(names, 'certification.provincialDecision', grant)
  return whole(names, 'awaitingProposal', {
    awaitingProposal: {
      meta: {
        label: say('Chờ Sở trình', 'Awaiting the proposal'),
        waitsFor: ['departmentDirector'],
        deadlines: [{ event: 'awardProposalOverdue', period: 'certification.proposal' }],
      },
      on: {
        proposeAward: { target: 'awaitingDecision', actions: ['record', 'announceAwardProposal'] },
        awardProposalOverdue: { actions: ['record', 'tellAwardLate'] },
        ...beforeDecision,
      },
    },
    awaitingDecision: {
      ...decision.awaitingDecision,
      on: {
        ...decision.awaitingDecision.on,
        returnAwardProposal: { target: 'awaitingProposal', actions: ['record', 'tellAwardProposalReturned'] },
      },
    },
    onHold: paused([
      { target: 'awaitingProposal', guard: 'awardHeldAtProposal', actions: 'record' },
      { target: 'awaitingDecision', actions: 'record' },
    ]),
  })
}

const beforeDecision = {
  withdraw: { target: 'withdrawn', guard: 'awardNeverDecided', actions: 'record' },
  hold: { target: 'onHold', actions: 'record' },
} as const satisfies Drawing<AnyEvent, AnyCheck, AnyEffect>['on']

function deciding({ authority }: AwardNames, period: string, grant: GuardOf<AnyCheck>) {
  return {
    awaitingDecision: {
      meta: {
        label: say('Chờ quyết định', 'Awaiting the decision'),
        waitsFor: [authority],
        deadlines: [{ event: 'awardDecisionOverdue', period }],
      },
      on: {
        grantAward: {
          target: 'inForce',
          guard: grant,
          actions: [
            'record',
            'freezeDecision',
            'replaceAward',
            'issueAward',
            'supersedeFollowedAward',
            'announceAwardGranted',
          ],
        },
        refuseAward: {
          target: 'refused',
          actions: ['record', 'freezeDecision', 'replaceAward', 'announceAwardRefused'],
        },
        awardDecisionOverdue: { actions: ['record', 'tellAwardLate'] },
        ...beforeDecision,
      },
    },
  } satisfies States
}

function paused(resume: NonNullable<Drawing<AnyEvent, AnyCheck, AnyEffect>['on']>['resume']): States[string] {
  return {
    meta: { label: say('Tạm dừng', 'On hold'), waitsFor: ['qualityOfficer'], holdsDeadlines: true },
    on: { resume } as NonNullable<States[string]['on']>,
  }
}

function whole(names: AwardNames, first: string, undecided: States): Drawing<AnyEvent, AnyCheck, AnyEffect> {
  // Stopped by the same as the complaint itself: both regions take the event, or neither.
  const uphold = { target: 'underReReview', guard: requires<AnyCheck>('awardDisputed', 'noReReviewRuns') }
  return {
    initial: 'notRequested',
    meta: { label: names.paper, waitsFor: [] },
    states: {
      notRequested: {
        meta: { label: say('Không đề nghị', 'Not requested'), waitsFor: [] },
        always: [{ target: first, guard: 'awardRequested' }],
      },
      ...undecided,
      refused: {
        meta: { label: say('Không công nhận', 'Refused'), waitsFor: [] },
        on: { upholdComplaint: uphold },
      },
      withdrawn: { meta: { label: say('Trường đã rút', 'Withdrawn'), waitsFor: [] } },
      inForce: { ...inForce(names), on: { ...whileInForce, upholdComplaint: uphold } },
      underReReview: {
        meta: { label: say('Đang đánh giá lại', 'Under re-review'), waitsFor: ['teamLead', 'reviewer'] },
        on: {
          reReviewReported: { target: first, actions: 'record' },
          dropReReview: { target: first, actions: ['record', 'dropReview'] },
        },
      },
      expired: { meta: { label: say('Hết hạn', 'Expired'), waitsFor: [] } },
      revoked: { meta: { label: say('Bị thu hồi', 'Revoked'), waitsFor: [] } },
      superseded: { meta: { label: say('Đã được thay bằng lần mới', 'Superseded'), waitsFor: [] } },
    },
  }
}

/** Renewal, upgrade and expiry go on whatever else happens to an award in force. */
const whileInForce = {
  awardRenewalDue: { actions: ['remindAwardRenewal'] },
  awardRenewalClosed: { actions: ['tellAwardRenewalClosed'] },
  registerAwardRenewal: {
    guard: requires('awardRenewalUnregistered', 'awardRenewalOpen'),
    actions: ['record', 'tellAwardRenewal'],
  },
  registerAwardUpgrade: {
    guard: requires('awardUpgradeUnregistered', 'awardUpgradeOpen'),
    actions: ['record', 'tellAwardUpgrade'],
  },
  supersedeAward: {
    target: 'superseded',
    guard: 'awardSuccessorRegistered',
    actions: ['record', 'endAwardBySuccessor'],
  },
  awardExpired: { target: 'expired', actions: ['record', 'expireAward'] },
} as const satisfies Drawing<AnyEvent, AnyCheck, AnyEffect>['on'] & Partial<Record<Changed | AnyEvent, unknown>>

function inForce({ kind, authority }: AwardNames): Drawing<AnyEvent, AnyCheck, AnyEffect> {
  // Leaves `inForce` itself, so the target is named from the root of the machine.
  const revoke = { target: `#certification.active.${kind}.revoked`, actions: ['record', 'revokeAward'] } as const
  return {
    initial: 'valid',
    meta: {
      label: say('Còn hiệu lực', 'In force'),
      waitsFor: [],
      deadlines: [
        { event: 'awardRenewalDue', from: 'awardExpiresAt', period: 'certification.renewalReminder', before: true },
        { event: 'awardRenewalClosed', from: 'awardExpiresAt', period: 'certification.renewalBefore', before: true },
        { event: 'awardExpired', from: 'awardExpiresAt' },
      ],
    },
    states: {
      valid: {
        meta: { label: say('Đang có giá trị', 'Valid'), waitsFor: [] },
        on: {
          openAwardRemedy: { target: 'inRemedy', actions: ['record', 'openAwardRemedy'] },
          suspendAward: { target: 'suspended', actions: ['record', 'suspendAward'] },
          revokeAward: { ...revoke, guard: 'awardRevocableAtOnce' },
        },
      },
      inRemedy: {
        meta: {
          label: say('Trong thời hạn khắc phục', 'In the remedy term'),
          waitsFor: ['principal'],
          deadlines: [{ event: 'awardRemedyEnded', from: 'awardRemedyUntil' }],
        },
        on: {
          confirmAwardRemedied: { target: 'valid', actions: ['record', 'restoreAward'] },
          awardRemedyEnded: { target: 'remedyEnded', actions: ['tellAwardRemedyEnded'] },
        },
      },
      remedyEnded: {
        meta: { label: say('Hết hạn khắc phục', 'Remedy term ended'), waitsFor: ['qualityHead', authority] },
        on: {
          confirmAwardRemedied: { target: 'valid', actions: ['record', 'restoreAward'] },
          revokeAward: revoke,
        },
      },
      suspended: {
        meta: {
          label: say('Tạm đình chỉ', 'Suspended'),
          waitsFor: [authority],
          deadlines: [{ event: 'awardSuspensionEnded', from: 'awardSuspendedUntil' }],
        },
        on: {
          awardSuspensionEnded: { actions: ['tellAwardSuspensionEnded'] },
          reinstateAward: { target: 'valid', actions: ['record', 'restoreAward'] },
          revokeAward: revoke,
        },
      },
    },
  }
}
