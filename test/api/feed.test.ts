// The feed for the education operations centre: every change is read once it is decided, none is passed by, none is lost.
import { beforeAll, describe, expect, it } from 'vitest'
import { importCertificates } from '../../src/commands/imports/certificates.ts'
import { createToken } from '../../src/commands/access/tokens.ts'
import { inTransaction, withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { openAnother, sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { settled } from '../support/settled.ts'

let sample: SampleCase
let api: Api
let bearer: Record<string, string>

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  api = apiOf(sample)
  await api.as('officer')
  const at = sample.clock.now()
  const expiresAt = new Date(Date.parse(at) + 30 * 86_400_000).toISOString()
  const token = await createToken(sample.db, { person: 'officer', name: 'IOC', scopes: ['feed'], expiresAt, at })
  bearer = { authorization: `Bearer ${token.secret}` }
})

interface Feed {
  items: Record<string, unknown>[]
  next: string
  more: boolean
}
const readNow = (noun: string, since = '', limit = 200) =>
  api.anybody.get<Feed>(`/api/feed/${noun}?limit=${limit}${since && `&since=${since}`}`, bearer)

async function read(...asked: Parameters<typeof readNow>) {
  await settled(sample)
  return readNow(...asked)
}

describe('the feed of cases', () => {
  it('tells where each process stands with its terms, and again only what has changed', async () => {
    const first = await read('cases')
    expect(first.status).toBe(200)
    expect(first.body.items).toMatchObject([
      { case: sample.cycle, process: 'selfAssessment', state: 'preparing', school: 'truong', ended: false, version: 1 },
    ])
    expect((await read('cases', first.body.next)).body).toMatchObject({ items: [], more: false })
    await toRating(sample)
    const second = await read('cases', first.body.next)
    expect(second.body.items).toMatchObject([{ process: 'selfAssessment', state: 'rating', version: 5 }])
    const due = await sample.rows<{ event: string }>(
      `select event from deadlines where status = 'running' order by due_at, id`,
    )
    const told = second.body.items[0]?.['deadlines'] as { event: string }[]
    expect(told.map(({ event }) => event)).toEqual(due.map(({ event }) => event))
    expect(told.length).toBeGreaterThan(0)
  })

  it('goes page by page through everything, and no page repeats another', async () => {
    for (let year = 2030; year < 2035; year++) await openAnother(sample, 'truong', `${year}-${year + 1}`)
    const seen: unknown[] = []
    let since = ''
    for (let more = true; more;) {
      const { body } = await read('cases', since, 2)
      seen.push(...body.items.map((item) => item['case']))
      since = body.next
      more = body.more
    }
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
  })

  it('passes nothing by when an earlier transaction commits after a later one', async () => {
    const { body } = await read('cases')
    let late = (): void => undefined
    let begun = (): void => undefined
    const waiting = new Promise<void>((resolve) => (late = resolve))
    const started = new Promise<void>((resolve) => (begun = resolve))
    const touch = (period: string) => ({
      text: `update processes set updated_at = updated_at where cycle_id = $1`,
      values: [`truong.${period}`],
    })
    const slow = inTransaction(sample.db, async (client) => {
      await client.query(touch('2030-2031'))
      begun()
      await waiting
    })
    await started
    await withClient(sample.db, (client) => client.query(touch('2031-2032')))
    const between = await readNow('cases', body.next)
    expect(between.body.items).toEqual([])
    late()
    await slow
    const then = await read('cases', between.body.next)
    expect(then.body.items.map((item) => item['case'])).toEqual(['truong.2030-2031', 'truong.2031-2032'])
  })

  it('misses nothing under many writers: what was read in pieces is what stands in the end', async () => {
    const states = new Map<unknown, unknown>()
    let since = ''
    let writing = true
    const drain = async () => {
      const { body } = await readNow('cases', since, 3)
      for (const item of body.items) states.set(`${item['case']}/${item['process']}`, item['version'])
      since = body.next
      return body.more
    }
    const writers = Array.from({ length: 4 }, async (_, n) => {
      for (let i = 0; i < 12; i++) {
        const year = 2030 + ((n + i) % 5)
        await withClient(sample.db, (client) =>
          client.query({
            text: `update processes set version = version + 1 where cycle_id = $1`,
            values: [`truong.${year}-${year + 1}`],
          }),
        )
      }
    })
    const reader = (async () => {
      while (writing) await drain()
    })()
    await Promise.all(writers)
    writing = false
    await reader
    await settled(sample)
    while (await drain());
    const rows = await sample.rows<{ id: string; version: number }>(
      `select id, version from processes where process <> 'criterionSheet'`,
    )
    expect(Object.fromEntries(states)).toEqual(Object.fromEntries(rows.map(({ id, version }) => [id, version])))
  })

  it('costs no body while nothing has changed', async () => {
    const { body } = await read('cases')
    const path = `/api/feed/cases?since=${body.next}`
    const empty = await api.anybody.get<Feed>(path, bearer)
    const tag = empty.headers.get('etag') ?? ''
    const again = await api.anybody.get(path, { ...bearer, 'if-none-match': tag })
    expect([again.status, again.body]).toEqual([304, ''])
  })

  it('begins anew with a cursor of a database before it was restored, and refuses what is no cursor', async () => {
    const old = Buffer.from(JSON.stringify(['another-epoch', '999999999', 'x', ''])).toString('base64url')
    expect((await read('cases', old)).body.items).toHaveLength(6)
    expect((await read('cases', 'nonsense')).status).toBe(422)
  })

  it('is for tokens made for it, of people who may read it, and shows only where they reach', async () => {
    expect((await api.anybody.get('/api/feed/cases')).status).toBe(401)
    expect((await (await api.as('principal')).get('/api/feed/cases')).status).toBe(403)
    expect((await api.anybody.get('/api/schools', bearer)).status).toBe(403)
  })
})

describe('the feed of certificates', () => {
  it('tells a certificate when it is entered and again when it changes', async () => {
    const certificate = {
      number: '7/GCN',
      school: 'truong',
      award: 'accreditation' as const,
      grade: 3,
      decision: '1/QĐ',
      regime: 'Thông tư 18/2018',
      issuedOn: '2024-01-02',
      expiresOn: '2029-01-02',
    }
    const put = (more: object) =>
      importCertificates(sample.db, {
        file: { certificates: [{ ...certificate, ...more }] },
        at: String,
        dryRun: false,
        actor: 'officer',
        now: sample.clock.now(),
      })
    await put({})
    const { body } = await read('certificates')
    expect(body.items).toMatchObject([
      { number: '7/GCN', grade: 3, status: 'valid', case: null, regime: 'Thông tư 18/2018' },
    ])
    expect((await read('certificates', body.next)).body.items).toEqual([])
    await put({ status: 'revoked' })
    expect((await read('certificates', body.next)).body.items).toMatchObject([{ number: '7/GCN', status: 'revoked' }])
  })
})
