// Evidence added through its page: small files with the form, larger ones in pieces by the script, and every fault at its field.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdf } from '../../src/demo/files/pdf.ts'
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
