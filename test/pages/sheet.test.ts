// The criterion board and the sheet in a real browser: written, rated, cited, saved by itself, by two people, and without a network.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EvidenceItem } from '../../src/domain/case.ts'
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
afterEach(() => site.leave())
afterAll(() => site?.close())

const sheet = (criterion: string) =>
  `/sheets/${encodeURIComponent(processId(sample.cycle, 'criterionSheet', `school/${criterion}`))}`
const stored = async (criterion: string) => {
  const text = 'select content from sheets where cycle_id = $1 and criterion = $2'
  type Row = {
    content: {
      currentState: Record<string, string>
      strengths: string
      weaknesses: string
      ratings: Record<string, unknown>
    }
  }
  return (await sample.rows<Row>(text, [sample.cycle, criterion]))[0]?.content
}
/** A piece of evidence in the register, as far as a sheet shows it. */
async function putEvidence(code: string, title: string): Promise<void> {
  const file = { name: 'a.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) }
  const item = EvidenceItem.parse({ code, title, criterion: code.slice(3, 6), issuer: 'Trường', revision: 1, file })
  const text = `insert into evidence (cycle_id, school_id, first_code, code, criterion, item) values ($1, 'truong', $2, $2, $3, $4)`
  await sample.rows(text, [sample.cycle, code, item.criterion, JSON.stringify(item)])
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
    const reason = 'Chưa nêu số liệu năm học này.'
    await sample.send('criterionSheet/school/1.2', 'returnSheet', { reason }, 'principal')
    await go(sheet('1.2'))
    expect(await page.textContent('.told.warn')).toContain(reason)
    await page.click('button[name=_then]')
    expect(await page.textContent('.head .chip')).toBe('Đã nộp')
  })

  it('says what is missing when it is handed in too early, and keeps the text', async () => {
    const { page, go } = await site.as('le-thi-hanh', { scripts: false })
    await go(sheet('1.3'))
    await page.fill('#strengths', 'Các đoàn thể hoạt động nền nếp.')
    await page.click('button[name=_then]')
    expect(await page.textContent('#faults')).toContain('Phiếu đã lưu nhưng chưa nộp được')
    expect(await page.textContent('#faults a[href="#ratings.1.3:1:a"]')).toBe('Chưa chấm Mức 1, a).')
    expect(await page.inputValue('#strengths')).toBe('Các đoàn thể hoạt động nền nếp.')
  })

  it('saves by itself and shows the level that follows', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('le-thi-hanh', { width })
      await go(sheet('1.1'))
      await page.fill(state(1), `Nhà trường có chiến lược phát triển 2020-2025 [H1-1.1.1], bản ${width}.`)
      for (const radio of await page.locator('input[name^="ratings.1.1:1"][value=true]').all()) await radio.check()
      await page.locator('input[name="ratings.1.1:2"][value=false]').check()
      await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
      await page.locator('#live', { hasText: 'Đạt Mức 1' }).waitFor()
      expect(await page.textContent('#live')).toContain('Nhận định chưa dẫn minh chứng')
      expect(await page.textContent('#live')).toContain('Chưa đúng mẫu mã [H1-1.1-01]: H1-1.1.1')
      expect(await faults()).toEqual([])
      await picture(`sheet-${width}`)
    }
  })

  it('keeps what is typed over a slow line before its scripts are there, and saves it with the draft of this machine', async () => {
    const { page, go } = await site.as('principal')
    await go(sheet('4.1'))
    const cut = '**/api/sheets/**'
    await page.route(cut, (route) => route.abort())
    await page.fill('[id="strengths"]', 'Ban đại diện hoạt động đều.')
    await page.locator('#saved.bad').waitFor()
    let release: () => void = () => undefined
    const late = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/sheet.js', async (route) => {
      await late
      await route.continue()
    })
    await page.goto(`${site.url}${sheet('4.1')}`, { waitUntil: 'commit' })
    await page.fill(state(1), 'Có quy chế phối hợp.')
    await page.unroute(cut)
    release()
    await expect
      .poll(async () => (await stored('4.1'))?.currentState['1'], { timeout: 20_000 })
      .toBe('Có quy chế phối hợp.')
    expect((await stored('4.1'))?.strengths).toBe('Ban đại diện hoạt động đều.')
    expect(await page.inputValue(state(1))).toBe('Có quy chế phối hợp.')
  })

  it('merges what two people write on different parts, and shows both texts of the same part', async () => {
    const one = await site.as('le-thi-hanh')
    const two = await site.as('principal')
    // Told at once what the other saves, it would have nothing to be at odds with.
    await one.page.route('**/api/live*', (route) => route.fulfill({ contentType: 'text/event-stream', body: '' }))
    await one.go(sheet('2.1'))
    await two.go(sheet('2.1'))
    await one.page.fill('#strengths', 'Điểm mạnh của người thứ nhất.')
    await one.page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    await two.page.fill('#weaknesses', 'Hạn chế của người thứ hai.')
    await two.page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    expect(await two.page.inputValue('#strengths')).toBe('Điểm mạnh của người thứ nhất.')
    await one.page.fill('#weaknesses', 'Hạn chế do người thứ nhất viết.')
    await one.page.fill('#strengths', 'Điểm mạnh, viết thêm.')
    await one.page.locator('#saved', { hasText: 'Cả hai bản' }).waitFor()
    expect(await one.page.inputValue('#weaknesses')).toBe('Hạn chế do người thứ nhất viết.')
    expect(await one.page.textContent('[id="weaknesses-stored"]')).toContain('Hạn chế của người thứ hai.')
    expect(await one.faults()).toEqual([])
    await one.picture('sheet-conflict')
    await one.page.click('[data-settle=theirs]')
    await one.page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    expect(await stored('2.1')).toMatchObject({
      strengths: 'Điểm mạnh, viết thêm.',
      weaknesses: 'Hạn chế của người thứ hai.',
    })
  })

  it('shows both texts of the same part without scripts as well', async () => {
    const one = await site.as('le-thi-hanh', { scripts: false })
    const two = await site.as('principal', { scripts: false })
    await one.go(sheet('2.4'))
    await two.go(sheet('2.4'))
    await one.page.fill('#plan', 'Kế hoạch của người thứ nhất.')
    await one.page.click('.buttons button')
    await two.page.fill('#plan', 'Kế hoạch của người thứ hai.')
    await two.page.click('.buttons button')
    expect(await two.page.inputValue('#plan')).toBe('Kế hoạch của người thứ hai.')
    expect(await two.page.textContent('.versus')).toContain('Kế hoạch của người thứ nhất.')
    await two.page.click('.buttons button:text-is("Lưu")')
    expect(await two.page.textContent('.told.good')).toContain('Đã lưu phiếu')
  })

  it('offers evidence while one types [, by keyboard alone', async () => {
    const codes = ['Nghị quyết hội đồng trường', 'Quy chế làm việc', 'Biên bản đại hội']
    for (const [index, title] of codes.entries()) await putEvidence(`H1-3.1-0${index + 1}`, title)
    const { page, go, faults, picture } = await site.as('le-thi-hanh')
    await go(sheet('3.1'))
    await page.locator(state(1)).pressSequentially('Trường có quy chế [quy che')
    expect(await page.locator('#suggestions li').count()).toBe(1)
    await page.press(state(1), 'Enter')
    await page.locator(state(1)).pressSequentially(' và biên bản [')
    expect(await page.locator('#suggestions li').count()).toBe(3)
    expect(await faults()).toEqual([])
    await picture('sheet-suggestions')
    await page.press(state(1), 'ArrowDown')
    await page.press(state(1), 'ArrowDown')
    await page.press(state(1), 'Enter')
    await page.locator(state(1)).pressSequentially('. Xem [')
    await page.press(state(1), 'Escape')
    expect(await page.inputValue(state(1))).toBe('Trường có quy chế [H1-3.1-02] và biên bản [H1-3.1-03]. Xem [')
    await page.locator('#live', { hasText: 'Minh chứng chưa được dẫn: H1-3.1-01' }).waitFor()
  })

  it('is talked about beside it: who is mentioned is told, and what is settled is put away', async () => {
    const { page, context, go, faults, picture } = await site.as('le-thi-hanh')
    await go(sheet('3.2'))
    await page.fill('#strengths', 'Chưa lưu.')
    await page.locator('#comment').pressSequentially('Nhờ cô xem giúp @mai')
    await page.press('#comment', 'Enter')
    // Without a network it stays, over a reload too, with whom it mentions.
    await context.setOffline(true)
    await page.click('#talk-form button')
    await page.locator('#talk-form [data-draft-state]', { hasText: 'Mất mạng' }).waitFor()
    await context.setOffline(false)
    await faults({ axe: false })
    await go(sheet('3.2'))
    expect(await page.inputValue('#comment')).toBe('Nhờ cô xem giúp @Nguyễn Thị Mai')
    await page.click('#talk-form button')
    await page.locator('#comments li', { hasText: 'Nhắc: Nguyễn Thị Mai' }).waitFor()
    expect(await page.inputValue('#comment')).toBe('')
    expect(await page.inputValue('#strengths')).toBe('Chưa lưu.')
    expect(await faults()).toEqual([])
    await picture('sheet-talk')
    const other = await site.as('principal', { scripts: false })
    await other.go('/')
    expect(await other.page.textContent('main')).toContain('Có người nhắc đến')
    await other.go(sheet('3.2'))
    await other.page.click('#comments button')
    expect(await other.page.textContent('#comments summary')).toContain('Đã xong (1)')
  })

  it('shows its versions and what changed between two, word by word', async () => {
    const writer = await site.as('le-thi-hanh', { scripts: false })
    for (const text of ['Đội ngũ đủ về số lượng.', 'Đội ngũ đủ và mạnh về chất lượng.']) {
      await writer.go(sheet('3.3'))
      await writer.page.fill('#strengths', text)
      await writer.page.click('.buttons button')
    }
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('principal', { width })
      await go(sheet('3.3'))
      await page.click('.lead a')
      expect(await page.locator('del').allTextContents()).toEqual(['[bỏ] số'])
      expect((await page.locator('ins').allTextContents()).join()).toContain('mạnh')
      expect(await faults()).toEqual([])
      await picture(`sheet-versions-${width}`)
    }
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

  it('loses nothing typed without a network on reload, and sends it when the network is back', async () => {
    const { page, go, context } = await site.as('le-thi-hanh')
    await go(sheet('2.2'))
    await page.route('**/api/sheets/**', (route) => route.abort())
    await page.fill('#weaknesses', 'Viết ngay trước khi tải lại trang.')
    await page.reload()
    expect(await page.inputValue('#weaknesses')).toBe('Viết ngay trước khi tải lại trang.')
    await page.locator('#saved', { hasText: 'Mất mạng' }).waitFor()
    await page.unrouteAll()
    await page.press('#weaknesses', 'Control+s')
    await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
    expect((await stored('2.2'))?.weaknesses).toBe('Viết ngay trước khi tải lại trang.')
    expect(await page.evaluate('localStorage.length')).toBe(0)
    await context.clearCookies()
    await page.fill('#weaknesses', 'Viết sau khi phiên đã hết.')
    await page.locator('#saved', { hasText: 'Phiên làm việc đã hết' }).waitFor()
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
