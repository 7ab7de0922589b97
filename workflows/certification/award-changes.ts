// What events about one award write and set off. Named in for-award.ts.
import type { z } from 'zod'
import { addPeriod, dayOf, endOfDay, startOfDay } from '../../src/domain/calendar/add.ts'
import type { Effect } from '../../src/domain/effects.ts'
import type { Change, EffectOf } from '../../src/domain/process.ts'
import type { Role } from '../../src/domain/roles.ts'
import { span } from './award-checks.ts'
import type { awardEvents, AwardNames, proposalEvents } from './award-events.ts'
import { own, put, type Shared } from './context.ts'

type ChangesOf<Book extends Record<string, { payload: z.ZodType }>> = {
  [E in keyof Book]?: Change<Shared, z.infer<Book[E]['payload']>>
}

export function awardChanges({ kind }: AwardNames) {
  const lapsed = { inForce: false, remedyUntil: null, suspendedUntil: null }
  return {
    grantAward: ({ payload, context, rules, drawn }) => {
      const validity = span(rules, 'certification.validity')
      const signed = payload.decision.date
      return put(kind, {
        ...decided(payload.decision),
        reason: null,
        grade: payload.grade,
        certificate: drawn[`certificate.${kind}`] ?? null,
        inForce: true,
        replaces: own(context, kind).inForce,
        issuedAt: startOfDay(signed),
        // Five years from signing (2026, Điều 19 khoản 2; 2018, Điều 35, 38).
        expiresAt: validity && endOfDay(addPeriod(signed, validity)),
        renewalOn: null,
        upgradeOn: null,
      })
    },
    refuseAward: ({ payload, context }) =>
      put(kind, {
        ...decided(payload.decision),
        ...lapsed,
        reason: payload.reason,
        replaces: own(context, kind).inForce,
        grade: null,
      }),
    awardDecisionOverdue: () => put(kind, { late: true }),
    registerAwardRenewal: ({ at }) => put(kind, { renewalOn: dayOf(at) }),
    registerAwardUpgrade: ({ at }) => put(kind, { upgradeOn: dayOf(at) }),
    awardExpired: () => put(kind, lapsed),
    supersedeAward: ({ payload }) => put(kind, { ...lapsed, reason: `${payload.number} (${payload.decision.number})` }),
    openAwardRemedy: ({ payload }) =>
      put(kind, { reason: payload.findings.join('; '), remedyUntil: endOfDay(payload.until) }),
    confirmAwardRemedied: () => put(kind, { reason: null, remedyUntil: null }),
    suspendAward: ({ payload }) => put(kind, { reason: payload.reason, suspendedUntil: endOfDay(payload.until) }),
    reinstateAward: () => put(kind, { reason: null, suspendedUntil: null }),
    revokeAward: ({ payload }) => put(kind, { ...lapsed, reason: payload.reason }),
  } satisfies ChangesOf<ReturnType<typeof awardEvents>>
}

export function proposalChanges({ kind }: AwardNames) {
  return {
    proposeAward: ({ payload }) =>
      put(kind, {
        late: false,
        proposal: { number: payload.proposal.number, grant: payload.grant, grade: payload.grade },
      }),
    returnAwardProposal: () => put(kind, { proposal: null, late: false }),
    awardProposalOverdue: () => put(kind, { late: true }),
  } satisfies ChangesOf<ReturnType<typeof proposalEvents>>
}

