// The numbers of the engine, measured in one go on a database of its own with fsync on: npm run bench [-- --only a,b --kills N --rows N].
import { rmSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { compose } from '../src/compose.ts'
import { connect, type Database } from '../src/store/connect.ts'
import { startEmbedded, type Embedded } from '../src/store/embedded/start-embedded.ts'
import { temporaryDataDir } from '../src/store/embedded/temporary-folder.ts'
import { migrate } from '../src/store/migrate.ts'
import { withClient } from '../src/store/with-client.ts'
import { benchDeadlineDay } from './deadline-day.ts'
import { benchDispatch } from './dispatch.ts'
import { benchDocuments } from './documents.ts'
import { benchHttp } from './http.ts'
import { benchKills } from './kills.ts'
import { benchPackage } from './package.ts'
import { benchProvince } from './province.ts'
import { benchPages } from './pages.ts'
import { benchPure } from './pure.ts'
import { benchReplay } from './replay.ts'
import { benchSimulation } from './simulate.ts'
import { benchStart, benchStartPage } from './start.ts'
import { benchTime, caseCount, seed } from './seed.ts'
import { printTable, type Line } from './table.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'a,b,c,d,e,f,g,h,i,j,k,l' },
    kills: { type: 'string', default: '200' },
    rows: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    files: { type: 'string', default: '2000' },
    requests: { type: 'string', default: '100' },
    schools: { type: 'string', default: '50000' },
  },
})
const chosen = new Set(options.only.split(','))

async function measure(dataDir: string): Promise<Line[]> {
  let embedded = await startEmbedded({ dataDir })
  const lines: Line[] = []
  const add = async (part: string, say: string, work: () => Promise<Line[]>) => {
    if (!chosen.has(part)) return
    console.log(`${part}  ${say} ...`)
    lines.push(...(await work()))
  }
  try {
    lines.push(...(await prepare(embedded.url)))
    await add('a', 'dispatch beside its floor', async () => {
      const url = await copyDatabase(embedded, 'floor')
      return benchDispatch(url, dataDir, { seconds: Number(options.seconds), rounds: Number(options.rounds) })
    })
    await add('g', 'the server with a thousand schools', async () => {
      const url = await copyDatabase(embedded, 'http')
      return benchHttp(url, Number(options.seconds))
    })
    await add('j', 'deadline day', async () => {
      return benchDeadlineDay(await copyDatabase(embedded, 'deadline'), 10 * Number(options.seconds))
    })
    await add('k', 'pages with a thousand schools', async () => {
      return benchPages(await copyDatabase(embedded, 'pages'), Number(options.requests))
    })
    await add('l', `a province of ${options.schools} schools`, () =>
      benchProvince((name) => copyDatabase(embedded, name), [1_000, Number(options.schools)]),
    )
    const db = await connect(embedded.url)
    try {
      await add('b', 'pure parts', async () => benchPure(await compose(db, () => benchTime)))
      await add('c', `replay of ${options.rows} rows`, () => benchReplay(db, Number(options.rows)))
      await add('i', `a case package of ${options.files} files`, () => benchPackage(db, dataDir, Number(options.files)))
    } finally {
      await db.close()
    }
    await add('d', `${options.kills} kills`, async () => {
      const killed = await benchKills(embedded, Number(options.kills))
      embedded = killed.embedded
      return killed.lines
    })
  } finally {
    await embedded.stop('fast')
  }
  await add('e', 'start to the first answer', () => benchStart(dataDir, 5))
  await add('k', 'start to the first page', () => benchStartPage(dataDir, 3))
  await add('f', `${options.schools} schools under another edition`, async () =>
    benchSimulation(Number(options.schools)),
  )
  await add('h', 'a report of eighty pages', () => benchDocuments(5))
  return lines
}

async function prepare(url: string): Promise<Line[]> {
  const db = await connect(url)
  try {
    await migrate(db)
    console.log(`   ${caseCount} cases are opened ...`)
    await seed(await compose(db, () => benchTime))
    return await machine(db)
  } finally {
    await db.close()
  }
}

/** The floor writes no history that would stand a replay, so it gets a copy. Nobody may be connected to the original. */
async function copyDatabase({ url, urlOf }: Embedded, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') })
  await admin.connect()
  await admin.query(`create database ${name} template ${new URL(url).pathname.slice(1)}`)
  await admin.end()
  return urlOf(name)
}

async function machine(db: Database): Promise<Line[]> {
  const text = `select current_setting('server_version') as version, current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as synchronous`
  type Row = { version: string; fsync: string; synchronous: string }
  const row = (await withClient(db, (client) => client.query<Row>(text))).rows[0]
  const cores = `${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}`
  const server = `PostgreSQL ${row?.version}, fsync ${row?.fsync}, synchronous_commit ${row?.synchronous}`
  return [
    { what: '   machine', result: cores },
    { what: '   versions', result: `Node ${process.versions.node}, ${server}` },
  ]
}

const dataDir = temporaryDataDir('kiemdinh-bench-')
try {
  const lines = await measure(dataDir)
  printTable(lines)
  // A slow machine is no fault; a lost event is.
  if (lines.some(({ goal, met }) => goal === '0' && met === false)) process.exitCode = 1
} finally {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}
