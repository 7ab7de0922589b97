// Who enters, invites, suspends and names whom: each within reach, nobody above themselves, everything in the journal.
import { beforeAll, describe, expect, it } from 'vitest'
import { putProvince } from '../../src/store/province.ts'
import { personalParts } from '../../src/store/views/personal-data.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, sampleSchool, type SampleCase } from '../support/sample-case.ts'

let sample: SampleCase
let api: Api

const plain = { educationSector: true, sectorSince: '2010-09-01', trained: false, worked: [] }

async function world(): Promise<void> {
  sample = await sampleCase(await freshDatabase())
  await putProvince(sample.db, {
    organisations: [
      { id: 'tinh-2', kind: 'province', name: 'UBND tỉnh Khác', parent: 'moet' },
      { id: 'so-2', kind: 'department', name: 'Sở GDĐT tỉnh Khác', parent: 'tinh-2' },
      { id: 'truong-2', kind: 'school', name: 'Trường THPT Khác', parent: 'so-2' },
      { id: 'truong-3', kind: 'school', name: 'Trường THCS Đồng Tháp', parent: 'so' },
    ],
    schools: ['truong-2', 'truong-3'].map((id) => ({
      id,
      commune: null,
      department: id === 'truong-2' ? 'so-2' : 'so',
      province: id === 'truong-2' ? 'tinh-2' : 'tinh',
      viaCommune: false,
      cohortCompleted: true,
      conditionsMet: true,
      declaredYears: 0,
      data: sampleSchool,
    })),
    people: [
      { ...plain, id: 'p2', name: 'Người tỉnh khác', organisation: 'truong-2', offices: [] },
      {
        ...plain,
        id: 'p3',
        name: 'Cô Đào',
        organisation: 'truong-3',
        offices: [{ role: 'principal', organisation: 'truong-3' }],
      },
    ],
    since: '2020-01-01T00:00:00.000Z',
  })
  api = apiOf(sample)
}

const reason = 'Theo quyết định phân công.'
const newcomer = (organisation: string) => ({
  name: 'Trần Văn Mới',
  email: `moi@${organisation}.test`,
  organisation,
  reason,
})
const send = async (who: string, path: string, body: unknown) => (await (await api.as(who)).post(path, body)).status
const give = (who: string, person: string, role: string, organisation: string) =>
  send(who, `/api/people/${person}/offices`, { role, organisation, reason })
const journalOf = (subject: string) =>
  sample.rows<{ action: string; actor_id: string; reason: string }>(
    `select action, actor_id, reason from journal where subject_id = $1 order by id`,
    [subject],
  )
const later = (hours: number) => {
  sample.clock.set(new Date(Date.parse(sample.clock.now()) + hours * 3_600_000).toISOString())
}

describe('organisations', () => {
  beforeAll(world)

  it('are found without diacritics, and as a tree', async () => {
    const client = await api.as('principal')
    const found = await client.get<{ items: { id: string }[] }>('/api/organisations?search=dong+thap')
    expect(found.body.items.map(({ id }) => id)).toEqual(['truong-3'])
    const below = await client.get<{ items: { id: string }[] }>('/api/organisations?parent=tinh')
    expect(below.body.items.map(({ id }) => id).toSorted()).toEqual(['so', 'xa'])
    const page = await client.get<{ above: { id: string }[] }>('/api/organisations/truong-3')
    expect(page.body.above.map(({ id }) => id)).toEqual(['so', 'tinh', 'moet'])
    expect((await client.get('/api/organisations/khong-co')).status).toBe(404)
  })

  it('show their people to whoever manages them, one page after the other; to others they are not there', async () => {
    const head = await api.as('head')
    const names: string[] = []
    for (let cursor = ''; ;) {
      type List = { items: { name: string }[]; next: string | null }
      const path = `/api/organisations/truong/people?limit=3${cursor && `&cursor=${cursor}`}`
      const { body } = await head.get<List>(path)
      names.push(...body.items.map(({ name }) => name))
      if (body.next === null) break
      cursor = body.next
    }
    const kept = await sample.rows(`select name from people where organisation_id = 'truong'`)
    expect(new Set(names).size).toBe(kept.length)
    expect((await head.get('/api/organisations/truong-2/people')).status).toBe(404)
    expect((await (await api.as('principal')).get('/api/organisations/truong-3/people')).status).toBe(404)
    expect((await (await api.as('principal')).get('/api/organisations/so/people')).status).toBe(404)
    expect((await (await api.as('r1')).get('/api/organisations/truong/people')).status).toBe(403)
  })
})

