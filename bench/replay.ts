// Replays a long history in a process of its own: rows a second, and memory that must not grow with the history.
import type { Database } from '../src/store/connect.ts'
import { startChild } from './child-process.ts'
import { writeHistory } from './history.ts'
import type { Replayed } from './replay-child.ts'
import { megabytes, type Line } from './table.ts'

export async function benchReplay(db: Database, rows: number): Promise<Line[]> {
  await writeHistory(db, rows)
  let heard = ''
  const child = startChild('replay-child', { url: db.url }, (line) => (heard = line))
  await child.ended
  const { report, ms, start, first, peak, end } = JSON.parse(heard) as Replayed
  const rate = `${report.rows} rows, ${report.processes} processes in ${(ms / 1000).toFixed(1)} s = ${Math.round((report.rows * 1000) / ms)} rows/s`
  const memory = `start ${megabytes(start)}, after the first batch ${megabytes(first)}, peak ${megabytes(peak)}, end ${megabytes(end)}`
  return [
    { what: 'c  replay', result: rate },
    { what: 'c  faults found', result: String(report.faults), goal: '0', met: report.faults === 0 },
    { what: 'c  resident memory', result: memory, goal: 'flat' },
  ]
}
