// Who may call what, written down once more by hand and apart from the policy: the proof compares the two on every route.

/** `public`: anybody; `person`: anybody signed in; else the roles that know of the thing and, of these, those who may. */
export type Expected = 'public' | 'person' | { may: readonly string[]; know?: readonly string[] }

const school = ['principal', 'councilChair', 'councilSecretary', 'councilMember', 'workingGroup']
const department = ['departmentDirector', 'qualityHead', 'qualityOfficer', 'clerk']
const review = ['teamLead', 'teamSecretary', 'reviewer']
const outside = ['communeOfficer', 'communeChair', 'provincialChair', 'ministry', 'auditor']

/** Everybody with a role in the case or over the school. */
const ofTheCase = [...school, ...department, ...review, ...outside]
/** Those who know a school by their office; council and team know their case. */
const ofTheSchool = ['principal', ...department, ...outside]

const seeCase: Expected = { may: ofTheCase }
const reviewersOnly: Expected = { may: review, know: ofTheCase }

export const expectations: Readonly<Record<string, Expected>> = {
  'GET /api/work': 'person',
  'GET /api/notices': 'person',
  'POST /api/notices/read': 'person',
  'GET /api/schools': { may: ofTheSchool },
  'GET /api/schools/{school}': { may: ofTheSchool },
  'PUT /api/schools/{school}/data': { may: ['principal', 'qualityOfficer', 'qualityHead'], know: ofTheSchool },
  'POST /api/schools/{school}/cycles': {
    may: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'],
    know: ofTheSchool,
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
  'GET /api/cycles/{cycle}/sheets': seeCase,
  'GET /api/sheets/{process}': seeCase,
  'PUT /api/sheets/{process}': seeCase,
  'GET /api/cycles/{cycle}/submissions': seeCase,
  'GET /api/cycles/{cycle}/submissions/{kind}/{version}': seeCase,
  'GET /api/awards': { may: ofTheSchool },
  'GET /api/cycles/{cycle}/comments': seeCase,
  'POST /api/cycles/{cycle}/comments': seeCase,
  'POST /api/cycles/{cycle}/comments/{id}/resolve': seeCase,
  'GET /api/cycles/{cycle}/observations': reviewersOnly,
  'PUT /api/cycles/{cycle}/observations/{id}': reviewersOnly,
  'DELETE /api/cycles/{cycle}/observations/{id}': reviewersOnly,
  'GET /api/criteria-sets': 'person',
  'GET /api/criteria-sets/{set}/{edition}': 'person',
  'GET /api/procedures/{procedure}': 'person',
}
