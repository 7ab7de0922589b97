// How long people wait: the requests that pages are made of, at 50 clients on loopback, with a thousand schools loaded.
import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { compose } from '../src/compose.ts'
import { sessionCookie } from '../src/http/session-cookie.ts'
import { connect } from '../src/store/connect.ts'
import { startedServer } from './http-server.ts'
import { copy, officerSession, schoolCount, seedThousand } from './http-seed.ts'
import { benchTime, changePlan } from './seed.ts'
import type { Line } from './table.ts'

const clients = 50
const goalMs = 30
/** Requests a second of all clients together when they come as people send them: each four a second, which nobody keeps up. */
const paced = 200

interface Asked {
  method?: 'GET' | 'POST' | 'PUT'
  path: string
  session?: string
  body?: unknown
}

interface Case {
  what: string
  /** As the server's own histogram calls it; none = a bare one. */
  route?: string
  ask(n: number): Asked
}

const of = (process: string) => encodeURIComponent(process)
const cases: readonly Case[] = [
  { what: 'a bare route', ask: () => ({ path: '/bare' }) },
  { what: 'a bare select', ask: () => ({ path: '/select' }) },
  {
    what: 'work list of a principal',
    route: 'GET /api/work',
    ask: (n) => ({ path: '/api/work', session: copy(n).session }),
  },
  {
    what: 'work list of the department, 1,000 cases',
    route: 'GET /api/work',
    ask: () => ({ path: '/api/work', session: officerSession }),
  },
  {
    what: 'process view',
    route: 'GET /api/processes/:process',
    ask: (n) => ({ path: `/api/processes/${of(`${copy(n).cycle}/selfAssessment`)}`, session: copy(n).session }),
  },
  {
    what: 'event',
    route: 'POST /api/processes/:process/events',
    ask(n) {
      const { event, payload } = changePlan(n, randomUUID())
      const path = `/api/processes/${of(`${copy(n).cycle}/selfAssessment`)}/events`
      return { method: 'POST', path, session: copy(n).session, body: { event, payload } }
    },
  },
  {
    what: 'sheet save, 8 kB',
    route: 'PUT /api/sheets/:process',
    ask(n) {
      const text = `${randomUUID()} ${'Nhà trường thực hiện đầy đủ. '.repeat(80)}`
      const path = `/api/sheets/${of(`${copy(n).cycle}/criterionSheet/school/1.${1 + (n % 10)}`)}`
      return { method: 'PUT', path, session: copy(n).session, body: { strengths: text, plan: text } }
    },
  },
  {
    what: 'evidence list, 50 of 140',
    route: 'GET /api/cycles/:cycle/evidence',
    ask: (n) => ({ path: `/api/cycles/${copy(n).cycle}/evidence`, session: copy(n).session }),
  },
]

/** Each flat out, which is more than people do, and at a pace; the goal is that of the server's own clock. */
export async function benchHttp(url: string, seconds: number): Promise<Line[]> {
  const db = await connect(url)
  console.log(`   ${schoolCount} schools are loaded ...`)
  await seedThousand(await compose(db, () => benchTime), new Date().toISOString()).finally(() => db.close())
  const { server, stop } = await startedServer(url)
  const lines: Line[] = []
  try {
    for (const one of cases) {
      console.log(`   ${one.what} ...`)
      const base = one.route === undefined ? server.bare : server.api
      await shoot(base, one, { seconds: 1 })
      for (const rate of [undefined, paced]) {
        const before = await within(server.api, one.route)
        const times = await shoot(base, one, { seconds, ...(rate !== undefined && { rate }) })
        lines.push(lineOf(one, times, seconds, { rate, share: share(before, await within(server.api, one.route)) }))
      }
    }
  } finally {
    await stop()
  }
  return lines
}

/** Milliseconds that each request took, as its client saw it. Throws when one was refused. */
async function shoot(
  base: string,
  { ask }: Case,
  { seconds, rate }: { seconds: number; rate?: number },
): Promise<number[]> {
  const times: number[] = []
  let sent = 0
  const requestOf = (request: autocannon.Request): autocannon.Request => {
    const { method = 'GET', path, session, body } = ask(1 + ((++sent * 7) % schoolCount))
    return {
      ...request,
      method,
      path,
      headers: {
        ...(session === undefined ? {} : { cookie: `${sessionCookie}=${session}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
  }
  const options = { url: base, connections: clients, duration: seconds, requests: [{ setupRequest: requestOf }] }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...options, ...(rate !== undefined && { overallRate: rate }) }, (error, done) =>
      error ? reject(error as Error) : resolve(done),
    )
    run.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  })
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} lost of ${ask(1).path}`)
  return times.toSorted((a, b) => a - b)
}

interface Counted {
  all: number
  quick: number
}

/** From the server's own histogram: how many requests of a route there were, and how many took at most the goal. */
async function within(api: string, route: string | undefined): Promise<Counted> {
  const text = route === undefined ? '' : await (await fetch(`${api}/metrics`)).text()
  const [method, path] = (route ?? '').split(' ')
  const ours = text
    .split('\n')
    .filter((line) => line.includes(`method="${method}"`) && line.includes(`route="${path}"`))
  const sum = (sign: string) =>
    ours.filter((line) => line.includes(sign)).reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
  return { all: sum('_seconds_count'), quick: sum(`le="${goalMs / 1000}"`) }
}

const share = (before: Counted, after: Counted) => (after.quick - before.quick) / (after.all - before.all)

function lineOf(
  { what, route }: Case,
  times: readonly number[],
  seconds: number,
  { rate, share: quick }: { rate: number | undefined; share: number },
): Line {
  const at = (part: number) => `${(times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(1)}`
  const seen = `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms`
  const how = rate === undefined ? `flat out, ${Math.round(times.length / seconds)}/s` : `at ${rate}/s`
  const line = { what: `g  ${what}, ${how}`, result: seen }
  if (route === undefined) return line
  const result = `${seen}; in the server ${(quick * 100).toFixed(1)} % within ${goalMs} ms`
  return { ...line, result, goal: `95 % within ${goalMs} ms`, met: quick >= 0.95 }
}
