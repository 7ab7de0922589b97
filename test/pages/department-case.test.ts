// What the department does with one case, in a real browser: checks the dossier, chooses the team, reads why an award is what it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processId } from '../../src/engine/ids.ts'
import { recountLate } from '../../src/store/moved-terms.ts'
import { daysOfYear } from '../../src/store/views/holidays.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'
import { openSite, type Site } from './browser.ts'

let made: SampleCase
let api: Api
let site: Site
let url: string

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await toStage(made, 'registered')
  api = apiOf(made)
  site = await openSite(api)
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
    await go(`${url}/intake`)
    expect(await page.textContent('main')).toContain('Báo cáo thiếu chữ ký của hội đồng')
    const school = await site.as('principal')
    for (const place of [url, `${url}/check`]) {
      await school.go(place)
      expect(await school.page.textContent('main .told.warn'), place).toContain('Báo cáo thiếu chữ ký của hội đồng')
    }
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

describe('a day off in a running term of the school', () => {
  it('moves the term, and who has to act is told by a notice that leads to the case', async () => {
    await toStage(made, 'awaitingReply', undefined, 'accepted')
    const shipped = await withClient(made.db, (client) => daysOfYear(client, 'so', 2026))
    const days = [...shipped, { day: '2026-02-10', name: 'Nghỉ rét', worked: false }]
    const saved = await (
      await api.as('head')
    ).send('PUT', '/api/holidays/2026', { days, reason: 'Công điện 9/CĐ', version: 0 })
    expect(saved).toMatchObject({ status: 200, body: { moved: [{ event: 'replyDeadlinePassed' }] } })
    const { page, go } = await site.as('principal')
    await go('/notices')
    const told = page.locator('li:has-text("Một thời hạn được dời vì lịch nghỉ thay đổi")')
    expect(await told.locator('a').first().getAttribute('href')).toContain(made.cycle)
    expect(await made.rows(`select person_id from notices where message = 'deadline.moved'`)).toEqual([
      { person_id: 'principal' },
    ])
  })
})

describe('the decision', () => {
  it('shows both columns, why each award is what it is, and who may sign and why others may not', async () => {
    await toStage(made, 'reported', undefined, 'awaitingReply')
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
    await go(`${url}/team`)
    expect(await page.textContent('main')).toMatch(/Đoàn, hội đồng đã xong việc.*Ủy viên r1.*Trưởng đoàn/s)
  })

  it('is renewed by a cycle of its own, once the school has registered', async () => {
    const { page, go, faults } = await site.as('officer', { width: 360 })
    await go('/schools/truong')
    expect(await faults()).toEqual([])
    const renewal = await page.locator('#purpose option:has-text("Công nhận lại")').first().getAttribute('value')
    await page.selectOption('#purpose', renewal)
    await page.fill('#period', '2030-2031')
    await page.click('form:has(#purpose) button')
    expect(await page.textContent('#faults')).toContain('Trường chưa đăng ký công nhận lại')
    expect(await page.inputValue('#purpose')).toBe(renewal)
  })
})

describe('days off', () => {
  const proposal = async () => {
    const [row] = await made.rows<{ due: string; wakes: string }>(
      `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as due,
        to_char(j.run_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as wakes
      from deadlines d join graphile_worker.jobs j on j.key = 'deadline:' || d.id
      where d.process_id = $1 and d.status = 'running' and d.unit = 'workingDays'`,
      [processId(made.cycle, 'certification', '')],
    )
    return row
  }

  it('are entered by the head, who sees which deadlines of running cases move before anything is saved', async () => {
    expect(await proposal()).toEqual({ due: '2026-03-19', wakes: '2026-03-19' })
    const { page, go, faults, picture } = await site.as('head')
    await go('/administration/holidays')
    expect(await page.textContent('main')).toContain('Chưa có lịch nghỉ năm 2027')
    expect(await faults()).toEqual([])
    await picture('administration/holidays')
    await page.click('text=Sửa lịch năm 2026')
    const before = await page.inputValue('#off')
    await page.fill('#off', `${before}\nNghỉ bão\n26/02 Nghỉ bão số 1`)
    await page.fill('#worked', '07/03 Làm bù')
    await page.fill('#reason', 'Công điện 12/CĐ-UBND')
    await page.click('button[value=try]')
    expect(await page.textContent('#off-fault')).toContain('“Nghỉ bão”: hãy bắt đầu bằng ngày')
    await page.fill('#off', `${before}\n26/02 - 27/02 Nghỉ bão số 1`)
    await page.click('button[value=try]')
    expect(await page.textContent('main table')).toMatch(/Trường THPT Mẫu.*19\/03\/2026.*20\/03\/2026/s)
    expect(await proposal()).toEqual({ due: '2026-03-19', wakes: '2026-03-19' })
    expect(await faults()).toEqual([])
    await picture('administration/holidays-preview')
    await page.click('button[value=save]')
    expect(await page.textContent('[role=status]')).toContain('Đã ghi lịch nghỉ năm 2026; 1 thời hạn đã được dời.')
    expect(await page.textContent('main')).toContain('Công điện 12/CĐ-UBND')
    expect(await proposal()).toEqual({ due: '2026-03-20', wakes: '2026-03-20' })
  })

  it('count for what begins afterwards, and for what began while they were saved', async () => {
    await made.rows(
      `update deadlines set due_at = due_at - interval '1 day', calendar = 0 where status = 'running' and unit = 'workingDays'`,
    )
    await recountLate(made.db, made.library, 'so', made.clock.now())
    expect((await proposal())?.due).toBe('2026-03-20')
    await made.send(
      'certification',
      'proposeNationalStandard',
      {
        proposal: { number: '20/TTr', date: '2026-02-20' },
        grant: true,
        grade: 1,
        reason: null,
      },
      'director',
    )
    const { body } = await (await api.as('principal')).get<{ worked: object }>('/api/holidays?department=so')
    expect(body.worked).toMatchObject({ '2026': ['2026-03-07'] })
  })

  it('are not changed on an old picture, by another office, or to what is no day of that year', async () => {
    const put = async (person: string, days: { day: string; worked?: boolean }[], version: number) =>
      (await api.as(person)).send('PUT', '/api/holidays/2027', { days, reason: 'Thông báo nghỉ', version })
    expect(await put('head', [{ day: '2027-01-01' }], 0)).toMatchObject({ status: 412, body: { code: 'staleVersion' } })
    expect((await put('officer', [{ day: '2027-01-01' }], 2)).status).toBe(403)
    expect(await put('head', [{ day: '2026-01-01' }], 2)).toMatchObject({ status: 422 })
    expect(await put('head', [{ day: '2027-01-04', worked: true }], 2)).toMatchObject({ status: 422 })
    expect(await put('director', [{ day: '2027-01-01' }], 2)).toMatchObject({
      status: 200,
      body: { version: 3, moved: [] },
    })
    expect(await made.rows(`select reason from journal where action = 'changeHolidays' order by id`)).toEqual([
      { reason: 'Công điện 9/CĐ' },
      { reason: 'Công điện 12/CĐ-UBND' },
      { reason: 'Thông báo nghỉ' },
    ])
  })
})
