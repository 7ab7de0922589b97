// How long a server needs from nothing to its first answer, on a database that is there already.
import { startChild } from './child-process.ts'
import { median, type Line } from './table.ts'

const goal = 2000

/** The embedded server of the folder must be stopped: the program that is measured starts it. */
export async function benchStart(dataDir: string, times: number): Promise<Line[]> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    let answeredAt = Number.NaN
    const child = startChild('start-child', { dataDir, key: `start-${Date.now()}` }, (line) => {
      if (line === 'answered') answeredAt = performance.now()
    })
    await child.ended
    took.push(answeredAt - began)
  }
  const result = `median ${median(took).toFixed(0)} ms, worst of ${times} ${Math.max(...took).toFixed(0)} ms`
  return [{ what: 'e  start to the first answer', result, goal: `<= ${goal} ms`, met: median(took) <= goal }]
}
