// Evidence added through its page: small files with the form, larger ones in pieces by the script, and every fault at its field.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pdf } from '../../src/demo/files/pdf.ts'
import { docx, xlsx } from '../../src/demo/files/office.ts'
import { png } from '../../src/demo/files/png.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site, type Visitor } from './browser.ts'

const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-evidence-page-'))
let sample: SampleCase
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  site = await openSite(apiOf(sample, { intake: intakeIn(filesDir) }))
})
afterEach(() => site.leave())
afterAll(async () => {
  await site?.close()
  rmSync(filesDir, { recursive: true, force: true })
})

const file = (text: string) => ({
  name: 'Nghị quyết.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(pdf([text])),
})

async function fill({ page, go }: Visitor, title: string): Promise<void> {
  await go(`/cases/${sample.cycle}/evidence?criterion=1.2`)
  await page.selectOption('#criterion', '1.2')
  await page.fill('#title', title)
  await page.fill('#issuer', 'Trường THPT Mẫu')
}

describe('adding evidence', () => {
  it('needs a file and says so, keeping what was typed', async () => {
    const visitor = await site.as('principal', { scripts: false, width: 360 })
    await fill(visitor, 'Nghị quyết của hội đồng trường')
    await visitor.page.click('#upload .buttons button')
    expect(await visitor.page.textContent('#file-fault')).toContain('Hãy chọn tệp minh chứng')
    expect(await visitor.page.inputValue('#title')).toBe('Nghị quyết của hội đồng trường')
  })

  it.each([false, true])('gives the next code, with scripts: %s', async (scripts) => {
    const visitor = await site.as('principal', { scripts })
    const title = scripts ? 'Biên bản họp hội đồng trường' : 'Quyết định thành lập hội đồng trường'
    await fill(visitor, title)
    await visitor.page.setInputFiles('#file', file(title))
    await visitor.page.click('#upload .buttons button')
    await visitor.page.waitForURL(/done=/)
    const code = scripts ? 'H1-1.2-02' : 'H1-1.2-01'
    expect(await visitor.page.textContent('.told.good')).toContain(code)
    if (scripts) expect(await visitor.faults()).toEqual([])
    await visitor.page.click(`table a:text-is("${code}")`)
    expect(await visitor.page.textContent('main')).toContain(title)
    if (scripts) expect(await visitor.faults()).toEqual([])
    const href = await visitor.page.getAttribute('.buttons .button', 'href')
    const got = await visitor.context.request.get(`${site.url}${href}`)
    expect([got.status(), got.headers()['content-type']]).toEqual([200, 'application/pdf'])
  })

  it('asks for the criterion, and never again for a file that is sent up', async () => {
    const { page, go } = await site.as('principal')
    await go(library())
    await page.click('#add summary')
    await page.fill('#issuer', 'Trường THPT Mẫu')
    await page.reload()
    expect(await page.inputValue('#issuer')).toBe('Trường THPT Mẫu')
    await page.setInputFiles('#file', file('Nghị quyết 7'))
    await page.click('#upload .buttons button')
    expect(await page.textContent('#criterion-fault')).toContain('trống')
    expect(await page.textContent('#file-hint')).toContain('Nghị quyết.pdf')
    await page.selectOption('#criterion', '1.6')
    await page.fill('#title', 'Nghị quyết 7')
    await page.click('#upload .buttons button')
    await page.waitForURL(/done=/)
    expect(await page.textContent('.told.good')).toContain('H1-1.6-01')
    await page.reload()
    expect(await page.inputValue('#issuer')).toBe('')
    await go(`/cases/${sample.cycle}/history`)
    expect(await page.textContent('.list li')).toContain('Thêm minh chứng H1-1.6-01')
  })

  it('refuses a file that is not what its name says', async () => {
    const visitor = await site.as('principal', { scripts: false })
    await fill(visitor, 'Tệp giả')
    await visitor.page.setInputFiles('#file', {
      name: 'gia.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ không phải PDF'),
    })
    await visitor.page.click('#upload .buttons button')
    expect(await visitor.page.locator('#file-fault').count()).toBe(1)
    expect(await visitor.page.inputValue('#title')).toBe('Tệp giả')
  })
})

