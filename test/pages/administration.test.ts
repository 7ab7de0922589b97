// The administration in a real browser: people invited, named and suspended; a file tried before it is written; a set checked and published.
import ExcelJS from 'exceljs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJobs } from '../../src/jobs/run.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site, type Visitor } from './browser.ts'

const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-administration-'))
let sample: SampleCase
let api: Api
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample, { intake: intakeIn(filesDir) })
  site = await openSite(api)
})
afterAll(async () => {
  await site?.close()
  rmSync(filesDir, { recursive: true, force: true })
})

const work = () => runJobs({ ...sample, files: api.services.files, signing: null })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Unfolds an act of the page and sends it. */
async function does({ page }: Visitor, act: string, fields: Record<string, string>): Promise<void> {
  const form = page.locator(`form:has(input[name="act"][value="${act}"])`)
  if (!(await form.isVisible())) await page.locator(`details:has(> form input[value="${act}"]) > summary`).click()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    if ((await field.evaluate((one) => (one as unknown as { tagName: string }).tagName)) === 'SELECT')
      await field.selectOption(value)
    else await field.fill(value)
  }
  await form.locator('button').last().click()
}

describe('people', () => {
  it('are invited, named and suspended by the head of quality, and every act is in the journal with its reason', async () => {
    const visitor = await site.as('head')
    const { page, go, faults, picture } = visitor
    await go('/administration')
    expect(await faults()).toEqual([])
    await page.click('main a:text-is("Người dùng")')
    await page.click('text=Thêm người')
    await page.fill('[id="new-name"]', 'Trần Thị Mới')
    await page.fill('[id="new-reason"]', 'Tiếp nhận theo quyết định 15/QĐ')
    await page.click('main button')
    expect(await page.textContent('[id="new-email-fault"]')).not.toBe('')
    expect(await page.inputValue('[id="new-name"]')).toBe('Trần Thị Mới')
    await page.fill('[id="new-email"]', 'moi@so.test')
    await page.click('main button')
    expect(await page.textContent('main')).toContain('Đã thêm và tạo lời mời.')
    expect(await page.textContent('main')).toContain('Đã mời, chưa nhận')

    await does(visitor, 'name', { role: 'qualityOfficer', reason: 'Phân công chuyên viên' })
    expect(await page.textContent('main')).toContain('Chuyên viên quản lý chất lượng')
    await does(visitor, 'suspend', {})
    expect(await page.textContent('[id="suspend-reason-fault"]')).not.toBe('')
    expect(await faults()).toEqual([])
    await does(visitor, 'suspend', { reason: 'Nghỉ dài hạn' })
    expect(await page.textContent('main')).toContain('Lý do tạm khóa: Nghỉ dài hạn')
    await picture('administration/person')
    await does(visitor, 'reinstate', { reason: 'Trở lại làm việc' })
    await sample.rows(
      `update mailed_links set expires_at = '2025-01-01' where person_id = (select id from people where name = 'Trần Thị Mới')`,
    )
    await page.reload()
    expect(await page.textContent('main')).toMatch(/Lời mời đã hết hạn.*hãy mời lại/s)
    await does(visitor, 'end-qualityOfficer', { reason: 'Rút đề nghị' })
    await does(visitor, 'erase', { reason: 'Theo yêu cầu của người này' })
    expect(await page.textContent('main')).toContain('Dữ liệu của người này đã được xóa')
    expect(await page.locator('main form').count()).toBe(0)
    const { status } = await (
      await api.as('head')
    ).post(new URL(page.url()).pathname.replace('/administration', '/api') + '/invitation', {
      email: 'moi@so.test',
      reason: 'Mời lại',
    })
    expect(status).toBe(409)
    const acts = await sample.rows<{ action: string; reason: string }>(
      `select action, reason from journal where actor_id = 'head' order by id`,
    )
    expect(acts).toEqual([
      { action: 'createPerson', reason: 'Tiếp nhận theo quyết định 15/QĐ' },
      { action: 'giveOffice', reason: 'Phân công chuyên viên' },
      { action: 'suspendPerson', reason: 'Nghỉ dài hạn' },
      { action: 'reinstatePerson', reason: 'Trở lại làm việc' },
      { action: 'endOffice', reason: 'Rút đề nghị' },
      { action: 'erasePerson', reason: 'Theo yêu cầu của người này' },
    ])
  })

  it('of the department are not there for a principal, who looks after those of the school alone', async () => {
    const { page, go, faults } = await site.as('principal', { width: 360 })
    await go('/administration')
    expect(await page.locator('main .cards a').allTextContents()).toEqual(['Người dùng'])
    await go('/administration/people/head')
    expect(await page.textContent('.status')).toBe('404')
    await go('/administration/people/principal')
    expect(await page.textContent('main')).toContain('Không tự quản lý tài khoản của mình ở đây.')
    expect(await page.locator('main form').count()).toBe(0)
    expect(await faults()).toEqual([])
  })
})

