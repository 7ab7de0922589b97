// The department's pages in a real browser: the province at a glance and the lists behind its charts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fireDue } from '../../src/engine/worker.ts'
import { withClient } from '../../src/store/with-client.ts'
import { workStore } from '../../src/store/work-store.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let made: SampleCase
let api: Api
let site: Site

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'registered')
  api = apiOf(made)
  site = await openSite(api)
})
afterAll(() => site?.close())

describe('the province at a glance', () => {
  it('shows where cases stand, and each bar leads to the cases behind it', async () => {
    const { page, go, faults, picture } = await site.as('officer')
    await go('/province')
    expect(await page.textContent('.lead')).toContain('1 trường · 1 hồ sơ đang chạy · 0 quá hạn')
    expect(await faults()).toEqual([])
    await picture('department/province')
    await page.click('svg a:has-text("Sở GDĐT đang kiểm tra hồ sơ")')
    expect(await page.textContent('table.stack')).toContain('Trường THPT Mẫu')
    expect(await page.textContent('.picked')).toContain('Sở GDĐT đang kiểm tra hồ sơ')
    expect(await faults()).toEqual([])
    await page.click('.picked a')
    expect(await page.locator('.picked').count()).toBe(0)
  })

  it('fits a phone, and every chart has its numbers in a table behind it', async () => {
    const { page, go, faults, picture } = await site.as('officer', { width: 360, scripts: false })
    await go('/province')
    const charts = await page.locator('svg.chart').count()
    expect(charts).toBeGreaterThan(3)
    for (const summary of await page.locator('main details:not(.help) summary:has-text("bảng số liệu")').all())
      await summary.click()
    expect(await page.textContent('main')).toContain('1.1 Phương hướng')
    expect(await faults({ axe: false })).toEqual([])
    await picture('department/province-360')
  })

  it('leads from a criterion and its level to the cases that reached it', async () => {
    const { page, go } = await site.as('officer')
    await go('/province')
    await page.click('a[aria-label="2.1, Mức 2: 1"]')
    expect(await page.textContent('table.stack')).toContain('Trường THPT Mẫu')
    await go('/province/cases?set=vn-trung-hoc%2F2018&result=2.1%7C0')
    expect(await page.textContent('.nothing')).toContain('Không có hồ sơ nào như vậy')
  })

  it('is filtered by kind, commune and period, and finds schools without diacritics', async () => {
    const { page, go, faults } = await site.as('officer')
    await go('/province?kind=kindergarten')
    expect(await page.textContent('.lead')).toContain('0 trường · 0 hồ sơ')
    await go('/province?commune=xa&period=2025-2026')
    expect(await page.textContent('.lead')).toContain('1 trường · 1 hồ sơ')
    await go('/province/cases?q=thpt+mau')
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await faults()).toEqual([])
  })

  it('counts a case as late from the day its deadline has passed until its state is left', async () => {
    await toStage(made, 'reported', undefined, 'registered')
    made.clock.set('2026-05-20T02:00:00.000Z')
    await fireDue(made.engine, workStore(made.db))
    const head = await api.as('head')
    const late = () => head.get<{ items: { cycle: string; lateSince: string }[] }>('/api/province/cases?late=true')
    expect((await late()).body.items.map(({ cycle }) => cycle)).toEqual([made.cycle])
    const { page, go } = await site.as('head')
    await go('/province')
    expect(await page.textContent('aside')).toContain('Trường THPT Mẫu')
    const decision = { number: '1/QĐ-SGDĐT', date: '2026-05-20' }
    await made.send('certification', 'grantAccreditation', { decision, grade: 2 }, 'director')
    const proposal = { proposal: { number: '20/TTr', date: '2026-05-20' }, grant: true, grade: 1, reason: null }
    await made.send('certification', 'proposeNationalStandard', proposal, 'director')
    expect((await late()).body.items).toEqual([])
  })

  it('shows one department nothing of another', async () => {
    await withClient(made.db, async (client) => {
      await client.query(
        `insert into organisations (id, kind, name, parent_id) values ('tinh2', 'province', 'UBND tỉnh Khác', 'moet'), ('so2', 'department', 'Sở Khác', 'tinh2')`,
      )
      await client.query(`insert into people (id, name, organisation_id) values ('khac', 'Người Khác', 'so2')`)
      await client.query(
        `insert into offices (person_id, role, organisation_id, since) values ('khac', 'qualityHead', 'so2', '2020-01-01')`,
      )
    })
    const other = await api.as('khac')
    expect((await other.get<{ items: unknown[] }>('/api/province/cases')).body.items).toEqual([])
    expect((await other.get<{ counts: { case: object } }>('/api/province')).body.counts.case).toEqual({})
    expect((await (await api.as('chair')).get<{ items: unknown[] }>('/api/province/cases')).body.items).toHaveLength(1)
  })
})
