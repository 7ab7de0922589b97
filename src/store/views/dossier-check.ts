// What the dossier of a case lacks, as each side has it: the school as it stands now, whoever takes it in as it was handed over last.
import type { Submission } from '../../domain/case.ts'
import { checkDossier, type Dossier, type DossierPoint } from '../../domain/dossier-check.ts'
import type { Engine } from '../../engine/ports.ts'
import { caseGists } from '../case-sheets.ts'
import { demandedCriteria } from '../facts.ts'
import type { Library } from '../library.ts'
import { together } from '../together.ts'
import type { Client } from '../with-client.ts'
import { findCase, type CaseRow } from './cases.ts'
import { presentCodes, type Viewer } from './evidence.ts'
import { findSchool } from './schools.ts'

/** `null` where there is no such case, or nothing was handed over yet for those who see only that. */
export async function dossierPoints(
  client: Client,
  { engine, library }: { engine: Engine; library: Library },
  cycle: string,
  { register }: Pick<Viewer, 'register'>,
): Promise<DossierPoint[] | null> {
  const found = await findCase(client, cycle)
  const parts = found && (register === 'present' ? await asItStands(client, found) : await asHandedOver(client, cycle))
  if (!found || !parts) return null
  return checkDossier({
    ...parts,
    criteria: demandedCriteria(library, found.set),
    rules: engine.procedure(found.procedure),
  })
}

type Parts = Pick<Dossier, 'sheets' | 'evidence' | 'school'>

async function asItStands(client: Client, { id, school }: CaseRow): Promise<Parts | null> {
  const [known, sheets, evidence] = await together(client, () => [
    findSchool(client, school),
    caseGists(client, id, 'running'),
    presentCodes(client, id),
  ])
  return known && { school: known.data, sheets, evidence }
}

async function asHandedOver(client: Client, cycle: string): Promise<Parts | null> {
  const text = `select content from submissions where cycle_id = $1 and kind = 'dossier' order by version desc limit 1`
  const found = await client.query<{ content: Submission }>({ name: 'last-dossier', text, values: [cycle] })
  return found.rows[0]?.content ?? null
}

/** What whoever checks the dossier asked the school to complete and has not come back yet, in their words. */
export async function returnedPoints(client: Client, cycle: string): Promise<string[]> {
  const text = `select jsonb_array_elements_text(context->'completionItems') as point from processes
    where cycle_id = $1 and process = 'externalReview' and not ended`
  const found = await client.query<{ point: string }>({ name: 'returned-points', text, values: [cycle] })
  return found.rows.map(({ point }) => point)
}
