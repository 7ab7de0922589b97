// How long people wait: the requests that pages are made of, at 50 clients on loopback, with a thousand schools loaded.
import autocannon from 'autocannon'
import { compose } from '../src/compose.ts'
import { connect } from '../src/store/connect.ts'
import { askerOf, atPace, sendingOf, type Asked } from './asking.ts'
import { startedServer } from './http-server.ts'
import { schoolCount, seedThousand } from './http-seed.ts'
import {
  boardPage,
  casePage,
  departmentPage,
  departmentWork,
  event,
  evidenceList,
  evidencePage,
  processView,
  sheetPage,
  sheetSave,
  workList,
  workPage,
} from './requests.ts'
import { benchTime } from './seed.ts'
import { settledSteps, within, type Steps } from './server-time.ts'
import { quantile, type Line } from './table.ts'

const clients = 50
const goalMs = 30
/** Requests a second of all of them together when they come as people send them: each one every half second. */
const perSecond = 100

interface Case {
  what: string
  /** As the server's own histogram calls it; none = a bare one. */
  route?: string
  ask(n: number): Asked
}

const cases: readonly Case[] = [
  { what: 'a bare route', ask: () => ({ path: '/bare' }) },
  { what: 'a bare select', ask: () => ({ path: '/select' }) },
  { what: 'work list of a principal', route: 'GET /api/work', ask: workList },
  { what: 'work list of the department, 1,000 cases', route: 'GET /api/work', ask: departmentWork },
  { what: 'process view', route: 'GET /api/processes/:process', ask: processView },
  { what: 'event', route: 'POST /api/processes/:process/events', ask: event },
  { what: 'sheet save, 8 kB', route: 'PUT /api/sheets/:process', ask: sheetSave },
  { what: 'evidence list, 50 of 140', route: 'GET /api/cycles/:cycle/evidence', ask: evidenceList },
  { what: 'page: my work', route: 'GET /', ask: workPage },
  { what: 'page: my work of the department', route: 'GET /', ask: departmentPage },
  { what: 'page: a case', route: 'GET /cases/:cycle', ask: casePage },
  { what: 'page: the board of criteria', route: 'GET /cases/:cycle/board', ask: boardPage },
  { what: 'page: a sheet', route: 'GET /sheets/:process', ask: sheetPage },
  { what: 'page: evidence', route: 'GET /cases/:cycle/evidence', ask: evidencePage },
]

/**
 * Each flat out, where 50 clients ask again the moment they are answered and so wait for each other, and at the pace of people.
 * Times are those of the client; the goal is for the server's own clock, which tells them by steps.
 */
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
      const steps = () => (one.route === undefined ? Promise.resolve(null) : settledSteps(server.api, one.route))
      await flatOut(base, one, 1)
      for (const drive of [flatOut, asPeople]) {
        const before = await steps()
        const times = await drive(base, one, seconds)
        const how = drive === flatOut ? `flat out, ${Math.round(times.length / seconds)}/s` : `${perSecond}/s`
        lines.push(lineOf(`g  ${one.what}, ${how}`, times, before, await steps()))
      }
    }
  } finally {
    await stop()
  }
  return lines
}

const numbered = (n: number) => 1 + ((n * 7) % schoolCount)

async function asPeople(base: string, { ask }: Case, seconds: number): Promise<number[]> {
  const asker = askerOf(base, clients)
  const times = await atPace(asker, { perSecond, seconds }, (n) => ask(numbered(n)))
  asker.close()
  return times
}

/** Milliseconds that each request took, as its client saw it. Throws when one was refused. */
async function flatOut(base: string, { ask }: Case, seconds: number): Promise<number[]> {
  const times: number[] = []
  let sent = 0
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const asked = ask(numbered(++sent))
    return { ...request, path: asked.path, ...sendingOf(asked) }
  }
  const options = { url: base, connections: clients, duration: seconds, requests: [{ setupRequest }] }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error as Error) : resolve(done)))
    run.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  })
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} lost of ${ask(1).path}`)
  return times
}

function lineOf(what: string, times: readonly number[], before: Steps | null, after: Steps | null): Line {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => quantile(times, part).toFixed(1))
  const seen = `p50 ${p50}, p95 ${p95}, p99 ${p99} ms`
  if (!before || !after) return { what, result: seen }
  const [s50, s95 = Number.NaN, s99] = [0.5, 0.95, 0.99].map((part) => within(before, after, part) * 1000)
  const result = `${seen}; in the server within ${s50}, ${s95}, ${s99} ms`
  return { what, result, goal: `p95 <= ${goalMs} ms in the server`, met: s95 <= goalMs }
}
