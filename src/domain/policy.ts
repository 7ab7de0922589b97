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

/** The kind of organisation in which this role is an office towards a case; `null` = it comes from the case, or sends nothing. */
export function seatKind(role: Role): 'school' | 'department' | 'commune' | 'province' | null {
  if (includes(schoolRoles, role)) return 'school'
  if (includes(departmentRoles, role)) return 'department'
  if (role === 'communeOfficer' || role === 'communeChair') return 'commune'
  // Review roles come from the case alone; ministry and auditor read and send nothing.
  return role === 'provincialChair' ? 'province' : null
}

function seatOf(role: Role, place: Place): (string | null)[] {
  const kind = seatKind(role)
  if (kind === null) return []
  const { schoolId: school, departmentId: department, communeId: commune, provinceId: province } = place
  return [{ school, department, commune, province }[kind]]
}

/** The organisation in whose register somebody with this role numbers a paper of the case. */
export function issuerOf(role: Role, place: Place): string {
  // A team or council works for the department, and so does the system.
  return seatOf(role, place)[0] ?? place.departmentId
}

/** Whoever decides on an award signs in with a second factor, or may look and not decide. */
export function needsSecondFactor(role: Role): boolean {
  return decidingRoles.includes(role)
}

/** Reviewers see a case until they have reported or their review has ended; a re-review has a team of its own. */
export function reviewIsOver(process: string, state: string, ended: boolean): boolean {
  return process === 'externalReview' && (ended || state === 'reported')
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

/** How far the review has come, as far as it matters for who may read what. */
export interface ReviewStage {
  /** Every reviewer has handed in every sheet of the round. */
  allScored: boolean
  /** So has every member a preliminary report or an opinion. */
  allReported: boolean
  /** The draft report was sent to the school, or the report is final. */
  draftSent: boolean
}

/**
 * Whether this person may read a criterion sheet. What a school is still writing is its own: reviewers and the department read
 * the dossier it hands over. Reviewers' scores stay hidden from each other until all are in, and single scores are never shown
 * to the school; it reads the team's result once the draft is sent.
 */
export function seesSheet(standing: Standing, roles: readonly Role[], sheet: SheetOwner, stage: ReviewStage): boolean {
  const school = roles.some((role) => includes(schoolRoles, role))
  const review = roles.some((role) => includes(reviewRoles, role))
  const watching = roles.some((role) => includes(departmentRoles, role) || role === 'auditor')
  if (sheet.kind === 'school') return school
  if (sheet.kind === 'reviewer')
    return sheet.assessor === standing.personId || (stage.allScored && (review || watching))
  return review || (stage.allScored && watching) || (stage.draftSent && school)
}

/**
 * Whether this person may read what a sheet said before. Working drafts belong to those who write them and to who watches over
 * them: a school reads the team's result and not the way there, reviewers read each other's sheets as they were handed in.
 */
export function seesSheetVersions(
  standing: Standing,
  roles: readonly Role[],
  sheet: SheetOwner,
  stage: ReviewStage,
): boolean {
  if (!seesSheet(standing, roles, sheet, stage)) return false
  const watching = roles.some((role) => includes(departmentRoles, role) || role === 'auditor')
  if (sheet.kind === 'school' || watching) return true
  return sheet.kind === 'reviewer'
    ? sheet.assessor === standing.personId
    : roles.some((role) => includes(reviewRoles, role))
}

/**
 * How these roles read a piece of evidence: the school all of it as it is now, others only what was handed over and as it was
 * then. What is restricted is shown to the department, to a reviewer only when it was opened to them, to nobody else.
 */
export function seesEvidence(
  roles: readonly Role[],
  { confidentiality, granted }: { confidentiality: 'open' | 'internal' | 'restricted'; granted: boolean },
): 'present' | 'frozen' | null {
  if (roles.some((role) => includes(schoolRoles, role))) return 'present'
  if (confidentiality !== 'restricted') return roles.length > 0 ? 'frozen' : null
  const opened = granted && roles.some((role) => includes(reviewRoles, role))
  return opened || roles.some((role) => includes(departmentRoles, role)) ? 'frozen' : null
}

/**
 * Whether these roles read a submission: the dossier everybody of the case, the review report everybody once it is handed over;
 * it and the decision hold the team's own result, never single reviewers' sheets for the school to read.
 */
export function seesSubmission(roles: readonly Role[], kind: 'dossier' | 'externalReport' | 'decision'): boolean {
  if (kind === 'dossier') return roles.length > 0
  return roles.some((role) => !includes(schoolRoles, role))
}

export type PackageScope = 'whole' | 'school'

/**
 * What of a case these roles take away as one file. The department and the auditor take the whole, once a review has reported and
 * nobody writes in secret any more; the school takes its own side at any time; reviewers and all others take none.
 */
export function packageScope(
  roles: readonly Role[],
  { allScored, reported }: ReviewStage & { reported: boolean },
): PackageScope | null {
  if (roles.some((role) => includes(departmentRoles, role) || role === 'auditor'))
    return reported && allScored ? 'whole' : null
  return roles.some((role) => includes(schoolRoles, role)) ? 'school' : null
}

/**
 * To whom a paper goes. `school`: the school's own, which reviewers and department read; `dossier`: the same once handed over;
 * `told`: both sides; `review`: the reviewers and who watches them; `members`, `opinions`: what each reviewer wrote alone;
 * `draft`: the report of the review; `decided`: everybody.
 */
export type PaperAudience = 'school' | 'dossier' | 'told' | 'review' | 'members' | 'opinions' | 'draft' | 'decided'

/**
 * What these roles may read of a paper: all of it, only the sheet a reviewer wrote, or nothing. What a school is still writing
 * is kept back by making such papers of its dossier; `final` says that the report of the review was handed over.
 */
export function seesPaper(
  roles: readonly Role[],
  audience: PaperAudience,
  { allScored, allReported, draftSent, final }: ReviewStage & { final: boolean },
): 'all' | 'own' | null {
  const any = (list: readonly Role[]) => roles.some((role) => list.includes(role))
  const watching = any([...departmentRoles, 'auditor'])
  const when = (allowed: boolean) => (allowed ? 'all' : null)
  switch (audience) {
    case 'dossier':
    case 'decided':
      return when(roles.length > 0)
    case 'school':
      return when(any([...schoolRoles, ...reviewRoles, 'communeOfficer', 'communeChair']) || watching)
    case 'told':
      return when(roles.some((role) => role !== 'ministry'))
    case 'review':
      return when(any(reviewRoles) || watching)
    case 'members':
      // The lead and the secretary put the team's report together from them.
      if (any(['teamLead', 'teamSecretary']) || watching) return 'all'
      return any(reviewRoles) ? (allScored ? 'all' : 'own') : null
    case 'opinions':
      // No member is led by what another thinks.
      if (allScored && allReported) return when(any(reviewRoles) || watching)
      return any(reviewRoles) ? 'own' : null
    case 'draft':
      if (any(schoolRoles)) return when(draftSent)
      return when(any(reviewRoles) || (allScored && watching) || final)
  }
}

export type Side = 'school' | 'review'

/** Who talks on a side: school and review each among themselves; nobody reads the other side's, watchers read neither. */
export const rolesOfSide: Readonly<Record<Side, readonly Role[]>> = {
  school: schoolRoles,
  review: [...reviewRoles, ...departmentRoles],
}

/** In whose talk a person takes part. */
export function sideOf(roles: readonly Role[]): Side | null {
  const sides = ['school', 'review'] as const
  return sides.find((side) => roles.some((role) => includes(rolesOfSide[side], role))) ?? null
}