/** The messages and papers are named after the award; who writes them finds them by that name. */
export function awardEffects({ kind, authority }: AwardNames) {
  const tell = (message: string, ...to: Role[]) => ({ type: 'notify' as const, to, message: `${kind}.${message}` })
  const change = (status: Extract<Effect, { type: 'changeAward' }>['status']) =>
    (({ context }) => ({
      type: 'changeAward',
      award: kind,
      status,
      reason: own(context, kind).reason,
    })) satisfies EffectOf<Shared>
  return {
    /** After a re-review the new decision puts the earlier certificate out of force. */
    replaceAward: ({ context }) => {
      const { replaces, inForce, reason } = own(context, kind)
      if (!replaces) return []
      return { type: 'changeAward', award: kind, status: inForce ? 'superseded' : 'revoked', reason }
    },
    issueAward: ({ context }) => issued(context, kind),
    /** A renewal or a higher grade takes the place of the award of the case before it, at the same instant. */
    supersedeFollowedAward: ({ context }) => {
      const { certificate, decision, decidedOn } = own(context, kind)
      const event = `supersede${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
      const payload = { number: certificate, decision: { number: decision, date: decidedOn } }
      return { type: 'tellFollowed', award: kind, event, payload }
    },
    announceAwardGranted: () => [
      { type: 'publish', what: `${kind}.granted` },
      { type: 'produceDocument', form: `${kind}Decision` },
      { type: 'produceDocument', form: `${kind}Certificate` },
      tell('granted', 'principal', 'qualityOfficer'),
    ],
    announceAwardRefused: () => [
      { type: 'produceDocument', form: `${kind}Decision` },
      tell('refused', 'principal', 'qualityOfficer'),
    ],
    tellAwardLate: () => tell('late', authority, 'departmentDirector', 'qualityHead'),
    remindAwardRenewal: () => tell('renewalDue', 'principal', 'qualityOfficer'),
    tellAwardRenewalClosed: ({ context }) =>
      own(context, kind).renewalOn === null ? tell('renewalMissed', 'principal', 'qualityOfficer') : [],
    tellAwardRenewal: () => tell('renewalRegistered', 'qualityOfficer'),
    tellAwardUpgrade: () => tell('upgradeRegistered', 'qualityOfficer'),
    expireAward: (moment) => [change('expired')(moment), tell('expired', 'principal', 'qualityOfficer')],
    endAwardBySuccessor: change('superseded'),
    openAwardRemedy: (moment) => [change('inRemedy')(moment), tell('remedy', 'principal')],
    tellAwardRemedyEnded: () => tell('remedyEnded', 'principal', authority, 'qualityOfficer'),
    restoreAward: (moment) => [change('valid')(moment), tell('restored', 'principal')],
    suspendAward: (moment) => [change('suspended')(moment), tell('suspended', 'principal')],
    tellAwardSuspensionEnded: () => tell('suspensionEnded', authority, 'qualityOfficer'),
    revokeAward: (moment) => [
      change('revoked')(moment),
      { type: 'publish', what: `${kind}.revoked` },
      { type: 'produceDocument', form: `${kind}Revocation` },
      tell('revoked', 'principal', 'qualityOfficer'),
    ],
    freezeDecision: () => ({ type: 'freezeSubmission', kind: 'decision' }),
  } satisfies Record<string, EffectOf<Shared>>
}

export function proposalEffects({ kind, authority }: AwardNames) {
  return {
    announceAwardProposal: () => [
      { type: 'produceDocument', form: `${kind}Proposal` },
      { type: 'notify', to: [authority], message: `${kind}.proposed` },
    ],
    tellAwardProposalReturned: () => ({
      type: 'notify',
      to: ['departmentDirector', 'qualityHead'],
      message: `${kind}.proposalReturned`,
    }),
  } satisfies Record<string, EffectOf<Shared>>
}

function decided(decision: { number: string; date: string }) {
  return { decision: decision.number, decidedOn: decision.date, late: false, heldFrom: null }
}

/** The entry in the register of awards. `grantAward` has just written every field, guarded by `awardValidityKnown`. */
function issued(context: Shared, kind: AwardNames['kind']): Effect {
  const { grade, certificate, decision, issuedAt, expiresAt } = own(context, kind)
  if (grade === null || certificate === null || decision === null || issuedAt === null || expiresAt === null)
    throw new Error(`The ${kind} award is not complete`)
  return { type: 'issueAward', award: kind, grade, number: certificate, decision, issuedAt, expiresAt }
}
