// Imports communes, schools and their yearly figures from the sector database: all or nothing, and twice changes nothing.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'
import { planSchools, type Plan } from './plan-schools.ts'
import { presentState } from './present.ts'
import {
  changesAnything,
  entryOf,
  oneAtATime,
  refuseFaults,
  reportOf,
  type ImportReport,
  type ImportRequest,
} from './report.ts'
import type { SchoolsFile } from './schools-file.ts'

/**
 * Schools are found by the ministry's code. Throws `forbidden`, and `invalid` with every fault at its cell or JSON path; then
 * nothing is written.
 */
export function importSchools(db: Database, request: ImportRequest<SchoolsFile>): Promise<ImportReport> {
  const { file, at, dryRun, actor, now, written } = request
  return inTransaction(db, async (client) => {
    const within = await permitAnywhere(client, 'importData', { person: actor, at: now })
    await oneAtATime(client)
    const names = [...file.schools, ...file.figures.map(({ school }) => ({ code: school, id: undefined }))]
    const asked = [...new Set(names.flatMap(({ code, id }) => [code, id ?? code]))]
    const plan = planSchools(file, await presentState(client, within, asked))
    refuseFaults(plan.faults, at)
    await refuseTaken(client, plan)
    const report = reportOf(dryRun, plan.added, plan.changed, plan.same)
    if (dryRun) return report
    await write(client, plan)
    if (changesAnything(report)) await journal(client, entryOf('importSchools', report, { actor, now }))
    await written?.(client, report)
    return report
  })
}

/** A code becomes the id of what is new; somebody may have such an id for something else. */
async function refuseTaken(client: Client, { communes, schools }: Plan): Promise<void> {
  const fresh = [
    ...communes.map(({ commune, fresh }) => (fresh ? commune.id : '')),
    ...schools.map(({ next, fresh }) => (fresh ? next.id : '')),
  ]
  const text = 'select id, name from organisations where id = any($1) order by id limit 1'
  const [taken] = (await client.query<{ id: string; name: string }>({ text, values: [fresh] })).rows
  if (taken)
    throw new AppError(
      'conflict',
      say(
        `Mã ${taken.id} đang là mã trong hệ thống của ${taken.name}.`,
        `${taken.id} is the id of ${taken.name} in the system.`,
      ),
    )
}

async function write(client: Client, { communes, schools }: Plan): Promise<void> {
  const places = communes.map(({ commune: { id, code, name, province } }) => ({ id, code, name, parent: province }))
  await client.query({
    text: `insert into organisations (id, kind, code, name, parent_id)
      select id, 'commune', code, name, parent from jsonb_to_recordset($1) as c(id text, code text, name text, parent text)
      on conflict (id) do update set code = excluded.code, name = excluded.name`,
    values: [JSON.stringify(places)],
  })
  const rows = schools.map(({ next: { running: _running, ...school } }) => ({
    ...school,
    ...school.data,
    data: school.data,
    commune: school.commune,
  }))
  const given = `jsonb_to_recordset($1) as s(id text, code text, name text, kind text, "foundedOn" date, commune text, department text,
    "viaCommune" boolean, "cohortCompleted" boolean, "conditionsMet" boolean, data jsonb)`
  await client.query({
    text: `insert into organisations (id, kind, code, name, parent_id) select id, 'school', code, name, department from ${given}
      on conflict (id) do update set code = excluded.code, name = excluded.name, parent_id = excluded.parent_id`,
    values: [JSON.stringify(rows)],
  })
  await client.query({
    text: `insert into schools (id, kind, founded_on, commune_id, department_id, province_id, via_commune, cohort_completed, conditions_met, data)
      select s.id, s.kind, s."foundedOn", s.commune, s.department, d.parent_id, s."viaCommune", s."cohortCompleted", s."conditionsMet", s.data
      from ${given} join organisations d on d.id = s.department
      on conflict (id) do update set kind = excluded.kind, founded_on = excluded.founded_on, commune_id = excluded.commune_id,
        department_id = excluded.department_id, province_id = excluded.province_id, via_commune = excluded.via_commune,
        cohort_completed = excluded.cohort_completed, conditions_met = excluded.conditions_met, data = excluded.data,
        version = schools.version + 1`,
    values: [JSON.stringify(rows)],
  })
}
