// The reviewers' pages in a real browser: independent first, scoring alone by keyboard, then the differences and one result.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let sample: SampleCase
let site: Site
const [lead = '', , third = ''] = team

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toStage(sample, 'deskReviewing')
  site = await openSite(apiOf(sample))
})
afterAll(() => site?.close())

const review = (part = '') => `/cases/${sample.cycle}/review${part}`

describe('a reviewer', () => {
  it('is asked for independence before anything else, and then finds what waits', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(third, { width })
      await go('/reviews')
      await picture(`review-assignments-${width}`)
      await page.click('.list a')
      expect(await page.textContent('main')).toContain('Trước hết: xung đột lợi ích')
      expect(await faults()).toEqual([])
      await picture(`review-first-${width}`)
      if (width === 1280) continue
      await page.click('text=Tôi cam kết không có xung đột lợi ích')
      expect(await page.textContent('.told.good')).toContain('Đã ghi cam kết')
      await picture(`review-overview-${width}`)
      await go(review('/scores'))
      expect(await faults()).toEqual([])
      await picture(`review-scores-${width}`)
    }
    expect(lead).toBe('r1')
  })
})
