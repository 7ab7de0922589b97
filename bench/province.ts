// The department's dashboard and lists with a thousand schools and with fifty thousand: the time in the server, and how it grows.
import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { compose } from '../src/compose.ts'
import { fileKinds } from '../src/domain/file-kinds.ts'
import { createApp } from '../src/http/app.ts'
import { liveHub } from '../src/http/live/hub.ts'
import { sessionCookie } from '../src/http/session-cookie.ts'
import { site } from '../src/pages/site.ts'
import { connect } from '../src/store/connect.ts'
import { intakeOf } from '../src/store/files/intake.ts'
import { withClient } from '../src/store/with-client.ts'
import { provinceSession, seedProvince } from './province-seed.ts'
import type { Line } from './table.ts'

const goalMs = 20
const goalRatio = 1.5
const [warm, counted] = [30, 200]
/** What is slow is asked less often. */
const longestMs = 15_000

const asked: readonly (readonly [string, string])[] = [
  ['dashboard, the page', '/province'],
  ['dashboard, filtered by kind and commune', '/province?kind=primary&commune=l-xa-1'],
  ['dashboard, the numbers alone', '/api/province?set=vn-trung-hoc%2F2018'],
  ['cases in one step', '/api/province/cases?step=externalReview%7Cvn-2018%7Cchecking'],
  ['cases that fail a criterion', '/api/province/cases?set=vn-trung-hoc%2F2018&result=1.1%7C0'],
  ['late cases', '/api/province/cases?late=true'],
  ['work list of the department', '/api/work'],
]

/** Each size on a database of its own; `sizes` from small to large. */
export async function benchProvince(
  copy: (name: string) => Promise<string>,
  sizes: readonly [number, number],
): Promise<Line[]> {
  const times = []
  for (const schools of sizes) {
    console.log(`   ${schools} schools ...`)
    times.push(await measure(await copy(`province${schools}`), schools))
  }
  const [small, large] = times
  return asked.map(([what], index) => {
    const [few, many] = [small?.[index], large?.[index]]
    const [before, after] = [few?.p95 ?? Number.NaN, many?.p95 ?? Number.NaN]
    const ratio = (many?.p50 ?? Number.NaN) / (few?.p50 ?? Number.NaN)
    const result = `p95 ${before.toFixed(1)} ms with ${sizes[0]} schools, ${after.toFixed(1)} ms with ${sizes[1]}: median ${ratio.toFixed(2)} x`
    const goal = `p95 <= ${goalMs} ms, ${sizes[1] / sizes[0]} x the schools <= ${goalRatio} x the time`
    return { what: `l  ${what}`, result, goal, met: after <= goalMs && ratio <= goalRatio }
  })
}

interface Times {
  p50: number
  p95: number
}

async function measure(url: string, schools: number): Promise<Times[]> {
  const at = new Date().toISOString()
  const db = await connect(url)
  try {
    await seedProvince(db, schools, at)
    // Changes that the sweep has not added up yet are a part of what is read.
    await withClient(db, (client) =>
      client.query(
        `update standings set late_since = now() where cycle_id in (select cycle_id from standings where step is not null and late_since is null limit 300)`,
      ),
    )
    const app = await appOn(db)
    // Both sizes are asked by a program that has compiled its code: each list some times before any of them counts.
    for (const [, path] of asked) await timesOf(app, path, warm)
    const found = []
    for (const [, path] of asked) found.push(await timesOf(app, path, warm + counted))
    return found
  } finally {
    await db.close()
  }
}

async function appOn(db: Awaited<ReturnType<typeof connect>>) {
  const product = await compose(db, () => new Date().toISOString())
  const log = pino({ level: 'silent' })
  const uploads = { scanner: null, whenScannerDown: 'wait' as const, maxMegabytes: 500, kinds: [...fileKinds] }
  const intake = intakeOf({ filesDir: tmpdir(), s3: null, uploads })
  const many = 1_000_000_000
  const own = { publicUrl: 'http://127.0.0.1', intake, files: intake.files, secretKey: Buffer.alloc(32, 7), oidc: null }
  const rest = { signing: null, behindProxy: false, limits: { person: many, address: many }, log, checkAnswers: false }
  return createApp({ ...product, live: liveHub({ ...product, log }), ...own, ...rest }, site)
}

/** One request after the other, from the application's door to its answer. */
async function timesOf(app: Awaited<ReturnType<typeof appOn>>, path: string, requests: number): Promise<Times> {
  const times: number[] = []
  const headers = {
    cookie: `${sessionCookie}=${provinceSession}`,
    accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
  }
  const first = performance.now()
  for (let n = 0; n < requests && (n < warm + 10 || performance.now() - first < longestMs); n++) {
    const begun = performance.now()
    const answer = await app.request(path, { headers })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    if (n >= warm) times.push(performance.now() - begun)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const part = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: part(0.5), p95: part(0.95) }
}
