// Thousands of requests made from the API's own description, most of them wrong: no failure, no change without permission.
import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { beginSession } from '../../src/store/accounts/principal.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { intakeIn } from '../support/http.ts'
import { operationsOf, requestOf, type FuzzRequest, type Operation } from './fuzz-requests.ts'
import type { Ids, Json } from './fuzz-values.ts'
import { twoProvinces, type TwoProvinces } from './two-provinces.ts'

const full = process.env['FULL'] === '1'
const seed = Number(process.env['SEED'] ?? 20_260_707)
/** A world is worn out after a while: people suspended, cases gone on. */
const worlds = full ? 14 : 1

interface Ground {
  world: TwoProvinces
  ids: Ids
  operations: Operation[]
  /** What the server wrote to its log as an error since the last look. */
  errors: string[]
  app: ReturnType<typeof createApp>
}

async function ground(): Promise<Ground> {
  const world = await twoProvinces(await freshDatabase())
  const errors: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) })
  const intake = intakeIn(`${process.env['TMPDIR'] ?? '/tmp'}/kiemdinh-fuzz-${process.pid}`)
  const app = createApp({ ...world.api.services, intake, files: intake.files, log })
  const document = (await (await app.request('/api/openapi.json')).json()) as Json
  return { world, ids: await idsOf(world), operations: operationsOf(document), errors, app }
}

async function idsOf({ db, own, foreign }: TwoProvinces, sides = [own, foreign]): Promise<Ids> {
  const cycles = sides.map(({ cycle }) => cycle)
  const column = async (text: string) =>
    (await withClient(db, (client) => client.query<{ id: string }>({ text, values: [cycles] }))).rows.map(
      ({ id }) => id,
    )
  const organisation = await column('select id from organisations where $1::text[] is not null')
  return {
    cycle: cycles,
    school: sides.map(({ school }) => school),
    process: await column('select id from processes where cycle_id = any($1) order by id limit 60'),
    person: sides.flatMap(({ people }) => Object.values(people)),
    organisation,
    code: ['H1-1.1-01'],
    kind: ['dossier', 'externalReport', 'decision'],
    version: ['1'],
    set: ['vn-trung-hoc'],
    edition: ['2018'],
    procedure: ['vn-2018'],
    number: ['1', '588/QĐ-SGDĐT'],
    id: ['00000000-0000-4000-8000-000000000000', '1'],
    upload: ['0123456789abcdef0123'],
  }
}

/** A client of a person that comes back when it has signed itself out or was suspended on the way. */
function callerOf({ world, app }: Ground, person: string | null) {
  let cookie: string | null = null
  const revive = async () => {
    const { db, engine } = world.api.services
    await world.api.as(person ?? '')
    await withClient(db, (client) =>
      client.query({ text: `update accounts set status = 'active' where person_id = $1`, values: [person] }),
    )
    cookie = await beginSession(db, { person: person ?? '', strong: true, at: engine.now() })
  }
  return async ({ operation, address, headers, body }: FuzzRequest): Promise<Response> => {
    if (person !== null && cookie === null) await revive()
    const response = await app.request(address, {
      method: operation.method,
      headers: { ...headers, ...(cookie === null ? {} : { cookie: `${sessionCookie}=${cookie}; ${sessionCookie}=x` }) },
      ...(body === undefined ? {} : { body }),
    })
    if (response.status === 401) cookie = null
    return response
  }
}

/** What is wrong with an answer; `null` = nothing. */
async function faultOf(response: Response): Promise<string | null> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return null
  }
  const text = await response.text()
  if (response.status >= 500) return `status ${response.status}`
  if (response.status < 400 || response.status === 416) return null
  if (!type.startsWith('application/problem+json')) return `an error as ${type}`
  const problem = JSON.parse(text) as Json
  if (problem['status'] !== response.status) return 'another status inside'
  const detail = String(problem['detail'] ?? '')
  const sentence = response.headers.get('content-language') === 'en' ? /^\S.* \S/su : /[à-ỹđ]/iu
  return sentence.test(detail) && text.length < 60_000 ? null : `no sentence: ${detail.slice(0, 80)}`
}

