// What the self-assessment of 2026 sets off beside what both editions do: sheets, papers and messages of its steps.
import type { EffectOf } from '../../src/domain/process.ts'
import type { Context2026 } from './context-vn-2026.ts'

export const effects2026 = {
  /** The sheets of the school, one a criterion; those that exist stay as they are. */
  openSchoolSheets: () => ({ type: 'openSheets', kind: 'school', persons: [], round: 1 }),
  announceAssignment: () => [
    { type: 'produceDocument', form: 'assignmentTable' },
    { type: 'notify', to: ['councilMember', 'workingGroup'], message: 'selfAssessment.workAssigned' },
  ],
  announceReopening: () => ({
    type: 'notify',
    to: ['councilSecretary', 'workingGroup'],
    message: 'selfAssessment.ratingReopened',
  }),
  askForApproval: () => ({ type: 'notify', to: ['principal'], message: 'selfAssessment.reportSubmitted' }),
  announceReturnOfReport: () => ({
    type: 'notify',
    to: ['councilChair', 'councilSecretary'],
    message: 'selfAssessment.reportReturned',
  }),
  announceApproval: () => [
    { type: 'produceDocument', form: 'selfAssessmentReport' },
    { type: 'publish', what: 'selfAssessmentReport' },
    { type: 'notify', to: ['qualityOfficer', 'communeOfficer'], message: 'selfAssessment.reportApproved' },
  ],
  remindApproval: () => ({
    type: 'notify',
    to: ['principal', 'councilChair', 'qualityOfficer'],
    message: 'selfAssessment.approvalDue',
  }),
  askForPlanApproval: () => ({ type: 'notify', to: ['principal'], message: 'selfAssessment.planSubmitted' }),
  announceReturnOfPlan: () => ({
    type: 'notify',
    to: ['councilChair', 'councilSecretary'],
    message: 'selfAssessment.planReturned',
  }),
  announcePlan: () => [
    { type: 'produceDocument', form: 'improvementPlan' },
    { type: 'notify', to: ['councilMember', 'workingGroup'], message: 'selfAssessment.improvementPlanApproved' },
  ],
  produceRequest: () => [
    { type: 'produceDocument', form: 'recognitionRequest' },
    { type: 'notify', to: ['qualityOfficer', 'communeOfficer'], message: 'selfAssessment.recognitionRequested' },
  ],
  announceYearClosed: () => ({ type: 'notify', to: ['qualityOfficer'], message: 'selfAssessment.yearClosed' }),
} satisfies Record<string, EffectOf<Context2026>>
