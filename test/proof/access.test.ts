// Every route for every role, on one's own case, a foreign one and one that is not there: what may, may not, and may not even be known.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../../src/http/route.ts'
import { routes as all } from '../../src/http/routes/index.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import type { ApiClient, Answered } from '../support/http.ts'
import { lookupsOf } from '../support/lookups.ts'
import { directories, expectations, untried, type Expected } from './access-table.ts'
import { roles, twoProvinces, type Side, type TwoProvinces } from './two-provinces.ts'

let world: TwoProvinces
const clients = new Map<string, ApiClient>()

beforeAll(async () => {
  world = await twoProvinces(await freshDatabase())
  for (const role of roles) clients.set(role, await world.api.as(world.own.people[role] ?? role))
})

const routes = all.filter((route) => !untried.includes(`${route.method.toUpperCase()} ${route.path}`))
const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`
const missing: Side = { school: 'khong-co', cycle: 'khong-co.2025-2026', people: {} }

/** The address of a route about one side; ids of other things are ones that are not there. */
function addressOf(route: Route, side: Side): string {
  const values: Record<string, string> = {
    school: side.school,
    cycle: side.cycle,
    process: `${side.cycle}/selfAssessment`,
    kind: 'dossier',
    version: '1',
  }
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? '00000000-0000-4000-8000-000000000000'),
  )
}

/** A body no schema takes: whoever may is told so (422), whoever may not is refused before anybody reads it. */
const ask = (client: ApiClient, route: Route, side: Side): Promise<Answered<unknown>> =>
  client.send(route.method.toUpperCase() as 'GET', addressOf(route, side), route.body ? { '?': true } : undefined)

const namesSubject = ({ path }: Route) => /\{(school|cycle|process)\}/.test(path)

describe('access', () => {
  it('is written down for every route, and for no other', () => {
    expect(Object.keys(expectations).toSorted()).toEqual(routes.map(nameOf).toSorted())
  })

  it('is open to nobody who is not signed in, but for public routes', async () => {
    for (const route of routes) {
      const { status } = await ask(world.api.anybody, route, world.own)
      if (expectations[nameOf(route)] === 'public') expect(status, nameOf(route)).not.toBe(401)
      else expect(status, nameOf(route)).toBe(401)
    }
  })

  it.each(roles)('of %s is as written down, on their own case', async (role) => {
    for (const route of routes) {
      const expected = expectations[nameOf(route)]
      const { status } = await ask(clients.get(role) as ApiClient, route, world.own)
      expect(kindOf(status), `${nameOf(route)} answers ${status}`).toEqual(wanted(expected, role, namesSubject(route)))
    }
  })

  it.each(roles.filter((role) => role !== 'ministry'))(
    'of %s ends at their own case: a foreign one is as one that is not there, in what is answered and in what is looked up',
    async (role) => {
      for (const route of routes.filter(namesSubject)) {
        const client = clients.get(role) as ApiClient
        const foreign = await lookupsOf(() => ask(client, route, world.foreign))
        const absent = await lookupsOf(() => ask(client, route, missing))
        expect([foreign.answer.status, absent.answer.status], nameOf(route)).toEqual([404, 404])
        expect(foreign.answer.body, nameOf(route)).toEqual(absent.answer.body)
        expect(foreign.asked, nameOf(route)).toEqual(absent.asked)
        expect(foreign.asked.length, nameOf(route)).toBeGreaterThan(0)
      }
    },
  )

  it('lists nothing of others', async () => {
    for (const role of roles.filter((one) => one !== 'ministry')) {
      for (const route of routes.filter(
        (one) => one.method === 'get' && !one.path.includes('{') && !directories.includes(nameOf(one)),
      )) {
        const { body } = await ask(clients.get(role) as ApiClient, route, world.own)
        const text = JSON.stringify(body)
        for (const trace of [world.foreign.cycle, world.foreign.school, 'department2', 'Trường Mẫu 2'])
          expect(text.includes(trace), `${nameOf(route)} shows ${trace} to ${role}`).toBe(false)
      }
    }
  })

  it('refused or wrong, nothing was changed: no history, no journal', async () => {
    const text = `select (select count(*)::int from history) as history, (select count(*)::int from processes where version > 1) as moved,
      (select count(*)::int from journal) as journal`
    const found = await withClient(world.db, (client) => client.query<Record<string, number>>(text))
    const processes = await withClient(world.db, (client) =>
      client.query<{ n: number }>('select count(*)::int as n from processes'),
    )
    expect(found.rows[0]).toEqual({ history: processes.rows[0]?.n, moved: 0, journal: 0 })
  })
})

type Kind = 'passes' | 'forbidden' | 'unknown'

/** Past the policy is everything but 401, 403 and 404; a thing asked for by an id that is not there is past it as well. */
function kindOf(status: number): Kind {
  expect(status).toBeLessThan(500)
  if (status === 403) return 'forbidden'
  return status === 404 ? 'unknown' : 'passes'
}

function wanted(expected: Expected | undefined, role: string, about: boolean): Kind | undefined {
  if (expected === undefined) return undefined
  if (expected === 'public' || expected === 'person' || expected.may.includes(role))
    return expect.stringMatching(/passes|unknown/) as never
  return about && !(expected.know ?? expected.may).includes(role) ? 'unknown' : 'forbidden'
}
