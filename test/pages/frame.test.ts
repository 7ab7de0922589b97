// What every page has around it: keys with their list, colours by choice, help, notices, the search.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliver } from '../../src/deliver.ts'
import { drain } from '../../src/engine/worker.ts'
import { workStore } from '../../src/store/work-store.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { pages } from '../../src/pages/index.ts'
import { helpTexts } from '../../src/pages/help.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  const { db, engine } = sample
  await drain(workStore(db), (waiting) => deliver(db, waiting, engine.now()))
  site = await openSite(apiOf(sample))
})
afterAll(() => site?.close())

describe('every page', () => {
  it('is reached by keys, which are listed by ?, keep still while one types and can be turned off', async () => {
    const { page, go, faults, picture } = await site.as('head')
    await go('/')
    await page.keyboard.press('?')
    expect(await page.textContent('dialog')).toContain('Hồ sơ')
    expect(await faults()).toEqual([])
    await picture('frame/keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('g c?')
    expect(await page.inputValue('#find')).toBe('g c?')
    expect(page.url()).toBe(`${site.url}/`)
    await page.locator('h1').click()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.waitForURL(`${site.url}/cases`)
    await page.keyboard.press('?')
    await page.uncheck('#keys-on')
    await page.click('dialog button')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.keyboard.press('?')
    expect(await page.locator('dialog').count()).toBe(0)
    expect(page.url()).toBe(`${site.url}/cases`)
  })

  it.each([true, false])('takes the colours one has chosen, with scripts: %s', async (scripts) => {
    const { page, go, faults } = await site.as('principal', { width: 360, scripts })
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    await go('/cases?q=a')
    const light = scripts ? await paper() : null
    await page.click('text="Nền tối"')
    expect(page.url()).toBe(`${site.url}/cases?q=a`)
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    if (!scripts) return
    expect(await paper()).not.toBe(light)
    expect(await faults()).toEqual([])
  })

  it('says what one does on it: no page is without help', () => {
    const parts = ['/sheets/{process}/live', '/sheets/{process}/comments', '/cases/{cycle}/review/observations/list']
    const shown = pages.filter(({ method, path }) => method === 'get' && !parts.includes(path))
    expect(shown.filter(({ path }) => !(path in helpTexts)).map(({ path }) => path)).toEqual([])
  })
})

describe('notices', () => {
  it('are read one by one or all at once, lead to their case, and stay to be looked up', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    await go('/notices')
    const unread = await page.locator('main .list > li').count()
    expect(unread).toBeGreaterThan(1)
    await picture('frame/notices')
    const rows = page.locator('main .list > li')
    await page.locator('main .list form button').first().click()
    await rows.nth(unread - 1).waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(unread - 1)
    await page.click('text="Đánh dấu tất cả đã đọc"')
    await rows.first().waitFor({ state: 'detached' })
    expect(await page.textContent('main')).toContain('Không có thông báo nào ở đây.')
    expect(await page.locator('.bell .count').count()).toBe(0)
    await page.click('main a:text-is("Tất cả")')
    expect(await page.locator('main .list > li').count()).toBe(unread)
    expect(await faults()).toEqual([])
    await page.locator('main .list a').first().click()
    expect(page.url()).toContain(`/cases/${sample.cycle}`)
  })
})

describe('the search', () => {
  it('finds school, case and people without diacritics, and nobody finds what is not theirs', async () => {
    const { page, go, faults } = await site.as('head')
    await go('/search?q=le+thi+chat')
    expect(await page.textContent('main')).toContain('Lê Thị Chất')
    expect(await faults()).toEqual([])
    const reviewer = await site.as('r1')
    await reviewer.go('/search?q=le+thi+chat')
    expect(await reviewer.page.textContent('main')).toContain('Không thấy gì')
    await reviewer.go('/search?q=truong')
    expect(await reviewer.page.textContent('main')).toContain('Không thấy gì')
  })
})
