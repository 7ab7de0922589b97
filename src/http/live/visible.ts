// What one person may be told of a case that changed: the same policy as that of the pages themselves.
import { rolesFor } from '../../domain/permissions.ts'
import { seesSheet, sideOf, type ReviewStage } from '../../domain/policy.ts'
import type { LiveRow, PresenceRow } from '../../store/live.ts'
import type { Ground } from '../../store/views/standing.ts'

/** A case as it is now, before anybody's eyes are thought of. */
export interface CaseNow {
  rows: readonly LiveRow[]
  present: readonly PresenceRow[]
  stage: ReviewStage
}

export interface Visible {
  /** By process. */
  versions: Map<string, { version: number; event: string }>
  /** Who is on a sheet, by process; only sheets that somebody is on. */
  present: Map<string, { id: string; name: string }[]>
}

/** `null` = may not see the case (any more). Only people of one's own side are shown to be on a sheet. */
export function visibleTo({ standing, place }: Ground, { rows, present, stage }: CaseNow): Visible | null {
  const roles = rolesFor('seeCase', standing, place)
  if (roles.length === 0) return null
  const seen = rows.filter(({ owner }) => owner === null || seesSheet(standing, roles, owner, stage))
  const versions = new Map(seen.map(({ process, version, event }) => [process, { version, event }]))
  const side = sideOf(roles)
  const people: Visible['present'] = new Map()
  for (const { process, id, name } of present.filter((one) => one.side === side && versions.has(one.process)))
    people.set(process, [...(people.get(process) ?? []), { id, name }])
  return { versions, present: people }
}
