// Who may call what, written down once more by hand and apart from the policy: the proof compares the two on every route.

/** `public`: anybody; `person`: anybody signed in; else the roles that know of the thing and, of these, those who may. */
export type Expected = 'public' | 'person' | { may: readonly string[]; know?: readonly string[] }

const school = ['principal', 'councilChair', 'councilSecretary', 'councilMember', 'workingGroup']
const department = ['departmentDirector', 'qualityHead', 'qualityOfficer', 'clerk']
const review = ['teamLead', 'teamSecretary', 'reviewer']
const outside = ['communeOfficer', 'communeChair', 'provincialChair', 'ministry', 'auditor']

/** Everybody with a role in the case or over the school. */
const ofTheCase = [...school, ...department, ...review, ...outside]
/** Those who know a school by their office. */
const ofTheSchool = ['principal', ...department, ...outside]
/** The council of its latest case knows it too, and works on its data. */
const knowTheSchool = [...ofTheSchool, ...school]

const seeCase: Expected = { may: ofTheCase }
/** Both sides talk, each among itself; who only watches takes no part. */
const talk: Expected = { may: [...school, ...department, ...review], know: ofTheCase }
const reviewersOnly: Expected = { may: review, know: ofTheCase }

/** Those who hand in and those who take in. */
const checkDossier: Expected = { may: [...school, ...department, 'communeOfficer', 'communeChair'], know: ofTheCase }
const attach: Expected = { may: school, know: ofTheCase }
const keep: Expected = { may: ['principal', 'councilChair', 'councilSecretary'], know: ofTheCase }
const importData: Expected = { may: ['qualityOfficer', 'qualityHead', 'departmentDirector'] }
const seeFeed: Expected = { may: [...department, 'provincialChair', 'ministry', 'auditor'] }
const manageMachines: Expected = { may: ['qualityHead', 'departmentDirector'] }
const managePeople: Expected = { may: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'] }

/** Ending one's own session would leave the others unasked; its test stands with signing in. */
export const untried = ['DELETE /api/session']

/** Names of organisations are public. */
export const directories = ['GET /api/organisations']

export const expectations: Readonly<Record<string, Expected>> = {
  'POST /api/session': 'public',
  'GET /api/session': 'person',
  'POST /api/session/code': 'person',
  'GET /api/me/sessions': 'person',
  'DELETE /api/me/sessions/{session}': 'person',
  'GET /api/oidc/start': 'public',
  'GET /api/oidc/callback': 'public',
  'PUT /api/me/password': 'person',
  'POST /api/password-resets': 'public',
  'POST /api/password-resets/use': 'public',
  'POST /api/invitations/use': 'public',
  'POST /api/me/second-factor': 'person',
  'POST /api/me/second-factor/confirm': 'person',
  'POST /api/me/second-factor/disable': 'person',
  'GET /api/me/export': 'person',
  'GET /api/tokens': 'person',
  'POST /api/tokens': 'person',
  'DELETE /api/tokens/{token}': 'person',
  'GET /api/organisations': 'person',
  'GET /api/organisations/{organisation}': 'person',
  'GET /api/organisations/{organisation}/people': managePeople,
  'POST /api/people': managePeople,
  'GET /api/people/{person}': managePeople,
  'PATCH /api/people/{person}': managePeople,
  'POST /api/people/{person}/second-factor-reset': managePeople,
  'POST /api/people/{person}/invitation': managePeople,
  'POST /api/people/{person}/suspension': managePeople,
  'POST /api/people/{person}/reinstatement': managePeople,
  'POST /api/people/{person}/erasure': managePeople,
  'POST /api/people/{person}/offices': managePeople,
  'POST /api/people/{person}/offices/end': managePeople,
  'GET /api/me/delegations': 'person',
  'POST /api/me/delegations': 'person',
  'POST /api/me/delegations/end': 'person',
  'GET /api/interests': 'person',
  'POST /api/interests': 'person',
  'POST /api/interests/{interest}/withdrawal': 'person',
  'GET /api/roster': { may: department },
  'GET /api/registers': { may: [...department, 'provincialChair', 'auditor'] },
  'GET /api/work': 'person',
  'GET /api/notices': 'person',
  'POST /api/notices/read': 'person',
  'POST /api/notices/{notice}/read': 'person',
  'GET /api/search': 'person',
  'GET /api/schools': { may: ofTheSchool },
  'GET /api/schools/{school}': { may: knowTheSchool },
  'GET /api/schools/{school}/years': { may: knowTheSchool },
  'GET /api/schools/{school}/years/{period}': { may: knowTheSchool },
  'PUT /api/schools/{school}/data': {
    may: ['principal', 'councilChair', 'councilSecretary', 'workingGroup', 'qualityOfficer', 'qualityHead'],
    know: knowTheSchool,
  },
  'POST /api/schools/{school}/cycles': {
    may: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'],
    know: knowTheSchool,
  },
  'GET /api/cycles': 'person',
  'GET /api/cycles/{cycle}': seeCase,
  'GET /api/cycles/{cycle}/members': seeCase,
  'GET /api/cycles/{cycle}/history': {
    may: [
      ...school,
      ...department,
      'auditor',
      'teamLead',
      'teamSecretary',
      'provincialChair',
      'communeChair',
      'ministry',
    ],
    know: ofTheCase,
  },
  'GET /api/processes/{process}': seeCase,
  'POST /api/processes/{process}/events': seeCase,
  'GET /api/processes/{process}/matters': seeCase,
  'GET /api/cycles/{cycle}/deadlines': seeCase,
  'GET /api/cycles/{cycle}/evidence': seeCase,
  'GET /api/cycles/{cycle}/evidence/{code}': seeCase,
  'GET /api/cycles/{cycle}/evidence/{code}/file': seeCase,
  'GET /api/cycles/{cycle}/evidence-check': attach,
  'POST /api/cycles/{cycle}/uploads': attach,
  'GET /api/cycles/{cycle}/uploads': attach,
  'GET /api/uploads/{upload}': 'person',
  'PATCH /api/uploads/{upload}': 'person',
  'DELETE /api/uploads/{upload}': 'person',
  'POST /api/cycles/{cycle}/evidence': attach,
  'POST /api/cycles/{cycle}/evidence/{code}/revisions': attach,
  'POST /api/cycles/{cycle}/evidence-order': keep,
  'POST /api/cycles/{cycle}/evidence-copy': keep,
  'POST /api/cycles/{cycle}/evidence/{code}/grants': keep,
  'POST /api/cycles/{cycle}/evidence/{code}/grants/{grant}/withdrawal': keep,
  'GET /api/evidence-template': 'person',
  'POST /api/cycles/{cycle}/evidence-import': keep,
  'GET /api/cycles/{cycle}/sheets': seeCase,
  'GET /api/sheets/{process}': seeCase,
  'PUT /api/sheets/{process}': seeCase,
  'GET /api/sheets/{process}/versions': seeCase,
  'GET /api/sheets/{process}/versions/{version}': seeCase,
  'GET /api/sheets/{process}/comparison': seeCase,
  'POST /api/sheets/{process}/presence': seeCase,
  'GET /api/live': 'person',
  'GET /api/cycles/{cycle}/submissions': seeCase,
  'GET /api/cycles/{cycle}/submissions/{kind}/{version}': seeCase,
  'GET /api/cycles/{cycle}/papers': seeCase,
  'GET /api/cycles/{cycle}/papers/{paper}': seeCase,
  'GET /api/cycles/{cycle}/papers/{paper}/changes': seeCase,
  'GET /api/cycles/{cycle}/package': {
    may: ['principal', 'councilChair', 'councilSecretary', 'councilMember', ...department, 'auditor'],
    know: ofTheCase,
  },
  'GET /api/cycles/{cycle}/dossier-check': checkDossier,
  'GET /api/cycles/{cycle}/results.xlsx': seeCase,
  'GET /api/cycles/{cycle}/evidence.xlsx': seeCase,
  'GET /api/province.xlsx': 'person',
  'GET /api/audit': { may: ['qualityHead', 'departmentDirector', 'auditor'] },
  'GET /api/cycles/{cycle}/verification': { may: ['qualityHead', 'departmentDirector', 'auditor'], know: ofTheCase },
  'GET /api/failures': { may: ['qualityHead', 'departmentDirector'] },
  'POST /api/failures/effects/again': { may: ['qualityHead', 'departmentDirector'] },
  'POST /api/failures/mails/{mail}/again': { may: ['qualityHead', 'departmentDirector'] },
  'GET /api/province': { may: [...department, 'provincialChair', 'ministry', 'auditor'] },
  'GET /api/province/cases': { may: [...department, 'provincialChair', 'ministry', 'auditor'] },
  'GET /api/yearly-report': { may: [...department, 'provincialChair', 'auditor'] },
  'GET /api/awards': { may: ofTheSchool },
  'GET /api/cycles/{cycle}/certificates': seeCase,
  'GET /api/certificates/{number}/paper': { may: ['principal', ...department] },
  'POST /api/certificates/{number}/copies': { may: ['qualityOfficer', 'qualityHead', 'departmentDirector'] },
  'GET /api/cycles/{cycle}/comments': talk,
  'POST /api/cycles/{cycle}/comments': talk,
  'GET /api/cycles/{cycle}/comment-partners': talk,
  'POST /api/cycles/{cycle}/comments/{id}/resolve': talk,
  'GET /api/cycles/{cycle}/observations': reviewersOnly,
  'PUT /api/cycles/{cycle}/observations/{id}': reviewersOnly,
  'DELETE /api/cycles/{cycle}/observations/{id}': reviewersOnly,
  'PUT /api/cycles/{cycle}/observations/{id}/photos/{photo}': reviewersOnly,
  'GET /api/cycles/{cycle}/observations/{id}/photos/{photo}': reviewersOnly,
  'GET /api/me/reviews': 'person',
  'GET /api/cycles/{cycle}/independence': { may: [...department, ...review], know: ofTheCase },
  'POST /api/cycles/{cycle}/independence': reviewersOnly,
  'GET /api/cycles/{cycle}/moderation': reviewersOnly,
  'PUT /api/sheets/{process}/report-text': seeCase,
  'GET /api/cycles/{cycle}/drafts': { may: [...school, ...department, ...review], know: ofTheCase },
  'GET /api/cycles/{cycle}/visit-plan': { may: [...school, ...department, ...review], know: ofTheCase },
  'PUT /api/cycles/{cycle}/visit-plan/{id}': { may: ['teamLead', 'teamSecretary'], know: ofTheCase },
  'DELETE /api/cycles/{cycle}/visit-plan/{id}': { may: ['teamLead', 'teamSecretary'], know: ofTheCase },
  'GET /api/criteria-sets': 'person',
  'GET /api/criteria-sets/{set}/{edition}': 'person',
  'GET /api/procedures/{procedure}': 'person',
  'GET /api/procedures': 'person',
  'GET /api/holidays': 'person',
  'GET /api/holidays/changes': { may: department },
  'GET /api/holidays/template': manageMachines,
  'PUT /api/holidays/{year}': manageMachines,
  'GET /api/imports/{noun}/template': importData,
  'GET /api/criteria-sets/{set}/{edition}/file': 'person',
  'GET /api/criteria-diff': 'person',
  'POST /api/criteria-checks': manageMachines,
  'POST /api/criteria-sets': manageMachines,
  'GET /api/jobs': 'person',
  'POST /api/jobs': 'person',
  'GET /api/jobs/{job}': 'person',
  'GET /api/jobs/{job}/file': 'person',
  'GET /api/templates': { may: department },
  'POST /api/imports/schools': importData,
  'POST /api/imports/certificates': importData,
  'POST /api/imports/cases': importData,
  'GET /api/feed/cases': seeFeed,
  'GET /api/feed/certificates': seeFeed,
  'GET /api/public/certificates': 'public',
  'GET /api/public/certificates/{number}': 'public',
  'GET /api/public/published': 'public',
  'GET /api/public/reports/{cycle}': 'public',
  'GET /api/public/credentials/{number}': 'public',
  'GET /api/public/status-lists/{purpose}': 'public',
  'POST /api/public/verifications': 'public',
  'GET /api/public/keys': 'public',
  'GET /.well-known/did.json': 'public',
  'GET /api/webhooks': manageMachines,
  'POST /api/webhooks': manageMachines,
  'DELETE /api/webhooks/{webhook}': manageMachines,
  'GET /api/webhooks/{webhook}/deliveries': manageMachines,
  'POST /api/webhooks/{webhook}/deliveries/{delivery}/again': manageMachines,
}
