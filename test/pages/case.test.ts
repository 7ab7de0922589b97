// A case in a real browser: where it stands, what can be done, and an event sent by its generated form.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let site: Site
let url: string

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  site = await openSite(apiOf(sample))
  url = `/cases/${sample.cycle}`
})
afterAll(() => site?.close())

const send = (event: string) => `/processes/${encodeURIComponent(`${sample.cycle}/selfAssessment`)}/send/${event}`

describe('a case', () => {
  it('shows the principal where it is, what comes next and what to do', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    await go(url)
    expect(await page.textContent('.map .here')).toContain('Chuẩn bị thành lập hội đồng')
    expect(await page.textContent('.map .next')).toContain('kế hoạch')
    expect(await page.textContent('.actions')).toContain('Thành lập hội đồng tự đánh giá')
    expect(await faults()).toEqual([])
    await picture('case')
    await page.click('.actions a')
    expect(await page.textContent('h1')).toBe('Thành lập hội đồng tự đánh giá')
    expect(await faults()).toEqual([])
    await picture('establish-council')
  })

  it('tells each fault at its field and loses nothing that was typed', async () => {
    const { page, go, faults, picture } = await site.as('principal', { width: 360 })
    await go(send('establishCouncil'))
    await page.fill('[id="p.decision.number"]', '12/QĐ-THPT')
    await page.selectOption('[id="p.members.0.personId"]', 'principal')
    await page.click('.buttons button')
    expect(await page.textContent('#faults')).toContain('Thiếu giá trị bắt buộc')
    expect(await page.textContent('[id="p.decision.date-fault"]')).toContain('Thiếu giá trị bắt buộc')
    expect(await page.inputValue('[id="p.decision.number"]')).toBe('12/QĐ-THPT')
    expect(await page.inputValue('[id="p.members.0.personId"]')).toBe('principal')
    expect(await faults()).toEqual([])
    await picture('establish-council-faults-360')
  })

  it.each([true, false])('takes more rows and fewer, with scripts: %s', async (scripts) => {
    const { page, go } = await site.as('principal', { scripts })
    await go(send('establishCouncil'))
    await page.fill('[id="p.members.0.position"]', 'Hiệu trưởng')
    await page.click('button[value="p.members"]')
    await page.fill('[id="p.members.1.position"]', 'Phó hiệu trưởng')
    await page.click('button[value="p.members.0"]')
    const left = page.locator('[id^="p.members."][id$=".position"]')
    expect(await left.count()).toBe(1)
    expect(await left.inputValue()).toBe('Phó hiệu trưởng')
    await page.click('button[value="p.groups"]')
    await page.click('button[value="p.groups.1.members"]')
    expect(await page.locator('[id^="p.groups.1.members."][id$=".personId"]').count()).toBeGreaterThan(0)
  })

  it('takes an event once, however often its button is pressed, and says that it was recorded', async () => {
    await toRating({ send: sample.send })
    const { page, go, faults } = await site.as('principal')
    await go(send('changePlan'))
    await page.fill('[id="p.plan.number"]', '41/KH-THPT')
    await page.fill('[id="p.plan.date"]', '2025-09-20')
    await page.fill('[id="p.changes"]', 'Lùi thời gian viết báo cáo hai tuần <script>alert(1)</script>.')
    await page.fill('[id="p.reason"]', 'Trường nghỉ học do bão.')
    await page.dblclick('.buttons button')
    await page.waitForURL(/done=changePlan/)
    expect(await page.textContent('.told.good')).toContain('Đã ghi nhận: Điều chỉnh kế hoạch')
    expect(await faults()).toEqual([])
    const rows = await sample.rows(`select 1 from history where event = 'changePlan'`)
    expect(rows).toHaveLength(1)
  })

  it('shows what is stopped with its reason, and nothing to those who may not', async () => {
    const { page, go, faults, picture } = await site.as('principal', { width: 360 })
    await go(url)
    expect(await page.textContent('.stopped')).toContain('chưa làm được')
    expect(await faults()).toEqual([])
    await picture('case-rating-360')
    const stranger = await site.as('r1')
    await stranger.go(url)
    expect(await stranger.page.textContent('h1')).toBe('Không tìm thấy')
  })

  it('keeps its history for those who may read it', async () => {
    const { page, go, faults, picture } = await site.as('officer', { dark: true })
    await go(`${url}/history`)
    expect(await page.textContent('.list')).toContain('Thành lập hội đồng tự đánh giá')
    expect(await faults()).toEqual([])
    await picture('history-dark')
  })

  it('is found by the name of its school without diacritics', async () => {
    const { page, go, faults } = await site.as('officer')
    await go('/')
    await page.fill('#find', 'thpt mau')
    await page.press('#find', 'Enter')
    expect(await page.textContent('main')).toContain('Trường THPT Mẫu')
    expect(await faults()).toEqual([])
  })
})
