// A stored school with what a file says over it, or a new one; what cannot be is told at its field.
import type { SchoolData } from '../../domain/case.ts'
import { say, type Text } from '../../domain/text.ts'
import type { Present, StoredSchool } from './present.ts'
import type { FileSchool } from './schools-file.ts'

type Fault = (field: string, message: Text) => null

const needed = ['name', 'kind', 'foundedOn', 'address', 'principal'] as const
const titles = {
  name: say('tên', 'a name'),
  kind: say('loại trường', 'a kind'),
  foundedOn: say('ngày thành lập', 'the day of its foundation'),
  address: say('địa chỉ', 'an address'),
  principal: say('hiệu trưởng', 'a principal'),
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
  if (commune === undefined)
    return fault('commune', say(`Không có xã mã ${given.commune}.`, `There is no commune ${given.commune}.`))
  const mine = departments.find(({ id }) => id === before?.department)
  if (before && !mine)
    return fault(
      'code',
      say('Trường thuộc sở khác, bạn không nhập được.', 'The school is of another department: you cannot import it.'),
    )
  const department =
    given.department === undefined ? (mine ?? departments[0]) : departments.find(named(given.department))
  if (!department)
    return fault(
      'department',
      say(
        `Không có sở mã ${given.department} mà bạn nhập được.`,
        `There is no department ${given.department} that you can import for.`,
      ),
    )
  if (commune && commune.province !== department.province)
    return fault('commune', say(`Xã ${commune.name} thuộc tỉnh khác.`, `${commune.name} is in another province.`))
  if (before?.running && given.kind !== undefined && given.kind !== before.data.kind)
    return fault(
      'kind',
      say(
        'Trường đang có hồ sơ chạy, không đổi loại trường được.',
        'The school has a running case: its kind cannot change.',
      ),
    )
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
  for (const field of missing)
    fault(field, say(`Trường mới phải có ${titles[field].vi}.`, `A new school needs ${titles[field].en}.`))
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
