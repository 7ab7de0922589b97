// Real conditions of a school as its commune reports them (2026, Điều 16 khoản 1 điểm d), before the council is set up.
import { z } from 'zod'
import { eventOf, type Check, type EffectOf, type Issue, type Moment } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Paper, Prose } from '../common.ts'
import { ConditionKind, type Context2026 } from './context.ts'

const event = eventOf<Context2026>()

const kinds = {
  facilities: say('cơ sở vật chất', 'facilities'),
  equipment: say('thiết bị', 'equipment'),
  safety: say('an toàn', 'safety'),
  other: say('điều kiện pháp lý khác', 'other legal conditions'),
}
type ConditionKind = z.infer<typeof ConditionKind>

const Conditions = z.strictObject({
  report: Paper,
  conditions: z.array(z.strictObject({ kind: ConditionKind, met: z.boolean(), remarks: Prose })).min(1),
})
type Conditions = z.infer<typeof Conditions>
const nothing = z.strictObject({})

function conditionIssues({ conditions }: Conditions): Issue[] {
  return ConditionKind.options.flatMap((kind) => {
    const count = conditions.filter((one) => one.kind === kind).length
    const { vi, en } = kinds[kind]
    if (count === 1) return []
    const message =
      count === 0
        ? say(`Thiếu nhận xét về ${vi}.`, `Nothing is said on ${en}.`)
        : say(`Có ${count} nhận xét về ${vi}, cần đúng 1.`, `${count} entries on ${en}, exactly 1 is needed.`)
    return [{ path: ['conditions'], message }]
  })
}

const sample = (met: boolean) => ({
  report: { number: '112/BC-UBND', date: '2026-10-20' },
  conditions: [
    { kind: 'facilities' as const, met, remarks: '24 phòng học cho 24 lớp, sân chơi 3.200 m².' },
    { kind: 'equipment' as const, met: true, remarks: 'Thiết bị tối thiểu đủ ở các khối lớp.' },
    { kind: 'safety' as const, met: true, remarks: 'Đã nghiệm thu phòng cháy chữa cháy năm 2025.' },
    { kind: 'other' as const, met: true, remarks: 'Có giấy chứng nhận quyền sử dụng đất.' },
  ],
})

export const conditionEvents = {
  reportConditions: event({
    by: ['communeOfficer', 'communeChair'],
    label: say('Báo cáo điều kiện thực tế', 'Report the real conditions'),
    payload: Conditions,
    accepts: ({ payload }) => conditionIssues(payload),
    samples: [{ payload: sample(true) }, { payload: sample(false) }],
  }),
  proceedWithoutConditions: event({
    by: ['qualityHead', 'departmentDirector'],
    label: say('Tiếp tục không chờ báo cáo của xã', 'Go on without the report of the commune'),
    payload: z.strictObject({ reason: Prose }),
    samples: [{ payload: { reason: 'Sở đã kiểm tra điều kiện thực tế tại trường ngày 12/10/2026.' } }],
  }),
  conditionsOverdue: event({
    by: ['system'],
    label: say('Quá hạn báo cáo điều kiện', 'The report on conditions is overdue'),
    payload: nothing,
    samples: [{ payload: {} }],
  }),
}

export const conditionChecks = {
  conditionsUnmet: ({ context }) =>
    (context.unmetConditions?.length ?? 0) > 0
      ? null
      : say('UBND cấp xã không nêu điều kiện nào chưa đáp ứng.', 'The commune reports no condition that is not met.'),
} satisfies Record<string, Check<Context2026>>

export const conditionChanges = {
  reportConditions: ({ payload }: Moment<Context2026, Conditions>) => ({
    unmetConditions: payload.conditions.filter((one) => !one.met).map((one): ConditionKind => one.kind),
  }),
  proceedWithoutConditions: () => ({ unmetConditions: null }),
}

export const conditionEffects = {
  askForConditions: () => ({
    type: 'notify',
    to: ['communeOfficer', 'communeChair'],
    message: 'review.conditionsAsked',
  }),
  announceConditions: () => ({
    type: 'notify',
    to: ['qualityOfficer', 'departmentDirector'],
    message: 'review.conditionsReported',
  }),
  remindConditions: () => ({
    type: 'notify',
    to: ['communeOfficer', 'qualityHead'],
    message: 'review.conditionsOverdue',
  }),
} satisfies Record<string, EffectOf<Context2026>>
