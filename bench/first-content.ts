// When people see something: first content of three pages in Chromium on a slow line and a slow processor, from its own tracing.
import { chromium, type Browser, type CDPSession } from 'playwright-core'
import { browserPath } from '../scripts/browser-binary.ts'
import { sessionCookie } from '../src/http/session-cookie.ts'
import { copy } from './http-seed.ts'
import { median, type Line } from './table.ts'

const goalMs = 2000
const goalBytes = 100_000
const times = 5

/** What the browser's own tools call slow 4G; the delay is counted before each answer. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1638.4 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
}

interface TraceEvent {
  name: string
  ts: number
  args?: { data?: { isOutermostMainFrame?: boolean; documentLoaderURL?: string } }
}

/** Each visit is the first one: nothing is in the cache. */
export async function benchFirstContent(base: string): Promise<Line[]> {
  const sheet = `/sheets/${encodeURIComponent(`${copy(1).cycle}/criterionSheet/school/1.1`)}`
  const visits = [
    ['sign-in', '/sign-in', null],
    ['my work', '/', copy(1).session],
    ['a criterion sheet', sheet, copy(1).session],
  ] as const
  const browser = await chromium.launch({ executablePath: await browserPath(), args: ['--no-sandbox'] })
  const lines: Line[] = []
  try {
    for (const [what, path, session] of visits) {
      const seen: number[] = []
      let bytes = 0
      for (let n = 0; n < times; n++) {
        const visit = await visited(browser, base, path, session)
        seen.push(visit.ms)
        bytes = visit.bytes
      }
      const ms = median(seen)
      console.log(`   ${what}: ${ms.toFixed(0)} ms, ${(bytes / 1000).toFixed(1)} kB`)
      const line = `first content of ${what}, slow 4G and a processor 4 times slower`
      lines.push({ what: `k  ${line}`, result: `${ms.toFixed(0)} ms`, goal: `<= ${goalMs} ms`, met: ms <= goalMs })
      const size = { result: `${(bytes / 1000).toFixed(1)} kB`, goal: `<= ${goalBytes / 1000} kB` }
      lines.push({ what: `k  transferred for ${what}, first visit`, ...size, met: bytes <= goalBytes })
    }
  } finally {
    await browser.close()
  }
  return lines
}

async function visited(browser: Browser, base: string, path: string, session: string | null) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  try {
    if (session !== null) await context.addCookies([{ name: sessionCookie, value: session, url: base }])
    const page = await context.newPage()
    const client = await context.newCDPSession(page)
    const bytes = await counted(client)
    await client.send('Network.emulateNetworkConditions', slow4g)
    await client.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await browser.startTracing(page, { categories: ['loading', 'devtools.timeline', 'blink.user_timing'] })
    await page.goto(`${base}${path}`, { waitUntil: 'load' })
    const painted = `performance.getEntriesByName('first-contentful-paint').length`
    for (let waited = 0; waited < 100 && (await page.evaluate(painted)) === 0; waited++) await page.waitForTimeout(100)
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
    return { ms: firstContent(traceEvents, `${base}${path}`), bytes: bytes() }
  } finally {
    await context.close()
  }
}

/** All that came over the line, headers and compressed bodies. */
async function counted(client: CDPSession): Promise<() => number> {
  let bytes = 0
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await client.send('Network.enable')
  return () => bytes
}

/** Milliseconds from the start of the navigation. Throws when the trace has no first content. */
function firstContent(events: readonly TraceEvent[], url: string): number {
  const begun = events.findLast(({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL === url)
  const seen = events.find(({ name, ts }) => name === 'firstContentfulPaint' && begun !== undefined && ts > begun.ts)
  if (!begun || !seen) throw new Error(`the trace of ${url} has no first content`)
  return (seen.ts - begun.ts) / 1000
}
