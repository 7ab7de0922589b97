// Certification under Thông tư 57/2026: one award, the national standard, decided by the department (Điều 17, 19, 20).
import { say } from '../../src/domain/text.ts'
import { defineProcess } from '../define.ts'
import { awardChanges, awardEffects } from './award-changes.ts'
import { awardChecks } from './award-checks.ts'
import { awardEvents, type AwardNames } from './award-events.ts'
import { decidedRegion } from './award-region.ts'
import { caseDrawing } from './case-drawing.ts'
import { caseChanges, caseChecks, caseEffects, caseEvents } from './case.ts'
import { awardStart, Context2026, sharedStart } from './context.ts'
import { drawForAward, forAward } from './for-award.ts'

const nationalStandard: AwardNames = {
  kind: 'nationalStandard',
  paper: say('Bằng công nhận chuẩn quốc gia', 'national standard certificate'),
  grade: say('mức độ', 'tier'),
  authority: 'departmentDirector',
  highest: 2,
  sampleGrade: 1,
}
const awards = [nationalStandard]
const extendable = [
  'nationalStandardDecisionOverdue',
  'nationalStandardRemedyEnded',
  'nationalStandardSuspensionEnded',
  'complaintOverdue',
]

export const certification2026 = defineProcess({
  process: 'certification',
  edition: 'vn-2026',
  name: say('Công nhận đạt chuẩn quốc gia', 'Certification'),
  context: Context2026,
  start: ({ input }) => Context2026.parse({ ...sharedStart, ...awardStart('nationalStandard'), ...input }),
  inputs: [
    { requested: ['nationalStandard'], requestedTier: 1 },
    { requested: [], requestedTier: null },
  ],
  events: {
    ...caseEvents(awards, extendable),
    ...forAward('nationalStandard', awardEvents(nationalStandard)),
  },
  checks: {
    ...caseChecks(awards),
    ...forAward('nationalStandard', awardChecks(nationalStandard)),
  },
  changes: {
    ...caseChanges(awards),
    ...forAward('nationalStandard', awardChanges(nationalStandard)),
  },
  effects: {
    ...caseEffects(awards),
    ...forAward('nationalStandard', awardEffects(nationalStandard)),
  },
  drawing: caseDrawing({ nationalStandard: drawForAward('nationalStandard', decidedRegion(nationalStandard)) }),
})
