// Every page of the registry for every role on the demonstration province: who may open it, how it reads, and how it stands in a browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isEmptyDatabase } from '../../src/demo/load.ts'
import type { Role } from '../../src/domain/roles.ts'
import { reachOf, rolesFor } from '../../src/domain/permissions.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { pages } from '../../src/pages/index.ts'
import { languageCookie } from '../../src/pages/preferences.ts'
import type { Page } from '../../src/pages/page.ts'
import { groundOfCycle, groundOfSchool } from '../../src/store/views/standing.ts'
import { withClient } from '../../src/store/with-client.ts'
import type { ApiClient } from '../support/http.ts'
import type { Visitor } from './browser.ts'
import { addressOf, partsOf, unknownParts, type Known } from './addresses.ts'
import { demonstration, today, type Demonstration } from './demonstration.ts'
import { wordFaults } from './page-text.ts'

const full = process.env['FULL'] === '1'
type Who = Role | 'nobody'

interface Visit {
  page: Page
  who: Who
  address: string
  /** As it came in Vietnamese. */
  html: string
}

const nameOf = ({ method, path }: Page) => `${method.toUpperCase()} ${path}`
const reads = pages.filter(({ method }) => method === 'get')
const writes = pages.filter(({ method }) => method === 'post')

/** Pages that the demonstration has not: they answer 404 to everybody. */
const absent = ['/first']

let world: Demonstration
let everybody: readonly Who[]
const clients = new Map<Who, ApiClient>()
const sessions = new Map<Who, string>()
const known = new Map<Who, Known>()
const visits: Visit[] = []

beforeAll(async () => {
  world = await demonstration()
  everybody = [...world.people.keys(), 'nobody']
  for (const who of everybody) {
    const person = world.people.get(who as Role)
    clients.set(who, person === undefined ? world.api.anybody : await world.api.as(person))
    if (person !== undefined) sessions.set(who, `${sessionCookie}=${await world.api.sessionOf(person)}`)
  }
  const officer = await knownTo(clientOf('qualityOfficer'))
  for (const who of everybody) known.set(who, (await knownTo(clientOf(who))) ?? (officer as Known))
})
afterAll(() => world?.close())

const clientOf = (who: Who) => clients.get(who) as ApiClient

/** As a browser asks, in this language. */
async function ask(who: Who, method: string, path: string, lang: 'vi' | 'en' = 'vi'): Promise<Response> {
  const cookie = [sessions.get(who), `${languageCookie}=${lang}`].filter(Boolean).join('; ')
  const form = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  return world.api.app.request(path, { method, headers: { accept: 'text/html', cookie, ...form } })
}

/** A case of theirs in which they can do something, else the newest. */
async function knownTo(client: ApiClient): Promise<Known | undefined> {
  const { body } = await client.get<{ items?: { id: string; school: string }[] }>('/api/cycles')
  const send = reads.find(({ path }) => path.endsWith('/send/{event}')) as Page
  const all = (body.items ?? []).map(({ id, school }) => ({ cycle: id, school }))
  for (const one of all) if ((await addressOf(send, client, one)) !== undefined) return one
  return all[0]
}

/** What the policy says to somebody who asks for a page: the same question as the server's, put once more. */
async function expectedOf(page: Page, who: Who, about: Known): Promise<'open' | number> {
  const { access } = page
  if (absent.includes(page.path)) return 404
  if (access.to === 'public') return 'open'
  const person = world.people.get(who as Role)
  if (person === undefined) return 303
  if (access.to === 'person') return 'open'
  const ground = await withClient(world.db, (client) =>
    access.of === 'school'
      ? groundOfSchool(client, about.school, person, today)
      : groundOfCycle(client, about.cycle, person, today),
  )
  if (!ground) throw new Error(`${about.cycle} is not there`)
  if (access.of === 'reach') return reachOf(access.to, ground.standing.offices).length > 0 ? 'open' : 403
  const see = access.of === 'school' ? 'seeSchool' : 'seeCase'
  if (rolesFor(see, ground.standing, ground.place).length === 0) return 404
  return rolesFor(access.to, ground.standing, ground.place).length > 0 ? 'open' : 403
}

