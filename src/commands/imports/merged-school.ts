// A stored school with what a file says over it, or a new one; what cannot be is told at its field.
import type { SchoolData } from '../../domain/case.ts'
import type { Present, StoredSchool } from './present.ts'
import type { FileSchool } from './schools-file.ts'

type Fault = (field: string, message: string) => null

const needed = ['name', 'kind', 'foundedOn', 'address', 'principal'] as const
const titles = {
  name: 'tên',
  kind: 'loại trường',
  foundedOn: 'ngày thành lập',
  address: 'địa chỉ',
  principal: 'hiệu trưởng',
}

/** `null` after a fault. Fields that are left out stay as they are. */
export function mergedSchool(
  given: FileSchool,
  before: StoredSchool | null,
  { communes, departments }: Pick<Present, 'communes' | 'departments'>,
  fault: Fault,
): StoredSchool | null {
  const named = (code: string) => (one: { id: string; code: string | null }) => one.code === code || one.id === code
  const commune = given.commune === undefined ? null : communes.find(named(given.commune))
  if (commune === undefined) return fault('commune', `Không có xã mã ${given.commune}.`)
  const mine = departments.find(({ id }) => id === before?.department)
  if (before && !mine) return fault('code', 'Trường thuộc sở khác, bạn không nhập được.')
  const department =
    given.department === undefined ? (mine ?? departments[0]) : departments.find(named(given.department))
  if (!department) return fault('department', `Không có sở mã ${given.department} mà bạn nhập được.`)
  if (commune && commune.province !== department.province)
    return fault('commune', `Xã ${commune.name} thuộc tỉnh khác.`)
  if (before?.running && given.kind !== undefined && given.kind !== before.data.kind)
    return fault('kind', 'Trường đang có hồ sơ chạy, không đổi loại trường được.')
  const base = before ?? fresh(given, department, fault)
  if (!base) return null
  const { code, id: _id, commune: _commune, department: _department, ...said } = given
  const { viaCommune = base.viaCommune, cohortCompleted = base.cohortCompleted, ...more } = said
  const { conditionsMet = base.conditionsMet, ...data } = more
  const renamed = data.name !== undefined && data.name !== base.data.name
  const formerNames = renamed ? [...base.data.formerNames, base.data.name] : base.data.formerNames
  // A field is left out or has a value: the file's schema gives no `undefined` that would cover what is stored.
  const whole = { ...base.data, ...data, formerNames, ...(commune && { commune: commune.name }) } as SchoolData
  const place = { department: department.id, commune: commune?.id ?? base.commune }
  return { ...base, code, ...place, viaCommune, cohortCompleted, conditionsMet, data: whole }
}

function fresh(
  given: FileSchool,
  { id, name: managingBody, provinceName }: Present['departments'][number],
  fault: Fault,
): StoredSchool | null {
  const missing = needed.filter((field) => given[field] === undefined)
  for (const field of missing) fault(field, `Trường mới phải có ${titles[field]}.`)
  const { code, name, kind, foundedOn, address, principal } = given
  if (!name || !kind || !foundedOn || !address || !principal) return null
  const said = { name, kind, foundedOn, address, principal, managingBody, province: provinceName, commune: '' }
  const empty = {
    situation: '',
    purpose: '',
    process: '',
    standards: {},
    conclusion: '',
    abbreviations: [],
    tables: [],
  }
  const usual = { phone: '', website: '', ownership: 'public' as const, campuses: 1, disadvantagedArea: false }
  const flags = { viaCommune: false, cohortCompleted: false, conditionsMet: false, running: false }
  return {
    id: code,
    code,
    department: id,
    commune: null,
    ...flags,
    data: { ...said, ...usual, ...empty, formerNames: [] },
  }
}
