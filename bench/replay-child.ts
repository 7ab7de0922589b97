// Replays the whole database it is given and says how long it took and how much memory.
import { compose } from '../src/compose.ts'
import { connect } from '../src/store/connect.ts'
import { replayAll } from '../src/store/replay-all.ts'
import { findDefinition } from '../workflows/index.ts'
import { orderOf } from './child-process.ts'
import { benchTime } from './seed.ts'

export interface Replayed {
  report: { rows: number; processes: number; faults: number }
  ms: number
  /** Resident memory in bytes. */
  start: number
  first: number
  peak: number
  end: number
}

const { url } = orderOf<{ url: string }>()
const db = await connect(url, { poolMax: 1 })
const { engine } = await compose(db, () => benchTime)
const start = process.memoryUsage.rss()
let first = 0
let peak = start
const began = performance.now()
const report = await replayAll(db, { definition: findDefinition, procedure: engine.procedure }, () => {
  const now = process.memoryUsage.rss()
  first ||= now
  peak = Math.max(peak, now)
})
const ms = performance.now() - began
const end = process.memoryUsage.rss()
const { rows, processes, faults } = report
if (faults.length > 0) process.stderr.write(`${JSON.stringify(faults[0])}\n`)
const replayed: Replayed = { report: { rows, processes, faults: faults.length }, ms, start, first, peak, end }
process.stdout.write(`${JSON.stringify(replayed)}\n`)
await db.close()
