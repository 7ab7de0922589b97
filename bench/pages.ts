// How long pages take with a thousand schools: each in the server, and the three that people wait for most in a slow browser.
import { sessionCookie } from '../src/http/session-cookie.ts'
import { pages } from '../src/pages/index.ts'
import type { Page } from '../src/pages/page.ts'
import { benchFirstContent } from './first-content.ts'
import { copy, officerSession, schoolCount, seedThousand } from './http-seed.ts'
import { startedServer } from './http-server.ts'
import { quantile, type Line } from './table.ts'
import { compose } from '../src/compose.ts'
import { connect } from '../src/store/connect.ts'
import { benchTime } from './seed.ts'

const goalMs = 30

/** `requests` of each page, one after the other, each about another school. */
export async function benchPages(url: string, requests: number): Promise<Line[]> {
  const db = await connect(url)
  console.log(`   ${schoolCount} schools are loaded ...`)
  await seedThousand(await compose(db, () => benchTime), new Date().toISOString()).finally(() => db.close())
  const { server, stop } = await startedServer(url)
  const lines: Line[] = []
  const passed: string[] = []
  try {
    lines.push(...(await benchFirstContent(server.api)))
    for (const page of pages.filter(({ method }) => method === 'get')) {
      const line = await timeOf(server.api, page, requests)
      if (line) console.log(`   ${line.what}: ${line.result}`)
      if (line) lines.push(line)
      else passed.push(page.path)
    }
    lines.push({ what: 'k  pages about what the thousand schools have not', result: String(passed.length) })
  } finally {
    await stop()
  }
  return lines
}

/** The address of the page about the n-th school; `null` where a part of it is nothing that they have. */
function addressOf({ path }: Page, n: number): string | null {
  const { cycle } = copy(n)
  const parts: Record<string, string> = {
    cycle,
    school: `truong-${n}`,
    process: path.startsWith('/sheets')
      ? `${cycle}/criterionSheet/school/1.${1 + (n % 10)}`
      : `${cycle}/selfAssessment`,
    event: 'changePlan',
    code: `H1-1.2-001`,
  }
  const address = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => encodeURIComponent(parts[name] ?? whole))
  return address.includes('%7B') ? null : address
}

async function ask(base: string, path: string, session: string | null): Promise<{ ms: number; status: number }> {
  const headers: Record<string, string> = { accept: 'text/html' }
  if (session !== null) headers['cookie'] = `${sessionCookie}=${session}`
  const began = performance.now()
  const answer = await fetch(`${base}${path}`, { headers, redirect: 'manual' })
  await answer.arrayBuffer()
  return { ms: performance.now() - began, status: answer.status }
}

/** Whoever may open it: nobody signed in, a principal, an officer; `null` when none of them does. */
async function timeOf(base: string, page: Page, requests: number): Promise<Line | null> {
  const people = [
    ['nobody', () => null],
    ['a principal', (n: number) => copy(n).session],
    ['an officer', () => officerSession],
  ] as const
  for (const [who, sessionOf] of people) {
    if ((who === 'nobody') !== (page.access.to === 'public')) continue
    const first = addressOf(page, 1)
    if (first === null || (await ask(base, first, sessionOf(1))).status !== 200) continue
    const times: number[] = []
    for (let count = 0; count < requests; count++) {
      const n = 1 + ((count * 7) % schoolCount)
      const { ms, status } = await ask(base, addressOf(page, n) ?? first, sessionOf(n))
      if (status !== 200) throw new Error(`${page.path} answers ${status} to ${who}`)
      times.push(ms)
    }
    const p95 = quantile(times, 0.95)
    const result = `p50 ${quantile(times, 0.5).toFixed(1)}, p95 ${p95.toFixed(1)} ms`
    return { what: `k  ${page.path} for ${who}`, result, goal: `p95 <= ${goalMs} ms`, met: p95 <= goalMs }
  }
  return null
}
