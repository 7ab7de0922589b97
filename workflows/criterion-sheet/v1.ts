// Criterion sheet: one per criterion and assessor. Written, submitted, then agreed by the council (school) or moderated (team).
import type { Check, EffectOf } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { defineProcess, requires } from '../define.ts'
import { Context, events, named } from './events.ts'

const checks = {
  caseOpen: ({ facts }) =>
    facts.sheet.open
      ? null
      : say('Hồ sơ đang ở bước không sửa phiếu được.', 'The case is at a step where sheets cannot be changed.'),
  fullyRated: ({ facts }) => {
    const { vi, en } = named(facts.sheet.unrated)
    return vi === '' ? null : say(`Chưa chấm: ${vi}.`, `Not yet rated: ${en}.`)
  },
  allScored: ({ facts }) =>
    facts.sheet.waitingFor.length === 0
      ? null
      : say('Còn thành viên chưa nộp phiếu của tiêu chí này.', 'A reviewer has not yet submitted this criterion.'),
  notAlone: ({ context }) =>
    context.kind === 'reviewer'
      ? say(
          'Phiếu của từng thành viên được giữ nguyên, không thống nhất riêng.',
          'A reviewer’s own sheet is kept as it is.',
        )
      : null,
} satisfies Record<string, Check<Context>>

const effects = {} satisfies Record<string, EffectOf<Context>>

export const criterionSheetV1 = defineProcess({
  process: 'criterionSheet',
  edition: 'v1',
  name: say('Phiếu đánh giá tiêu chí', 'Criterion sheet'),
  context: Context,
  start: ({ input }) => Context.parse({ reason: null, returned: 0, reopened: 0, assessor: null, round: 1, ...input }),
  inputs: [
    { kind: 'school', criterion: '1.1' },
    { kind: 'reviewer', criterion: '1.1', assessor: 'p1' },
    { kind: 'team', criterion: '1.1' },
    { kind: 'reviewer', criterion: '1.1', assessor: 'p1', round: 2 },
  ],
  events,
  checks,
  changes: {
    returnSheet: ({ payload, context }) => ({ reason: payload.reason, returned: context.returned + 1 }),
    agreeSheet: ({ payload }) => ({ reason: payload.reason ?? null }),
    reopenSheet: ({ payload, context }) => ({ reason: payload.reason, reopened: context.reopened + 1 }),
  },
  effects,
  drawing: {
    initial: 'drafting',
    states: {
      drafting: {
        tags: ['writable'],
        meta: { label: say('Đang viết', 'Drafting'), waitsFor: ['workingGroup', 'reviewer', 'teamSecretary'] },
        on: { submitSheet: { target: 'submitted', guard: requires('caseOpen', 'fullyRated') } },
      },
      submitted: {
        meta: { label: say('Đã nộp', 'Submitted'), waitsFor: ['councilChair', 'teamLead'] },
        on: {
          returnSheet: { target: 'drafting', guard: requires('caseOpen'), actions: 'record' },
          agreeSheet: { target: 'agreed', guard: requires('notAlone', 'caseOpen', 'allScored'), actions: 'record' },
        },
      },
      agreed: {
        meta: { label: say('Đã thống nhất', 'Agreed'), waitsFor: [] },
        on: { reopenSheet: { target: 'drafting', guard: requires('caseOpen'), actions: 'record' } },
      },
    },
  },
})
