// Imports from the sector database and from other systems: a dry run first, all or nothing, and twice changes nothing.
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dispatch } from '../../src/engine/dispatch.ts'
import { replayAll } from '../../src/store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Answered, type Api } from '../support/http.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
})

interface Report {
  dryRun: boolean
  counts: { added: number; changed: number; same: number }
  added: { kind: string; key: string }[]
  changed: { key: string; field: string; before: unknown; after: unknown }[]
  detail?: string
  issues?: { path: string; message: string }[]
}

const post = async (noun: string, data: unknown, dryRun: boolean, person = 'officer'): Promise<Answered<Report>> =>
  (await api.as(person)).post<Report>(`/api/imports/${noun}?dryRun=${dryRun}`, data)

async function workbook(sheets: Record<string, unknown[][]>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

async function upload(noun: string, bytes: Uint8Array, dryRun: boolean): Promise<{ status: number; body: Report }> {
  const headers = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
  return (await api.as('officer')).send<Report>('POST', `/api/imports/${noun}?dryRun=${dryRun}`, bytes, headers)
}

const file = {
  communes: [{ code: '00123', name: 'Xã Đông Hòa' }],
  schools: [
    {
      code: '79000701',
      name: 'Trường THCS Đông Hòa',
      kind: 'lowerSecondary',
      commune: '00123',
      foundedOn: '1995-09-05',
      address: 'Xã Đông Hòa',
      principal: 'Lê Văn Hòa',
      viaCommune: true,
    },
    { code: '79000702', id: 'truong', phone: '0274 123 456' },
  ],
  figures: [
    { school: '79000701', year: '2024-2025', table: 'classes', title: 'Số lớp học', row: 'Khối 6', value: 4 },
    { school: '79000701', year: '2025-2026', table: 'classes', row: 'Khối 6', value: 5 },
    { school: '79000702', year: '2025-2026', table: 'classes', title: 'Số lớp học', row: 'Khối 10', value: 9 },
  ],
}

describe('the import of schools', () => {
  it('says in a dry run what it would add and change field by field, and writes nothing', async () => {
    const { status, body } = await post('schools', file, true)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ added: 2, changed: 1, same: 0 })
    expect(body.added).toEqual([
      { kind: 'commune', key: '00123' },
      { kind: 'school', key: '79000701' },
    ])
    expect(body.changed.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['code', null, '79000702'],
      ['phone', '', '0274 123 456'],
      ['tables.classes', null, 'Số lớp học'],
      ['tables.classes.Khối 10.2025-2026', null, 9],
    ])
    expect(await sample.rows(`select id from organisations where code is not null`)).toEqual([])
  })

  it('writes it all at once under the name of whoever did it, and a second time changes nothing', async () => {
    expect((await post('schools', file, false)).status).toBe(200)
    const again = await post('schools', file, false)
    expect(again.body.counts).toEqual({ added: 0, changed: 0, same: 3 })
    const [school] = await sample.rows<{ data: { tables: unknown[] }; name: string; commune: string }>(
      `select s.data, o.name, c.name as commune from schools s join organisations o on o.id = s.id
        join organisations c on c.id = s.commune_id where o.code = '79000701'`,
    )
    expect(school).toMatchObject({ name: 'Trường THCS Đông Hòa', commune: 'Xã Đông Hòa' })
    expect(school?.data.tables).toEqual([
      {
        id: 'classes',
        title: 'Số lớp học',
        columns: ['2024-2025', '2025-2026'],
        rows: [{ label: 'Khối 6', values: [4, 5] }],
      },
    ])
    const told = await sample.rows(`select actor_id from journal where action = 'importSchools'`)
    expect(told).toEqual([{ actor_id: 'officer' }])
  })

  it('adds an earlier year before the later ones, and leaves what the file does not name alone', async () => {
    const figures = [{ school: '79000701', year: '2023-2024', table: 'classes', row: 'Khối 7', value: 3 }]
    await post('schools', { figures }, false)
    const [school] = await sample.rows<{ data: { tables: unknown[]; principal: string } }>(
      `select s.data from schools s join organisations o on o.id = s.id where o.code = '79000701'`,
    )
    expect(school?.data.principal).toBe('Lê Văn Hòa')
    expect(school?.data.tables).toMatchObject([
      {
        columns: ['2023-2024', '2024-2025', '2025-2026'],
        rows: [
          { label: 'Khối 6', values: [null, 4, 5] },
          { label: 'Khối 7', values: [3, null, null] },
        ],
      },
    ])
  })

  it('tells every fault at its cell, and then writes nothing', async () => {
    const bytes = await workbook({
      Trường: [
        ['Mã trường', 'Tên trường', 'Loại trường', 'Mã xã', 'Ngày thành lập', 'Địa chỉ', 'Hiệu trưởng'],
        ['79000801', 'Trường Một', 'Tiểu học', '99999', '05/9/1990', 'Xã A', 'Bà Hai'],
        ['79000802', 'Trường Hai', 'Đại học', '00123', '05/9/1990', 'Xã B', 'Ông Ba'],
      ],
      'Số liệu': [
        ['Mã trường', 'Năm học', 'Bảng', 'Dòng', 'Giá trị'],
        ['79000801', '2025', 'classes', 'Khối 1', 3],
      ],
    })
    const { status, body } = await upload('schools', bytes, false)
    expect(status).toBe(422)
    expect(body.issues?.map(({ path }) => path)).toEqual(['Trường!C3'])
    const twice = { schools: [{ code: 'X-1' }, { code: 'X-1', commune: '99999' }] }
    const { body: json } = await post('schools', twice, false)
    expect(json.issues).toEqual(
      expect.arrayContaining([
        { path: 'schools[0].name', message: 'Trường mới phải có tên.' },
        { path: 'schools[1].code', message: 'Mã trường X-1 có hai lần trong tệp.' },
        { path: 'schools[1].commune', message: 'Không có xã mã 99999.' },
      ]),
    )
    const inEnglish = { 'accept-language': 'en' }
    const told = await (await api.as('officer')).send<Report>('POST', '/api/imports/schools', twice, inEnglish)
    expect(told.body.issues).toContainEqual({
      path: 'schools[1].code',
      message: 'School code X-1 is in the file twice.',
    })
    expect(await sample.rows(`select id from organisations where code like 'X-%' or code like '7900080%'`)).toEqual([])
  })

  it('reads a workbook as people fill it in', async () => {
    const bytes = await workbook({
      Trường: [
        ['Mã trường', 'Tên trường', 'Loại trường', 'Mã xã', 'Ngày thành lập', 'Địa chỉ', 'Hiệu trưởng', 'Nộp qua xã'],
        ['79000801', 'Trường TH Một', 'Tiểu học', '00123', '05/9/1990', 'Xã A', 'Bà Hai', 'có'],
      ],
    })
    const { status, body } = await upload('schools', bytes, false)
    expect([status, body.counts]).toEqual([200, { added: 1, changed: 0, same: 0 }])
    const [row] = await sample.rows(
      `select founded_on::text as day, via_commune as via from schools where id = '79000801'`,
    )
    expect(row).toEqual({ day: '1990-09-05', via: true })
  })

  it('is for the department alone, and refuses what is neither a workbook nor JSON', async () => {
    expect((await post('schools', file, true, 'principal')).status).toBe(403)
    const broken = await upload('schools', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), true)
    expect([broken.status, broken.body.detail]).toEqual([422, 'Tệp không phải sổ tính .xlsx, hoặc đã hỏng.'])
    const { status } = await post('schools', { schools: [{ code: 'A1', name: 'nửa \ud800' }] }, true)
    expect(status).toBe(422)
  })
})

