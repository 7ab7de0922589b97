// Every access decision about a case: who may send what, and who never may because of what they did before. Deny unless allowed.
import { decidingRoles, departmentRoles, judgingRoles, reviewRoles, schoolRoles, type Role } from './roles.ts'
import { say, type Text } from './text.ts'

/** What is known of a person at the moment of the act. */
export interface Standing {
  personId: string
  name: string
  /** Offices held today. */
  offices: readonly { role: Role; organisationId: string }[]
  /** Roles in this case today. */
  caseRoles: readonly Role[]
  /** Works or has worked at the school of the case. */
  ofTheSchool: boolean
  /** Is or was a reviewer of this case. */
  reviewed: boolean
}

/** Where a case belongs. */
export interface Place {
  schoolId: string
  communeId: string | null
  departmentId: string
  provinceId: string
}

/** Whose sheet it is, when the subject is a criterion sheet. */
export interface SheetOwner {
  kind: 'school' | 'reviewer' | 'team'
  assessor: string | null
}

export type Verdict = { allowed: true; role: Role } | { allowed: false; code: 'forbidden' | 'notFound'; reason: Text }

const unknownCase = say('Không tìm thấy hồ sơ.', 'No such case.')

/** Whether this person may do what the roles in `by` may do, and by which role. The first role that fits answers. */
export function decide(standing: Standing, by: readonly Role[], place: Place, sheet?: SheetOwner): Verdict {
  const held = rolesAt(standing, place)
  if (held.length === 0) return { allowed: false, code: 'notFound', reason: unknownCase }
  const fitting = held.filter((role) => by.includes(role) && ownsSheet(standing, role, sheet))
  if (fitting.length === 0) return refuse('Vai trò của bạn không được làm việc này.', 'Your role may not do this.')
  const clean = fitting.find((role) => conflictOf(standing, role) === null)
  if (clean) return { allowed: true, role: clean }
  const reason = fitting.map((role) => conflictOf(standing, role)).find((text) => text !== null)
  return { allowed: false, code: 'forbidden', reason: reason ?? unknownCase }
}

/** The roles a person holds towards this case. Conflicts are not looked at. */
export function rolesAt(standing: Standing, place: Place): Role[] {
  const offices = standing.offices.filter(({ role, organisationId }) => seatOf(role, place).includes(organisationId))
  return [...new Set([...standing.caseRoles, ...offices.map(({ role }) => role)])]
}

function seatOf(role: Role, place: Place): (string | null)[] {
  if (includes(schoolRoles, role)) return [place.schoolId]
  if (includes(departmentRoles, role)) return [place.departmentId]
  if (role === 'communeOfficer' || role === 'communeChair') return [place.communeId]
  if (role === 'provincialChair') return [place.provinceId]
  // Review roles come from the case alone; ministry and auditor read and send nothing.
  return []
}

/** Nobody judges or decides on their own school; who decides did not review. */
function conflictOf(standing: Standing, role: Role): Text | null {
  if (standing.ofTheSchool && judgingRoles.includes(role)) {
    return say(
      'Người đang hoặc đã công tác tại trường không được đánh giá, thẩm định hay quyết định về trường này.',
      'Whoever works or has worked at the school may not review it or decide on it.',
    )
  }
  if (standing.reviewed && decidingRoles.includes(role)) {
    return say(
      'Người đã tham gia đánh giá không được ký quyết định.',
      'Whoever reviewed the school may not decide on it.',
    )
  }
  return null
}

function ownsSheet(standing: Standing, role: Role, sheet: SheetOwner | undefined): boolean {
  if (!sheet) return true
  if (sheet.kind === 'school') return includes(schoolRoles, role)
  if (sheet.kind === 'reviewer') return sheet.assessor === standing.personId && includes(reviewRoles, role)
  return includes(reviewRoles, role)
}

function refuse(vi: string, en: string): Verdict {
  return { allowed: false, code: 'forbidden', reason: say(vi, en) }
}

function includes(list: readonly Role[], role: Role): boolean {
  return list.includes(role)
}
