// What of a case a package holds for whoever takes it: an operator or the department all of it, the school its own side.
import type { Role } from '../domain/roles.ts'
import { packageScope, seesEvidence, type PackageScope, type ReviewStage } from '../domain/policy.ts'
import type { CaseRows, Row } from '../store/views/case-export.ts'
import type { Absent } from './format.ts'

export interface Reader {
  scope: PackageScope
  /** Restricted evidence too. */
  restricted: boolean
  /** The school may read what the team has written. */
  draftSent: boolean
}

/** Who works on the server itself. */
export const operator: Reader = { scope: 'whole', restricted: true, draftSent: true }

/** `null`: these roles take no package now. `reported`: the review has handed in a report once. */
export function readerOf(roles: readonly Role[], stage: ReviewStage & { reported: boolean }): Reader | null {
  const scope = packageScope(roles, stage)
  if (scope === null) return null
  const restricted = seesEvidence(roles, { confidentiality: 'restricted', granted: false }) !== null
  return { scope, restricted, draftSent: stage.draftSent }
}

/** The rows for this reader, and what was left out of them. */
export function rowsFor(rows: CaseRows, reader: Reader): { rows: CaseRows; absent: Absent[] } {
  if (reader.scope === 'whole') return { rows, absent: [] }
  const sheets = new Map(rows.sheets.map((sheet) => [sheet['process'], sheet['kind']]))
  const shown = ({ id, process }: Row) => {
    if (process !== 'criterionSheet') return process !== 'externalReview'
    const kind = sheets.get(id)
    return kind === 'school' || (kind === 'team' && reader.draftSent)
  }
  const ids = new Set(rows.processes.filter(shown).map(({ id }) => id))
  const ofShown = (list: Row[]) => list.filter(({ process }) => ids.has(process))
  const handedOver = (row: Row) => row['kind'] === 'dossier'
  const hidden = rows.processes
    .filter(({ id }) => !ids.has(id))
    .map(({ id }) => ({ what: 'history' as const, id: String(id) }))
  const unread = rows.submissions
    .filter((row) => !handedOver(row))
    .map(({ kind, version }) => ({ what: 'submission' as const, id: `${String(kind)}-${String(version)}` }))
  return {
    absent: [...hidden, ...unread].map((one) => ({ ...one, why: 'notForThisReader' as const })),
    rows: {
      ...rows,
      processes: rows.processes.filter(shown),
      sheets: ofShown(rows.sheets),
      deadlines: ofShown(rows.deadlines),
      effects: ofShown(rows.effects),
      documents: ofShown(rows.documents),
      submissions: rows.submissions.filter(handedOver),
      // Names are enough: what is known of people beside them serves appointments, which are the department's.
      people: rows.people.map((person) => ({ ...person, sectorSince: null })),
      employments: [],
      counters: [],
    },
  }
}
