// What the self-assessment of 2018 sets off beside what both editions do: sheets, papers and messages of its steps.
import type { EffectOf } from '../../src/domain/process.ts'
import type { Context2018 } from './context-vn-2018.ts'

export const effects2018 = {
  /** The sheets of the school, one a criterion; those that exist stay as they are. */
  openSchoolSheets: () => ({ type: 'openSheets', kind: 'school', persons: [], round: 1 }),
  announcePlan: () => [
    { type: 'produceDocument', form: 'selfAssessmentPlan' },
    {
      type: 'notify',
      to: ['councilMember', 'councilSecretary', 'workingGroup'],
      message: 'selfAssessment.planApproved',
    },
  ],
  askForApproval: () => ({ type: 'notify', to: ['councilChair'], message: 'selfAssessment.planSubmitted' }),
  announceReturnOfPlan: () => ({ type: 'notify', to: ['councilSecretary'], message: 'selfAssessment.planReturned' }),
  askToRate: () => ({ type: 'notify', to: ['workingGroup'], message: 'selfAssessment.ratingOpen' }),
  announceReopening: () => ({
    type: 'notify',
    to: ['councilSecretary', 'workingGroup'],
    message: 'selfAssessment.ratingReopened',
  }),
  announceDraft: () => ({
    type: 'notify',
    to: ['councilMember', 'workingGroup'],
    message: 'selfAssessment.draftPublished',
  }),
  announceReturnOfDraft: () => ({
    type: 'notify',
    to: ['councilSecretary'],
    message: 'selfAssessment.draftReturned',
  }),
  produceReport: () => ({ type: 'produceDocument', form: 'selfAssessmentReport' }),
  askForOpinion: () => ({
    type: 'notify',
    to: ['communeOfficer', 'qualityOfficer'],
    message: 'selfAssessment.opinionAsked',
  }),
  announceOpinion: () => ({
    type: 'notify',
    to: ['principal', 'councilChair'],
    message: 'selfAssessment.opinionGiven',
  }),
  publishReport: () => ({ type: 'publish', what: 'selfAssessmentReport' }),
  reportUpdate: () => [
    { type: 'produceDocument', form: 'yearlyUpdate' },
    { type: 'notify', to: ['qualityOfficer', 'communeOfficer'], message: 'selfAssessment.yearlyUpdate' },
  ],
  produceRegistration: () => [
    { type: 'produceDocument', form: 'reviewRegistration' },
    { type: 'notify', to: ['qualityOfficer', 'communeOfficer'], message: 'selfAssessment.reviewRegistered' },
  ],
  remind: () => ({ type: 'notify', to: ['principal', 'councilChair'], message: 'selfAssessment.overdue' }),
  remindToRegister: () => ({ type: 'notify', to: ['principal'], message: 'selfAssessment.registrationEnding' }),
} satisfies Record<string, EffectOf<Context2018>>
