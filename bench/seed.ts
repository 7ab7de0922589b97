// A province of sample schools for the bench, each with one case of 2018 whose plan is approved: from there on, a plan can be changed.
import { setTimeout as sleep } from 'node:timers/promises'
import { openCycle } from '../src/commands/cycles/open.ts'
import type { Product } from '../src/compose.ts'
import { AppError } from '../src/domain/errors.ts'
import { dispatch, type Request } from '../src/engine/dispatch.ts'
import type { Answer, Engine } from '../src/engine/ports.ts'
import { putProvince, type Organisation, type Person, type School } from '../src/store/province.ts'
import { sampleCouncil, sampleGroups, sampleSecretariat, schoolPeople } from '../workflows/self-assessment/samples.ts'

export const benchTime = '2025-09-12T02:00:00.000Z'
export const caseCount = 64
const period = '2025-2026'
const law = { procedure: 'vn-2018', set: 'vn-trung-hoc/2018' }

/** The process of the n-th case, from 1. */
export const processOf = (n: number): string => `bench-${n}.${period}/selfAssessment`
export const principalOf = (n: number): string => `principal.bench-${n}`

/** The ordinary event of the bench: no facts, no new deadline, two effects for the worker, and the state stays. */
export function changePlan(n: number, key: string): Request {
  const plan = { number: '41/KH-THPT', date: '2025-09-12' }
  const payload = { plan, changes: 'Lùi thời gian viết báo cáo hai tuần.', reason: `Bão. ${key}` }
  return { process: processOf(n), event: 'changePlan', payload, actor: principalOf(n), key }
}

/** Opens the cases and brings each to `collecting`. */
export async function seed({ db, engine, library }: Product): Promise<void> {
  const schools = Array.from({ length: caseCount }, (_, index) => `bench-${index + 1}`)
  await putProvince(db, {
    organisations: [...authorities, ...schools.map(organisationOf)],
    schools: schools.map(schoolOf),
    people: schools.flatMap(staffOf),
    since: '2020-01-01T00:00:00.000Z',
  })
  for (const school of schools) {
    const actor = `principal.${school}`
    await openCycle(db, engine, library, { school, period, ...law, actor, at: benchTime })
    await toCollecting(engine, school)
  }
}

async function toCollecting(engine: Engine, school: string): Promise<void> {
  const here = <T extends { personId: string }>(person: T) => ({ ...person, personId: `${person.personId}.${school}` })
  const council = {
    decision: { number: '12/QĐ-THPT', date: '2025-09-05' },
    members: sampleCouncil.map(here),
    secretariat: sampleSecretariat.map(here),
    groups: sampleGroups.map((group) => ({ ...group, lead: here(group.lead), members: group.members.map(here) })),
  }
  const calendar = [{ weeks: '1', work: 'Lập kế hoạch' }]
  const events: [string, unknown, string][] = [
    ['establishCouncil', council, 'principal'],
    ['submitPlan', { purpose: 'Cải tiến chất lượng.', scope: 'Toàn trường.', calendar }, 'le-thi-hanh'],
    ['approvePlan', { plan: { number: '30/KH-THPT', date: '2025-09-12' } }, 'principal'],
  ]
  for (const [event, payload, person] of events) {
    const process = `${school}.${period}/selfAssessment`
    await dispatch(engine, { process, event, payload, actor: `${person}.${school}`, key: `${school}-${event}` })
  }
}

/** Sends again under the same key until the database is back, as a client does. */
export async function dispatchThrough(engine: Engine, request: Request): Promise<Answer> {
  for (;;) {
    try {
      return await dispatch(engine, request)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'databaseUnavailable') throw error
      await sleep(50)
    }
  }
}

const authorities: Organisation[] = [
  { id: 'moet', kind: 'ministry', name: 'Bộ Giáo dục và Đào tạo', parent: null },
  { id: 'tinh', kind: 'province', name: 'UBND tỉnh Mẫu', parent: 'moet' },
  { id: 'so', kind: 'department', name: 'Sở GDĐT tỉnh Mẫu', parent: 'tinh' },
  { id: 'xa', kind: 'commune', name: 'UBND xã Mẫu', parent: 'tinh' },
]

const organisationOf = (id: string): Organisation => ({
  id,
  kind: 'school',
  name: `Trường THPT Mẫu ${id}`,
  parent: 'so',
})

const staffOf = (school: string): Person[] =>
  Object.entries(schoolPeople).map(([id, { name }]) => ({
    id: `${id}.${school}`,
    name,
    organisation: school,
    educationSector: true,
    sectorSince: '2010-09-01',
    trained: true,
    worked: [],
    offices: id === 'principal' ? [{ role: 'principal' as const, organisation: school }] : [],
  }))

const schoolOf = (id: string): School => ({
  id,
  commune: 'xa',
  department: 'so',
  province: 'tinh',
  viaCommune: false,
  cohortCompleted: true,
  conditionsMet: true,
  declaredYears: 0,
  data: {
    name: `Trường THPT Mẫu ${id}`,
    kind: 'upperSecondary',
    address: 'Xã Mẫu, tỉnh Mẫu',
    commune: 'Xã Mẫu',
    province: 'Tỉnh Mẫu',
    managingBody: 'Sở GDĐT tỉnh Mẫu',
    principal: 'Nguyễn Thị Mai',
    foundedOn: '1990-08-15',
    formerNames: [],
    phone: '',
    website: '',
    ownership: 'public',
    campuses: 1,
    disadvantagedArea: false,
    situation: '',
    purpose: '',
    process: '',
    standards: {},
    conclusion: '',
    abbreviations: [],
    tables: [],
  },
})
