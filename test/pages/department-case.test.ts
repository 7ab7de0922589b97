// What the department does with one case, in a real browser: checks the dossier, chooses the team, reads why an award is what it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let made: SampleCase
let site: Site
let url: string

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'registered')
  site = await openSite(apiOf(made))
  url = `/cases/${made.cycle}`
})
afterAll(() => site?.close())

describe('the dossier check', () => {
  it('lists the points the school saw, and what is ticked begins the request to complete', async () => {
    const { page, go, faults, picture } = await site.as('officer')
    await go(`${url}/intake`)
    expect(await page.textContent('.points')).toContain(
      'Tiêu chí 1.1 dẫn mã H1-1.1-01 không có trong danh mục minh chứng.',
    )
    expect(await faults()).toEqual([])
    await picture('department/intake')
    await page.check('text=Tiêu chí 1.1 dẫn mã')
    await page.fill('#more', 'Báo cáo thiếu chữ ký của hội đồng')
    await page.click('form.card button')
    expect(await page.textContent('h1')).toBe('Yêu cầu hoàn thiện hồ sơ')
    const items = await page.inputValue('[id="p.items"]')
    expect(items.split('\n')).toEqual([
      'Tiêu chí 1.1 dẫn mã H1-1.1-01 không có trong danh mục minh chứng.',
      'Báo cáo thiếu chữ ký của hội đồng',
    ])
    await page.fill('[id="p.notice.number"]', '215/SGDĐT')
    await page.fill('[id="p.notice.date"]', '2025-12-08')
    await page.click('.buttons button')
    await page.waitForURL(/done=requestCompletion/)
    const [row] = await made.rows<{ items: string[] }>(
      `select entry::json->'payload'->'items' as items from history where event = 'requestCompletion'`,
    )
    expect(row?.items).toHaveLength(2)
  })

  it('is not there for the school, which has its own', async () => {
    const { page, go } = await site.as('principal')
    await go(`${url}/intake`)
    expect(await page.locator('.status').textContent()).toBe('403')
  })
})

describe('the choice of a team', () => {
  beforeAll(async () => {
    await toStage(made, 'accepted', undefined, 'completing')
    await withClient(made.db, (client) =>
      client.query(`insert into employments (person_id, school_id, since) values ('r8', 'truong', '2015-09-01')`),
    )
  })

  it('names conflicts, says what the rules want while seats are chosen, and begins the decision with the people', async () => {
    const { page: desk, ...officer } = await site.as('officer')
    await officer.go(`${url}/team`)
    expect(await desk.textContent('tr:has-text("Ủy viên r8")')).toContain('đã từng công tác tại trường')
    expect(await desk.isDisabled('[name="role.r8"]')).toBe(true)
    await desk.selectOption('[name="role.r1"]', 'teamLead')
    await desk.waitForSelector('#chosen:has-text("Đã chọn 1 người")')
    expect(await desk.textContent('#chosen')).toContain('Cần đúng 1 thư ký, đang có 0.')
    for (const [id, role] of [
      ['r2', 'teamSecretary'],
      ['r3', 'reviewer'],
      ['r4', 'reviewer'],
      ['r5', 'reviewer'],
    ] as const)
      await desk.selectOption(`[name="role.${id}"]`, role)
    await desk.waitForSelector('#chosen:has-text("Đủ điều kiện theo quy trình")')
    expect(await officer.faults()).toEqual([])
    await officer.picture('department/team')
    const chosen = new URL(desk.url()).search
    expect(chosen).toContain('role.r2=teamSecretary')
    const director = await site.as('director')
    await director.go(`${url}/team${chosen}`)
    expect(await director.page.textContent('#chosen')).toContain('Chủ tịch UBND tỉnh quyết định')
    await director.page.click('#chosen button')
    expect(await director.page.textContent('h1')).toBe('Thành lập đoàn đánh giá ngoài')
    expect(await director.page.inputValue('[id="p.members.1.personId"]')).toBe('r2')
    expect(await director.page.inputValue('[id="p.members.1.role"]')).toBe('teamSecretary')
  })

  it('works on a phone without scripts', async () => {
    const { page, go, faults } = await site.as('officer', { width: 360, scripts: false })
    await go(`${url}/team`)
    await page.selectOption('[name="role.r1"]', 'teamLead')
    await page.click('[data-without-script] button')
    expect(await page.textContent('#chosen')).toContain('Đã chọn 1 người')
    expect(await faults({ axe: false })).toEqual([])
  })
})

describe('the decision', () => {
  it('shows both columns, why each award is what it is, and who may sign and why others may not', async () => {
    await toStage(made, 'reported', undefined, 'accepted')
    await withClient(made.db, async (client) => {
      await client.query(
        `insert into offices (person_id, role, organisation_id, since) values ('r1', 'departmentDirector', 'so', '2020-01-01')`,
      )
    })
    const { page, go, faults, picture } = await site.as('director')
    await go(`${url}/decision`)
    expect(await page.textContent('main')).toContain('Đoàn, hội đồng đánh giá như trường.')
    await page.locator('summary:has-text("Vì sao")').first().click()
    expect(await page.locator('.reasons').first().textContent()).toMatch(/Mức|mức/)
    expect(await page.textContent('li:has-text("Ủy viên r1")')).toContain(
      'Người đã tham gia đánh giá không được ký quyết định.',
    )
    expect(await page.textContent('.codes li:has-text("Phạm Văn Giám")')).toContain('được ký')
    expect(await faults()).toEqual([])
    await picture('department/decision')
    await page.click('a:has-text("Cấp Chứng nhận")')
    await page.fill('[id="p.decision.number"]', '41/QĐ-SGDĐT')
    await page.fill('[id="p.decision.date"]', '2026-02-12')
    await page.fill('[id="p.grade"]', '2')
    await page.click('.buttons button')
    await page.waitForURL(/done=grantAccreditation/)
    await go(`${url}/decision`)
    expect(await page.textContent('aside')).toContain('Chứng nhận, bằng đã cấp')
    const certification = processId(made.cycle, 'certification', '')
    expect(
      await made.rows(`select 1 from history where process_id = $1 and event = 'grantAccreditation'`, [certification]),
    ).toHaveLength(1)
  })
})
