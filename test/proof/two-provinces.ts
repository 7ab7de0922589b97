// Two provinces with a school and a case each, and one person for every role in both: the ground of the proof of access.
import { compose } from '../../src/compose.ts'
import { openCycle } from '../../src/commands/cycles/open.ts'
import type { Role } from '../../src/domain/roles.ts'
import type { Database } from '../../src/store/connect.ts'
import { putProvince, type Organisation, type Person } from '../../src/store/province.ts'
import { withClient } from '../../src/store/with-client.ts'
import { apiOf, type Api } from '../support/http.ts'
import { Clock, sampleSchool } from '../support/sample-case.ts'

export interface Side {
  school: string
  cycle: string
  /** Role -> the person who holds it here. */
  people: Record<string, string>
}

export interface TwoProvinces {
  api: Api
  db: Database
  own: Side
  foreign: Side
}

const officers: readonly (readonly [Role, 'school' | 'commune' | 'department' | 'province' | 'ministry'])[] = [
  ['principal', 'school'],
  ['departmentDirector', 'department'],
  ['qualityHead', 'department'],
  ['qualityOfficer', 'department'],
  ['clerk', 'department'],
  ['communeOfficer', 'commune'],
  ['communeChair', 'commune'],
  ['provincialChair', 'province'],
  ['auditor', 'department'],
]
const inCase: readonly Role[] = [
  'councilChair',
  'councilSecretary',
  'councilMember',
  'workingGroup',
  'teamLead',
  'teamSecretary',
  'reviewer',
]

/** Everybody who is asked: a role of the own side, the same of the other, the ministry, somebody without any role, nobody. */
export const roles: readonly string[] = [...officers.map(([role]) => role), ...inCase, 'ministry', 'nothing']

export async function twoProvinces(db: Database): Promise<TwoProvinces> {
  const clock = new Clock()
  const product = await compose(db, clock.now)
  const [own, foreign] = [sideOf('1'), sideOf('2')]
  const plain = { educationSector: true, sectorSince: '2010-09-01', trained: true, worked: [] }
  const seat = (suffix: string, kind: string) => (kind === 'ministry' ? 'bo' : `${kind}${suffix}`)
  const organisations: Organisation[] = [
    { id: 'bo', kind: 'ministry', name: 'Bộ Mẫu', parent: null },
    ...['1', '2'].flatMap((n): Organisation[] => [
      { id: `province${n}`, kind: 'province', name: `UBND tỉnh ${n}`, parent: 'bo' },
      { id: `department${n}`, kind: 'department', name: `Sở GDĐT ${n}`, parent: `province${n}` },
      { id: `commune${n}`, kind: 'commune', name: `UBND xã ${n}`, parent: `province${n}` },
      { id: `school${n}`, kind: 'school', name: `Trường Mẫu ${n}`, parent: `department${n}` },
    ]),
  ]
  const people: Person[] = [
    ...['1', '2'].flatMap((n) => [
      ...officers.map(([role, kind]) => ({
        ...plain,
        id: `${role}${n}`,
        name: `${role} ${n}`,
        organisation: seat(n, kind),
        offices: [{ role, organisation: seat(n, kind) }],
      })),
      ...inCase.map((role) => ({
        ...plain,
        id: `${role}${n}`,
        name: `${role} ${n}`,
        organisation: role.startsWith('council') || role === 'workingGroup' ? `school${n}` : `commune${n}`,
        offices: [],
      })),
    ]),
    {
      ...plain,
      id: 'ministry',
      name: 'ministry',
      organisation: 'bo',
      offices: [{ role: 'ministry', organisation: 'bo' }],
    },
    { ...plain, id: 'nothing', name: 'nothing', organisation: 'commune1', offices: [] },
  ]
  const school = (n: string) => ({
    id: `school${n}`,
    commune: `commune${n}`,
    department: `department${n}`,
    province: `province${n}`,
    viaCommune: false,
    cohortCompleted: true,
    conditionsMet: true,
    declaredYears: 0,
    data: { ...sampleSchool, name: `Trường Mẫu ${n}` },
  })
  await putProvince(db, {
    organisations,
    schools: [school('1'), school('2')],
    people,
    since: '2020-01-01T00:00:00.000Z',
  })
  for (const side of [own, foreign]) {
    const law = { procedure: 'vn-2018', set: 'vn-trung-hoc/2018' }
    const actor = side.people['principal'] ?? ''
    side.cycle = await openCycle(db, product.engine, product.library, {
      school: side.school,
      period: '2025-2026',
      ...law,
      actor,
      at: clock.now(),
    })
    const text = `insert into case_members (cycle_id, person_id, role, since) values ($1, $2, $3, '2020-01-01')`
    await withClient(db, async (client) => {
      for (const role of inCase) await client.query({ text, values: [side.cycle, side.people[role], role] })
    })
  }
  return { api: apiOf(product, { limits: { person: 1_000_000, address: 1_000_000 } }), db, own, foreign }
}

function sideOf(n: string): Side {
  const held = [...officers.map(([role]) => role), ...inCase].map((role) => [role, `${role}${n}`])
  return {
    school: `school${n}`,
    cycle: '',
    people: { ...Object.fromEntries(held), ministry: 'ministry', nothing: 'nothing' },
  }
}