describe('entering a person', () => {
  beforeAll(world)

  it.each([
    ['principal', 'truong', 201],
    ['principal', 'truong-3', 404],
    ['principal', 'so', 404],
    ['officer', 'truong', 201],
    ['officer', 'xa', 201],
    ['officer', 'so', 404],
    ['head', 'so', 201],
    ['head', 'truong-2', 404],
    ['head', 'tinh', 404],
    ['head', 'khong-co', 404],
    ['r1', 'truong', 403],
    ['commune', 'truong', 403],
    ['chair', 'tinh', 403],
  ])('%s at %s: %i', async (who, organisation, status) => {
    const count = async () => (await sample.rows('select 1 from people')).length
    const before = await count()
    const email = `${who}@${organisation}.test`
    expect(await send(who, '/api/people', { ...newcomer(organisation), email })).toBe(status)
    expect((await count()) - before).toBe(status === 201 ? 1 : 0)
  })

  it('names the field when an e-mail is in use, and lets only the department call somebody trained', async () => {
    const principal = await api.as('principal')
    const first = await principal.post('/api/people', newcomer('truong'))
    const second = await principal.post('/api/people', { ...newcomer('truong'), email: 'MOI@truong.test' })
    expect([second.status, second.body['detail']]).toEqual([409, 'email: Email này đã có tài khoản.'])
    const trained = { ...newcomer('truong'), email: 'b@truong.test', trained: true }
    expect((await principal.post('/api/people', trained)).status).toBe(403)
    expect(await send('officer', '/api/people', trained)).toBe(201)
    expect(await journalOf(String(first.body['id']))).toEqual([
      { action: 'createPerson', actor_id: 'principal', reason },
    ])
    const details = await sample.rows(`select details::text from journal`)
    expect(JSON.stringify(details)).not.toMatch(/Trần Văn Mới|@truong/)
  })
})

describe('what is known of a person', () => {
  beforeAll(world)

  const correct = async (who: string, person: string, body: unknown) =>
    (await (await api.as(who)).send('PATCH', `/api/people/${person}`, body)).status

  it('is brought up to date within reach; only the department confirms training', async () => {
    expect(await correct('principal', 'bui-thi-nga', { name: 'Bùi Thị Nga', sectorSince: '2001-09-01', reason })).toBe(
      204,
    )
    expect(await correct('principal', 'bui-thi-nga', { trained: false, reason })).toBe(403)
    expect(await correct('officer', 'bui-thi-nga', { trained: false, reason })).toBe(204)
    expect(await correct('principal', 'p3', { name: 'x', reason })).toBe(404)
    expect(await correct('principal', 'bui-thi-nga', { name: 'x' })).toBe(422)
    const seen = await (await api.as('principal')).get('/api/people/bui-thi-nga')
    expect(seen.body).toMatchObject({ name: 'Bùi Thị Nga', sectorSince: '2001-09-01', trained: false })
  })

  it('who moves to another school has worked at the first, and goes no further than the mover reaches', async () => {
    expect(await correct('principal', 'bui-thi-nga', { organisation: 'truong-3', reason })).toBe(404)
    expect(await correct('officer', 'bui-thi-nga', { organisation: 'truong-2', reason })).toBe(404)
    expect(await correct('officer', 'bui-thi-nga', { organisation: 'truong-3', reason })).toBe(204)
    expect(await sample.rows(`select school_id from employments where person_id = 'bui-thi-nga'`)).toEqual([
      { school_id: 'truong' },
    ])
    expect((await (await api.as('principal')).get('/api/people/bui-thi-nga')).status).toBe(404)
    expect((await (await api.as('p3')).get('/api/people/bui-thi-nga')).status).toBe(200)
  })

  it('a lost second factor is taken away by whoever manages the person, and their sessions end', async () => {
    const reset = (who: string) => send(who, '/api/people/p3/second-factor-reset', { reason })
    const lost = await api.as('p3')
    expect(await reset('officer')).toBe(409)
    await sample.rows(`update accounts set totp_secret = 'x', totp_confirmed_at = now() where person_id = 'p3'`)
    expect(await reset('principal')).toBe(404)
    expect(await reset('officer')).toBe(204)
    expect((await lost.get('/api/session')).status).toBe(401)
    expect((await journalOf('p3')).at(-1)).toEqual({ action: 'resetSecondFactor', actor_id: 'officer', reason })
  })
})

