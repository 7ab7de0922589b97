// Both regimes from the opening of a cycle to the certificate on the public register, by pages alone, by everybody it takes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import type { SchoolInput } from '../../src/demo/input.ts'
import { runSchool } from '../../src/demo/run.ts'
import { TimelineClock } from '../../src/demo/world.ts'
import type { Database } from '../../src/store/connect.ts'
import { withClient } from '../../src/store/with-client.ts'
import { library, shippedInput } from '../demo/shipped-inputs.ts'
import { freshDatabase } from '../support/database.ts'
import type { Visitor } from './browser.ts'
import { pageJourney, type PageJourney } from './page-world.ts'

const full = process.env['FULL'] === '1'
const files = mkdtempSync(join(tmpdir(), 'kiemdinh-journey-'))
let journey: PageJourney | undefined
afterAll(async () => {
  await journey?.close()
  rmSync(files, { recursive: true, force: true })
})

/** Much the same work goes through the pages this many times, and beneath them for the rest; all of it in the long run. */
const often = full ? Infinity : 1
const schools = full ? (['tieu-hoc-mau-2026', 'thpt-mau-2018'] as const) : (['thpt-mau-2018'] as const)

const rowsOf = async (db: Database, process: string, event: string) => {
  const text = 'select count(*)::int as n from history where process_id = $1 and event = $2'
  const found = await withClient(db, (client) => client.query<{ n: number }>({ text, values: [process, event] }))
  return found.rows[0]?.n
}

describe.each(schools)('%s by pages alone', (name) => {
  it('goes from the opening to the certificate', { timeout: 7_200_000 }, async () => {
    const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
    const db = await freshDatabase()
    const input: SchoolInput = shippedInput(name)
    const seen = new Map<string, number>()
    journey = await pageJourney(await compose(db, clock.now), clock, files, input, {
      byPages: (_kind, count) => count <= often,
      // Impatient people press twice, once for each kind of event.
      press: (event) => (seen.has(event) ? 'once' : 'twice'),
      after: (visitor, { process, event }) => unsure(db, seen, visitor, process, event),
    })
    const runs = await runSchool(journey.world, input, () => undefined, { library })
    expect(runs.flatMap(({ differences }) => differences)).toEqual([])
    expect((await journey.world.replayAll()).faults).toEqual([])
    expect(journey.faults).toEqual([])
    expect(journey.acted.size).toBeGreaterThan(6)
    const { page, go } = await journey.site.as(null)
    for (const { number } of runs.flatMap((run) => Object.values(run.awards))) {
      await go('/xac-minh')
      await page.locator('.list a', { hasText: input.school.name }).first().click()
      await go(`/xac-minh/${encodeURIComponent(number)}`)
      expect(await page.textContent('.verdict')).toContain('đang có hiệu lực')
    }
  })
})

/** Pressed twice, gone back and pressed again, reloaded: it is written once. */
async function unsure(
  db: Database,
  seen: Map<string, number>,
  { page }: Visitor,
  process: string,
  event: string,
): Promise<void> {
  const before = seen.get(event)
  seen.set(event, (before ?? 0) + 1)
  if (before !== undefined) return
  expect(await rowsOf(db, process, event), `${event} pressed twice`).toBe(1)
  await page.reload()
  await page.goBack()
  expect(await page.locator('main').count(), `the way back from ${event}`).toBe(1)
  expect(await rowsOf(db, process, event), `${event}, reloaded and gone back`).toBe(1)
}
