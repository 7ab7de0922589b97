// The demonstration province with its site in a browser, and somebody for every role there is: what the proofs of all pages walk on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../src/compose.ts'
import type { SchoolInput } from '../../src/demo/input.ts'
import { loadDemonstration } from '../../src/demo/load.ts'
import { roles, type Role } from '../../src/domain/roles.ts'
import type { Database } from '../../src/store/connect.ts'
import { samplesOf } from '../../src/store/views/demonstration.ts'
import { withClient, type Client } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { openSite, type Site } from './browser.ts'

/** The day on which the proofs look at the province. */
export const today = '2026-11-20T03:00:00.000Z'

export interface Demonstration {
  db: Database
  api: Api
  site: Site
  /** Role -> a person who holds it today, one in the midst of a case where there is one. */
  people: ReadonlyMap<Role, string>
  close(): Promise<void>
}

const seats: Readonly<Partial<Record<Role, string>>> = {
  ministry: 'ministry',
  auditor: 'department',
  qualityHead: 'department',
  clerk: 'department',
  communeOfficer: 'commune',
  communeChair: 'commune',
}

/** `stories` instead of those of the sample schools. */
export async function demonstration(stories?: readonly SchoolInput[]): Promise<Demonstration> {
  const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-pages-'))
  const db = await freshDatabase()
  await loadDemonstration(db, { filesDir, now: today, tell: () => undefined, ...(stories && { stories }) })
  const product = await compose(db, () => today)
  const many = 1_000_000
  const limits = { person: many, address: many }
  const api = apiOf(product, { demo: true, intake: intakeIn(filesDir), limits })
  const site = await openSite(api)
  const people = await withClient(db, peopleByRole)
  // What a province sets up by hand, so that its pages are there to be opened.
  const head = await api.as(people.get('qualityHead') ?? '')
  await head.post('/api/webhooks', { url: 'https://nhan-tin.mau.test/kiemdinh', events: ['*'] })
  return {
    db,
    api,
    site,
    people,
    async close() {
      await site.close()
      rmSync(filesDir, { recursive: true, force: true })
    },
  }
}

/** Offices that nobody of the stories holds are given to people made for it; roles in a case come from the case alone. */
async function peopleByRole(client: Client): Promise<ReadonlyMap<Role, string>> {
  const found = new Map<Role, string>()
  for (const { id, roles: held } of await samplesOf(client, today))
    for (const role of held) if (!found.has(role)) found.set(role, id)
  for (const role of roles.filter((one) => one !== 'system' && !found.has(one))) {
    const kind = seats[role]
    if (kind === undefined) continue
    const id = `them-${role.toLowerCase()}`
    const seat = `(select id from organisations where kind = $2 order by id limit 1)`
    await client.query({
      text: `insert into people (id, name, organisation_id) select $1, 'Lương Thế Vinh', ${seat}`,
      values: [id, kind],
    })
    await client.query({
      text: `insert into offices (person_id, role, organisation_id, since) select $1, $3, ${seat}, '2020-01-01'`,
      values: [id, kind, role],
    })
    found.set(role, id)
  }
  return found
}
