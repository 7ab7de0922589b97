// How many ordinary events a second are durable at 1, 8 and 16 clients, beside the floor of the same statements.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '../src/compose.ts'
import { dispatch } from '../src/engine/dispatch.ts'
import type { Engine } from '../src/engine/ports.ts'
import { connect, type Database } from '../src/store/connect.ts'
import { floorOf, keyOfRecorded, type Recorded } from './floor.ts'
import { benchTime, caseCount, changePlan } from './seed.ts'
import { median, type Line } from './table.ts'

const goal = 0.5

export interface Length {
  seconds: number
  rounds: number
}

/** The same event twice: as it is, and with its effects left out (the names stay, so that it is the same definition). */
export async function benchDispatch(url: string, folder: string, length: Length): Promise<Line[]> {
  const db = await connect(url, { poolMax: 16 })
  try {
    const { engine } = await compose(db, () => benchTime)
    const plain = { ...engine, definition: quietly(engine.definition) }
    return [
      ...(await besideFloor(db, plain, 'without effects', folder, length)),
      ...(await besideFloor(db, engine, 'with two effects and their job', folder, length)),
    ]
  } finally {
    await db.close()
  }
}

function quietly(definition: Engine['definition']): Engine['definition'] {
  const quiet = new Map<string, ReturnType<Engine['definition']>>()
  return (process, edition) => {
    const known = quiet.get(`${process} ${edition}`)
    if (known) return known
    const found = definition(process, edition)
    const effects = Object.fromEntries(Object.keys(found.effects).map((name) => [name, () => []]))
    const made = { ...found, effects }
    quiet.set(`${process} ${edition}`, made)
    return made
  }
}

/** Floor and engine take turns, so that both meet the same moods of the machine; the median of the rounds counts. */
async function besideFloor(
  db: Database,
  engine: Engine,
  what: string,
  folder: string,
  { seconds, rounds }: Length,
): Promise<Line[]> {
  const floor = floorOf(await recordOne(db, engine, `${keyOfRecorded} ${what}`), folder)
  const lines: Line[] = [{ what: `a  floor of the event ${what}`, result: floor.name }]
  await ratePerSecond(engine, 8, 2)
  for (const clients of [1, 8, 16]) {
    const below: number[] = []
    const ours: number[] = []
    for (let round = 0; round < rounds; round++) {
      below.push(await floor.measure(db.url, clients, seconds))
      ours.push(await ratePerSecond(engine, clients, seconds))
      await sleep(200)
    }
    const ratio = median(ours) / median(below)
    const result = `${median(ours).toFixed(0)}/s, floor ${median(below).toFixed(0)}/s, ratio ${ratio.toFixed(2)}`
    const line: Line = { what: `a  ${what}, ${clients} client${clients > 1 ? 's' : ''}`, result }
    lines.push(clients === 8 ? { ...line, goal: `ratio >= ${goal}`, met: ratio >= goal } : line)
  }
  return lines
}

async function ratePerSecond(engine: Engine, clients: number, seconds: number): Promise<number> {
  const start = performance.now()
  const until = start + seconds * 1000
  let done = 0
  const lane = async () => {
    for (; performance.now() < until; done++) {
      await dispatch(engine, changePlan(1 + Math.floor(Math.random() * caseCount), randomUUID()))
    }
  }
  await Promise.all(Array.from({ length: clients }, lane))
  return (done * 1000) / (performance.now() - start)
}

/** Sends one event and listens to what the store asks of the driver between BEGIN and COMMIT. */
async function recordOne(db: Database, engine: Engine, key: string): Promise<Recorded[]> {
  const heard: Recorded[] = []
  const pool = db.sequelize.connectionManager
  const connection = (await pool.getConnection({ type: 'write' })) as { query: (statement: unknown) => unknown }
  const query = connection.query
  connection.query = function (statement: unknown) {
    if (typeof statement === 'object' && statement !== null && 'values' in statement) heard.push(statement as Recorded)
    return query.call(this, statement)
  }
  pool.releaseConnection(connection)
  await dispatch(engine, changePlan(1, key))
  connection.query = query
  return heard
}
