// A circular that comes as one file is known to the pages at once: none of them knows a circular by its name.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCycle } from '../../src/commands/cycles/open.ts'
import type { Procedure } from '../../src/domain/procedure.ts'
import { say } from '../../src/domain/text.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let made: SampleCase
let site: Site
let cycle: string

/** The circular of 2026 under another name, with numbers of its own. */
function successor(of: Procedure): Procedure {
  const numbered = (name: string, value: number) => {
    const term = of.numbers[name]
    if (!term) throw new Error(`No number "${name}"`)
    return { [name]: { ...term, value } }
  }
  const numbers = { ...of.numbers, ...numbered('data.schoolYears', 4), ...numbered('sheets.citationsRequired', 0) }
  return {
    ...of,
    id: 'vn-2031',
    name: say('Thông tư 12/2031', 'Circular 12/2031'),
    effectiveFrom: '2031-01-01',
    numbers,
  }
}

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  const { library } = made
  const added = successor(library.procedure('vn-2026'))
  const { procedure, procedures } = library
  Object.assign(library, {
    procedure: (id: string) => (id === added.id ? added : procedure(id)),
    procedures: () => [...procedures(), added.id],
  })
  made.clock.set('2031-09-10T02:00:00.000Z')
  cycle = await openCycle(made.db, made.engine, library, {
    school: 'truong',
    period: '2031-2032',
    procedure: added.id,
    set: 'vn-pho-thong/2026',
    actor: 'principal',
    at: made.clock.now(),
  })
  site = await openSite(apiOf(made))
})
afterAll(() => site?.close())

it('a new circular has the steps, years, texts and rules of its file, with no page edited', async () => {
  const { page, go, faults } = await site.as('principal')
  await go(`/cases/${cycle}`)
  expect(await page.textContent('main')).toContain('Tự đánh giá trong năm học')
  expect(await faults()).toEqual([])
  await go('/schools/truong/data/classes')
  const years = await page
    .locator('table thead input')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
  expect(years).toEqual(['2028-2029', '2029-2030', '2030-2031', '2031-2032'])
  await go('/schools/truong/texts')
  expect(await page.locator('[name^="standards/"][name$="/direction"]').count()).toBeGreaterThan(0)
  expect(await page.locator('[name^="standards/"][name$="/opening"]').count()).toBe(0)
  const head = await site.as('head')
  await head.go('/administration/procedures/vn-2031')
  expect(await head.page.textContent('h1')).toBe('Thông tư 12/2031')
  const row = head.page.locator('tr:has-text("Mỗi nhận định trong mô tả hiện trạng phải dẫn minh chứng")')
  expect(await row.locator('td').first().textContent()).toBe('không')
  expect(await head.faults()).toEqual([])
})