const certificate = {
  number: '12/2023/GCN',
  school: 'truong',
  award: 'accreditation',
  grade: 2,
  decision: '345/QĐ-SGDĐT',
  regime: 'Thông tư 18/2018/TT-BGDĐT',
  issuedOn: '2023-05-10',
  expiresOn: '2028-05-10',
}

describe('the import of certificates', () => {
  it('enters certificates issued before the system with their printed terms, once', async () => {
    const first = await post('certificates', { certificates: [certificate] }, false)
    expect([first.status, first.body.counts]).toEqual([200, { added: 1, changed: 0, same: 0 }])
    const again = await post('certificates', { certificates: [certificate] }, false)
    expect(again.body.counts).toEqual({ added: 0, changed: 0, same: 1 })
    const { body } = await api.anybody.get<{ items: unknown[] }>('/api/public/certificates/12%2F2023%2FGCN')
    expect(body.items).toMatchObject([{ status: 'valid', issuedOn: '2023-05-10', expiresOn: '2028-05-10', grade: 2 }])
  })

  it('tells a changed term field by field, and refuses a term that ends before it begins', async () => {
    const { body } = await post(
      'certificates',
      { certificates: [{ ...certificate, status: 'revoked', reason: 'Sai phạm' }] },
      true,
    )
    expect(body.changed.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['status', 'valid', 'revoked'],
      ['reason', null, 'Sai phạm'],
    ])
    const wrong = await post('certificates', { certificates: [{ ...certificate, expiresOn: '2023-05-01' }] }, false)
    expect(wrong.body.issues).toEqual([
      { path: 'certificates[0].expiresOn', message: 'Ngày hết hạn phải sau ngày cấp.' },
    ])
  })
})

const running = {
  reason: 'Chuyển từ hồ sơ giấy theo Công văn 12/SGDĐT.',
  cases: [
    {
      school: '79000701',
      period: '2024-2025',
      procedure: 'vn-2018',
      set: 'vn-trung-hoc/2018',
      processes: [{ process: 'selfAssessment', state: 'planSubmitted', since: '2025-03-03T02:00:00Z', context: {} }],
      members: [{ person: 'r1', role: 'councilChair' }],
      sheets: [{ kind: 'school' }],
    },
  ],
}

