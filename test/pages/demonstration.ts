// The demonstration province with its site in a browser, and somebody for every role there is: what the proofs of all pages walk on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../src/compose.ts'
import type { SchoolInput } from '../../src/demo/input.ts'
import { loadDemonstration } from '../../src/demo/load.ts'
import type { Role } from '../../src/domain/roles.ts'
import type { Database } from '../../src/store/connect.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { openSite, type Site } from './browser.ts'
import { peopleByRole, today } from './people.ts'

export interface Demonstration {
  db: Database
  api: Api
  site: Site
  /** Role -> a person who holds it today, one in the midst of a case where there is one. */
  people: ReadonlyMap<Role, string>
  close(): Promise<void>
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
  await head.post('/api/jobs', { kind: 'package', cycle: 'thpt-nguyen-trai.2019-2024' })
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