const shown = ({ operation, address, headers, body }: FuzzRequest) =>
  `${operation.method} ${address.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${(body ?? '').slice(0, 300)}`

describe('the API under requests that are wrong', () => {
  it(`answers each with a sentence, and fails at none (seed ${seed})`, { timeout: 1_800_000 }, async () => {
    const faults = new Map<string, string>()
    const statuses = new Map<number, number>()
    for (let round = 0; round < worlds; round++) {
      const here = await ground()
      const callers = callersOf(here)
      const each = fc.tuple(
        fc.constantFrom(...callers.keys()),
        fc.constantFrom(...here.operations).chain((operation) => requestOf(operation, here.ids)),
      )
      for (const [name, request] of fc.sample(each, { numRuns: 1_500, seed: seed + round })) {
        const response = await (callers.get(name) as ReturnType<typeof callerOf>)(request)
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
        const fault = await faultOf(response)
        const log = here.errors.splice(0).join('\n')
        const { method, path } = request.operation
        if (fault) faults.set(`${method} ${path}: ${fault}`, `${name} ${shown(request)}\n${log.slice(0, 700)}`)
      }
    }
    expect([...faults].map(([fault, how]) => `${fault}\n${how}`)).toEqual([])
    // Most are refused, and some go all the way: a fuzz that only meets the first check proves nothing.
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining([200, 401, 403, 404, 422, ...(full ? [201, 409, 412] : [])]),
    )
  })

  it('changes nothing for people who may not: no row of any table', { timeout: 1_800_000 }, async () => {
    const here = await ground()
    const { own, foreign } = here.world
    const ids = await idsOf(here.world, [own])
    const subject = (of: RegExp) => here.operations.filter(({ description }) => of.test(description))
    const guarded = subject(/Permission: /)
    const sides: [string | null, Operation[]][] = [
      [null, subject(/Permission: |Anybody signed in/)],
      [own.people['nothing'] ?? '', guarded],
      [foreign.people['principal'] ?? '', subject(/of (cycle|process|school)\./)],
    ]
    for (const [person, operations] of sides) {
      const caller = callerOf(here, person)
      if (person !== null)
        await caller({ operation: operations[0] as Operation, address: '/api/work', headers: {}, body: undefined })
      const before = await fingerprint(here.world)
      const each = fc.constantFrom(...operations).chain((operation) => requestOf(operation, ids))
      for (const request of fc.sample(each, { numRuns: full ? 2_000 : 250, seed })) {
        const response = await caller({ ...request, headers: { ...request.headers, authorization: '' } })
        expect(await faultOf(response), shown(request)).toBeNull()
        if (request.operation.method !== 'GET') expect(response.status, shown(request)).toBeGreaterThanOrEqual(400)
      }
      expect(await fingerprint(here.world), `${person} changed something`).toEqual(before)
    }
  })
})

function callersOf(here: Ground): Map<string, ReturnType<typeof callerOf>> {
  const { own, foreign } = here.world
  const roles = [
    'principal',
    'departmentDirector',
    'qualityHead',
    'qualityOfficer',
    'councilSecretary',
    'teamLead',
    'reviewer',
    'provincialChair',
    'ministry',
    'nothing',
  ]
  return new Map([
    ['anybody', callerOf(here, null)],
    ['foreign principal', callerOf(here, foreign.people['principal'] ?? '')],
    ...roles.map((role): [string, ReturnType<typeof callerOf>] => [role, callerOf(here, own.people[role] ?? role)]),
  ])
}

/** Of every table but those that note who came and who was refused. */
async function fingerprint({ db }: TwoProvinces): Promise<Record<string, string>> {
  const passing = ['refusals', 'sessions', 'sign_in_failures', 'tokens', 'accounts']
  return withClient(db, async (client) => {
    const text = `select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1)`
    const tables = (await client.query<{ name: string }>({ text, values: [passing] })).rows
    const prints: [string, string][] = []
    for (const { name } of tables) {
      const of = `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${name} t`
      prints.push([name, (await client.query<{ print: string }>(of)).rows[0]?.print ?? ''])
    }
    return Object.fromEntries(prints)
  })
}