describe('the import of running cases', () => {
  it('begins a case where the file says, and its history says so and why', async () => {
    const dry = await post('cases', running, true)
    expect([dry.status, dry.body.counts]).toEqual([200, { added: 1, changed: 0, same: 0 }])
    expect(await sample.rows(`select id from cycles where school_id = '79000701'`)).toEqual([])
    expect((await post('cases', running, false)).status).toBe(200)
    const [row] = await sample.rows<{ state: string; entry: string }>(
      `select p.state, h.entry from processes p join history h on h.process_id = p.id and h.seq = 1 where p.id = '79000701.2024-2025/selfAssessment'`,
    )
    expect(row?.state).toBe('planSubmitted')
    expect(JSON.parse(row?.entry ?? '')).toMatchObject({
      kind: 'import',
      actor: { id: 'officer' },
      payload: { reason: running.reason, state: 'planSubmitted' },
    })
  })

  it('goes on with ordinary events, and everything is rebuilt from its history', async () => {
    const { state } = await dispatch(sample.engine, {
      process: '79000701.2024-2025/selfAssessment',
      event: 'approvePlan',
      payload: { plan: { number: '30/KH-THCS', date: '2025-03-10' } },
      actor: 'r1',
      key: 'approve-imported',
    })
    expect(state).toBe('collecting')
    const law = { definition: findDefinition, procedure: sample.engine.procedure }
    const report = await replayAll(sample.db, law)
    expect(report.faults).toEqual([])
    const rows = await sample.rows<{ n: number }>(
      `select count(*)::int as n from history where process_id = '79000701.2024-2025/selfAssessment'`,
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('leaves a case that was taken over before alone, and refuses one that is there otherwise', async () => {
    expect((await post('cases', running, false)).body.counts).toEqual({ added: 0, changed: 0, same: 1 })
    const [one] = running.cases
    const other = { ...running, cases: [{ ...one, school: 'truong', period: '2025-2026' }] }
    expect((await post('cases', other, false)).body.issues).toMatchObject([{ path: 'cases[0].period' }])
  })

  it('refuses a context whose days cannot be counted from', async () => {
    const process = {
      process: 'certification',
      state: 'active.accreditation.inForce.valid active.complaint.none active.nationalStandard.notRequested',
      since: '2024-01-01T00:00:00Z',
      context: { requested: ['accreditation'], accreditationExpiresAt: 'một ngày nào đó' },
    }
    const [one] = running.cases
    const { body } = await post(
      'cases',
      { ...running, cases: [{ ...one, period: '2022-2023', processes: [process] }] },
      true,
    )
    expect(body.issues).toMatchObject([{ path: 'cases[0].processes[0].context' }])
    const good = { ...process, context: { ...process.context, accreditationExpiresAt: '2028-03-01T17:00:00.000Z' } }
    const again = await post('cases', { ...running, cases: [{ ...one, period: '2022-2023', processes: [good] }] }, true)
    expect([again.body.issues, again.status]).toEqual([undefined, 200])
  })

  it('refuses a state that is not in the drawing, a context that does not fit, and an import without a reason', async () => {
    const [one] = running.cases
    const withProcess = (more: Record<string, unknown>) => ({
      ...running,
      cases: [{ ...one, period: '2023-2024', processes: [{ ...one?.processes[0], ...more }] }],
    })
    const faultOf = async (data: unknown) => (await post('cases', data, false)).body.issues
    expect(await faultOf(withProcess({ state: 'dreaming' }))).toEqual([
      { path: 'cases[0].processes[0].state', message: 'Quy trình không có bước dreaming.' },
    ])
    expect(await faultOf(withProcess({ state: 'completed' }))).toMatchObject([{ path: 'cases[0].processes[0].state' }])
    expect(await faultOf(withProcess({ context: { nonsense: 1 } }))).toMatchObject([
      { path: 'cases[0].processes[0].context' },
    ])
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as object
    expect(await faultOf(withProcess({ context: deep }))).toMatchObject([{ message: 'Lồng quá nhiều lớp.' }])
    expect(await faultOf(withProcess({ since: '0000-01-01T00:00:00Z' }))).toMatchObject([
      { path: 'cases[0].processes[0].since' },
    ])
    expect(await faultOf({ ...running, reason: ' ' })).toMatchObject([{ path: 'reason' }])
    expect(await sample.rows(`select id from cycles where period = '2023-2024'`)).toEqual([])
  })

  it('cannot be forged afterwards: a changed byte of the entry is found', async () => {
    const law = { definition: findDefinition, procedure: sample.engine.procedure }
    await sample.rows(`alter table history disable trigger history_keeps`)
    await sample.rows(
      `update history set entry = replace(entry, 'hồ sơ giấy', 'hồ sơ khác') where seq = 1 and entry like '%hồ sơ giấy%'`,
    )
    const { faults } = await replayAll(sample.db, law)
    expect(faults).toMatchObject([{ process: '79000701.2024-2025/selfAssessment', seq: 1 }])
  })
})
