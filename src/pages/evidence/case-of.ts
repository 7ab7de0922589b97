// What every page about the evidence of a case begins with: the case, who looks, what they may do, and the criteria to choose from.
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { groundOf } from '../../http/route.ts'
import type { Library } from '../../store/library.ts'
import { findCase, type CaseRow } from '../../store/views/cases.ts'
import { viewerOf } from '../../store/views/evidence.ts'
import type { Client } from '../../store/with-client.ts'
import { caseUrl, type PageCall } from '../page.ts'

export type EvidenceCall = Pick<PageCall<{ cycle: string }, unknown>, 'ground' | 'at'>

export const absent = () => notFound()

export function viewerIn(call: EvidenceCall) {
  const { standing, place } = groundOf(call)
  return viewerOf(standing.personId, rolesFor('seeCase', standing, place), call.at)
}

export function mayIn(call: EvidenceCall) {
  const { standing, place } = groundOf(call)
  return {
    add: rolesFor('attachEvidence', standing, place).length > 0,
    keep: rolesFor('keepEvidence', standing, place).length > 0,
  }
}

/** Throws `notFound`. */
export async function caseOf(client: Client, cycle: string): Promise<CaseRow> {
  const found = await findCase(client, cycle)
  if (!found) throw absent()
  return found
}

export function criteriaOf(library: Library, { set }: CaseRow) {
  return library.set(set).standards.flatMap((standard) => standard.criteria)
}

export const evidenceUrl = (cycle: string, code?: string) =>
  `${caseUrl(cycle)}/evidence${code === undefined ? '' : `/${encodeURIComponent(code)}`}`
