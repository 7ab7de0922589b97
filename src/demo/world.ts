// The world of the demo: the real product on a real database, with a clock that moves by the timeline of the input files.
import { Readable } from 'node:stream'
import type { SheetContent } from '../domain/case.ts'
import type { Role } from '../domain/roles.ts'
import { attachEvidence } from '../commands/evidence/attach.ts'
import { openCycle } from '../commands/cycles/open.ts'
import { saveSheet } from '../commands/sheets/save.ts'
import type { Product } from '../compose.ts'
import { deliver } from '../deliver.ts'
import { dispatch } from '../engine/dispatch.ts'
import { processId, sheetPart } from '../engine/ids.ts'
import { drain, fireDue } from '../engine/worker.ts'
import { localStore } from '../store/files/local.ts'
import { putProvince, type Organisation } from '../store/province.ts'
import { replayAll } from '../store/replay-all.ts'
import { withClient } from '../store/with-client.ts'
import { workStore } from '../store/work-store.ts'
import { findDefinition } from '../../workflows/index.ts'
import type { SchoolInput } from './input.ts'
import type { Awards, World } from './world-port.ts'
import { writeReports } from './write-reports.ts'

/** A clock that the timeline sets; it never goes back. */
export class TimelineClock {
  #time: string
  constructor(start: string) {
    this.#time = start
  }
  now = (): string => this.#time
  advance(at: string): void {
    if (at > this.#time) this.#time = at
  }
  /** Another school's story begins earlier. */
  reset(at: string): void {
    this.#time = at
  }
}

/** The product as a world that `runSchool` plays in. Evidence files go to `filesDir`. */
export function productWorld(product: Product, clock: TimelineClock, filesDir: string): World {
  const { db, engine, library } = product
  const work = workStore(db)
  const files = localStore(filesDir)
  let count = 0
  const send = (process: string, event: string, payload: unknown, actor: string, at: string) => {
    clock.advance(at)
    return dispatch(engine, { process, event, payload, actor, key: `${process} ${++count}` })
  }
  const sheetId = (of: { cycle: string; kind: 'school' | 'reviewer' | 'team'; criterion: string; assessor?: string }) =>
    processId(of.cycle, 'criterionSheet', sheetPart({ ...of, assessor: of.assessor ?? null }))
  return {
    async province(input) {
      clock.reset(`${input.cycles[0]?.opened.on ?? '2018-10-10'}T00:00:00.000Z`)
      await putProvince(db, provinceOf(input))
    },
    async openCycle({ schoolKey, period, procedure, set, school, at, by }) {
      clock.advance(at)
      return openCycle(db, engine, library, { school: schoolKey, period, procedure, set, data: school, actor: by, at })
    },
    send: ({ cycle, process, event, payload, by, at }) => send(processId(cycle, process, ''), event, payload, by, at),
    async saveSheet(sheet) {
      clock.advance(sheet.at)
      const content: SheetContent = sheet.content
      await saveSheet(db, engine, library, { process: sheetId(sheet), content, actor: sheet.by, at: sheet.at })
    },
    async sheetEvent(sheet) {
      await send(sheetId(sheet), sheet.event, sheet.payload, sheet.by, sheet.at)
    },
    async attachEvidence({ cycle, criterion, item, file, by, at }) {
      clock.advance(at)
      const { sha256, size } = await files.put(Readable.from([file.bytes]))
      const kept = { name: file.name, type: file.type, size, sha256 }
      return attachEvidence(db, engine, library, { cycle, criterion, details: item, file: kept, actor: by, at })
    },
    async advanceTo(at) {
      clock.advance(at)
      const fired = await fireDue(engine, work)
      const delivered = await drain(work, (waiting) => deliver(db, waiting, at))
      return { fired, delivered: Array.from({ length: delivered.done }) }
    },
    async states(cycle) {
      const text = `select distinct on (process) process, state from processes where cycle_id = $1 and process <> 'criterionSheet'
        order by process, length(part) desc, part desc`
      const found = await rows<{ process: string; state: string }>(product, text, [cycle])
      return Object.fromEntries(found.map(({ process, state }) => [process, state]))
    },
    async awards(cycle) {
      const text = `select award, grade, number from awards where cycle_id = $1 and status = 'valid'`
      const found = await rows<{ award: string; grade: number; number: string }>(product, text, [cycle])
      return Object.fromEntries(found.map(({ award, ...rest }) => [award, rest])) satisfies Awards
    },
    writeReports: (cycle, dir) => writeReports(product, cycle, dir),
    replayAll: () => replayAll(db, { definition: findDefinition, procedure: engine.procedure }),
  }
}

function rows<T extends object>({ db }: Product, text: string, values: unknown[]): Promise<T[]> {
  return withClient(db, async (client) => (await client.query<T & Record<string, unknown>>({ text, values })).rows)
}

/** Organisations by kind, each named once in the province; everything else a person works for is a commune-level body. */
function provinceOf(input: SchoolInput): Parameters<typeof putProvince>[1] {
  const { authorities, key, school, declared } = input
  const ids = {
    province: slug(authorities.province),
    department: slug(authorities.department),
    commune: slug(authorities.commune),
  }
  const organisations: Organisation[] = [
    { id: 'bo-gddt', kind: 'ministry', name: 'Bộ Giáo dục và Đào tạo', parent: null },
    { id: ids.province, kind: 'province', name: authorities.province, parent: 'bo-gddt' },
    { id: ids.department, kind: 'department', name: authorities.department, parent: ids.province },
    { id: ids.commune, kind: 'commune', name: authorities.commune, parent: ids.province },
    { id: key, kind: 'school', name: school.name, parent: ids.department },
  ]
  const known: Record<string, string> = { ...ids, school: key }
  const idOf = (name: string) => known[name] ?? slug(name)
  for (const { organisation } of input.people) {
    if (known[organisation]) continue
    known[organisation] = slug(organisation)
    const kind = /^trường /iu.test(organisation.normalize('NFC')) ? 'school' : 'commune'
    const parent = kind === 'school' ? ids.department : ids.province
    organisations.push({ id: slug(organisation), kind, name: organisation, parent })
  }
  const started = input.cycles[0]?.opened.on ?? '2018-10-10'
  const people = input.people.map((person) => ({
    id: person.id,
    name: person.name,
    organisation: idOf(person.organisation),
    educationSector: person.educationSector,
    sectorSince: `${Number(started.slice(0, 4)) - person.yearsInSector}-01-01`,
    trained: person.trained,
    offices: person.roles.map((role: Role) => ({ role, organisation: idOf(person.organisation) })),
    worked: person.workedAt
      .filter((one) => one === key)
      .map((one) => ({ school: one, since: school.foundedOn, until: null })),
  }))
  const one = {
    id: key,
    commune: ids.commune,
    department: ids.department,
    province: ids.province,
    viaCommune: declared.viaCommune,
    cohortCompleted: declared.cohortCompleted,
    conditionsMet: declared.conditionsMet,
    declaredYears: declared.earlierYears.length,
    data: school,
  }
  return { organisations, schools: [one], people, since: `${school.foundedOn}T00:00:00.000Z` }
}

/** `UBND tỉnh Mẫu` -> `ubnd-tinh-mau`. */
function slug(name: string): string {
  const plain = name.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
