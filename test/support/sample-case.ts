// A province with one school, its council, a review team and the department, on a fresh database: the ground of every promise.
import { randomUUID } from 'node:crypto'
import { compose, type Product } from '../../src/compose.ts'
import { openCycle, type OpenCycle } from '../../src/commands/cycles/open.ts'
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { dispatch, type Request } from '../../src/engine/dispatch.ts'
import { processId } from '../../src/engine/ids.ts'
import type { Database } from '../../src/store/connect.ts'
import { putProvince, type Organisation, type Person } from '../../src/store/province.ts'
import type { Halt } from '../../src/store/process-store.ts'
import { withClient } from '../../src/store/with-client.ts'
import {
  sampleCouncil,
  sampleGroups,
  sampleSecretariat,
  schoolPeople,
} from '../../workflows/self-assessment/samples.ts'

export const startOfTime = '2025-09-05T02:00:00.000Z'

/** A clock that stands until it is moved. */
export class Clock {
  time = startOfTime
  now = (): string => this.time
  set(at: string): void {
    this.time = at
  }
}

const organisations = (school: string): Organisation[] => [
  { id: 'moet', kind: 'ministry', name: 'Bộ Giáo dục và Đào tạo', parent: null },
  { id: 'tinh', kind: 'province', name: 'UBND tỉnh Mẫu', parent: 'moet' },
  { id: 'so', kind: 'department', name: 'Sở GDĐT tỉnh Mẫu', parent: 'tinh' },
  { id: 'xa', kind: 'commune', name: 'UBND xã Mẫu', parent: 'tinh' },
  { id: school, kind: 'school', name: 'Trường THPT Mẫu', parent: 'so' },
]

const plain = { educationSector: true, sectorSince: '2010-09-01', trained: true, worked: [] }

const department: Person[] = [
  { id: 'director', name: 'Phạm Văn Giám', role: 'departmentDirector' as const, organisation: 'so' },
  { id: 'head', name: 'Lê Thị Chất', role: 'qualityHead' as const, organisation: 'so' },
  { id: 'officer', name: 'Đỗ Văn Viên', role: 'qualityOfficer' as const, organisation: 'so' },
  { id: 'chair', name: 'Trần Văn Tỉnh', role: 'provincialChair' as const, organisation: 'tinh' },
  { id: 'commune', name: 'Vũ Thị Xã', role: 'communeOfficer' as const, organisation: 'xa' },
].map(({ role, ...person }) => ({ ...plain, ...person, offices: [{ role, organisation: person.organisation }] }))

/** Reviewers that may be appointed: none has worked at the school. */
export const reviewers = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8']
const reviewTeam: Person[] = reviewers.map((id) => ({
  ...plain,
  id,
  name: `Ủy viên ${id}`,
  organisation: 'so',
  offices: [],
}))

const staff = (school: string): Person[] =>
  Object.entries(schoolPeople).map(([id, { name }]) => ({
    ...plain,
    id,
    name,
    organisation: school,
    offices: id === 'principal' ? [{ role: 'principal' as const, organisation: school }] : [],
  }))

export interface SampleCase extends Product {
  clock: Clock
  cycle: string
  send(
    process: string,
    event: string,
    payload: unknown,
    actor: string,
    more?: Partial<Request>,
  ): Promise<Awaited<ReturnType<typeof dispatch>>>
  /** Rows of a query, for what a test wants to see with its own eyes. */
  rows<T extends object>(text: string, values?: unknown[]): Promise<T[]>
}

export const sampleSchool = {
  name: 'Trường THPT Mẫu',
  kind: 'upperSecondary' as const,
  address: 'Xã Mẫu, tỉnh Mẫu',
  commune: 'Xã Mẫu',
  province: 'Tỉnh Mẫu',
  managingBody: 'Sở GDĐT tỉnh Mẫu',
  principal: 'Nguyễn Thị Mai',
  foundedOn: '1990-08-15',
  formerNames: [],
  phone: '',
  website: '',
  ownership: 'public' as const,
  campuses: 1,
  disadvantagedArea: false,
  situation: '',
  purpose: '',
  process: '',
  standards: {},
  conclusion: '',
  abbreviations: [],
  tables: [],
}

