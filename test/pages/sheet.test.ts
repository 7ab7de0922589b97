// The criterion board and the sheet in a real browser: written, rated, cited, saved by itself, by two people, and without a network.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  site = await openSite(apiOf(sample))
})
afterAll(() => site?.close())

const sheet = (criterion: string) =>
  `/sheets/${encodeURIComponent(processId(sample.cycle, 'criterionSheet', `school/${criterion}`))}`
const stored = async (criterion: string) => {
  const text = 'select content from sheets where cycle_id = $1 and criterion = $2'
  type Row = { content: { currentState: Record<string, string>; strengths: string; ratings: Record<string, unknown> } }
  return (await sample.rows<Row>(text, [sample.cycle, criterion]))[0]?.content
}
const state = (level: number) => `[id="currentState.${level}"]`

describe('the criterion board', () => {
  it('shows every criterion with its owner, its sheet and what it lacks, wide and narrow', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('principal', { width })
      await go(`/cases/${sample.cycle}/board`)
      expect(await page.locator('tbody tr').count()).toBe(29)
      expect(await page.textContent('tbody tr')).toContain('Đang viết')
      expect(await faults()).toEqual([])
      await picture(`board-${width}`)
    }
  })

  it('is narrowed to what is mine', async () => {
    const { page, go } = await site.as('le-thi-hanh')
    await go(`/cases/${sample.cycle}/board?show=mine`)
    expect(await page.locator('tbody tr').count()).toBeLessThan(29)
  })
})

describe('a criterion sheet', () => {
  it('is written and rated without scripts, and handed in by one press', async () => {
    const { page, go } = await site.as('le-thi-hanh', { scripts: false })
    await go(sheet('1.2'))
    await page.fill(state(1), 'Hội đồng trường được thành lập đúng quy định [H1-1.2-01].')
    for (const radio of await page.locator('input[type=radio][value=true]').all()) await radio.check()
    await page.click('button[name=_then]')
    expect(await page.textContent('.told.good')).toContain('Đã ghi nhận')
    expect(await page.textContent('.head .chip')).toBe('Đã nộp')
    expect((await stored('1.2'))?.ratings['1.2:1:a']).toBe(true)
  })

  it('says what is missing when it is handed in too early, and keeps the text', async () => {
    const { page, go } = await site.as('le-thi-hanh', { scripts: false })
    await go(sheet('1.3'))
    await page.fill('#strengths', 'Các đoàn thể hoạt động nền nếp.')
    await page.click('button[name=_then]')
    expect(await page.textContent('#faults')).toContain('Chưa chấm')
    expect(await page.inputValue('#strengths')).toBe('Các đoàn thể hoạt động nền nếp.')
  })

  it('saves by itself and shows the level that follows', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('le-thi-hanh', { width })
      await go(sheet('1.1'))
      await page.fill(state(1), `Nhà trường có chiến lược phát triển 2020-2025, bản ${width}.`)
      for (const radio of await page.locator('input[name^="ratings.1.1:1"][value=true]').all()) await radio.check()
      await page.locator('input[name="ratings.1.1:2"][value=false]').check()
      await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
      await page.locator('#live', { hasText: 'Đạt Mức 1' }).waitFor()
      expect(await page.textContent('#live')).toContain('Nhận định chưa dẫn minh chứng')
      expect(await faults()).toEqual([])
      await picture(`sheet-${width}`)
    }
  })

  it('merges what two people write on different parts, and shows both texts of the same part', async () => {
    const one = await site.as('le-thi-hanh')
    const two = await site.as('principal')
    await one.go(sheet('2.1'))
    await two.go(sheet('2.1'))
    await one.page.fill('#strengths', 'Điểm mạnh của người thứ nhất.')
    await one.page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    await two.page.fill('#weaknesses', 'Hạn chế của người thứ hai.')
    await two.page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    expect(await two.page.inputValue('#strengths')).toBe('Điểm mạnh của người thứ nhất.')
    await one.page.fill('#weaknesses', 'Hạn chế do người thứ nhất viết.')
    await one.page.locator('#saved.bad').waitFor()
    await one.page.click('.buttons button')
    expect(await one.page.inputValue('#weaknesses')).toBe('Hạn chế do người thứ nhất viết.')
    expect(await one.page.textContent('.versus')).toContain('Hạn chế của người thứ hai.')
    expect(await one.faults()).toEqual([])
    await one.picture('sheet-conflict')
    await one.page.click('.buttons button')
    expect(await one.page.textContent('.told.good')).toContain('Đã lưu phiếu')
  })

  it('keeps on this machine what the network did not take, and sends it when the network is back', async () => {
    const { page, go, context } = await site.as('le-thi-hanh')
    await go(sheet('2.2'))
    await context.setOffline(true)
    await page.fill('#strengths', 'Viết khi mất mạng.')
    await page.locator('#saved', { hasText: 'Mất mạng' }).waitFor()
    await context.setOffline(false)
    await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    expect((await stored('2.2'))?.strengths).toBe('Viết khi mất mạng.')
  })

  it('shows what people write as text, never as a page', async () => {
    const { page, go } = await site.as('le-thi-hanh', { scripts: false })
    await go(sheet('2.3'))
    await page.fill('#strengths', '</textarea><img src=x onerror=alert(1)><script>alert(2)</script>')
    await page.click('.buttons button')
    expect(await page.inputValue('#strengths')).toContain('<script>alert(2)</script>')
    expect(await page.locator('main img').count()).toBe(0)
  })
})
