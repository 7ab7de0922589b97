// The roster with load and conflicts, interests that block an appointment, registers by issuer, and the end of reviewers' access.
import { beforeAll, describe, expect, it } from 'vitest'
import { unitOf } from '../../src/store/process-store.ts'
import { putProvince } from '../../src/store/province.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { openAnother, sampleCase, sampleSchool, type SampleCase } from '../support/sample-case.ts'
import { team, toStage } from '../support/whole-case.ts'

let sample: SampleCase
let api: Api

interface Reviewer {
  id: string
  yearsInSector: number
  running: number
  reviewed: number
  conflicts: { vi: string }[]
}

const roster = async (query = '') => {
  const { body } = await (await api.as('officer')).get<{ items: Reviewer[] }>(`/api/roster?limit=200${query}`)
  return new Map(body.items.map((one) => [one.id, one]))
}
const conflictsOf = async (person: string) =>
  (await roster('&school=truong')).get(person)?.conflicts.map(({ vi }) => vi) ?? null
const decision = { number: '9/QĐ', date: '2026-01-05' }
const appoint = (members: readonly string[]) =>
  sample.send(
    'externalReview',
    'appointTeam',
    {
      decision,
      members: members.map((personId, n) => ({ personId, role: ['teamLead', 'teamSecretary'][n] ?? 'reviewer' })),
    },
    'chair',
  )

/** A neighbouring school whose teacher reviews, and whose own last review a teacher of the sample's school sat in. */
async function neighbours(): Promise<void> {
  const plain = { educationSector: true, sectorSince: '2012-09-01', trained: true, offices: [] }
  await putProvince(sample.db, {
    organisations: [{ id: 'ban', kind: 'school', name: 'Trường THPT Bạn', parent: 'so' }],
    schools: [
      {
        id: 'ban',
        commune: 'xa',
        department: 'so',
        province: 'tinh',
        viaCommune: false,
        cohortCompleted: true,
        conditionsMet: true,
        declaredYears: 0,
        data: sampleSchool,
      },
    ],
    people: [
      { ...plain, id: 'neighbour', name: 'Cô Bạn', organisation: 'ban', worked: [] },
      {
        ...plain,
        id: 'former',
        name: 'Thầy Cũ',
        organisation: 'so',
        worked: [{ school: 'truong', since: '2010-01-01', until: '2012-01-01' }],
      },
    ],
    since: '2020-01-01T00:00:00.000Z',
  })
}

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  await neighbours()
  await toStage(sample, 'accepted')
})

describe('the roster', () => {
  it('shows who is trained or has reviewed, with years in the sector, to the department alone', async () => {
    const all = await roster()
    expect([...all.keys()]).toEqual(expect.arrayContaining(['r1', 'r8', 'neighbour', 'former']))
    expect(all.get('r1')).toMatchObject({ yearsInSector: 15, running: 0, reviewed: 0, conflicts: [] })
    expect((await (await api.as('principal')).get('/api/roster')).status).toBe(403)
    expect([...(await roster('&search=co+ban')).keys()]).toEqual(['neighbour'])
  })

  it('says what stands between a person and a school: works or worked there', async () => {
    expect(await conflictsOf('r1')).toEqual([])
    expect(await conflictsOf('bui-thi-nga')).toEqual([expect.stringContaining('đã từng công tác tại trường')])
    expect(await conflictsOf('former')).toEqual(['Thầy Cũ đã từng công tác tại trường được đánh giá.'])
  })

  it('says when two schools would review each other, and the appointment is refused in the same words', async () => {
    expect(await conflictsOf('neighbour')).toEqual([])
    const other = await openAnother(sample, 'truong', '2020-2021')
    await sample.rows(`update cycles set school_id = 'ban' where id = $1`, [other])
    const text = `insert into case_members (cycle_id, person_id, role, since, until) values ($1, 'bui-thi-nga', 'reviewer', '2021-01-01', '2021-03-01')`
    await sample.rows(text, [other])
    const [why] = (await conflictsOf('neighbour')) ?? []
    expect(why).toContain('hai bên không đánh giá lẫn nhau')
    await expect(appoint(['r1', 'r2', 'r3', 'r4', 'neighbour'])).rejects.toMatchObject({
      code: 'invalid',
      message: why,
    })
  })

  it('an interest a person declares blocks the appointment until it is withdrawn with a reason', async () => {
    const reviewer = await api.as('r5')
    const declared = await reviewer.post('/api/interests', {
      school: 'truong',
      kind: 'relative',
      note: 'Em gái dạy ở đó.',
    })
    expect(declared.status).toBe(201)
    const sentence = 'Ủy viên r5 đã khai có người thân tại trường được đánh giá.'
    expect(await conflictsOf('r5')).toEqual([sentence])
    await expect(appoint(['r1', 'r2', 'r3', 'r4', 'r5'])).rejects.toMatchObject({
      code: 'invalid',
      details: { issues: [{ path: ['members', 4, 'personId'], message: { vi: sentence } }] },
    })
    const path = `/api/interests/${String(declared.body['id'])}/withdrawal`
    expect((await (await api.as('r6')).post(path, { reason: 'x' })).status).toBe(404)
    expect((await reviewer.post(path, { reason: 'Em đã chuyển trường.' })).status).toBe(204)
    expect((await reviewer.post(path, { reason: 'Lần nữa.' })).status).toBe(404)
    expect((await reviewer.post('/api/interests', { school: 'khong-co', kind: 'other' })).status).toBe(404)
    const kept = await reviewer.get<{ items: { withdrawnAt: string | null }[] }>('/api/interests')
    expect(kept.body.items).toHaveLength(1)
    expect(kept.body.items[0]?.withdrawnAt).not.toBeNull()
    await appoint(team)
    expect((await roster()).get('r5')).toMatchObject({ running: 1, reviewed: 0 })
  })
})

