// How long a server needs from nothing to its first answer, on a database that is there already.
import { spawn } from 'node:child_process'
import { extname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
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

/** The same for the product's own program: until the page on which people sign in has come. */
export async function benchStartPage(dataDir: string, times: number): Promise<Line[]> {
  const took: number[] = []
  for (let n = 0; n < times; n++) took.push(await startedPage(dataDir))
  const result = `median ${median(took).toFixed(0)} ms, worst of ${times} ${Math.max(...took).toFixed(0)} ms`
  return [{ what: 'k  start to the first page', result, goal: `<= ${goal} ms`, met: median(took) <= goal }]
}

async function startedPage(dataDir: string): Promise<number> {
  const began = performance.now()
  const file = fileURLToPath(new URL(`../src/main${extname(import.meta.url)}`, import.meta.url))
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: undefined }
  const child = spawn(process.execPath, [...process.execArgv, file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { url } = JSON.parse(line) as { url?: string }
      if (url === undefined) continue
      await (await fetch(`${url}/sign-in`)).text()
      return performance.now() - began
    }
    throw new Error('the server ended before it was ready')
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