describe('suspending', () => {
  beforeAll(world)

  it('ends the sessions at once, keeps the reason, and is undone with a reason', async () => {
    const teacher = await api.as('bui-thi-nga')
    expect((await teacher.get('/api/session')).status).toBe(200)
    expect(await send('principal', '/api/people/bui-thi-nga/suspension', { reason })).toBe(204)
    expect((await teacher.get('/api/session')).status).toBe(401)
    const seen = await (await api.as('principal')).get('/api/people/bui-thi-nga')
    expect(seen.body).toMatchObject({ status: 'suspended', suspendedReason: reason })
    expect(await send('principal', '/api/people/bui-thi-nga/suspension', { reason })).toBe(409)
    expect(await send('principal', '/api/people/bui-thi-nga/reinstatement', { reason: 'Đã trở lại.' })).toBe(204)
    expect((await journalOf('bui-thi-nga')).map(({ action }) => action)).toEqual(['suspendPerson', 'reinstatePerson'])
  })

  it('reaches nobody above, beside or outside, nor oneself', async () => {
    for (const person of ['director', 'head', 'principal', 'p2', 'p3', 'chair']) await api.as(person)
    expect(await send('head', '/api/people/director/suspension', { reason })).toBe(403)
    expect(await send('officer', '/api/people/head/suspension', { reason })).toBe(404)
    expect(await send('principal', '/api/people/principal/suspension', { reason })).toBe(403)
    expect(await send('principal', '/api/people/p3/suspension', { reason })).toBe(404)
    expect(await send('head', '/api/people/p2/suspension', { reason })).toBe(404)
    expect(await send('director', '/api/people/chair/suspension', { reason })).toBe(404)
    expect(await send('officer', '/api/people/principal/suspension', { reason: '' })).toBe(422)
    expect(await send('officer', '/api/people/principal/suspension', { reason })).toBe(204)
  })
})