describe('when the review is over', () => {
  beforeAll(() => toStage(sample, 'reported', undefined, 'appointed'))

  it('its members see the case no more, and it counts as one they have reviewed', async () => {
    const path = `/api/processes/${encodeURIComponent(`${sample.cycle}/externalReview`)}`
    const former = await (await api.as('r3')).get(path)
    const missing = await (await api.as('r3')).get('/api/processes/khong-co%2FexternalReview')
    expect([former.status, former.body]).toEqual([404, missing.body])
    expect((await (await api.as('officer')).get(path)).status).toBe(200)
    expect((await roster()).get('r5')).toMatchObject({ running: 0, reviewed: 1 })
    expect(
      await sample.rows(`select 1 from case_members where until is null and role in ('teamLead', 'reviewer')`),
    ).toEqual([])
  })

  it('the decision is numbered in the register of its issuer, which the department sees and a school does not', async () => {
    const grant = { event: 'grantAccreditation', payload: { decision, grade: 2 } }
    const certification = `/api/processes/${encodeURIComponent(`${sample.cycle}/certification`)}/events`
    expect((await (await api.as('director')).post(certification, grant)).status).toBe(200)
    const seen = await (await api.as('officer')).get<{ items: unknown[] }>('/api/registers')
    const year = Number(sample.clock.now().slice(0, 4))
    expect(seen.body.items).toEqual([
      { issuer: 'so', issuerName: 'Sở GDĐT tỉnh Mẫu', series: 'certificate.accreditation', year, last: 1 },
    ])
    const ofProvince = await (await api.as('chair')).get<{ items: unknown[] }>('/api/registers')
    expect(ofProvince.body.items).toEqual([])
    expect((await (await api.as('principal')).get('/api/registers')).status).toBe(403)
  })
})

it('two issuers count each for themselves, by series and year', async () => {
  const draw = (issuer: string, series: string, at: string) =>
    inTransaction(sample.db, (client) => unitOf(client, sample.library).draw(issuer, series, '{n}/{year}', at))
  const drawn = [
    await draw('xa', 'opinion', '2025-03-01T00:00:00.000Z'),
    await draw('tinh', 'opinion', '2025-03-01T00:00:00.000Z'),
    await draw('xa', 'opinion', '2025-03-02T00:00:00.000Z'),
    await draw('xa', 'other', '2025-03-02T00:00:00.000Z'),
    await draw('xa', 'opinion', '2026-03-02T00:00:00.000Z'),
  ]
  expect(drawn).toEqual(['001/2025', '001/2025', '002/2025', '001/2025', '001/2026'])
})