describe('the demonstration', () => {
  it('is loaded once, and lets people in by their card', async () => {
    expect(await isEmptyDatabase(world.db)).toBe(false)
    const { page, go } = await world.site.as(null, { width: 360 })
    await go('/sign-in')
    expect(await page.locator('.cards button').count()).toBeGreaterThan(8)
    await page.locator('.cards button').first().click()
    expect(await page.textContent('h1')).toBe('Việc của tôi')
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
  it('has an address for somebody who can open it', () => {
    expect(pages.flatMap((page) => unknownParts(page).map((part) => `${nameOf(page)}: {${part}}`))).toEqual([])
  })

  it('answers each role as the policy says', async () => {
    const wrong: string[] = []
    for (const page of reads)
      for (const who of everybody) {
        const about = known.get(who) as Known
        const expected = await expectedOf(page, who, about)
        const finder = expected === 'open' ? clientOf(who) : clientOf('qualityOfficer')
        const address = await addressOf(page, finder, about)
        if (address === undefined) continue
        const answer = await ask(who, 'GET', address)
        const { status, headers } = answer
        const open =
          status === 200 || (status >= 300 && status < 400 && !headers.get('location')?.startsWith('/sign-in'))
        if (expected === 'open' ? !open : status !== expected)
          wrong.push(`${who}: ${address} answers ${status}, not ${expected}`)
        if (status === 200 && (headers.get('content-type') ?? '').startsWith('text/html'))
          visits.push({ page, who, address, html: await answer.text() })
      }
    expect(wrong).toEqual([])
    const opened = new Set(visits.map(({ page }) => page.path))
    const never = reads.map(({ path }) => path).filter((path) => !opened.has(path) && !absent.includes(path))
    expect(never).toEqual([])
  })

  it('takes nothing from whom the policy refuses', async () => {
    const wrong: string[] = []
    for (const page of writes)
      for (const who of everybody) {
        const about = known.get(who) as Known
        const expected = await expectedOf(page, who, about)
        if (expected === 'open') continue
        const address =
          (await addressOf(page, clientOf('qualityOfficer'), about)) ?? page.path.replaceAll(/\{\w+\}/g, 'khong-co')
        const { status } = await ask(who, 'POST', address)
        const as = partsOf(page).length === 0 || !address.includes('khong-co') ? [expected] : [expected, 404]
        if (!(expected === 303 ? [303, 401] : as).includes(status))
          wrong.push(`${who}: ${nameOf(page)} answers ${status}, not ${expected}`)
      }
    expect(wrong).toEqual([])
  })

  it.each(['vi', 'en'] as const)('reads well in %s', async (lang) => {
    const faults = new Set<string>()
    for (const { page, who, address, html } of visits) {
      const text = lang === 'vi' ? html : await (await ask(who, 'GET', address, lang)).text()
      for (const fault of wordFaults(text, lang)) faults.add(`${page.path}: ${fault}`)
    }
    expect([...faults]).toEqual([])
  })

  it('runs no script and takes no style but its own files', async () => {
    const policies = new Set<string>()
    for (const { page, who, address, html } of visits) {
      const { headers } = await ask(who, 'GET', address)
      policies.add(headers.get('content-security-policy') ?? 'none')
      expect(
        html.match(/<script(?![^>]* src="\/assets\/)[^>]*>|<style|\sstyle="|\son[a-z]+="|javascript:/gi),
        page.path,
      ).toBe(null)
    }
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self'(;|$)/)
      expect(policy).toMatch(/style-src 'self'(;|$)/)
    }
  })

  it('stands in a browser without a fault: wide, narrow and dark', { timeout: 3_600_000 }, async () => {
    const waiting = full ? [...visits] : onceASide()
    const found: string[] = []
    const walk = async () => {
      const open = new Map<Who, Visitor>()
      for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
        const { who } = visit
        const visitor = open.get(who) ?? (await world.site.as(world.people.get(who as Role) ?? null))
        open.set(who, visitor)
        for (const fault of await look(visitor, visit)) found.push(`${who}: ${fault}`)
      }
      for (const { context } of open.values()) await context.close()
    }
    await Promise.all([walk(), walk()])
    expect(found).toEqual([])
  })
})

/** Pages that were looked at in dark colours; they are the same for everybody. */
const inDark = new Set<Page>()

const sides: readonly (readonly Who[])[] = [
  ['principal', 'councilChair', 'councilSecretary', 'workingGroup'],
  ['reviewer', 'teamLead', 'teamSecretary'],
  ['qualityOfficer', 'qualityHead', 'departmentDirector'],
]

/** Each page once for each side that may open it, else once for anybody. */
function onceASide(): Visit[] {
  return reads.flatMap((page) => {
    const ours = visits.filter(
      (visit) => visit.page === page && (page.access.to !== 'public' || visit.who === 'nobody'),
    )
    const bySide = sides.map((side) => ours.find(({ who }) => side.includes(who)))
    const found = bySide.filter((visit) => visit !== undefined)
    return found.length > 0 ? found : ours.slice(0, 1)
  })
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
