// Hostile text in every field that a person can fill, read by everybody else: nothing runs, all is shown as it was written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SchoolInput } from '../../src/demo/input.ts'
import type { Role } from '../../src/domain/roles.ts'
import { withClient } from '../../src/store/with-client.ts'
import { shippedInput } from '../demo/shipped-inputs.ts'
import { demonstration, type Demonstration } from './demonstration.ts'
import { escaped, formsIn, hostile, taintedStory } from './hostile.ts'
import { piecesOf } from './page-text.ts'
import { openAll, walkOf, type Visit, type Walk, type Who } from './walk.ts'

const full = process.env['FULL'] === '1'
let world: Demonstration
let walk: Walk
let visits: Visit[] = []

/** The case stands where school, team and department all have work in it. */
function inTheMidst(story: SchoolInput): SchoolInput {
  const cut = (events: SchoolInput['cycles'][number]['events']) =>
    events.slice(0, events.findIndex((one) => one.do === 'externalReview.sendDraft') + 1)
  return { ...story, cycles: story.cycles.map((cycle) => ({ ...cycle, events: cut(cycle.events) })) }
}

beforeAll(async () => {
  const stories = ['thpt-mau-2018', ...(full ? ['tieu-hoc-mau-2026'] : [])].map((name) =>
    shippedInput(name as 'thpt-mau-2018'),
  )
  const ended = full ? [taintedStory({ ...shippedInput('thpt-mau-2018'), key: 'thpt-xong' })] : []
  world = await demonstration([...ended, ...stories.map((story) => taintedStory(inTheMidst(story)))])
  walk = await walkOf(world)
})
afterAll(() => world?.close())

const found = (all: readonly Visit[]) =>
  all.flatMap(({ page, who, html }) => escaped(html).map((what) => `${who} on ${page.path}: ${what}`))

/** Those one leaves the site by, and those of events, which the journey fills and presses. */
const elsewhere = /^\/(sign-|first|invitation|reset|processes\/)/

/**
 * A file that nothing took in the end is swept away; long work that is asked for twice is done twice and changes nothing the
 * second time; that an act was asked for again is journalled.
 */
const harmless = ['uploads', 'jobs', 'journal']

/** Rows of every table. */
async function rows(): Promise<Record<string, number>> {
  return withClient(world.db, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace`,
    )
    const counts = tables.rows.map(({ name }) => `select '${name}' as name, count(*)::int as n from ${name}`)
    const counted = await client.query<{ name: string; n: number }>(counts.join(' union all '))
    return Object.fromEntries(counted.rows.map(({ name, n }) => [name, n]))
  })
}

describe('hostile text', () => {
  it('of every story is a text on every page', { timeout: 600_000 }, async () => {
    visits = (await openAll(walk)).visits
    expect(found(visits)).toEqual([])
    const shown = visits.filter(({ html }) => piecesOf(html).some(({ text }) => text.includes(hostile)))
    expect(shown.length).toBeGreaterThan(visits.length / 4)
  })

  it(
    'is taken or refused by every form in words, and what is sent twice is written once',
    { timeout: 600_000 },
    async () => {
      const pressed = new Set<string>()
      const wrong: string[] = []
      for (const { page, who, html } of visits)
        for (const { action, body } of formsIn(html)) {
          const kind = `${page.path} ${action.replaceAll(/[^/]*(%|\d|\.)[^/]*/g, '…')} ${full ? who : ''}`
          if (elsewhere.test(action) || pressed.has(kind)) continue
          pressed.add(kind)
          const [sent, again] = [body(), body()]
          const first = await walk.ask(who, 'POST', action, { body: sent })
          if (first.status >= 500) wrong.push(`${who}: ${action} on ${page.path} answers ${first.status}`)
          wrong.push(...escaped(await first.text()).map((what) => `${who}: ${action} on ${page.path} shows ${what}`))
          if (first.status !== 303) continue
          const before = await rows()
          await walk.ask(who, 'POST', action, { body: again })
          const after = await rows()
          const grown = Object.keys(after).filter((name) => after[name] !== before[name] && !harmless.includes(name))
          if (grown.length > 0)
            wrong.push(`${who}: ${action} on ${page.path} sent twice writes ${grown.join(', ')} again`)
        }
      expect(wrong).toEqual([])
      expect(pressed.size).toBeGreaterThan(5)
    },
  )

  it('that was sent by a form is a text on every page as well', { timeout: 600_000 }, async () => {
    visits = (await openAll(walk)).visits
    expect(found(visits)).toEqual([])
  })

  it('runs in no browser, where scripts draw as well', { timeout: 3_600_000 }, async () => {
    const open = new Map<Who, Awaited<ReturnType<Demonstration['site']['as']>>>()
    const seen = new Set<string>()
    const hit: string[] = []
    for (const { page, who, address } of visits.toReversed()) {
      if (!full && seen.has(page.path)) continue
      seen.add(page.path)
      const visitor = open.get(who) ?? (await world.site.as(world.people.get(who as Role) ?? null))
      open.set(who, visitor)
      await visitor.go(address)
      for (const area of (await visitor.page.locator('textarea[data-suggest]').all()).slice(0, 1)) {
        await area.press('End')
        await area.pressSequentially(' [')
        await visitor.page.waitForTimeout(300)
      }
      const state = `[window.hit === 1, document.querySelectorAll('img[src=x]').length]`
      const [ran, images] = (await visitor.page.evaluate(state)) as [boolean, number]
      if (ran || images > 0) hit.push(`${who}: ${address}`)
      hit.push(...(await visitor.faults({ axe: false })).map((fault) => `${who}: ${address}: ${fault}`))
    }
    expect(hit).toEqual([])
  })
})
