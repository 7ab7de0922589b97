// The school's own pages of a case in a real browser: council and groups, the check before handing in, improvement, the reply to the draft.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { EvidenceItem } from '../../src/domain/case.ts'
import { processId } from '../../src/engine/ids.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, intakeIn, type Api } from '../support/http.ts'
import { openAnother, sampleCase, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

const filesDir = mkdtempSync(join(tmpdir(), 'kiemdinh-school-case-'))
let sample: SampleCase
let api: Api
let site: Site

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toStage(sample, 'rating')
  api = apiOf(sample, { intake: intakeIn(filesDir) })
  site = await openSite(api)
})
afterEach(() => site.leave())
afterAll(async () => {
  await site?.close()
  rmSync(filesDir, { recursive: true, force: true })
})

const url = (place: string) => `/cases/${sample.cycle}${place && `/${place}`}`

/** A piece of evidence with its first revision, as far as its page shows it. */
async function putEvidence(code: string, confidentiality: 'internal' | 'restricted'): Promise<void> {
  const file = { name: 'ho-so.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) }
  const known = { title: 'Hồ sơ cá nhân', criterion: code.slice(3, 6), issuer: 'Trường', revision: 1 }
  const item = JSON.stringify(EvidenceItem.parse({ code, file, confidentiality, ...known }))
  await sample.rows(
    `insert into evidence (cycle_id, school_id, first_code, code, criterion, item) values ($1, 'truong', $2, $2, $3, $4)`,
    [sample.cycle, code, known.criterion, item],
  )
  await sample.rows(
    `insert into evidence_revisions (cycle_id, first_code, revision, file, actor_id, at) values ($1, $2, 1, $3, 'principal', $4)`,
    [sample.cycle, code, JSON.stringify(file), sample.engine.now()],
  )
}

describe('a school at its case', () => {
  it('sees who is what, who rates which criterion, and changes it by the generated form', async () => {
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('principal', { width })
      await go(url('council'))
      expect(await page.textContent('main')).toContain('Nguyễn Thị Mai')
      expect(await page.locator('tbody tr', { hasText: '1.1' }).first().textContent()).toMatch(/Nhóm/)
      expect(await faults()).toEqual([])
      await picture(`council-${width}`)
      await page.click('.actions a')
      expect(await page.textContent('h1')).toContain('hội đồng')
    }
  })

  it('takes the same paper as PDF and then as Word, the page staying open', async () => {
    const { page, go, context } = await site.as('principal')
    await go(url('papers'))
    for (const format of ['pdf', 'docx']) {
      const opened = context.waitForEvent('page')
      await page.click(`form[action$="/papers/council-decision"] button[value=${format}]`)
      await (await opened).close()
      await page.locator('form[data-sent]').waitFor({ state: 'detached' })
    }
  })

  it('is told every point that stands against handing in, with a way to where it is mended', async () => {
    const process = processId(sample.cycle, 'criterionSheet', 'school/1.1')
    const content = { currentState: { '1': 'Có chiến lược [H1-1.1-09].' }, plan: 'Rà soát chiến lược hằng năm.' }
    const { db, engine, library } = sample
    await saveSheet(db, engine, library, { process, content, actor: 'principal', at: engine.now() })
    const { page, go, faults, picture } = await site.as('principal', { width: 360 })
    await go(url('check'))
    expect(await page.locator('.list .chip.bad').count()).toBe(28)
    expect(await page.textContent('main')).toContain('dẫn mã H1-1.1-09 không có trong danh mục')
    expect(await page.textContent('.stopped')).toContain('Còn 28 tiêu chí')
    expect(await faults()).toEqual([])
    await picture('check-360')
    await page.click('text=dẫn mã H1-1.1-09')
    expect(await page.textContent('h1')).toContain('1.1')
    await go(url('check'))
    await page.click('text=Chưa viết tình hình chung')
    expect(await page.locator('#situation').count()).toBe(1)
    await go(url('improvement'))
    expect(await page.textContent('main')).toContain('Rà soát chiến lược hằng năm.')
    expect(await faults()).toEqual([])
    await picture('improvement-360')
  })

  it('replies to the draft with the draft beside, differences first', async () => {
    await toStage(sample, 'awaitingReply', undefined, 'rating')
    for (const width of [1280, 360]) {
      const { page, go, faults, picture } = await site.as('principal', { width })
      await go(`/processes/${encodeURIComponent(`${sample.cycle}/externalReview`)}/send/disagreeWithDraft`)
      expect(await page.textContent('aside')).toContain('Khác với tự đánh giá (0)')
      expect(await page.textContent('aside')).toContain('Giống tự đánh giá (28)')
      expect(await page.locator('[id="p.letter.number"]').count()).toBe(1)
      expect(await faults()).toEqual([])
      await picture(`reply-${width}`)
    }
  })

  it('reads every round of the draft as it was sent, beside what both sides said, and so does the team', async () => {
    const [lead = '', secretary = '', third = ''] = team
    const send = (event: string, payload: unknown, actor: string, on: string) => {
      sample.clock.set(`2026-02-${on}T02:00:00.000Z`)
      return sample.send('externalReview', event, payload, actor)
    }
    const letter = (day: string) => ({ number: `${day}/CV`, date: `2026-02-${day}` })
    const point = { criterion: '1.1', reason: 'Chiến lược đã được phê duyệt.', evidence: ['[H1-1.1-01]'] }
    await send('disagreeWithDraft', { letter: letter('10'), points: [point] }, 'principal', '10')
    const answer = { criterion: '1.1', decision: 'change', reason: 'Đoàn đã xem quyết định phê duyệt.' }
    await send('answerDisagreement', { letter: letter('11'), answers: [answer] }, lead, '11')
    const part = 'criterionSheet/team/1.1'
    const content = { currentState: {}, ratings: { '1.1': 3 }, strengths: 'Chiến lược được phê duyệt đúng hạn.' }
    const writing = { process: processId(sample.cycle, part, ''), content, actor: secretary, at: sample.clock.now() }
    await saveSheet(sample.db, sample.engine, sample.library, writing)
    await sample.send(part, 'submitSheet', {}, secretary)
    await sample.send(part, 'agreeSheet', { reason: answer.reason }, lead)
    const revised = [{ criterion: '1.1', note: 'Nâng lên Mức 3 theo quyết định phê duyệt.' }]
    await send('completeModeration', { revised }, lead, '12')
    await send('sendDraft', { letter: letter('12') }, lead, '12')

    for (const [person, width] of [
      ['principal', 1280],
      [third, 360],
    ] as const) {
      const { page, go, faults, picture } = await site.as(person, { width })
      await go(url(''))
      await page.click('text=Dự thảo và phản hồi, 2 vòng')
      expect(await page.textContent('main')).toContain('Khác với vòng 1 (1)')
      const changed = (await page.locator('.demand').first().textContent()) ?? ''
      expect(changed).toMatch(/1\.1.*Mức 2.*Mức 3.*Chiến lược được phê duyệt đúng hạn/s)
      expect(await faults()).toEqual([])
      await picture(`drafts-${person}-${width}`)
      // On paper stands all of it and nothing to press.
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.top, .tabs').first().isVisible()).toBe(false)
      expect(await page.locator('.demand').last().isVisible()).toBe(true)
      await page.emulateMedia({ media: 'screen' })
      expect(await page.locator('.demand').last().isVisible()).toBe(false)
      await page.click('text=Vòng 1 ·')
      expect(await page.locator('.demand').first().textContent()).not.toContain('Mức 3')
      const said = (await page.textContent('aside')) ?? ''
      expect(said).toMatch(
        /Trường không đồng ý.*10\/CV.*đã được phê duyệt.*H1-1\.1-01.*thay đổi kết quả.*đã xem quyết định/s,
      )
      await picture(`drafts-first-${person}-${width}`)
    }
    const told = await (
      await api.as('principal')
    ).get<{ items: { sheets: { ratings: object }[] }[] }>(`/api/cycles/${sample.cycle}/drafts`)
    expect(told.body.items.map(({ sheets }) => sheets[0]?.ratings)).toEqual([{ '1.1': 2 }, { '1.1': 3 }])
    const asked = async (person: string) =>
      (await (await api.as(person)).get(`/api/cycles/${sample.cycle}/drafts`)).status
    expect([await asked('officer'), await asked('commune')]).toEqual([200, 403])
  })

  it('opens restricted evidence to one reviewer until a day, and closes it again', async () => {
    await putEvidence('H2-2.1-01', 'restricted')
    const { page, go, faults, picture } = await site.as('principal')
    await go(url('evidence/H2-2.1-01'))
    await page.selectOption('#person', { label: 'Ủy viên r3' })
    await page.fill('#until', '2026-03-01')
    await page.click('#grants button:text-is("Mở minh chứng")')
    expect(await page.textContent('#why-fault')).toContain('lý do')
    await page.fill('#why', 'Kiểm tra hợp đồng lao động.')
    await page.click('#grants button:text-is("Mở minh chứng")')
    await page.waitForURL(/done=granted/)
    expect(await page.textContent('#grants .codes')).toContain('Ủy viên r3')
    expect(await faults()).toEqual([])
    await picture('evidence-grants')
    await page.click('#grants .codes button')
    await page.waitForURL(/done=withdrawn/)
    const open = await sample.rows('select 1 from evidence_grants where until > $1', [sample.engine.now()])
    expect(open).toEqual([])
  })

  it('takes evidence over from an earlier cycle, each once', async () => {
    await putEvidence('H2-2.2-01', 'internal')
    const next = await openAnother(sample, 'truong', '2026-2027')
    const { page, go, faults, picture } = await site.as('principal')
    await go(`/cases/${next}/evidence-copy`)
    expect(await faults()).toEqual([])
    await picture('evidence-copy')
    await page.check('[value="H2-2.2-01"]')
    await page.click('.save button')
    expect(await page.textContent('.told.good')).toContain('H2-2.2-01')
    await go(`/cases/${next}/evidence-copy`)
    expect(await page.locator('td .chip.good').textContent()).toBe('H2-2.2-01')
    expect(await page.locator('[value="H2-2.2-01"]').count()).toBe(0)
  })
})