/** Puts the province there; more cycles can be opened by `openAnother`. */
export async function sampleCase(db: Database, halt?: Halt, school = 'truong'): Promise<SampleCase> {
  const clock = new Clock()
  const product = await compose(db, clock.now, halt)
  await putProvince(db, {
    organisations: organisations(school),
    schools: [
      {
        id: school,
        commune: 'xa',
        department: 'so',
        province: 'tinh',
        viaCommune: false,
        cohortCompleted: true,
        conditionsMet: true,
        declaredYears: 0,
        data: sampleSchool,
      },
    ],
    people: [...department, ...reviewTeam, ...staff(school)],
    since: '2020-01-01T00:00:00.000Z',
  })
  const cycle = await openAnother(product, school, '2025-2026')
  return withHands({ ...product, clock, cycle })
}

/** The same province, working on another of its cycles. */
export function inCycle(made: SampleCase, cycle: string): SampleCase {
  return withHands({ ...made, cycle })
}

/** Opens a cycle under the 2018 circulars. */
export function openAnother(
  product: Product,
  school: string,
  period: string,
  following: Partial<Pick<OpenCycle, 'purpose' | 'follows' | 'set'>> = {},
): Promise<string> {
  const law = { procedure: 'vn-2018', set: 'vn-trung-hoc/2018' }
  return openCycle(product.db, product.engine, product.library, {
    school,
    period,
    ...law,
    ...following,
    actor: 'principal',
    at: product.engine.now(),
  })
}

function withHands(made: Product & { clock: Clock; cycle: string }): SampleCase {
  return {
    ...made,
    send: (process, event, payload, actor, more) =>
      dispatch(made.engine, {
        process: processId(made.cycle, process, ''),
        event,
        payload,
        actor,
        key: randomUUID(),
        ...more,
      }),
    rows: <T extends object>(text: string, values: unknown[] = []) =>
      withClient(made.db, async (client) => (await client.query<T & Record<string, unknown>>({ text, values })).rows),
  }
}

const plan = {
  purpose: 'Cải tiến chất lượng.',
  scope: 'Toàn trường.',
  calendar: [{ weeks: '1', work: 'Lập kế hoạch' }],
}

/** Through council and plan to the rating of the criteria, where the school's sheets are open. */
export async function toRating(made: Pick<SampleCase, 'send'>): Promise<void> {
  const council = {
    decision: { number: '12/QĐ-THPT', date: '2025-09-05' },
    members: sampleCouncil,
    secretariat: sampleSecretariat,
    groups: sampleGroups,
  }
  await made.send('selfAssessment', 'establishCouncil', council, 'principal')
  await made.send('selfAssessment', 'submitPlan', plan, 'le-thi-hanh')
  await made.send('selfAssessment', 'approvePlan', { plan: { number: '30/KH-THPT', date: '2025-09-12' } }, 'principal')
  await made.send('selfAssessment', 'beginRating', {}, 'principal')
}

/** Rates every criterion at that level, submits and agrees every sheet. */
export async function rateAll(made: SampleCase, level: number): Promise<void> {
  for (const criterion of made.library.criteriaOf('vn-trung-hoc/2018').filter((id) => id !== 'M4')) {
    const process = processId(made.cycle, 'criterionSheet', `school/${criterion}`)
    const content = {
      currentState: { '1': `Mô tả tiêu chí ${criterion} [H1-${criterion}-01].` },
      ratings: { [criterion]: level },
    }
    const at = made.engine.now()
    await saveSheet(made.db, made.engine, made.library, { process, content, actor: 'principal', at })
    const sheet = `criterionSheet/school/${criterion}`
    await made.send(sheet, 'submitSheet', {}, 'le-thi-hanh')
    await made.send(sheet, 'agreeSheet', {}, 'principal')
  }
}
