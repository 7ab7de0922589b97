// What the department watches over, in a real browser: the register of certificates, the audit trail, dead letters, the drawings.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let made: SampleCase
let site: Site

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'granted')
  site = await openSite(apiOf(made))
})
afterAll(() => site?.close())

describe('the register of certificates', () => {
  it('finds a certificate, and suspends it by the form of the event', async () => {
    const { page, go, faults, picture } = await site.as('director')
    await go('/province/certificates?q=thpt+mau&award=accreditation')
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await faults()).toEqual([])
    await page.click('tbody a')
    expect(await page.textContent('.chip')).toBe('Đang có hiệu lực')
    expect(await faults()).toEqual([])
    await picture('department/certificate')
    await page.click('a:has-text("Tạm đình chỉ Chứng nhận")')
    await page.fill('[id="p.decision.number"]', '50/QĐ-SGDĐT')
    await page.fill('[id="p.decision.date"]', '2026-03-02')
    await page.fill('[id="p.reason"]', 'Chờ kết luận thanh tra.')
    await page.fill('[id="p.until"]', '2026-05-02')
    await page.click('.buttons button')
    await page.waitForURL(/done=suspendAccreditation/)
    await go('/province/certificates?status=suspended')
    expect(await page.textContent('tbody')).toContain('Tạm đình chỉ')
    await page.click('tbody a')
    expect(await page.textContent('.facts')).toMatch(/Chờ kết luận thanh tra\..*02\/05\/2026/s)
    await picture('department/certificate-suspended')
  })

  it('reissues the paper with a reason, and the copy before it is void', async () => {
    const { page, go, faults } = await site.as('officer')
    await go('/province/certificates?award=nationalStandard')
    await page.click('tbody a')
    const paper = (await page.getAttribute('a:has-text("Mở bản PDF")', 'href')) ?? ''
    const made1 = await page.request.get(`${site.url}${paper}`)
    expect(made1.headers()['content-type']).toBe('application/pdf')
    await page.reload()
    await page.click('summary:has-text("Cấp lại bản giấy")')
    await page.selectOption('#reason', 'lost')
    await page.fill('#note', 'Trường báo mất ngày 01/3/2026.')
    await page.click('#copies button')
    await page.waitForURL(/#copies$/)
    expect(await page.textContent('#copies')).toMatch(/Bản 1.*không còn giá trị.*Bản 2.*Bản cũ bị mất/s)
    expect(await faults()).toEqual([])
  })
})

describe('the audit trail', () => {
  it('says who did what, when and why, by person, act and day, and proves a history whole or names what was changed', async () => {
    const { page, go, faults, picture } = await site.as('head')
    await go('/audit?person=tran+van+tinh&event=grantNationalStandard&from=2026-03-01')
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await page.textContent('tbody')).toContain('Trần Văn Tỉnh')
    await go('/audit?event=requestCompletion&from=2025-12-01&to=2025-12-31')
    expect(await page.textContent('tbody')).toContain('Chưa đủ thành phần.')
    expect(await faults()).toEqual([])
    await picture('department/audit')
    await page.click('tbody a')
    await page.click('a:has-text("kiểm chuỗi nhật ký")')
    expect(await page.textContent('.told[role=status]')).toContain('chuỗi nguyên vẹn, không sai lệch')
    await withClient(made.db, async (client) => {
      await client.query('alter table history disable trigger history_keeps')
      await client.query(
        `update history set entry = replace(entry, 'Chưa đủ thành phần.', 'Đã đủ thành phần.') where event = 'requestCompletion'`,
      )
      await client.query('alter table history enable trigger history_keeps')
    })
    await page.reload()
    expect(await page.textContent('.told[role=status]')).toContain(`${made.cycle}/externalReview #2`)
  })

  it('is for heads and auditors alone', async () => {
    const { page, go } = await site.as('officer')
    await go('/audit')
    expect(await page.textContent('.status')).toBe('403')
    await go('/province')
    expect(await page.textContent('.tabs')).not.toContain('Nhật ký kiểm tra')
  })
})

describe('dead letters', () => {
  it('say why, and are tried again with one press that the journal keeps', async () => {
    await made.rows(`update effects set status = 'failed', attempts = 10, error = 'Máy chủ thư không trả lời' where (process_id, seq, n) =
      (select process_id, seq, n from effects where status = 'pending' order by process_id, seq, n limit 1)`)
    const { page, go, faults, picture } = await site.as('head')
    await go('/failures')
    expect(await page.textContent('main')).toContain('Máy chủ thư không trả lời')
    expect(await faults()).toEqual([])
    await picture('department/failures')
    await page.click('button:has-text("Làm lại")')
    expect(await page.textContent('[role=status]')).toContain('làm lại')
    expect(await page.textContent('.nothing')).toContain('Mọi việc đều đã làm xong')
    expect(await made.rows(`select 1 from effects where status = 'failed'`)).toEqual([])
    expect(await made.rows(`select 1 from journal where action = 'retryEffect' and actor_id = 'head'`)).toHaveLength(1)
  })
})

describe('the drawings', () => {
  it('show the cases in each state, and each number leads to them', async () => {
    const { page, go, faults, picture } = await site.as('officer')
    await go('/drawings?of=certification.vn-2018')
    expect(await page.locator('svg.drawing').count()).toBe(3)
    expect(await faults()).toEqual([])
    await picture('department/drawings')
    await page.locator('svg a[aria-label="Đang có giá trị: 1 hồ sơ"]').first().click()
    expect(await page.textContent('table.stack')).toContain('Trường THPT Mẫu')
  })

  it('are there for every process and fit a phone', async () => {
    const { page, go, faults, picture } = await site.as('officer', { width: 360 })
    await go('/drawings')
    const all = await page
      .locator('nav a[href^="/drawings?of="]')
      .evaluateAll((links) =>
        links.map((one) => String((one as unknown as { getAttribute(name: string): string }).getAttribute('href'))),
      )
    expect(all.length).toBe(7)
    for (const path of all) {
      await go(path)
      expect(await page.locator('svg.drawing rect').count()).toBeGreaterThan(2)
      expect(await faults({ axe: false })).toEqual([])
    }
    await picture('department/drawings-360')
  })
})
