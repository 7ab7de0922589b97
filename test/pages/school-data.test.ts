// The yearly data of a school in a real browser: tables of the form, pasted from a spreadsheet, with every fault at its cell.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
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
afterEach(() => site.leave())
afterAll(() => site?.close())

interface Table {
  id: string
  columns: string[]
  rows: { label: string; values: unknown[] }[]
}
const tables = async () =>
  (await sample.rows<{ tables: Table[] }>(`select data->'tables' as tables from schools`))[0]?.tables ?? []
const cell = (row: number, column: number | 'label') => `[id="r.${row}.${column}"]`

describe('the yearly data of a school', () => {
  it('is filled by pasting a block of cells, more rows where they are needed', async () => {
    const { page, go, faults, picture } = await site.as('principal')
    await go('/schools/truong/data')
    await page.click('text=Số lớp học')
    expect(await page.inputValue('[id="c.4"]')).toBe('2025-2026')
    const block =
      'Khối lớp 10\t10\t9\t10\t10\t1.010\nKhối lớp 11\t9\t10\t9\t10\t10\nLớp ghép\t1\t1\t1\t1\t1\nX\t1\t1\t1\t1\t1\nY\t\t\t\t\t12o'
    await page.focus(cell(0, 'label'))
    await page.evaluate(`(() => {
      const data = new DataTransfer()
      data.setData('text', ${JSON.stringify(block)})
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement.dispatchEvent(paste)
    })()`)
    expect(await page.locator('tbody tr').count()).toBe(5)
    await page.click('.save button')
    expect(await page.textContent('[id="r.4.4-fault"]')).toContain('không phải là số')
    expect(await page.inputValue(cell(0, 4))).toBe('1010')
    expect(await faults()).toEqual([])
    await picture('data-faults')
    await page.fill(cell(4, 4), '12')
    await page.click('.save button')
    expect(await page.textContent('.told.good')).toContain('Số lớp học')
    expect((await tables())[0]?.rows[0]).toEqual({ label: 'Khối lớp 10', values: [10, 9, 10, 10, 1010] })
  })

  it('is pasted and carried on to the next year without scripts as well', async () => {
    const { page, go } = await site.as('principal', { scripts: false })
    await go('/schools/truong/data/students')
    await page.click('summary:has-text("Dán cả bảng")')
    await page.fill('#pasted', '\t2024-2025\t2025-2026\nTổng số\t1.254\t1260\nNữ\t618\t620')
    await page.click('button[value=paste]')
    expect(await page.inputValue(cell(0, 1))).toBe('1260')
    await page.click('button[value=year]')
    expect(await page.inputValue('[id="c.1"]')).toBe('2026-2027')
    expect(await page.inputValue(cell(0, 0))).toBe('1260')
    await page.fill(cell(0, 1), '1.301')
    await page.click('.save button')
    const students = (await tables()).find(({ id }) => id === 'students')
    expect([students?.columns, students?.rows[0]?.values]).toEqual([
      ['2025-2026', '2026-2027'],
      [1260, 1301],
    ])
  })

  it('tells of two who save the same table, and loses neither', async () => {
    const one = await site.as('principal', { scripts: false })
    const two = await site.as('head', { scripts: false })
    for (const who of [one, two]) await who.go('/schools/truong/data/classes')
    await one.page.fill('#title', 'Số lớp')
    await one.page.click('.save button')
    await two.page.fill(cell(0, 0), '8')
    await two.page.click('.save button')
    expect(await two.page.textContent('#faults')).toContain('Người khác đã lưu bảng này')
    expect(await two.page.inputValue(cell(0, 0))).toBe('8')
    await two.page.click('.save button')
    expect((await tables())[0]?.rows[0]?.values[0]).toBe(8)
  })

  it('is written by a working group; a cut line and a reload lose no cell, and nobody is overwritten by an old draft', async () => {
    await toRating(sample)
    const { page, go, context } = await site.as('bui-thi-nga')
    await go('/schools/truong/data')
    await page.click('text=Sửa: Số lớp')
    await page.click('button[value=row]')
    await page.fill(cell(5, 'label'), 'Lớp chuyên')
    await page.fill(cell(5, 4), '2')
    await context.setOffline(true)
    await page.click('.save button')
    expect(await page.textContent('[data-draft-state]')).toContain('Mất mạng')
    await context.setOffline(false)
    await page.locator('[data-draft-state]', { hasText: 'Đã có mạng' }).waitFor()
    const other = await site.as('le-thi-hanh', { scripts: false })
    await other.go('/schools/truong/data/classes')
    await other.page.fill('#title', 'Số lớp các khối')
    await other.page.click('.save button')
    await page.reload()
    expect(await page.inputValue(cell(5, 'label'))).toBe('Lớp chuyên')
    expect(await page.textContent('[data-draft-state]')).toContain('chưa lưu lần trước')
    await page.click('.save button')
    expect(await page.textContent('#faults')).toContain('Người khác đã lưu bảng này')
    await page.click('.save button')
    await page.locator('.told.good').waitFor()
    expect((await tables())[0]?.rows.at(-1)).toMatchObject({ label: 'Lớp chuyên', values: [null, null, null, null, 2] })
    await go('/schools/truong/data/classes')
    expect(await page.textContent('[data-draft-state]')).toBe('')
    const council = await site.as('hoang-thi-lien')
    await council.go('/schools/truong/data')
    expect(await council.page.locator('a:has-text("Sửa:")').count()).toBe(0)
  })

  it('stands beside the texts of the report, which a reload does not lose', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('principal', { width })
      await go('/schools/truong/data')
      expect(await faults()).toEqual([])
      await picture(`data-${width}`)
      await go('/schools/truong/data/classes')
      expect(await faults()).toEqual([])
      await picture(`data-table-${width}`)
      await go('/schools/truong/texts')
      await page.fill('#situation', `Trường ở trung tâm xã, bản ${width}.`)
      await page.reload()
      expect(await page.inputValue('#situation')).toBe(`Trường ở trung tâm xã, bản ${width}.`)
      expect(await faults()).toEqual([])
      await picture(`texts-${width}`)
      await page.click('.save button')
      expect(await page.textContent('.told.good')).toContain('Đã lưu')
    }
  })
})
