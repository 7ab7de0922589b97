// Open pages over real connections to two servers: told what changed and who is there, and nothing that is not theirs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { createApp } from '../../src/http/app.ts'
import { liveHub, pagesOfPerson, type Live } from '../../src/http/live/hub.ts'
import { listen, type Listening } from '../../src/http/serve.ts'
import { sessionCookie } from '../../src/http/session-cookie.ts'
import { beginSession, hashOf } from '../../src/store/accounts/principal.ts'
import { freshDatabase } from '../support/database.ts'
import { apiOf, type Api } from '../support/http.ts'
import { sampleCase, toRating, type SampleCase } from '../support/sample-case.ts'
import { toStage } from '../support/whole-case.ts'

interface Server extends Listening {
  live: Live
}
interface Event {
  event: string
  data: Record<string, unknown>
}

let sample: SampleCase
let api: Api
let servers: Server[]
const open: Page[] = []

async function server(): Promise<Server> {
  const live = liveHub({ ...sample, log: pino({ level: 'silent' }) }, 200)
  return { live, ...(await listen(createApp({ ...api.services, live }), { host: '127.0.0.1', port: 0 })) }
}

beforeAll(async () => {
  sample = await sampleCase(await freshDatabase())
  await toRating(sample)
  api = apiOf(sample)
  servers = [await server(), await server()]
})
afterAll(async () => {
  for (const page of open) page.leave()
  for (const one of servers) await one.live.stop()
  for (const one of servers) await one.stop(100)
})

/** A browser with one page open. */
class Page {
  readonly status: number
  readonly heard: Event[] = []
  isOver = false
  readonly leave: () => void
  #told: () => void = () => undefined

  constructor(response: Response, leave: () => void) {
    this.status = response.status
    this.leave = leave
    void this.#read(response).catch(() => undefined)
  }