async function schools(kind: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Xã').addRows([
    ['Mã xã', 'Tên xã'],
    ['00123', 'Xã Đông Hòa'],
  ])
  book.addWorksheet('Trường').addRows([
    ['Mã trường', 'Tên trường', 'Loại trường', 'Mã xã', 'Ngày thành lập', 'Địa chỉ', 'Hiệu trưởng'],
    ['79000701', 'Trường THCS Đông Hòa', kind, '00123', '1995-09-05', 'Xã Đông Hòa', 'Lê Văn Hòa'],
  ])
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('an import', () => {
  const known = () => sample.rows(`select name from organisations where code = '79000701'`)

  async function tryFile({ page, go }: Visitor, kind: string): Promise<void> {
    await go('/administration/imports')
    await page.setInputFiles('#file-schools', { name: 'truong.xlsx', mimeType: xlsx, buffer: await schools(kind) })
    await page.click('form:has(#file-schools) button')
    expect(await page.textContent('#job')).toContain('đang chờ')
    await work()
    await page.waitForSelector('#job:not([data-job])')
  }

  it('with a faulty cell says which cell, and nothing is written', async () => {
    const visitor = await site.as('officer')
    await tryFile(visitor, 'Mẫu giáo lớn')
    expect(await visitor.page.textContent('#job table')).toContain('Trường!C2')
    expect(await visitor.page.locator('#job form').count()).toBe(0)
    expect(await visitor.faults()).toEqual([])
    await visitor.picture('administration/import-faults')
    await visitor.page.click('.foot button:has-text("English")')
    expect(await visitor.page.textContent('#job')).toMatch(/Nothing was written.*Trường!C2.*Must be one of/s)
    await visitor.page.click('.foot button:has-text("Tiếng Việt")')
    expect(await known()).toEqual([])
  })

  it('put right shows what it would add, can be left and found again, and is written when one says so', async () => {
    const visitor = await site.as('officer')
    const { page, go } = visitor
    await tryFile(visitor, 'Trung học cơ sở')
    expect(await page.textContent('#job')).toContain('Nếu ghi thì')
    expect(await known()).toEqual([])
    const address = new URL(page.url()).pathname
    await go('/jobs')
    await page.click(`main .list a[href="${address}"]`)
    await page.click('form[action$="/apply"] button')
    await work()
    await page.waitForSelector('#job:not([data-job])')
    expect(await page.textContent('#job')).toContain('Đã ghi')
    expect(await known()).toEqual([{ name: 'Trường THCS Đông Hòa' }])
  })

  it('of somebody else is not there', async () => {
    const [job] = await sample.rows<{ id: string }>(`select id from jobs where person_id = 'officer' limit 1`)
    const { page, go } = await site.as('head')
    await go(`/jobs/${job?.id}`)
    expect(await page.textContent('.status')).toBe('404')
  })
})

describe('a criteria set', () => {
  it('is told its errors by line, published once they are mended, and compared with the edition before', async () => {
    const { page, go, faults, picture } = await site.as('head')
    const text = sample.library.setText('vn-gdtx/2026').replace("edition: '2026'", "edition: '2026.1'")
    const first = sample.library.set('vn-gdtx/2026').standards[0]?.name.vi ?? ''
    const changed = text.replace(first, `${first} (đính chính)`)
    const broken = changed.replace('kind: boolean', 'kind: bool')
    await go('/administration/criteria/check')
    await page.fill('#text', broken)
    await page.click('text="Kiểm tra"')
    expect(await page.textContent('main table')).toContain('Loại thang (kind) phải là ordinal, numeric hoặc boolean.')
    expect(await page.locator('form[action$="/publish"]').count()).toBe(0)
    expect(await page.inputValue('#text')).toBe(broken)
    expect(await faults()).toEqual([])
    await picture('administration/set-errors')

    await page.fill('#text', changed)
    await page.click('text="Kiểm tra"')
    await page.click('form[action$="/publish"] button')
    expect(await page.textContent('main')).toContain('Đã công bố')
    expect(await faults()).toEqual([])
    await go('/administration/criteria/diff?from=vn-gdtx/2026&to=vn-gdtx/2026.1')
    expect(await page.textContent('.lines')).toContain('(đính chính)')

    await go('/administration/criteria/check')
    await page.fill('#text', changed.replace('(đính chính)', '(đính chính lần hai)'))
    await page.click('text="Kiểm tra"')
    await page.click('form[action$="/publish"] button')
    expect(await page.textContent('#faults')).toContain('Nội dung đã công bố không bao giờ đổi')
  })
})
