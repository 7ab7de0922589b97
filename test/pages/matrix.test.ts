// Every page of the registry for every role on the demonstration province: who may open it, how it reads, and how it stands in a browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isEmptyDatabase } from '../../src/demo/load.ts'
import type { Page } from '../../src/pages/page.ts'
import type { Role } from '../../src/domain/roles.ts'
import { withClient } from '../../src/store/with-client.ts'
import { addressOf } from './addresses.ts'
import type { Visitor } from './browser.ts'
import { demonstration, type Demonstration } from './demonstration.ts'
import { wordFaults } from './page-text.ts'
import { today } from './people.ts'
import { absent, nameOf, openAll, reads, walkOf, writes, type Visit, type Walk, type Who } from './walk.ts'

const full = process.env['FULL'] === '1'
/** Whoever writes criteria files is told what the files call things. */
const authors = ['/administration/criteria/diff', '/administration/criteria/check']
let world: Demonstration
let walk: Walk
let visits: Visit[] = []

beforeAll(async () => {
  world = await demonstration()
  walk = await walkOf(world)
})
afterAll(() => world?.close())

describe('the demonstration', () => {
  it('is loaded once, and lets people in by their card', async () => {
    expect(await isEmptyDatabase(world.db)).toBe(false)
    const { page, go } = await world.site.as(null, { width: 360 })
    await go('/sign-in')
    expect(await page.locator('.cards button').count()).toBeGreaterThan(8)
    await page.locator('.cards button').first().click()
    expect(await page.textContent('h1')).toBe('Việc của tôi')
  })

  it('has nothing happen, and no paper dated, after the day it is looked at', async () => {
    const text = `select process_id from history where at > $1::timestamptz
      union all select code from evidence where (item->>'issuedOn')::date > $1::timestamptz::date`
    const later = await withClient(world.db, (client) => client.query({ text, values: [today] }))
    expect(later.rows).toEqual([])
  })

  it('lets anybody verify a certificate, and says so when there is none', async () => {
    const { page, go, faults } = await world.site.as(null, { width: 360 })
    await go('/xac-minh')
    await page.click('.list a')
    expect(await page.textContent('.verdict')).toContain('đang có hiệu lực')
    await go('/xac-minh/KHONG-CO')
    expect(await page.textContent('main')).toContain('Không có chứng nhận hoặc bằng nào mang số này')
    expect(await faults()).toEqual([])
  })
})

describe('every page', () => {
  it('answers each role as the policy says, and somebody comes to it', { timeout: 600_000 }, async () => {
    const opened = await openAll(walk)
    visits = opened.visits
    expect(opened.wrong).toEqual([])
    const reached = new Set(visits.map(({ page }) => page.path))
    expect(reads.map(({ path }) => path).filter((path) => !reached.has(path) && !absent.includes(path))).toEqual([])
  })

  it('takes nothing from whom the policy refuses', async () => {
    const wrong: string[] = []
    for (const page of writes)
      for (const who of walk.everybody) {
        const expected = await walk.expectedOf(page, who)
        if (expected === 'open') continue
        const found = await addressOf(page, walk.clientOf('qualityOfficer'), walk.knownTo(who))
        const { status } = await walk.ask(who, 'POST', found ?? page.path.replaceAll(/\{\w+\}/g, 'khong-co'))
        const right = expected === 303 ? [401] : found === undefined ? [expected, 404] : [expected]
        if (!right.includes(status)) wrong.push(`${who}: ${nameOf(page)} answers ${status}, not ${expected}`)
      }
    expect(wrong).toEqual([])
  })

  it.each(['vi', 'en'] as const)('reads well in %s', async (lang) => {
    const faults = new Set<string>()
    const text = 'select name from people union select name from organisations'
    const known = await withClient(world.db, (client) => client.query<{ name: string }>(text))
    const names = known.rows.map(({ name }) => name)
    for (const { page, who, address, html } of visits) {
      const seen = lang === 'vi' ? html : await (await walk.ask(who, 'GET', address, { lang })).text()
      for (const fault of wordFaults(seen, lang, names))
        if (!(authors.includes(page.path) && fault.includes('a word of the code'))) faults.add(`${page.path}: ${fault}`)
    }
    expect([...faults]).toEqual([])
  })

  it('runs no script and takes no style but its own files', () => {
    for (const { page, html } of visits)
      expect(
        html.match(/<script(?![^>]* src="\/assets\/)[^>]*>|<style|\sstyle="|\son[a-z]+="|javascript:/gi),
        page.path,
      ).toBe(null)
    for (const policy of new Set(visits.map((visit) => visit.policy))) {
      expect(policy).toMatch(/script-src 'self'(;|$)/)
      expect(policy).toMatch(/style-src 'self'(;|$)/)
    }
  })

  it('stands in a browser without a fault: wide, narrow and dark', { timeout: 3_600_000 }, async () => {
    const waiting = full ? [...visits] : whatDiffers()
    const found: string[] = []
    const goOn = async () => {
      const open = new Map<Who, Visitor>()
      for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
        const { who } = visit
        const visitor = open.get(who) ?? (await world.site.as(world.people.get(who as Role) ?? null))
        open.set(who, visitor)
        for (const fault of await look(visitor, visit)) found.push(`${who}: ${fault}`)
      }
      for (const { context } of open.values()) await context.close()
    }
    await Promise.all([goOn(), goOn()])
    expect(found).toEqual([])
  })
})

/** Pages that were looked at in dark colours; they are the same for everybody. */
const inDark = new Set<Page>()

/** Each page once, and again for whoever sees parts on it of a kind that nobody before saw there. */
function whatDiffers(): Visit[] {
  const seen = new Map<Page, Set<string>>()
  const parts = new Map(visits.map((visit) => [visit, partsOf(visit.html)]))
  const richest = visits.toSorted((a, b) => (parts.get(b)?.size ?? 0) - (parts.get(a)?.size ?? 0))
  return richest.filter((visit) => {
    const known = seen.get(visit.page) ?? new Set()
    const before = known.size
    for (const part of parts.get(visit) ?? []) known.add(part)
    seen.set(visit.page, known)
    return known.size > before
  })
}

/** The kinds of a page's parts: every element by its name, class and type. */
function partsOf(html: string): Set<string> {
  const tags = html.match(/<[a-z][^>]*>/g) ?? []
  return new Set(tags.map((tag) => tag.replaceAll(/ (?!class=|type=)[\w-]+(="[^"]*")?/g, '')))
}

async function look(visitor: Visitor, { page, who, address, html }: Visit): Promise<string[]> {
  if (!html.startsWith('<!doctype html>')) return []
  const name = `${page.path.replaceAll(/[{}]/g, '').replaceAll('/', '-').slice(1) || 'my-work'}-${who}`
  await visitor.page.setViewportSize({ width: 1280, height: 900 })
  await visitor.page.emulateMedia({ colorScheme: 'light' })
  await visitor.go(address)
  const wide = await visitor.faults()
  await visitor.picture(`matrix/${name}`)
  await visitor.page.setViewportSize({ width: 360, height: 780 })
  const narrow = await visitor.faults({ axe: full })
  await visitor.picture(`matrix/${name}-360`)
  const dark = full || !inDark.has(page) ? await visitor.darkFaults() : []
  inDark.add(page)
  return [
    ...wide.map((fault) => `${address}: ${fault}`),
    ...narrow.map((fault) => `${address} at 360: ${fault}`),
    ...dark.map((fault) => `${address}: ${fault}`),
  ]
}
