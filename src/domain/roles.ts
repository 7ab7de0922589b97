// The roles of an accreditation and where each comes from: an organisation, or membership in one case.
export const schoolRoles = ['principal', 'councilChair', 'councilSecretary', 'councilMember', 'workingGroup'] as const
export const departmentRoles = ['departmentDirector', 'qualityHead', 'qualityOfficer', 'clerk'] as const
export const reviewRoles = ['teamLead', 'teamSecretary', 'reviewer'] as const
export const outsideRoles = ['communeOfficer', 'communeChair', 'provincialChair', 'ministry', 'auditor'] as const

/** `system` sends what nobody sends by hand: a deadline that passed, or another process of the same case. */
export const roles = [...schoolRoles, ...departmentRoles, ...reviewRoles, ...outsideRoles, 'system'] as const
export type Role = (typeof roles)[number]

/** Roles that judge or decide on a school, and so may never be held by somebody of that school. */
export const judgingRoles: readonly Role[] = [...departmentRoles, ...reviewRoles, 'communeOfficer', 'provincialChair']

/** Roles that take the decision on an award; whoever reviewed the school may not use them. */
export const decidingRoles: readonly Role[] = ['departmentDirector', 'provincialChair']