const library = () => `/cases/${sample.cycle}/evidence`
const chosen = (name: string, bytes: Uint8Array, mimeType = 'application/pdf') => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
})

describe('many files', () => {
  it('go up in pieces where the network is cut in the middle, and are entered in one go', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    await go(library())
    let cuts = 0
    await page.route('**/api/uploads/**', (route) =>
      route.request().method() === 'PATCH' && ++cuts % 2 === 1 ? route.abort() : route.continue(),
    )
    const large = Buffer.concat([Buffer.from(pdf(['Báo cáo'])), Buffer.alloc(9_000_000, 10)])
    await page.setInputFiles('#files', [
      chosen('1.3 Bao cao tong ket.pdf', large),
      chosen('1.4_Ke hoach.pdf', pdf(['Kế hoạch tổ chuyên môn'])),
      chosen('nham.pdf', pdf(['Chọn nhầm'])),
    ])
    await page.locator('#enter').waitFor({ timeout: 30_000 })
    expect(await page.locator('#queue small').allTextContents()).toEqual(Array(3).fill('đã tải xong'))
    expect(cuts).toBeGreaterThan(4)
    await picture('evidence-queue')
    await page.unrouteAll()
    // The browser notes each cut; that is no fault of the page.
    await faults({ axe: false })
    await page.click('#enter')
    const [kept, dropped] = ['1.4_Ke hoach.pdf', 'nham.pdf'].map((name) => page.locator('fieldset', { hasText: name }))
    await kept?.locator('input[id$=".number"]').fill('7/KH')
    await dropped?.locator('button').click()
    await dropped?.waitFor({ state: 'detached' })
    expect(await kept?.locator('input[id$=".number"]').inputValue()).toBe('7/KH')
    expect(await page.locator('input[id$=".title"]').count()).toBe(2)
    await page.fill('input[id$=".title"] >> nth=0', '')
    await page.click('.save button')
    expect(await page.textContent('.told.good')).toContain('Đã ghi')
    expect(await page.locator('.fault').count()).toBe(1)
    expect(await faults()).toEqual([])
    await picture('evidence-waiting')
    await page.fill('input[id$=".title"]', 'Báo cáo tổng kết')
    await page.click('.save button')
    await page.waitForURL(/done=/)
    const text = `select code from evidence where criterion in ('1.3', '1.4') order by code`
    expect(await sample.rows(text)).toEqual([{ code: 'H1-1.3-01' }, { code: 'H1-1.4-01' }])
  })

  it('are taken without scripts as well', async () => {
    const { page, go } = await site.as('principal', { scripts: false })
    await go(library())
    await page.setInputFiles('#files', [chosen('a.pdf', pdf(['A'])), chosen('b.pdf', pdf(['B']))])
    await page.click('#drop button')
    expect(await page.locator('input[id$=".title"]').count()).toBe(2)
    for (const [name, left] of [
      ['a.pdf', 1],
      ['b.pdf', 0],
    ]) {
      await page.locator('button.plain', { hasText: `: ${name}` }).click()
      expect(await page.locator('input[id$=".title"]').count()).toBe(left)
    }
  })

  it('that are photos of the pages of one paper become one PDF', async () => {
    const { page, go, faults, picture } = await site.as('principal', { width: 360 })
    await go(library())
    const photos = ['một', 'hai'].map((seed) => chosen(`${seed}.png`, png(seed), 'image/png'))
    await page.setInputFiles('[data-photos] input', photos)
    await page.locator('#photos img >> nth=1').waitFor()
    expect(await faults()).toEqual([])
    await picture('evidence-photos-360')
    await page.click('#photos button.small')
    await page.locator('#enter').waitFor()
    await page.click('#enter')
    await page.fill('input[id$=".title"]', 'Biên bản viết tay')
    await page.selectOption('select[id$=".criterion"]', '1.5')
    await page.click('.save button')
    await page.waitForURL(/done=H1-1.5-01/)
    const [row] = await sample.rows<{ type: string }>(
      `select item->'file'->>'type' as type from evidence where criterion = '1.5'`,
    )
    expect(row?.type).toBe('application/pdf')
    const got = await page.request.get(`${site.url}/api/cycles/${sample.cycle}/evidence/H1-1.5-01/file`)
    expect((await got.text()).match(/\/Type \/Page /g)).toHaveLength(2)
  })
})