describe('offices', () => {
  beforeAll(world)

  it.each([
    ['principal', 'bui-thi-nga', 'principal', 'truong', 204],
    ['principal', 'principal', 'principal', 'truong', 403],
    ['principal', 'bui-thi-nga', 'principal', 'truong-3', 404],
    ['principal', 'bui-thi-nga', 'qualityOfficer', 'so', 404],
    ['officer', 'r1', 'qualityOfficer', 'so', 404],
    ['head', 'r1', 'qualityOfficer', 'so', 204],
    ['head', 'r1', 'departmentDirector', 'so', 403],
    ['head', 'head', 'departmentDirector', 'so', 403],
    ['head', 'r1', 'principal', 'so', 403],
    ['head', 'r1', 'qualityHead', 'so-2', 404],
    ['head', 'p2', 'qualityOfficer', 'so', 404],
    ['director', 'r1', 'departmentDirector', 'so', 204],
    ['director', 'director', 'qualityHead', 'so', 403],
    ['director', 'r1', 'provincialChair', 'tinh', 422],
    ['director', 'r1', 'reviewer', 'so', 422],
    ['director', 'r1', 'system', 'so', 422],
  ])('%s gives %s the office of %s at %s: %i', async (who, person, role, organisation, status) => {
    const before = (await sample.rows('select 1 from offices')).length
    expect(await give(who, person, role, organisation)).toBe(status)
    expect((await sample.rows('select 1 from offices')).length - before).toBe(status === 204 ? 1 : 0)
  })

  it('are held from the day they begin until the day they end, and stay known', async () => {
    const at = (hours: number) => new Date(Date.parse(sample.clock.now()) + hours * 3_600_000).toISOString()
    const term = { role: 'qualityOfficer', organisation: 'so', reason, since: at(1), until: at(3) }
    expect(await send('head', '/api/people/r3/offices', term)).toBe(204)
    expect(await send('head', '/api/people/r3/offices', term)).toBe(409)
    const held = async () =>
      (await (await api.as('r3')).get<{ offices: unknown[] }>('/api/session')).body.offices.length
    expect(await held()).toBe(0)
    later(2)
    expect(await held()).toBe(1)
    expect(
      await send('head', '/api/people/r3/offices/end', { role: 'qualityOfficer', organisation: 'so', reason }),
    ).toBe(204)
    expect(await held()).toBe(0)
    expect(await sample.rows(`select 1 from offices where person_id = 'r3'`)).toHaveLength(1)
    expect((await journalOf('r3')).map(({ action }) => action)).toEqual(['giveOffice', 'endOffice'])
    expect(await send('head', '/api/people/r2/offices', { ...term, since: at(-5), until: at(5) })).toBe(422)
  })
})

describe('delegation', () => {
  beforeAll(world)

  const days = (n: number) => new Date(Date.parse(sample.clock.now()) + n * 24 * 3_600_000).toISOString()
  const delegate = (who: string, person: string, role: string, organisation: string, until = days(10)) =>
    send(who, '/api/me/delegations', { person, role, organisation, until, reason })

  it('hands on an office one holds, for a time, to a colleague; the power to decide only within the department', async () => {
    expect(await delegate('principal', 'bui-thi-nga', 'principal', 'truong')).toBe(204)
    expect(await delegate('director', 'head', 'departmentDirector', 'so')).toBe(204)
    expect(await delegate('director', 'r1', 'departmentDirector', 'so')).toBe(403)
    expect(await delegate('principal', 'head', 'principal', 'truong')).toBe(403)
    expect(await delegate('principal', 'officer', 'qualityOfficer', 'so')).toBe(403)
    expect(await delegate('bui-thi-nga', 'le-thi-hanh', 'principal', 'truong')).toBe(403)
    expect(await delegate('principal', 'le-thi-hanh', 'principal', 'truong', days(400))).toBe(422)
    const standIn = await (await api.as('bui-thi-nga')).get('/api/session')
    expect(standIn.body['offices']).toEqual([{ role: 'principal', organisationId: 'truong' }])
    later(24 * 10)
    expect((await (await api.as('bui-thi-nga')).get('/api/session')).body['offices']).toEqual([])
  })

  it('is taken back, and ends with the office it comes from', async () => {
    const held = async () =>
      (await (await api.as('bui-thi-nga')).get<{ offices: unknown[] }>('/api/session')).body.offices
    await delegate('principal', 'bui-thi-nga', 'principal', 'truong')
    const back = { person: 'bui-thi-nga', role: 'principal', organisation: 'truong', reason }
    expect(await send('le-thi-hanh', '/api/me/delegations/end', back)).toBe(404)
    expect(await send('principal', '/api/me/delegations/end', back)).toBe(204)
    expect(await held()).toEqual([])
    later(1)
    await delegate('principal', 'bui-thi-nga', 'principal', 'truong')
    expect(await held()).toHaveLength(1)
    const end = { role: 'principal', organisation: 'truong', reason }
    expect(await send('officer', '/api/people/principal/offices/end', end)).toBe(204)
    expect(await held()).toEqual([])
  })
})

