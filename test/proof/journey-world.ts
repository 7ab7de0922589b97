// The world of an input file through the API alone: each person with a client of their own, as a browser or a program has it.
import { isDeepStrictEqual } from 'node:util'
import type { SchoolInput } from '../../src/demo/input.ts'
import { productWorld, type TimelineClock } from '../../src/demo/world.ts'
import type { World } from '../../src/demo/world-port.ts'
import type { Product } from '../../src/compose.ts'
import { processId, sheetPart } from '../../src/engine/ids.ts'
import { apiOf, intakeIn, type Answered, type Api, type ApiClient } from '../support/http.ts'
import { uploader } from '../support/upload.ts'

type SheetOf = Parameters<World['sheetEvent']>[0]

/** What a test looks at while the story goes on. */
export interface Witness {
  /** Before a decision is sent as it should be: the same by a session without a second factor. */
  weakDecision(answer: Answered): void
  afterEvent(cycle: string, process: string, event: string): Promise<void>
  afterSheet(sheet: SheetOf): Promise<void>
}

export interface Journey {
  world: World
  api: Api
  /** The client of a person today. */
  as(person: string, options?: { strong?: boolean }): Promise<ApiClient>
}

/** `filesDir` takes the uploads. People and organisations are put there beforehand; all else is asked of the API. */
export function journeyOf(
  product: Product,
  clock: TimelineClock,
  filesDir: string,
  input: SchoolInput,
  witness: Witness,
): Journey {
  const many = 1_000_000
  const intake = intakeIn(filesDir)
  const api = apiOf(product, { intake, limits: { person: many, address: many } })
  const below = productWorld(product, clock, filesDir)
  const clients = new Map<string, ApiClient>()
  let count = 0
  const as: Journey['as'] = async (person, { strong = true } = {}) => {
    const key = `${person} ${strong} ${clock.now().slice(0, 13)}`
    const client = clients.get(key) ?? (await api.as(person, { strong }))
    clients.set(key, client)
    return client
  }
  const eventsOf = (process: string) => `/api/processes/${encodeURIComponent(process)}/events`
  const send = async (process: string, event: string, payload: unknown, by: string) => {
    const client = await as(by)
    const view = await client.get<{ version: number; allowed: { event: string }[] }>(
      `/api/processes/${encodeURIComponent(process)}`,
    )
    if (view.status === 200 && !view.body.allowed.some((one) => one.event === event))
      throw new Error(`${process} does not offer ${event} to ${by}: ${JSON.stringify(view.body)}`)
    const headers = { 'idempotency-key': `${process} ${++count}`, 'if-match': `"${view.body.version}"` }
    const body = { event, payload }
    const first = await client.post<{ state: string; version: number }>(eventsOf(process), body, headers)
    // The answer was lost on the way: the client asks again and gets the same one.
    const again = await client.post(eventsOf(process), body, headers)
    if (!isDeepStrictEqual(took(first), took(again))) throw new Error('a repeat is answered otherwise')
    return took(first)
  }
  const sheetId = (of: Pick<SheetOf, 'cycle' | 'kind' | 'criterion' | 'assessor'>) =>
    processId(of.cycle, 'criterionSheet', sheetPart({ ...of, assessor: of.assessor ?? null }))
  const world: World = {
    ...below,
    async openCycle({ schoolKey, period, procedure, set, school, at, by }) {
      clock.advance(at)
      const principal = await as(holder(input, 'principal'))
      took(await principal.send('PUT', `/api/schools/${schoolKey}/data`, school))
      const opened = await (
        await as(by)
      ).post<{ id: string }>(`/api/schools/${schoolKey}/cycles`, { period, procedure, set })
      return took(opened).id
    },
    async send({ cycle, process, event, payload, by, at }) {
      clock.advance(at)
      const id = processId(cycle, process, '')
      if (process === 'certification')
        witness.weakDecision(await (await as(by, { strong: false })).post(eventsOf(id), { event, payload }))
      const answer = await send(id, event, payload, by)
      await witness.afterEvent(cycle, process, event)
      return answer
    },
    async saveSheet({ content, by, at, ...of }) {
      clock.advance(at)
      const client = await as(by)
      const path = `/api/sheets/${encodeURIComponent(sheetId(of))}`
      const seen = await client.get(path)
      took(seen)
      took(await client.send('PUT', path, content, { 'if-match': seen.headers.get('etag') ?? '' }))
    },
    async sheetEvent(sheet) {
      clock.advance(sheet.at)
      await send(sheetId(sheet), sheet.event, sheet.payload, sheet.by)
      await witness.afterSheet(sheet)
    },
    async attachEvidence({ cycle, criterion, item, file, by, at }) {
      clock.advance(at)
      const upload = await uploader(api, cycle)(by, file.bytes, file.name)
      const body = { upload, criterion, details: item, allowDuplicate: true }
      const { code } = took(await (await as(by)).post<{ code: string }>(`/api/cycles/${cycle}/evidence`, body))
      return { code }
    },
    async states(cycle) {
      type Case = { processes: { process: string; state: string }[] }
      const { processes } = took(await (await as(holder(input, 'principal'))).get<Case>(`/api/cycles/${cycle}`))
      return Object.fromEntries(processes.map(({ process, state }) => [process, state]))
    },
    async awards(cycle) {
      type Row = { award: string; cycle: string; grade: number; number: string; status: string }
      const officer = await as(holder(input, 'qualityOfficer'))
      const { items } = took(await officer.get<{ items: Row[] }>(`/api/awards?school=${input.key}&status=valid`))
      const ours = items.filter((one) => one.cycle === cycle)
      return Object.fromEntries(ours.map(({ award, grade, number }) => [award, { grade, number }]))
    },
  }
  return { world, api, as }
}

/** Somebody of the file with that office. */
export function holder({ people }: SchoolInput, role: string): string {
  const found = people.find((person) => (person.roles as readonly string[]).includes(role))
  if (!found) throw new Error(`nobody is ${role}`)
  return found.id
}

/** The body of what was taken. Throws for what was refused. */
function took<T>({ status, body }: Answered<T>): T {
  if (status < 300) return body
  throw new Error(`${status} ${JSON.stringify(body)}`)
}
