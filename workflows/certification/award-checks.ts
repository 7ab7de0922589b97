// What stops an event about one award, in sentences with the dates and grades of the case. Named in for-award.ts.
import { addPeriod, writeDay } from '../../src/domain/calendar/add.ts'
import type { Check } from '../../src/domain/process.ts'
import { holds, periodOf, type Procedure } from '../../src/domain/procedure.ts'
import { say } from '../../src/domain/text.ts'
import type { AwardNames } from './award-events.ts'
import { own, type Shared } from './context.ts'

export function awardChecks({ kind, paper, grade }: AwardNames) {
  return {
    awardRequested: ({ context }) =>
      context.requested.includes(kind)
        ? null
        : say(`Trường không đề nghị ${paper.vi}.`, `The school did not ask for the ${paper.en}.`),
    awardReached: ({ facts }) =>
      (facts.review.decisions[kind]?.grade ?? 0) >= 1
        ? null
        : say(
            `Báo cáo kết luận trường chưa đủ điều kiện nhận ${paper.vi}: chỉ có thể không công nhận, có nêu lý do.`,
            `The report finds that the school does not qualify for the ${paper.en}: it can only be refused, with reasons.`,
          ),
    awardValidityKnown: ({ rules }) =>
      span(rules, 'certification.validity') === null
        ? say('Quy trình chưa đặt thời hạn hiệu lực của bằng.', 'The procedure sets no term of validity.')
        : null,
    awardNeverDecided: ({ context }) => {
      const { decision, decidedOn } = own(context, kind)
      return decision === null || decidedOn === null
        ? null
        : say(
            `Đã có quyết định ${decision} ngày ${writeDay(decidedOn)} về ${paper.vi}: không rút được nữa.`,
            `Decision ${decision} of ${decidedOn} on the ${paper.en} has been taken: it is too late to withdraw.`,
          )
    },
    /** Điều 35, 38 (2018): self-assessment done and external review registered at least five months before expiry. */
    awardRenewalOpen: ({ context, rules, at }) => {
      const { expiresAt } = own(context, kind)
      const before = span(rules, 'certification.renewalBefore')
      if (expiresAt === null || before === null) return null
      const last = addPeriod(expiresAt, { ...before, amount: -before.amount })
      return at <= last
        ? null
        : say(
            `${paper.vi} hết hạn ngày ${writeDay(expiresAt)}; phải đăng ký công nhận lại chậm nhất ngày ${writeDay(last)}, hôm nay đã là ${writeDay(at)}.`,
            `The ${paper.en} expires on ${writeDay(expiresAt)}; renewal had to be registered by ${writeDay(last)}, today is ${writeDay(at)}.`,
          )
    },
    awardRenewalUnregistered: ({ context }) => {
      const { renewalOn } = own(context, kind)
      return renewalOn === null
        ? null
        : say(
            `Đã đăng ký công nhận lại ngày ${writeDay(renewalOn)}.`,
            `Renewal was already registered on ${writeDay(renewalOn)}.`,
          )
    },
    /** 2026, Điều 19 khoản 4: two years after the recognition at the earliest. */
    awardUpgradeOpen: ({ context, rules, at }) => {
      const { issuedAt } = own(context, kind)
      const after = span(rules, 'certification.upgradeAfter')
      if (issuedAt === null || after === null) return null
      const first = addPeriod(issuedAt, after)
      return at >= first
        ? null
        : say(
            `${paper.vi} cấp ngày ${writeDay(issuedAt)}; đăng ký nâng ${grade.vi} sớm nhất từ ngày ${writeDay(first)}.`,
            `The ${paper.en} was issued on ${writeDay(issuedAt)}; a higher ${grade.en} may be asked for from ${writeDay(first)}.`,
          )
    },
    awardUpgradeUnregistered: ({ context }) => {
      const { upgradeOn } = own(context, kind)
      return upgradeOn === null
        ? null
        : say(
            `Đã đăng ký nâng ${grade.vi} ngày ${writeDay(upgradeOn)}.`,
            `A higher ${grade.en} was already asked for on ${writeDay(upgradeOn)}.`,
          )
    },
    /** By hand only after a registration; the system tells of a successor that has just been issued. */
    awardSuccessorRegistered: ({ context, actor }) => {
      const { renewalOn, upgradeOn } = own(context, kind)
      return actor.role === 'system' || renewalOn !== null || upgradeOn !== null
        ? null
        : say(
            `Trường chưa đăng ký công nhận lại hoặc nâng ${grade.vi}: không có lần công nhận mới nào thay ${paper.vi} này.`,
            `Neither renewal nor a higher ${grade.en} was registered: nothing can replace this ${paper.en}.`,
          )
    },
    /** 2026, Điều 20 khoản 1: at once only when the school is suspended for breaking the law, else a term to put it right comes first. */
    awardRevocableAtOnce: ({ facts, rules }) =>
      !holds(rules, 'certification.remedyFirst') || facts.school.status === 'suspended'
        ? null
        : say(
            'Trường không bị đình chỉ hoạt động: phải yêu cầu khắc phục trong thời hạn trước khi thu hồi.',
            'The school’s activity is not suspended: it must first be given a term to put things right.',
          ),
    awardDisputed: ({ context }) =>
      context.complaintAbout === kind
        ? null
        : say(`Khiếu nại không về ${paper.vi}.`, `The complaint is not about the ${paper.en}.`),
  } satisfies Record<string, Check<Shared>>
}

/** Only where a proposal comes first. */
export function proposalChecks({ kind, paper }: AwardNames) {
  return {
    awardProposedToGrant: ({ context }) =>
      own(context, kind).proposal?.grant
        ? null
        : say(
            `Giám đốc Sở đề nghị không cấp ${paper.vi}: chỉ có thể không công nhận hoặc trả lại tờ trình.`,
            `The department proposes to refuse the ${paper.en}: refuse, or return the proposal.`,
          ),
    awardHeldAtProposal: ({ context }) =>
      own(context, kind).heldFrom === 'awaitingProposal'
        ? null
        : say(`${paper.vi} tạm dừng ở bước khác.`, `The ${paper.en} was paused at another step.`),
  } satisfies Record<string, Check<Shared>>
}

/** A period as it can be added to a day, or null where no rule is set. Terms of an award are never in working days. */
export function span(rules: Procedure, name: string) {
  const { amount, unit } = periodOf(rules, name)
  return amount === null || unit === 'workingDays' ? null : { amount, unit }
}