describe("a person's data", () => {
  beforeAll(world)

  it('is exported to them: everything about them, no secret, nobody else', async () => {
    const principal = await api.as('principal')
    await send('principal', '/api/interests', { school: 'truong-3', kind: 'other' })
    const { body, status } = await principal.get<Record<string, Record<string, unknown>[]>>('/api/me/export')
    expect(status).toBe(200)
    expect(body['person']?.[0]).toMatchObject({ id: 'principal', name: 'Nguyễn Thị Mai' })
    expect(body['offices']).toMatchObject([{ role: 'principal', organisation_id: 'truong' }])
    expect(body['changes']).toMatchObject([{ action: 'declareInterest', details: { school: 'truong-3' } }])
    expect(body).toMatchObject({ comments: [], observations: [], tokens: [] })
    expect(JSON.stringify(body)).not.toMatch(/hash|Phạm Văn Giám|director/)
  })

  it('is looked for in every table that knows of people, but where it is a secret, a passing sign or an act on record', async () => {
    const left = ['mailed_links', 'recovery_codes', 'presences', 'webhooks', 'certificate_copies', 'holiday_changes']
    const tables = await sample.rows<{ name: string }>(
      `select distinct conrelid::regclass::text as name from pg_constraint
        where contype = 'f' and confrelid in ('people'::regclass, 'accounts'::regclass)`,
    )
    const read = Object.values(personalParts).join('\n')
    expect(
      tables
        .map(({ name }) => name)
        .filter((name) => !left.includes(name) && !new RegExp(`(from|join) ${name}\\b`).test(read)),
    ).toEqual([])
    expect(tables.length).toBeGreaterThan(15)
  })

  it('is erased where the history does not need it, once no office and no running role is held', async () => {
    const erase = () => send('principal', '/api/people/bui-thi-nga/erasure', { reason })
    await api.as('bui-thi-nga')
    await send('bui-thi-nga', '/api/interests', { school: 'truong-3', kind: 'relative', note: 'Em gái dạy ở đó.' })
    await sample.rows(
      `insert into case_members (cycle_id, person_id, role, since) values ($1, 'bui-thi-nga', 'councilMember', $2)`,
      [sample.cycle, sample.clock.now()],
    )
    expect(await erase()).toBe(409)
    await sample.rows(`update case_members set until = since where person_id = 'bui-thi-nga'`)
    const end = { role: 'principal', organisation: 'truong', reason }
    expect(await give('principal', 'bui-thi-nga', 'principal', 'truong')).toBe(204)
    expect(await erase()).toBe(409)
    expect(await send('principal', '/api/people/bui-thi-nga/offices/end', end)).toBe(204)
    const session = await api.as('bui-thi-nga')
    expect(await erase()).toBe(204)
    expect((await session.get('/api/session')).status).toBe(401)
    expect(await sample.rows(`select name, sector_since, trained from people where id = 'bui-thi-nga'`)).toEqual([
      { name: 'Người dùng đã xóa', sector_since: null, trained: false },
    ])
    expect(await sample.rows(`select 1 from employments where person_id = 'bui-thi-nga'`)).toEqual([])
    expect(await sample.rows(`select 1 from accounts where person_id = 'bui-thi-nga'`)).toEqual([])
    expect(await sample.rows(`select note from interests where person_id = 'bui-thi-nga'`)).toEqual([{ note: '' }])
    expect((await journalOf('bui-thi-nga')).at(-1)).toEqual({ action: 'erasePerson', actor_id: 'principal', reason })
  })
})
