// Certification under the 2018 circulars: accreditation by the department, the national standard by the province, decided apart.
import { say } from '../../src/domain/text.ts'
import { defineProcess } from '../define.ts'
import { awardChanges, awardEffects, proposalChanges, proposalEffects } from './award-changes.ts'
import { awardChecks, proposalChecks } from './award-checks.ts'
import { awardEvents, proposalEvents, type AwardNames } from './award-events.ts'
import { decidedRegion, proposedRegion } from './award-region.ts'
import { caseDrawing } from './case-drawing.ts'
import { caseChanges, caseChecks, caseEffects, caseEvents } from './case.ts'
import { awardStart, Context2018, sharedStart } from './context.ts'
import { drawForAward, forAward } from './for-award.ts'

/** Điều 34–36: Giám đốc Sở decides. */
const accreditation: AwardNames = {
  kind: 'accreditation',
  paper: say('Chứng nhận đạt KĐCLGD', 'accreditation certificate'),
  grade: say('cấp độ', 'grade'),
  authority: 'departmentDirector',
  highest: 4,
  sampleGrade: 2,
}
/** Điều 37–39: Giám đốc Sở proposes, Chủ tịch UBND tỉnh decides. */
const nationalStandard: AwardNames = {
  kind: 'nationalStandard',
  paper: say('Bằng công nhận chuẩn quốc gia', 'national standard certificate'),
  grade: say('mức độ', 'tier'),
  authority: 'provincialChair',
  highest: 2,
  sampleGrade: 1,
}
const awards = [accreditation, nationalStandard]
const extendable = [
  'accreditationDecisionOverdue',
  'nationalStandardProposalOverdue',
  'nationalStandardDecisionOverdue',
  'accreditationRemedyEnded',
  'nationalStandardRemedyEnded',
  'accreditationSuspensionEnded',
  'nationalStandardSuspensionEnded',
  'complaintOverdue',
]
const asked = { requestedGrade: 2, requestedTier: 1 }

export const certification2018 = defineProcess({
  process: 'certification',
  edition: 'vn-2018',
  name: say('Công nhận', 'Certification'),
  context: Context2018,
  start: ({ input }) =>
    Context2018.parse({ ...sharedStart, ...awardStart('accreditation'), ...awardStart('nationalStandard'), ...input }),
  inputs: [
    { ...asked, requested: ['accreditation'] },
    { ...asked, requested: ['nationalStandard'] },
    { ...asked, requested: ['accreditation', 'nationalStandard'] },
  ],
  events: {
    ...caseEvents(awards, extendable),
    ...forAward('accreditation', awardEvents(accreditation)),
    ...forAward('nationalStandard', { ...awardEvents(nationalStandard), ...proposalEvents(nationalStandard) }),
  },
  checks: {
    ...caseChecks(awards),
    ...forAward('accreditation', awardChecks(accreditation)),
    ...forAward('nationalStandard', { ...awardChecks(nationalStandard), ...proposalChecks(nationalStandard) }),
  },
  changes: {
    ...caseChanges(awards),
    ...forAward('accreditation', awardChanges(accreditation)),
    ...forAward('nationalStandard', { ...awardChanges(nationalStandard), ...proposalChanges(nationalStandard) }),
  },
  effects: {
    ...caseEffects(awards),
    ...forAward('accreditation', awardEffects(accreditation)),
    ...forAward('nationalStandard', { ...awardEffects(nationalStandard), ...proposalEffects(nationalStandard) }),
  },
  drawing: caseDrawing({
    accreditation: drawForAward('accreditation', decidedRegion(accreditation)),
    nationalStandard: drawForAward('nationalStandard', proposedRegion(nationalStandard)),
  }),
})
