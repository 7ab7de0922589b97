// The visit in a real browser: observations taken without a network arrive once, the plan of the visit, evidence asked for.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-review-'))
let sample: SampleCase
const intake = intakeIn(filesDir)
let api: Api
let site: Site
const [lead = '', , third = ''] = team

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toStage(sample, 'deskReviewing')
  api = apiOf(sample, { intake })
  site = await openSite(api)
})
afterAll(async () => {
  await site?.close()
  rmSync(filesDir, { recursive: true, force: true })
})

const review = (part = '') => `/cases/${sample.cycle}/review${part}`
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const notes = () =>
  sample.rows<{ body: string; criterion: string | null; photos: number }>(
    'select body, criterion, (select count(*)::int from observation_photos f where f.observation_id = o.id) as photos from observations o order by body',
  )

describe('an observation', () => {
  it('is written with a photo where no script runs', async () => {
    const { page, go } = await site.as(third, { scripts: false, width: 360 })
    await go(review('/observations?criterion=3.6'))
    await page.click('#add .buttons button')
    expect(await page.textContent('#body-fault')).not.toBe('')
    await page.fill('#body', 'Thư viện có sổ mượn trả.')
    await page.setInputFiles('#photo', { name: 'thu-vien.png', mimeType: 'image/png', buffer: pixel })
    await page.click('#add .buttons button')
    expect(await page.textContent('.told.good')).toContain('Đã ghi')
    expect(await notes()).toEqual([{ body: 'Thư viện có sổ mượn trả.', criterion: '3.6', photos: 1 }])
  })

  it('taken without a network, on a page opened without one, arrives once when it is back', async () => {
    const { page, go, context, faults, picture } = await site.as(third, { width: 360 })
    await go(review('/observations'))
    const soon = { timeout: 20_000 }
    const kept = () => page.evaluate("caches.open('observations').then((one) => one.keys()).then((all) => all.length)")
    await expect.poll(kept, soon).toBeGreaterThan(3)
    await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null'), soon).toBe(true)
    expect(await faults()).toEqual([])
    await picture('review-observations-360')
    await context.setOffline(true)
    await page.reload()
    // The page kept is of another day; the day is that of the machine.
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' })
    await expect.poll(() => page.inputValue('#observedOn'), soon).toBe(today)
    await page.fill('#observedOn', sample.clock.now().slice(0, 10))
    await page.fill('#body', 'Bếp ăn một chiều, có lưu mẫu thức ăn.')
    await page.selectOption('#criterion', '3.4')
    await page.setInputFiles('#photo', { name: 'bep.png', mimeType: 'image/png', buffer: pixel })
    await page.click('#add .buttons button')
    await page.locator('#queue', { hasText: '1 ghi chép còn ở máy này' }).waitFor()
    await picture('review-observations-offline')
    await page.reload()
    await page.locator('#waiting', { hasText: 'Bếp ăn một chiều' }).waitFor()
    await context.setOffline(false)
    await page.locator('#queue', { hasText: 'Mọi ghi chép đã gửi' }).waitFor({ timeout: 40_000 })
    await page.locator('#observations', { hasText: 'Bếp ăn một chiều' }).waitFor()
    expect((await notes()).filter(({ criterion }) => criterion === '3.4')).toEqual([
      { body: 'Bếp ăn một chiều, có lưu mẫu thức ăn.', criterion: '3.4', photos: 1 },
    ])
  })

  it('that the server does not take is put right and sent once, or dropped', async () => {
    const { page, go } = await site.as(third, { width: 360 })
    await go(review('/observations'))
    const write = async (day: string) => {
      await page.fill('#observedOn', day)
      await page.click('#add .buttons button')
    }
    await page.fill('#body', 'Sổ đầu bài ghi đủ.')
    await write('')
    await page.locator('#waiting', { hasText: 'Chưa nhận: Ngày: Không được để trống.' }).waitFor()
    await page.click('#waiting button:text-is("Sửa lại")')
    expect(await page.inputValue('#body')).toBe('Sổ đầu bài ghi đủ.')
    await write('2026-01-08')
    await page.locator('#observations', { hasText: 'Sổ đầu bài ghi đủ.' }).waitFor()
    await page.fill('#body', 'Ghi nhầm.')
    await write('')
    page.once('dialog', (asked) => void asked.accept())
    await page.click('#waiting button:text-is("Bỏ ghi chép này")')
    await page.locator('#waiting li').waitFor({ state: 'detached' })
    const [before] = [(await notes()).length]
    await page.click('#observations li:has-text("Sổ đầu bài") summary:has-text("Rút")')
    expect(await notes()).toHaveLength(before)
    await page.click('#observations button:text-is("Sửa lại")', { timeout: 100 }).catch(() => undefined)
    const kept = (await notes()).map(({ body }) => body)
    expect([kept.filter((body) => body === 'Sổ đầu bài ghi đủ.').length, kept.includes('Ghi nhầm.')]).toEqual([
      1,
      false,
    ])
  })

  it('is its author’s alone while the team still scores', async () => {
    const { page, go } = await site.as(lead)
    await go(review('/observations'))
    expect(await page.textContent('#observations')).toContain('Chưa có ghi chép nào')
    const [note] = await sample.rows<{ id: string }>('select id from observations limit 1')
    const other = Buffer.concat([pixel, Buffer.from('khác')])
    const path = `/api/cycles/${sample.cycle}/observations/${note?.id}/photos/${randomUUID()}`
    const sent = await api.app.request(path, {
      method: 'PUT',
      headers: { cookie: `${sessionCookie}=${await api.sessionOf(lead)}`, 'content-type': 'image/png' },
      body: new Uint8Array(other),
    })
    expect(sent.status).toBe(404)
    expect(await intake.files.has(createHash('sha256').update(other).digest('hex'))).toBe(false)
  })
})

