// An event that is added to a workflow has its button and its form at once: no page knows any event by its name.
import { createMachine } from 'xstate'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../src/domain/text.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { openAnother, sampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let site: Site
let cycle: string

/** The self-assessment with one event more in its first state. */
function withVisit(given: ProcessDefinition): ProcessDefinition {
  const payload = z.strictObject({
    visitor: z.string().trim().min(1).max(500).meta({ title: 'Người đến thăm' }),
    guests: z.number().int().min(1).max(50),
    official: z.boolean(),
  })
  const entry = {
    by: ['principal' as const],
    label: say('Ghi một chuyến thăm', 'Note a visit'),
    payload,
    samples: [{ payload: { visitor: 'Sở GDĐT', guests: 2, official: true } }],
  }
  const more = <T extends { states?: object }>(drawing: T) => {
    const states = drawing.states as Record<string, { on?: object }>
    const first = states['preparing']
    return {
      ...drawing,
      states: { ...states, preparing: { ...first, on: { ...first?.on, noteVisit: { actions: ['record'] } } } },
    }
  }
  const { machine } = given
  const changed = createMachine(more(machine.config as never) as never, machine.implementations as never)
  return {
    ...given,
    events: { ...given.events, noteVisit: entry },
    drawing: more(given.drawing),
    machine: changed as never,
  }
}

beforeAll(async () => {
  const sample = await sampleCase(await freshDatabase())
  const { definition } = sample.engine
  const made = new Map<string, ProcessDefinition>()
  const extended = (process: string, edition: string) => {
    if (process !== 'selfAssessment') return definition(process, edition)
    const known = made.get(edition) ?? withVisit(definition(process, edition))
    made.set(edition, known)
    return known
  }
  const product = { ...sample, engine: { ...sample.engine, definition: extended } }
  cycle = await openAnother(product, 'truong', '2030-2031')
  site = await openSite(apiOf(product))
})
afterAll(() => site?.close())

describe('an event added to a workflow', () => {
  it('has a button and a form, and is taken, with no page edited', async () => {
    const { page, go, faults } = await site.as('principal')
    await go(`/cases/${cycle}`)
    await page.click('text=Ghi một chuyến thăm')
    expect(await page.textContent('label[for="p.visitor"]')).toContain('Người đến thăm')
    await page.click('.buttons button')
    expect(await page.locator('.fault').count()).toBe(3)
    expect(await faults()).toEqual([])
    await page.fill('[id="p.visitor"]', 'Sở GDĐT')
    await page.fill('[id="p.guests"]', '2')
    await page.click('text=Có')
    await page.click('.buttons button')
    await page.waitForURL(/done=noteVisit/)
    await go(`/cases/${cycle}/history`)
    expect(await page.textContent('.list')).toContain('noteVisit')
  })
})
