// The demonstration province in a real browser: every kind of page for everybody who signs in by a card, wide and narrow.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { isEmptyDatabase, loadDemonstration } from '../../src/demo/load.ts'
import type { Database } from '../../src/store/connect.ts'
import { samplesOf, type SamplePerson } from '../../src/store/views/demonstration.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn } from '../support/http.ts'
import { openSite, type Site, type Visitor } from './browser.ts'

const now = '2026-11-20T03:00:00.000Z'
const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-pages-'))
let db: Database
let site: Site
let people: SamplePerson[]

beforeAll(async () => {
  db = await freshDatabase()
  expect(await isEmptyDatabase(db)).toBe(true)
  await loadDemonstration(db, filesDir, now, () => undefined)
  const product = await compose(db, () => now)
  site = await openSite(apiOf(product, { demo: true, intake: intakeIn(filesDir) }))
  people = await withClient(db, (client) => samplesOf(client, now))
})
afterAll(async () => {
  await site?.close()
  rmSync(filesDir, { recursive: true, force: true })
})

const withRole = (role: string) => people.find(({ roles }) => roles.includes(role as never))?.id ?? ''

/** Links of the page that lead on, each kind of address once. */
async function linksOf({ page }: Visitor): Promise<string[]> {
  const all = await page
    .locator('main a[href^="/"]')
    .evaluateAll((found) =>
      found.map((one) => String((one as unknown as { getAttribute(name: string): string }).getAttribute('href'))),
    )
  return [...new Set(all)].filter((href) => !href.startsWith('/api/') && !href.includes('#'))
}

const kindOf = (path: string) =>
  path.replace(/\?.*/, '').replace(/\/(cases|sheets|processes|schools|evidence|xac-minh)\/[^/]+/g, '/$1/…')

describe('the demonstration', () => {
  it('is loaded once, and lets people in by their card', async () => {
    expect(await isEmptyDatabase(db)).toBe(false)
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(null, { width })
      await go('/sign-in')
      expect(await page.locator('.cards button').count()).toBeGreaterThan(8)
      expect(await faults()).toEqual([])
      await picture(`demo/sign-in-${width}`)
      await page.locator('.cards button').first().click()
      expect(await page.textContent('h1')).toBe('Việc của tôi')
      await picture(`demo/my-work-${width}`)
    }
  })

  it.each(['workingGroup', 'qualityOfficer', 'reviewer', 'provincialChair'])(
    'has no page with a fault for the role %s',
    async (role) => {
      const wide = await site.as(withRole(role))
      const narrow = await site.as(withRole(role), { width: 360 })
      const seen = new Set<string>()
      const waiting = [
        '/',
        '/cases',
        '/account',
        '/xac-minh',
        '/search?q=kim+dong',
        ...(role.startsWith('q') ? ['/province'] : []),
      ]
      const found: string[] = []
      for (let path = waiting.shift(); path !== undefined && seen.size < 11; path = waiting.shift()) {
        if (seen.has(kindOf(path))) continue
        seen.add(kindOf(path))
        await wide.go(path)
        found.push(...(await wide.faults()).map((fault) => `${path}: ${fault}`))
        expect(await wide.page.locator('.status').count(), path).toBe(0)
        waiting.push(...(await linksOf(wide)))
        await narrow.go(path)
        found.push(...(await narrow.faults({ axe: false })).map((fault) => `${path} at 360: ${fault}`))
        const name = kindOf(path).replaceAll(/[^a-z]+/g, '-')
        await wide.picture(`demo/${role}${name}`)
        await narrow.picture(`demo/${role}${name}360`)
      }
      expect(found).toEqual([])
      expect(seen.size).toBeGreaterThan(6)
    },
  )

  it('lets anybody verify a certificate, and says so when there is none', async () => {
    const { page, go, faults, picture } = await site.as(null, { width: 360 })
    await go('/xac-minh')
    await page.click('.list a')
    expect(await page.textContent('.verdict')).toContain('đang có hiệu lực')
    expect(await faults()).toEqual([])
    await picture('demo/verify-360')
    await go('/xac-minh/KHONG-CO')
    expect(await page.textContent('main')).toContain('Không có chứng nhận hoặc bằng nào mang số này')
    expect(await faults()).toEqual([])
  })
})
