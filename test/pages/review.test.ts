// The reviewers' pages in a real browser: independent first, scoring alone by keyboard, then the differences and one result.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processId, sheetPart } from '../../src/engine/ids.ts'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { preliminary, scoreAll, team, toStage, visit, firstVisit } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let api: Api
let site: Site
const [lead = '', secretary = '', third = '', fourth = ''] = team

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toStage(sample, 'deskReviewing')
  api = apiOf(sample)
  site = await openSite(api)
})
afterAll(() => site?.close())

const review = (part = '') => `/cases/${sample.cycle}/review${part}`
const sheetOf = (person: string, criterion: string) =>
  processId(sample.cycle, 'criterionSheet', sheetPart({ kind: 'reviewer', criterion, assessor: person }))
const sheet = (person: string, criterion: string) => `/sheets/${encodeURIComponent(sheetOf(person, criterion))}`

describe('a reviewer', () => {
  it('is asked for independence before anything else, and then finds what waits', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(third, { width })
      await go('/reviews')
      expect(await faults()).toEqual([])
      await page.click('.list a')
      expect(await page.textContent('main')).toContain(width === 1280 ? 'Trước hết: xung đột lợi ích' : 'Vai của tôi')
      expect(await faults()).toEqual([])
      await picture(`review-overview-${width}`)
      if (width === 1280) await page.click('text=Tôi cam kết không có xung đột lợi ích')
      await go(review('/scores'))
      expect(await faults()).toEqual([])
      await picture(`review-scores-${width}`)
    }
    expect((await sample.rows('select person_id from review_independence')).length).toBe(1)
  })

  it('scores by keyboard, one indicator after the other and one criterion after the other', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(third, { width })
      await go(sheet(third, width === 1280 ? '1.1' : '1.2'))
      await page.locator('#rating-keys').waitFor()
      expect(await faults()).toEqual([])
      await picture(`review-sheet-${width}`)
      if (width === 360) continue
      const demands = await page.locator('fieldset.demand').count()
      for (let n = 0; n < demands - 1; n++) await page.keyboard.press('d')
      await page.keyboard.press('x')
      await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
      await page.click('button[name=_then]')
      await page.waitForURL(/1\.2/)
      const [row] = await sample.rows<{ state: string; ratings: Record<string, boolean> }>(
        "select p.state, h.content->'ratings' as ratings from sheets h join processes p on p.id = h.process_id where p.id = $1",
        [sheetOf(third, '1.1')],
      )
      expect(row?.state).toBe('submitted')
      expect(Object.values(row?.ratings ?? {}).filter((one) => !one).length).toBe(1)
    }
  })

  it('sees nobody else’s score early: not in the table, not by address, not over the API', async () => {
    const { page, go, picture } = await site.as(fourth)
    await go(review('/moderation'))
    expect(await page.textContent('main')).toContain('giữ kín')
    expect(await page.textContent('main')).toContain('đã nộp 1/28 phiếu')
    expect(await page.locator('table').count()).toBe(0)
    await picture('review-moderation-early')
    await go(sheet(third, '1.1'))
    expect(await page.textContent('.status')).toBe('404')
    const client = await api.as(fourth)
    expect((await client.get(`/api/cycles/${sample.cycle}/moderation`)).status).toBe(409)
    const { body } = await client.get<{ items: { assessor: string | null }[] }>(`/api/cycles/${sample.cycle}/sheets`)
    expect([...new Set(body.items.map(({ assessor }) => assessor))]).toEqual([fourth])
  })
})

/** All score alike but on 1.2, where one of them finds level 1 not met. */
async function scoreTheRest(): Promise<void> {
  const send = (event: string, payload: unknown, actor: string) => sample.send('externalReview', event, payload, actor)
  for (const one of team) await send('submitPreliminaryReport', preliminary, one)
  await send('completeDeskReview', { report: { number: '1', date: '2026-01-19' }, summary: 'Đủ.', toVerify: [] }, lead)
  sample.clock.set('2026-02-01T02:00:00.000Z')
  await send('recordPreliminaryVisit', firstVisit, secretary)
  await send('recordFormalVisit', visit, lead)
  const content = { currentState: {}, ratings: { '1.2': 0 }, weaknesses: 'Chưa có quy chế hoạt động.' }
  const process = sheetOf(fourth, '1.2')
  const at = sample.clock.now()
  await saveSheet(sample.db, sample.engine, sample.library, { process, content, actor: fourth, at })
  await sample.send(
    `criterionSheet/${sheetPart({ kind: 'reviewer', criterion: '1.2', assessor: fourth })}`,
    'submitSheet',
    {},
    fourth,
  )
  await scoreAll(sample, 'reviewer', { but: [`${third} 1.1`, `${fourth} 1.2`] })
  await send('completeScoring', {}, lead)
}

describe('the team', () => {
  it('moderates: differences first, agreement told, one result with a reason, the rest at one press', async () => {
    await scoreTheRest()
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(lead, { width })
      await go(review('/moderation'))
      expect(await page.textContent('tbody tr th')).toContain('1.2 ')
      expect(await faults()).toEqual([])
      await picture(`review-moderation-${width}`)
      if (width === 360) continue
      await page.click('form button:has-text("chấm như nhau")')
      await page.waitForURL(/done=\d+/, { timeout: 90_000 })
      expect(await page.textContent('.told.good')).toContain('Đã thống nhất 27 tiêu chí')
      await page.click('tbody tr th a:text-matches("^1.2")')
      await picture(`review-team-sheet-${width}`)
      expect(await faults()).toEqual([])
      expect(await page.inputValue('#weaknesses')).toBe('Chưa có quy chế hoạt động.')
      for (const radio of await page.locator('input[type=radio][value=true]').all()) await radio.check()
      await page.fill('#_reason', 'Quy chế có tại trường, đoàn đã xem ngày 28/01/2026.')
      await page.keyboard.press('Control+Enter')
      // Nothing else is open: the next in the order is agreed, and nobody asks for the items of level 4.
      await page.waitForURL(/review\/moderation$/)
      const [row] = await sample.rows<{ state: string; reason: string }>(
        "select state, context->>'reason' as reason from processes where id = $1",
        [processId(sample.cycle, 'criterionSheet', 'team/1.2')],
      )
      expect(row).toEqual({ state: 'agreed', reason: 'Quy chế có tại trường, đoàn đã xem ngày 28/01/2026.' })
    }
  })
})
