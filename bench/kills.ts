// Kills a server process, or PostgreSQL itself, under load again and again: what was answered must be there, once.
import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '../src/compose.ts'
import { connect, type Database } from '../src/store/connect.ts'
import { startEmbedded, type Embedded } from '../src/store/embedded/start-embedded.ts'
import { withClient } from '../src/store/with-client.ts'
import { startChild, type Child } from './child-process.ts'
import { benchTime, changePlan, dispatchThrough } from './seed.ts'
import type { Line } from './table.ts'

/** What the servers said, by key. */
interface Heard {
  tried: Map<string, number>
  answered: Map<string, number>
}

/** One kill in four takes the database, the others a server. Answers the embedded server that runs at the end. */
export async function benchKills(embedded: Embedded, kills: number): Promise<{ lines: Line[]; embedded: Embedded }> {
  const heard: Heard = { tried: new Map(), answered: new Map() }
  let running = embedded
  let databases = 0
  let server = await startServer(embedded.url, 'server-0', heard)
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(50 + Math.random() * 250)
    if (kill % 4 === 0) {
      databases++
      await running.stop('immediate')
      running = await startEmbedded({ dataDir: embedded.dataDir })
    } else {
      server.process.kill('SIGKILL')
      await server.ended
      server = await startServer(running.url, `server-${kill}`, heard)
    }
    if (kill % 20 === 0) console.log(`   ${kill} kills, ${heard.answered.size} events answered`)
  }
  server.process.kill('SIGKILL')
  await server.ended
  return { lines: await judge(running.url, heard, kills, databases), embedded: running }
}

async function startServer(url: string, name: string, heard: Heard): Promise<Child> {
  let ready = () => {}
  const up = new Promise<void>((resolve) => (ready = resolve))
  const child = startChild('kill-child', { url, name }, (line) => {
    const [word, target, key, version] = line.split(' ')
    if (word === 'ready') ready()
    else if (key === undefined) throw new Error(`a server said "${line}"`)
    else if (word === 'tried') heard.tried.set(key, Number(target))
    else heard.answered.set(key, Number(version))
  })
  await Promise.race([up, child.ended])
  return child
}

async function judge(url: string, heard: Heard, kills: number, databases: number): Promise<Line[]> {
  const db = await connect(url)
  try {
    const lostAtOnce = [...heard.answered.keys()].filter(missingIn(await applied(db)))
    const changed = await sendAgain(db, heard)
    const counts = await applied(db)
    const lost = new Set([...lostAtOnce, ...changed])
    const twice = [...counts].filter(([key, count]) => heard.tried.has(key) && count > 1)
    const never = [...heard.tried.keys()].filter(missingIn(counts))
    const what = `${kills} kills (${kills - databases} of a server, ${databases} of the database)`
    const none = { goal: '0' }
    return [
      {
        what: 'd  killed under load',
        result: `${what}; ${heard.answered.size} events accepted of ${heard.tried.size} sent`,
      },
      { what: 'd  accepted events lost', result: String(lost.size), ...none, met: lost.size === 0 },
      {
        what: 'd  events applied twice, all keys resent',
        result: String(twice.length),
        ...none,
        met: twice.length === 0,
      },
      { what: 'd  events missing after the resend', result: String(never.length), ...none, met: never.length === 0 },
    ]
  } finally {
    await db.close()
  }
}

const missingIn = (counts: ReadonlyMap<string, number>) => (key: string) => !counts.has(key)

/** Rows of history by the key that their payload carries. */
async function applied(db: Database): Promise<Map<string, number>> {
  const text = `select substring(entry::json->'payload'->>'reason' from 'Bão\\. (.*)') as key, count(*)::int as n
    from history where event = 'changePlan' group by 1`
  const found = await withClient(db, (client) => client.query<{ key: string; n: number }>(text))
  return new Map(found.rows.map(({ key, n }) => [key, n]))
}

/** Sends every key once more; answers those that were answered otherwise the first time. */
async function sendAgain(db: Database, heard: Heard): Promise<string[]> {
  const { engine } = await compose(db, () => benchTime)
  const changed: string[] = []
  const queue = [...heard.tried]
  const lane = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [key, target] = next
      const { version } = await dispatchThrough(engine, changePlan(target, key))
      if (heard.answered.has(key) && heard.answered.get(key) !== version) changed.push(key)
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return changed
}
