// The world of an input file through the pages alone: each person in a browser of their own, doing only what a page offers.
import type { SchoolInput } from '../../src/demo/input.ts'
import type { World } from '../../src/demo/world-port.ts'
import { productWorld, type TimelineClock } from '../../src/demo/world.ts'
import type { Product } from '../../src/compose.ts'
import { processId, sheetPart } from '../../src/engine/ids.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { caseUrl, sheetUrl } from '../../src/pages/page.ts'
import { holder } from '../proof/journey-world.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { openSite, type Site, type Visitor } from './browser.ts'
import { fill, sendFrom, type Press } from './driver.ts'

export interface PageJourney {
  world: World
  site: Site
  api: Api
  /** Everybody who did something, with what was seen amiss on their way. */
  acted: Set<string>
  faults: string[]
  close(): Promise<void>
}

interface Options {
  /** Whether this piece of much the same work goes through the pages; the rest is done beneath them. */
  byPages(kind: string, count: number): boolean
  press(event: string): Press
  /** After an event was sent: the page that says so is open. */
  after(visitor: Visitor, sent: { process: string; event: string }): Promise<void>
}

/** `filesDir` takes the uploads. People and organisations are put there beforehand; all else is done on pages. */
export async function pageJourney(
  product: Product,
  clock: TimelineClock,
  filesDir: string,
  input: SchoolInput,
  { byPages, press, after }: Options,
): Promise<PageJourney> {
  const many = 1_000_000
  const api = apiOf(product, { intake: intakeIn(filesDir), limits: { person: many, address: many } })
  const site = await openSite(api)
  const below = productWorld(product, clock, filesDir)
  const visitors = new Map<string, { visitor: Visitor; hour: string }>()
  const counts = new Map<string, number>()
  const acted = new Set<string>()
  const faults: string[] = []
  const through = (kind: string) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return byPages(kind, count)
  }
  /** Days pass between two things a person does, and they sign in anew. */
  const as = async (person: string): Promise<Visitor> => {
    acted.add(person)
    const hour = clock.now().slice(0, 13)
    const known = visitors.get(person)
    if (known?.hour === hour) return known.visitor
    const visitor = known?.visitor ?? (await site.as(null))
    const value = await api.sessionOf(person)
    await visitor.context.addCookies([{ name: sessionCookie, value, url: site.url, httpOnly: true, sameSite: 'Lax' }])
    visitors.set(person, { visitor, hour })
    return visitor
  }
  const send = async (at: string, process: string, event: string, payload: unknown, by: string) => {
    const visitor = await as(by)
    await visitor.go(at)
    await sendFrom(visitor.page, process, event, payload, press(event))
    faults.push(...(await visitor.faults({ axe: false })))
    await after(visitor, { process, event })
  }
  const idOf = (of: { cycle: string; kind: 'school' | 'reviewer' | 'team'; criterion: string; assessor?: string }) =>
    processId(of.cycle, 'criterionSheet', sheetPart({ ...of, assessor: of.assessor ?? null }))
  const world: World = {
    ...below,
    async openCycle({ schoolKey, period, procedure, set, school, at, by }) {
      clock.advance(at)
      // The tables of the school come with its yearly data, which pages of their own take.
      const principal = await api.as(holder(input, 'principal'))
      await principal.send('PUT', `/api/schools/${schoolKey}/data`, school)
      const { page, go } = await as(by)
      await go(`/schools/${schoolKey}`)
      await page.fill('[name=period]', period)
      await page.selectOption('[name=law]', `${procedure}|${set}`)
      await page.locator(`main form[action="/schools/${schoolKey}"] button`).click()
      await page.waitForURL(/\/cases\//)
      return decodeURIComponent(new URL(page.url()).pathname.split('/')[2] ?? '')
    },
    async send({ cycle, process, event, payload, by, at }) {
      clock.advance(at)
      await send(caseUrl(cycle), processId(cycle, process, ''), event, payload, by)
      return { state: '', version: 0 }
    },
    async saveSheet(sheet) {
      if (!through(`write ${sheet.kind}`)) return below.saveSheet(sheet)
      clock.advance(sheet.at)
      const { page, go } = await as(sheet.by)
      await go(`${caseUrl(sheet.cycle)}/board`)
      const url = sheetUrl(idOf(sheet))
      if ((await page.locator(`main a[href="${url}"]`).count()) === 0)
        throw new Error(`the board shows ${sheet.by} no sheet ${url}`)
      await go(url)
      const form = page.locator(`main form[action="${url}"]`)
      const { ratings, ...texts } = sheet.content
      for (const [name, value] of Object.entries(texts)) if (value !== '') await fill(form, name, value)
      for (const [node, value] of Object.entries(ratings)) await fill(form, `ratings.${node}`, value)
      await form.getByRole('button', { name: 'Lưu', exact: true }).click()
      const said = page.locator('#saved')
      await said
        .filter({ hasText: 'Đã lưu lúc' })
        .waitFor()
        .catch(async () => {
          throw new Error(`${url} was not saved for ${sheet.by}: ${await said.textContent()}`)
        })
    },
    async sheetEvent(sheet) {
      if (!through(`${sheet.event} ${sheet.kind}`)) return below.sheetEvent(sheet)
      clock.advance(sheet.at)
      const id = idOf(sheet)
      if (sheet.event !== 'submitSheet') return send(sheetUrl(id), id, sheet.event, sheet.payload, sheet.by)
      const { page, go } = await as(sheet.by)
      await go(sheetUrl(id))
      await page.locator('button[name=_then][value=submitSheet]').click()
      // A reviewer is led on to the sheet that comes next.
      await page.waitForURL((now) => now.search.includes('done=') || now.pathname !== sheetUrl(id))
    },
    async attachEvidence(evidence) {
      if (!through('evidence')) return below.attachEvidence(evidence)
      const { cycle, criterion, item, file, by, at } = evidence
      clock.advance(at)
      const { page, go } = await as(by)
      await go(`${caseUrl(cycle)}/evidence`)
      const form = page.locator('#upload')
      if (!(await form.isVisible())) await page.locator('#add summary').first().click()
      const { title, issuer, number, issuedOn, period, place, confidentiality, note } = item
      const parts = { criterion, title, issuer, number, issuedOn: issuedOn ?? '', period, place, confidentiality, note }
      for (const [name, value] of Object.entries(parts)) if (value !== '') await fill(form, name, value)
      await form
        .locator('[name=file]')
        .setInputFiles({ name: file.name, mimeType: file.type, buffer: Buffer.from(file.bytes) })
      await form.locator('[name=allowDuplicate]').check()
      await form.locator('.buttons button').first().click()
      await page.waitForURL(/done=/)
      return { code: new URL(page.url()).searchParams.get('done') ?? '' }
    },
  }
  return { world, site, api, acted, faults, close: () => site.close() }
}
