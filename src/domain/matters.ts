// What a process remembers of a case (council, plan, team, visits, reply, awards) and who may read which part of it.
import type { ReviewStage } from './policy.ts'
import { departmentRoles, reviewRoles, schoolRoles, type Role } from './roles.ts'

type Matters = Readonly<Record<string, unknown>>

/** Never for the school: who declared a conflict with it, and who has handed in a preliminary report. */
const ofTheReviewAlone = ['conflicts', 'reported', 'leaving']
/** For the school once the draft is sent: what the review will recommend. */
const untilTheDraft = ['recommendations', 'meeting', 'reopened']

/**
 * The part of a process's context that these roles may read; `null` = none of it. The department and auditors read all of a case,
 * reviewers the self-assessment and the review, the school its own and of the rest what has been told to it; who decides an award
 * reads what leads to it.
 */
export function readableMatters(
  process: string,
  matters: Matters,
  roles: readonly Role[],
  stage: ReviewStage,
): Matters | null {
  const any = (list: readonly Role[]) => roles.some((role) => list.includes(role))
  if (any(departmentRoles) || any(['auditor'])) return matters
  if (process === 'selfAssessment')
    return any([...schoolRoles, ...reviewRoles, 'communeOfficer', 'communeChair']) ? matters : null
  if (process === 'externalReview') {
    if (any(reviewRoles)) return matters
    if (any(schoolRoles))
      return without(matters, stage.draftSent ? ofTheReviewAlone : [...ofTheReviewAlone, ...untilTheDraft])
    return any(['communeOfficer', 'communeChair', 'provincialChair'])
      ? without(matters, [...ofTheReviewAlone, ...untilTheDraft])
      : null
  }
  if (process !== 'certification') return null
  if (any(['provincialChair', 'communeChair', 'ministry'])) return matters
  return any([...schoolRoles, ...reviewRoles, 'communeOfficer']) ? without(matters, proposalsIn(matters)) : null
}

/** What the department proposes is not decided yet. */
function proposalsIn(matters: Matters): string[] {
  return Object.keys(matters).filter((key) => key.endsWith('Proposal'))
}

function without(matters: Matters, keys: readonly string[]): Matters {
  return Object.fromEntries(Object.entries(matters).filter(([key]) => !keys.includes(key)))
}