describe('the visit', () => {
  it('is planned by the lead, who is told at its field what is wrong, and read by the others', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(lead, { width })
      await go(review('/visit'))
      await page.fill('#heldOn', '2026-01-28')
      await page.fill('#starts', '09:00')
      await page.fill('#ends', '08:00')
      await page.fill('#what', `Phỏng vấn giáo viên ${width}`)
      await page.check('input[name=members][value=r3]')
      await page.click('#session .buttons button')
      expect(await page.textContent('#ends-fault')).toContain('sau giờ bắt đầu')
      await page.fill('#ends', '10:30')
      await page.click('#session .buttons button')
      expect(await page.textContent('main')).toContain('09:00–10:30 Phỏng vấn giáo viên')
      expect(await faults()).toEqual([])
      await picture(`review-visit-${width}`)
    }
    const { page, go } = await site.as(third)
    await go(review('/visit'))
    expect(await page.locator('main form#session').count()).toBe(0)
    expect(await page.textContent('main')).toContain('Đoàn: Ủy viên r3')
    const school = await site.as('principal', { width: 360 })
    await school.go(`/cases/${sample.cycle}`)
    expect(await school.page.textContent('#visit-plan')).toContain('Đoàn: Ủy viên r3')
    expect(await school.faults()).toEqual([])
    await school.picture('review-visit-school-360')
    const principal = await apiOf(sample).as('principal')
    expect((await principal.get(`/api/cycles/${sample.cycle}/visit-plan`)).body).toMatchObject({ items: [{}, {}] })
  })

  it('is recorded from its plan and the notes of whoever writes the minutes, not from what others keep to themselves', async () => {
    await toStage(sample, 'preliminaryVisited', undefined, 'deskReviewing')
    sample.clock.set('2026-01-29T02:00:00.000Z')
    const client = await api.as(lead)
    const write = (body: string, observedOn: string) =>
      client.send('PUT', `/api/cycles/${sample.cycle}/observations/${randomUUID()}`, {
        kind: 'observation',
        method: 'watching',
        criterion: '3.4',
        place: 'Bếp ăn',
        observedTime: '09:10',
        body,
        observedOn,
      })
    await write('Có lưu mẫu thức ăn.', '2026-01-28')
    await write('Ghi khi đọc hồ sơ.', '2026-01-15')
    const { page, go, faults } = await site.as(lead)
    await go(`/processes/${encodeURIComponent(`${sample.cycle}/externalReview`)}/send/recordFormalVisit`)
    expect(await page.inputValue('[name="p.from"]')).toBe('2026-01-28')
    expect(await page.inputValue('[name="p.placesSeen"]')).toBe('Bếp ăn')
    expect(await page.inputValue('[name="p.observations"]')).toBe(
      'Tiêu chí 3.4: Có lưu mẫu thức ăn. (Bếp ăn, 09:10 28/01/2026)',
    )
    expect(await faults()).toEqual([])
  })
})
