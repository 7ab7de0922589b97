// What is typed into the form of an event is not lost: reloaded, gone back to, or sent into a line that is cut.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { caseUrl, sendUrl } from '../../src/pages/page.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  site = await openSite(apiOf(sample))
})
afterAll(() => site?.close())

const formOf = (event: string) => sendUrl(processId(sample.cycle, 'selfAssessment', ''), event)

describe('what is typed into a form', () => {
  it('is there after a reload and after going elsewhere, with its rows', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    await go(formOf('establishCouncil'))
    await page.fill('[id="p.decision.number"]', '12/QĐ-THPT')
    await page.click('button[value="p.members"]')
    await page.fill('[id="p.members.1.position"]', 'Phó hiệu trưởng')
    await page.reload()
    await page.locator('#draft').waitFor()
    expect(await page.inputValue('[id="p.decision.number"]')).toBe('12/QĐ-THPT')
    expect(await page.inputValue('[id="p.members.1.position"]')).toBe('Phó hiệu trưởng')
    expect(await faults()).toEqual([])
    await picture('draft')
    await page.click('text=Hủy')
    await page.waitForURL(new RegExp(`${caseUrl(sample.cycle)}$`))
    await page.goBack()
    await page.locator('#draft').waitFor()
    expect(await page.inputValue('[id="p.members.1.position"]')).toBe('Phó hiệu trưởng')
    await page.click('#draft button')
    await page.waitForLoadState()
    expect(await page.inputValue('[id="p.decision.number"]')).toBe('')
    expect(await page.locator('#draft').isVisible()).toBe(false)
  })

  it('stays where it is typed before the scripts of a slow line are there', async () => {
    const { page, go } = await site.as('principal')
    await go('/schools/truong/texts')
    let release: () => void = () => undefined
    const late = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/draft.js', async (route) => {
      await late
      await route.continue()
    })
    const answered = page.waitForResponse('**/draft.js')
    await page.goto(`${site.url}/schools/truong/texts`, { waitUntil: 'commit' })
    await page.fill('[name=situation]', 'Trường ở xã vùng cao.')
    release()
    await answered
    await page.waitForLoadState()
    expect(await page.inputValue('[name=situation]')).toBe('Trường ở xã vùng cao.')
    await page.reload()
    expect(await page.inputValue('[name=situation]')).toBe('Trường ở xã vùng cao.')
  })

  it('survives a line that is cut as it is sent, and is no draft any more once it was taken', async () => {
    await toRating({ send: sample.send })
    const { page, go, context } = await site.as('principal')
    await go(formOf('changePlan'))
    await page.fill('[id="p.plan.number"]', '41/KH-THPT')
    await page.fill('[id="p.plan.date"]', '2025-09-20')
    await page.fill('[id="p.changes"]', 'Lùi thời gian viết báo cáo hai tuần.')
    await page.fill('[id="p.reason"]', 'Trường nghỉ học do bão.')
    await context.setOffline(true)
    await page.click('.buttons button').catch(() => undefined)
    await context.setOffline(false)
    await go(formOf('changePlan'))
    await page.locator('#draft').waitFor()
    expect(await page.inputValue('[id="p.reason"]')).toBe('Trường nghỉ học do bão.')
    await page.click('.buttons button')
    await page.waitForURL(/done=changePlan/)
    await go(formOf('changePlan'))
    expect(await page.inputValue('[id="p.reason"]')).toBe('')
    expect(await sample.rows(`select 1 from history where event = 'changePlan'`)).toHaveLength(1)
  })
})