  /** Waits until an event fits, those heard already included. */
  async until(fits: (event: Event) => boolean): Promise<Event> {
    for (;;) {
      const found = this.heard.find(fits)
      if (found) return found
      if (this.isOver) throw new Error('the page was closed')
      await new Promise<void>((resolve) => (this.#told = resolve))
    }
  }

  async untilOver(): Promise<void> {
    while (!this.isOver) await new Promise<void>((resolve) => (this.#told = resolve))
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    try {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString()
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
        this.#told()
      }
    } finally {
      this.isOver = true
      this.#told()
    }
  }

  #take(block: string): void {
    const [event, data] = ['event', 'data'].map((name) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1])
    if (event && data) this.heard.push({ event, data: JSON.parse(data) })
  }
}

async function openPage(person: string, on = servers[0], cycle = sample.cycle): Promise<Page & { session: string }> {
  await api.as(person)
  const session = await beginSession(sample.db, { person, strong: false, at: sample.clock.now() })
  const controller = new AbortController()
  const response = await fetch(`${on?.url}/api/live?cycle=${cycle}`, {
    headers: { cookie: `${sessionCookie}=${session}` },
    signal: controller.signal,
  })
  const page = Object.assign(new Page(response, () => controller.abort()), { session })
  open.push(page)
  return page
}

const sheet = (criterion: string) => `${sample.cycle}/criterionSheet/school/${criterion}`
const path = (process: string) => `/api/sheets/${encodeURIComponent(process)}`
const changed = (process: string) => (one: Event) => one.event === 'changed' && one.data['process'] === process

describe('an open page', () => {
  it('is told the versions first, and then each change, whichever server took it; never what was written', async () => {
    const [here, there] = [await openPage('tran-quoc-huy'), await openPage('tran-quoc-huy', servers[1])]
    const { data } = await here.until(({ event }) => event === 'versions')
    expect(data[sheet('1.1')]).toBe(1)
    await there.until(({ event }) => event === 'versions')
    const saved = await (await api.as('bui-thi-nga')).send('PUT', path(sheet('1.1')), { strengths: 'Bí mật.' })
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
    for (const page of [here, there]) {
      const told = await page.until(changed(sheet('1.1')))
      expect(told.data).toEqual({ process: sheet('1.1'), version: 2, event: 'saveSheet' })
      expect(JSON.stringify(page.heard)).not.toContain('Bí mật')
    }
  })

  it('shows who is on a sheet to the same side alone, and a minute later that they have left', async () => {
    const colleague = await openPage('tran-quoc-huy', servers[1])
    const officer = await openPage('officer')
    await officer.until(({ event }) => event === 'versions')
    const nga = await api.as('bui-thi-nga')
    const { body } = await nga.post(`${path(sheet('1.2'))}/presence`)
    expect(body).toEqual({ people: [{ id: 'bui-thi-nga', name: expect.any(String) }] })
    const here = (people: number) => (one: Event) =>
      one.event === 'present' && one.data['process'] === sheet('1.2') && (one.data['people'] as []).length === people
    await colleague.until(here(1))
    sample.clock.set(new Date(Date.parse(sample.clock.time) + 61_000).toISOString())
    await colleague.until(here(0))
    expect(officer.heard.some(({ event }) => event === 'present')).toBe(false)
    expect((await (await api.as('officer')).post(`${path(sheet('1.2'))}/presence`)).status).toBe(404)
  })

  it('is refused to a stranger as one of a case that does not exist, and to who is not signed in', async () => {
    expect((await openPage('r1')).status).toBe(404)
    expect((await openPage('r1', servers[0], 'khong-co')).status).toBe(404)
    expect((await fetch(`${servers[0]?.url}/api/live?cycle=${sample.cycle}`)).status).toBe(401)
  })

  it('closes when its person signs out, is suspended, or has no role in the case any more', async () => {
    const [out, suspended, left] = [await openPage('officer'), await openPage('head'), await openPage('bui-thi-nga')]
    for (const page of [out, suspended, left]) await page.until(({ event }) => event === 'versions')
    await sample.rows('delete from sessions where id_hash = $1', [hashOf(out.session)])
    await sample.rows(`update accounts set status = 'suspended' where person_id = 'head'`)
    await sample.rows(`update case_members set until = $1 where person_id = 'bui-thi-nga'`, [sample.clock.time])
    for (const page of [out, suspended, left]) await page.untilOver()
  })

  it('is told of what happened while the line between the servers was cut', async () => {
    const page = await openPage('tran-quoc-huy')
    await page.until(({ event }) => event === 'versions')
    await sample.rows(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'kiemdinh-live'`)
    await (await api.as('tran-quoc-huy')).send('PUT', path(sheet('1.3')), { strengths: 'Một.' })
    await page.until(changed(sheet('1.3')))
  })

  it('is one of a dozen at most', async () => {
    const pages = []
    for (let n = 0; n < pagesOfPerson; n++) pages.push(await openPage('principal'))
    expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: pagesOfPerson }, () => 200))
    expect((await openPage('principal')).status).toBe(429)
    pages[0]?.leave()
    await expect.poll(async () => (await openPage('principal')).status).toBe(200)
  })

  it('tells the school nothing of the reviewers’ sheets, and a reviewer nothing of another’s, before all are in', async () => {
    const again = await sampleCase(await freshDatabase())
    await toStage(again, 'scoring')
    const hub = liveHub({ ...again, log: pino({ level: 'silent' }) })
    const hear = async (person: string) => {
      await apiOf(again).as(person)
      const session = await beginSession(again.db, { person, strong: false, at: again.clock.now() })
      const heard: unknown[] = []
      await new Promise<void>((resolve) => {
        const send = (told: unknown) => {
          heard.push(told)
          resolve()
          return Promise.resolve()
        }
        const page = { cycle: again.cycle, person, sessionHash: hashOf(session), send, beat: async () => undefined }
        hub.join({ ...page, close: resolve })
      })
      return JSON.stringify(heard)
    }
    const [school, own, department] = [await hear('principal'), await hear('r3'), await hear('officer')]
    await hub.stop()
    expect(school).not.toMatch(/criterionSheet\/(reviewer|team)/)
    expect(own).toContain('/r3')
    expect(own).not.toMatch(/\/r[1245]\b/)
    expect(department).not.toMatch(/criterionSheet\/(reviewer|team)/)
  })
})
