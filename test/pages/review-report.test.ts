// What goes between reviewers and school in a real browser: evidence asked for, the report begun from findings, the council of 2026.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachEvidence } from '../../src/commands/evidence/attach.ts'
import { reviseEvidence } from '../../src/commands/evidence/revise.ts'
import { compose } from '../../src/compose.ts'
import { docx } from '../../src/demo/files/office.ts'
import { runSchool } from '../../src/demo/run.ts'
import { productWorld, TimelineClock } from '../../src/demo/world.ts'
import type { World } from '../../src/demo/world-port.ts'
import { processId, sheetPart } from '../../src/engine/ids.ts'
import { library, shippedInput } from '../demo/shipped-inputs.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'
import { sendFrom } from './driver.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const [lead = '', secretary = '', third = ''] = team

describe('a review of 2018', () => {
  let sample: SampleCase
  let api: Api
  let site: Site
  const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-review-'))
  const intake = intakeIn(filesDir)
  beforeAll(async () => {
    sample = await sampleCase(await freshDatabase())
    await toStage(sample, 'rated')
    const piece = { criterion: '3.4', details, file: await word('Nước đạt chuẩn theo bản đã nộp.') }
    await attachEvidence(sample.db, sample.engine, sample.library, { ...piece, ...bySchool() })
    await toStage(sample, 'deskReviewing', undefined, 'rated')
    api = apiOf(sample, { intake })
    site = await openSite(api)
  })
  afterAll(async () => {
    await site?.close()
    rmSync(filesDir, { recursive: true, force: true })
  })
  const bySchool = () => ({ cycle: sample.cycle, actor: 'principal', at: sample.clock.now() })
  const word = async (text: string) => {
    const bytes = await docx([text])
    return { name: 'nuoc.docx', type: docxType, ...(await intake.files.put(Readable.from([bytes]))) }
  }
  const details = {
    title: 'Kết quả kiểm định nguồn nước',
    issuer: '',
    number: '',
    issuedOn: null,
    period: '',
    place: '',
    confidentiality: 'internal' as const,
    note: '',
  }
  const sheetOf = (person: string, criterion: string) =>
    `/sheets/${encodeURIComponent(processId(sample.cycle, 'criterionSheet', sheetPart({ kind: 'reviewer', criterion, assessor: person })))}`
  const review = (part = '') => `/cases/${sample.cycle}/review${part}`

  const besideSheet = async (person: string) => {
    const { page, go, picture } = await site.as(person)
    await go(sheetOf(person, '3.4'))
    await page.click('aside .codes a:text-is("H3-3.4-01")')
    await page.locator('#evidence-shown .paper').waitFor()
    await picture('review-frozen-beside')
    // A member may not ask the school, and so is shown no way to do it.
    expect(await page.locator('button:has-text("Yêu cầu minh chứng")').count()).toBe(0)
    return (await page.textContent('#evidence-shown')) ?? ''
  }

  it('judges the file that was handed over, whatever the school replaces it by, until it is supplied', async () => {
    const { db, engine, library, cycle } = sample
    const file = await word('Bản thay sau khi nộp hồ sơ.')
    const revising = { code: 'H3-3.4-01', file, reason: 'Quét lại cho rõ.', ...bySchool() }
    await reviseEvidence(db, engine, library, revising)
    expect(await besideSheet(third)).toMatch(/Bản 1, như trong hồ sơ trường đã nộp.*theo bản đã nộp/s)
    const reviewer = await api.as(third)
    const path = `/api/cycles/${cycle}/evidence/H3-3.4-01`
    expect((await reviewer.get(path)).body).toMatchObject({ item: { revision: 1 }, revisions: [{ revision: 1 }] })
    expect((await reviewer.get(`${path}/file?revision=2`)).status).toBe(404)

    const items = ['nguồn nước', 'bếp ăn'].map((what) => ({ criterion: '3.4', what }))
    await sample.send('externalReview', 'requestEvidence', { items }, lead)
    const supply = (number: number, evidence: string[]) =>
      sample.send(
        'externalReview',
        'supplyEvidence',
        { answers: [{ number, evidence, note: 'Xem tệp.' }] },
        'principal',
      )
    await supply(1, [])
    expect(await besideSheet(third)).toContain('theo bản đã nộp')
    await supply(2, ['[H3-3.4-01]'])
    expect(await besideSheet(third)).toMatch(/Bản 2, như trong hồ sơ trường đã nộp.*Bản thay sau khi nộp/s)
  })

  it('asks the school for evidence from a sheet; the school reads what is asked and its answer is seen', async () => {
    const process = processId(sample.cycle, 'externalReview', '')
    const asking = await site.as(lead)
    await asking.go(sheetOf(lead, '3.4'))
    await asking.page.click('button:has-text("Yêu cầu minh chứng")')
    expect(await asking.page.inputValue('[name="p.items.0.criterion"]')).toBe('3.4')
    expect(await asking.page.textContent('.crumbs')).toContain('Trường THPT Mẫu')
    await asking.page.fill('[name="p.items.0.what"]', 'Hồ sơ kiểm định nguồn nước hai năm gần nhất')
    await asking.page.click('form .buttons button')
    await asking.page.waitForURL(/\/review\?done=requestEvidence/)
    expect(await asking.page.textContent('main')).toContain('Đã ghi nhận: Yêu cầu bổ sung minh chứng.')

    for (const width of [1280, 360]) {
      const school = await site.as('principal', { width })
      await school.go(`/cases/${sample.cycle}`)
      if (width === 1280) await school.page.click('main a[href$="/send/supplyEvidence"]')
      else await school.go(`/processes/${encodeURIComponent(process)}/send/supplyEvidence`)
      expect(await school.page.textContent('aside')).toContain('Hồ sơ kiểm định nguồn nước hai năm gần nhất')
      expect(await school.page.inputValue('[name="p.answers.0.number"]')).toBe('3')
      expect(await school.faults()).toEqual([])
      await school.picture(`review-supply-${width}`)
    }
    const { page, go } = await site.as('principal')
    await go(`/cases/${sample.cycle}`)
    const answers = [{ number: 3, evidence: ['[H3-3.4-07]'], note: 'Kết quả hai lần kiểm định.' }]
    await sendFrom(page, process, 'supplyEvidence', { answers }, 'once')

    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(third, { width })
      await go(review('/requests'))
      expect(await page.textContent('.list')).toMatch(/Yêu cầu 3.*3\.4.*H3-3\.4-07.*hai lần kiểm định.*đã cung cấp/s)
      expect(await faults()).toEqual([])
      await picture(`review-requests-${width}`)
    }
  })

  it('begins the report from the findings, keeps what is written, and tells who writes on an older text', async () => {
    const client = await api.as(third)
    const finding = { kind: 'finding', body: 'Nước sinh hoạt chưa được kiểm định năm 2025.', criterion: '3.4' }
    const shape = { observedOn: '2026-01-08', method: 'documents', place: '' }
    const id = '0b0d7c43-5f0e-4c58-9a52-0e6b7f3a1c11'
    expect(
      (await client.send('PUT', `/api/cycles/${sample.cycle}/observations/${id}`, { ...shape, ...finding })).status,
    ).toBeLessThan(300)
    await toStage(sample, 'moderated', undefined, 'deskReviewing')
    await sample.send('externalReview', 'completeModeration', {}, lead)

    const late = await site.as(lead)
    await late.go(review('/report?criterion=3.4'))
    expect(await late.page.inputValue('#weaknesses')).toBe(finding.body)
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as(secretary, { width })
      await go(review('/report'))
      expect(await faults()).toEqual([])
      await picture(`review-report-${width}`)
      await page.click('main .list a:text-matches("^3.4")')
      expect(await faults()).toEqual([])
      await picture(`review-report-criterion-${width}`)
      if (width === 360) continue
      await page.fill('#strengths', 'Nguồn nước đủ dùng.')
      await page.click('form .buttons button')
      expect(await page.textContent('.told.good')).toContain('3.4')
    }
    await late.page.fill('#strengths', 'Viết trên bản cũ.')
    await late.page.click('main form.card .buttons button')
    expect(await late.page.textContent('#faults')).toContain('vừa sửa lời báo cáo')
    expect(await late.page.inputValue('#strengths')).toBe('Viết trên bản cũ.')
    expect(await late.page.textContent('main')).toContain('Nguồn nước đủ dùng.')
    await late.picture('review-report-stale')
    const [row] = await sample.rows<{ content: object }>('select content from sheets where process_id = $1', [
      processId(sample.cycle, 'criterionSheet', 'team/3.4'),
    ])
    expect(row?.content).toMatchObject({ strengths: 'Nguồn nước đủ dùng.', weaknesses: finding.body })
  })
})

