// The criterion sheets of a case as facts, submissions and reports read them.
import type { SheetContent } from '../domain/case.ts'
import type { LoadedProcess } from '../engine/ports.ts'
import type { Client } from './with-client.ts'

export interface FactQuery {
  process: LoadedProcess
  payload: unknown
  at: string
}

export interface CaseSheet {
  kind: 'school' | 'reviewer' | 'team'
  criterion: string
  assessor: string | null
  state: string
  content: SheetContent
}

/** The sheets of a case, without those of reviewers who were replaced; of one criterion when it is named. */
export async function caseSheets(
  client: Client,
  cycleId: string,
  criterion: string | null = null,
): Promise<CaseSheet[]> {
  const text = `select s.kind, s.criterion, s.assessor, p.state, s.content from sheets s join processes p on p.id = s.process_id
    where s.cycle_id = $1 and ($2::text is null or s.criterion = $2) and (s.assessor is null or exists (select 1 from case_members m
      where m.cycle_id = $1 and m.person_id = s.assessor and m.until is null)) order by p.id`
  return (
    await client.query<CaseSheet & Record<string, unknown>>({ name: 'case-sheets', text, values: [cycleId, criterion] })
  ).rows
}