describe('a piece of evidence', () => {
  it('shows the text of Word and Excel files, and keeps its old revisions', async () => {
    const visitor = await site.as('principal')
    const { page, faults, picture } = visitor
    await fill(visitor, 'Kế hoạch năm học')
    await page.setInputFiles('#file', chosen('ke-hoach.docx', await docx(['Kế hoạch', 'Mục tiêu <b>& chỉ tiêu</b>'])))
    await page.click('#upload .buttons button')
    await page.waitForURL(/done=/)
    await page.click('table a:text-is("H1-1.2-03")')
    expect(await page.textContent('.paper')).toContain('Mục tiêu <b>& chỉ tiêu</b>')
    await page.click('summary:has-text("Sửa thông tin hoặc thay tệp")')
    await page.setInputFiles(
      '#file',
      chosen(
        'so-lieu.xlsx',
        await xlsx([
          ['Lớp', 'Sĩ số'],
          ['10A1', 42],
        ]),
      ),
    )
    await page.click('button:text-is("Lưu bản mới")')
    expect(await page.textContent('#reason-fault')).toContain('lý do')
    // The file is here already and is not asked for again.
    expect(await page.textContent('#file-hint')).toContain('so-lieu.xlsx')
    await page.fill('#reason', 'Số liệu tháng 9')
    await page.click('button:text-is("Lưu bản mới")')
    await page.waitForURL(/done=revised/)
    expect(await page.textContent('.paper')).toContain('42')
    await page.click('summary:has-text("Sửa thông tin hoặc thay tệp")')
    await page.fill('#title', 'Số liệu đầu năm')
    await page.fill('#reason', 'Ghi nhầm tên')
    await page.click('button:text-is("Lưu bản mới")')
    await page.locator('h2:has-text("Số liệu đầu năm")').waitFor()
    expect(await page.textContent('.list')).toMatch(/Bản 3.*so-lieu.xlsx/)
    expect(await faults()).toEqual([])
    await picture('evidence-piece')
    await page.click('.list a:has-text("Bản 1")')
    expect(await page.textContent('.paper')).toContain('Mục tiêu')
  })

  it('is numbered anew after a preview, with every sheet that cites it', async () => {
    const { page, go, faults, picture } = await site.as('principal', { scripts: false })
    await go(`/cases/${sample.cycle}/evidence-order?criterion=1.2`)
    await page.fill('[name="n.H1-1.2-03"]', '1')
    await page.click('button:text-is("Xem trước thay đổi")')
    expect(await page.textContent('tbody tr')).toMatch(/H1-1.2-03.*H1-1.2-01/)
    await page.click('button:text-is("Đánh lại mã")')
    expect(await page.textContent('#reason-fault')).toContain('lý do')
    await picture('evidence-order')
    await page.fill('#reason', 'Sắp theo thời gian')
    await page.click('button:text-is("Đánh lại mã")')
    expect(await page.textContent('tbody tr')).toContain('Số liệu đầu năm')
    expect(await faults({ axe: false })).toEqual([])
  })

  it('comes in by a workbook that is tried first, with each fault at its cell', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    const head = ['STT', 'Tiêu chí', 'Mã minh chứng', 'Tên minh chứng', 'Tên tệp']
    const rows = (file: string) => xlsx([head, ['1', '2.1', '', 'Hồ sơ cán bộ', file]])
    await go(library())
    await page.setInputFiles('#files', [chosen('ho-so.pdf', pdf(['Hồ sơ']))])
    await page.locator('#enter').waitFor()
    await go(`/cases/${sample.cycle}/evidence-import`)
    await page.setInputFiles('#file', chosen('danh-muc.xlsx', await rows('thieu.pdf')))
    await page.click('main form button')
    expect(await page.textContent('.told.bad')).toMatch(/E2: Chưa có tệp “thieu.pdf”/)
    expect(await faults()).toEqual([])
    await picture('evidence-import')
    await page.setInputFiles('#file', chosen('danh-muc.xlsx', await rows('ho-so.pdf')))
    await page.click('main form button')
    expect(await page.textContent('.codes')).toContain('H2-2.1-01')
    await page.click('button:text-is("Nhập danh mục")')
    await page.waitForURL(/done=H2-2.1-01/)
  })
})