/** The third year of the sample primary school up to where its council has studied, a step at a time. */
describe('the appraisal council of 2026', () => {
  const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-council-'))
  const seen: Record<string, string> = {}
  let site: Site
  afterAll(async () => {
    await site?.close()
    rmSync(filesDir, { recursive: true, force: true })
  })

  it('writes opinions that nobody else reads before all are in, looks at evidence beside the score, and meets', async () => {
    const clock = new TimelineClock('2018-10-10T00:00:00.000Z')
    const product = await compose(await freshDatabase(), clock.now)
    const below = productWorld(product, clock, filesDir)
    const many = 1_000_000
    site = await openSite(apiOf(product, { intake: intakeIn(filesDir), limits: { person: many, address: many } }))
    const input = shippedInput('tieu-hoc-mau-2026')
    const [last] = input.cycles.slice(-1)
    if (!last) throw new Error('the story has no cycle')
    const held = last.events.findIndex((one) => one.do === 'externalReview.holdMeeting')
    const council = (cycle: string) => `/cases/${cycle}/review/council`
    const opinions = async (cycle: string, person: string, name: string) => {
      const { page, go, faults } = await site.as(person)
      await go(council(cycle))
      expect(await faults()).toEqual([])
      seen[name] = (await page.textContent('main')) ?? ''
      await page.context().close()
    }
    const byPage = ['submitOpinion', 'holdMeeting']
    const world: World = {
      ...below,
      async send(step) {
        const { cycle, event, by, payload } = step
        const first = event === 'submitOpinion' && by === 'phan-huu-loc'
        if (event === 'completeStudy') await opinions(cycle, 'trieu-van-binh', 'all')
        if (!byPage.includes(event) || (event === 'submitOpinion' && !first)) return below.send(step)
        clock.advance(step.at)
        const { page, go, faults, picture } = await site.as(by)
        if (first) await lookBeside(cycle, by)
        await go(council(cycle))
        await sendFrom(page, processId(cycle, 'externalReview', ''), event, payload, 'once')
        await go(council(cycle))
        expect(await faults()).toEqual([])
        seen[event] = (await page.textContent('main')) ?? ''
        await picture(`review-council-${event}-1280`)
        await page.setViewportSize({ width: 360, height: 780 })
        expect(await faults()).toEqual([])
        await picture(`review-council-${event}-360`)
        if (first) await opinions(cycle, 'trieu-van-binh', 'early')
        return { state: '', version: 0 }
      },
    }
    async function lookBeside(cycle: string, person: string) {
      const own = sheetPart({ kind: 'reviewer', criterion: '4.2', assessor: person })
      const { page, go, faults, picture } = await site.as(person)
      await go(`/sheets/${encodeURIComponent(processId(cycle, 'criterionSheet', own))}`)
      await page.locator('aside .codes a[href*="/evidence/"]').first().click()
      await page.locator('#evidence-shown .preview').waitFor()
      seen['beside'] = (await page.textContent('#evidence-shown')) ?? ''
      expect(await faults()).toEqual([])
      await picture('review-evidence-beside-1280')
      await page.keyboard.press('Escape')
      expect(await page.isVisible('#evidence-shown')).toBe(false)
    }
    const declared = { ...input.declared, earlierYears: ['2026-2027', '2027-2028'] }
    const cut = { ...input, declared, cycles: [{ ...last, events: last.events.slice(0, held + 1) }] }
    await runSchool(world, cut, () => undefined, { library })
    const words = 'Ba năm tự đánh giá liên tục'
    expect(seen['submitOpinion']).toContain(words)
    expect(seen['early']).not.toContain(words)
    expect(seen['early']).toContain('giữ kín')
    expect(seen['all']).toContain(words)
    expect(seen['all']).toContain('Nguồn của số liệu chuyên cần?')
    expect(seen['holdMeeting']).toMatch(/Họp ngày .*12\/0?9\/2029.*đề nghị công nhận Mức độ 1/s)
    expect(seen['beside']).toContain('MC.4.2')
  }, 600_000)
})
