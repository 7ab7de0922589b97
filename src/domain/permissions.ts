// What a person may do or see beside the events of a process: one table of roles, and where an office reaches. Deny unless listed.
import type { Place, Standing } from './policy.ts'
import { departmentRoles, outsideRoles, reviewRoles, schoolRoles, type Role } from './roles.ts'

/** Who may, by role. Roles of one case count in that case alone, offices wherever the organisation reaches. */
export const permissions = {
  seeCase: [...schoolRoles, ...departmentRoles, ...reviewRoles, ...outsideRoles],
  seeHistory: [
    ...schoolRoles,
    ...departmentRoles,
    'auditor',
    'teamLead',
    'teamSecretary',
    'provincialChair',
    'communeChair',
    'ministry',
  ],
  talk: [...schoolRoles, ...departmentRoles, ...reviewRoles],
  seeObservations: [...reviewRoles],
  review: [...reviewRoles],
  seeIndependence: [...departmentRoles, ...reviewRoles],
  seeVisitPlan: [...schoolRoles, ...departmentRoles, ...reviewRoles],
  /** Both sides of a draft and who watches them. */
  seeDrafts: [...schoolRoles, ...departmentRoles, ...reviewRoles],
  planVisit: ['teamLead', 'teamSecretary'],
  seeSchool: [...schoolRoles, ...departmentRoles, ...outsideRoles],
  openCycle: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'],
  attachEvidence: [...schoolRoles],
  keepEvidence: ['principal', 'councilChair', 'councilSecretary'],
  /** Those who hand a dossier in and those who take it in. */
  checkDossier: [...schoolRoles, ...departmentRoles, 'communeOfficer', 'communeChair'],
  /** The council and the groups that collect the data of the school; members who only vote read them. */
  editSchool: ['principal', 'councilChair', 'councilSecretary', 'workingGroup', 'qualityOfficer', 'qualityHead'],
  managePeople: ['principal', 'qualityOfficer', 'qualityHead', 'departmentDirector'],
  /** Those who check a dossier that came in. */
  takeIn: [...departmentRoles, 'communeOfficer', 'communeChair'],
  seeRoster: [...departmentRoles],
  /** Those who prepare a decision, take it or watch it. */
  seeDecision: [...departmentRoles, 'provincialChair', 'auditor'],
  seeProvince: [...departmentRoles, 'provincialChair', 'ministry', 'auditor'],
  seeAudit: ['qualityHead', 'departmentDirector', 'auditor'],
  operate: ['qualityHead', 'departmentDirector'],
  seeRegisters: [...departmentRoles, 'provincialChair', 'auditor'],
  seeYearlyReport: [...departmentRoles, 'provincialChair', 'auditor'],
  importData: ['qualityOfficer', 'qualityHead', 'departmentDirector'],
  manageTokens: ['qualityHead', 'departmentDirector'],
  publishSets: ['qualityHead', 'departmentDirector'],
  manageCalendar: ['qualityHead', 'departmentDirector'],
  seeRefusals: ['qualityHead', 'departmentDirector', 'auditor'],
  takePackage: ['principal', 'councilChair', 'councilSecretary', 'councilMember', ...departmentRoles, 'auditor'],
  printCertificates: ['principal', ...departmentRoles],
  reissueCertificates: ['qualityOfficer', 'qualityHead', 'departmentDirector'],
  seeFeed: [...departmentRoles, 'provincialChair', 'ministry', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export interface Office {
  role: Role
  organisationId: string
}

const everywhere: readonly Role[] = ['ministry']

/** The roles by which a person may do this in the case or school at `place`; empty = may not. */
export function rolesFor(
  permission: Permission,
  standing: Pick<Standing, 'offices' | 'caseRoles'>,
  place: Place,
): Role[] {
  const may: readonly Role[] = permissions[permission]
  const offices = standing.offices.filter((office) => reaches(office, place)).map(({ role }) => role)
  return [...new Set([...standing.caseRoles, ...offices])].filter((role) => may.includes(role))
}

/** Whether an office reaches a school: its own organisation, or one above it that the office is held in. */
export function reaches({ role, organisationId }: Office, place: Place): boolean {
  if (everywhere.includes(role)) return true
  if ((schoolRoles as readonly Role[]).includes(role)) return organisationId === place.schoolId
  return [place.communeId, place.departmentId, place.provinceId].includes(organisationId)
}

/** The schools a person's offices let them do this with: all, or those under any of these organisations. */
export function reachOf(permission: Permission, offices: readonly Office[]): 'all' | string[] {
  const may: readonly Role[] = permissions[permission]
  const fitting = offices.filter(({ role }) => may.includes(role))
  if (fitting.some(({ role }) => everywhere.includes(role))) return 'all'
  return [...new Set(fitting.map(({ organisationId }) => organisationId))]
}
