// Works out, purely, what a file of schools would make of what is stored: so a dry run is the real one without the writing.
import { say, type Text } from '../../domain/text.ts'
import { noSchool, twice } from './fault.ts'
import { withFigures, type PlacedFigure } from './figures.ts'
import { mergedSchool } from './merged-school.ts'
import type { Commune, Present, StoredSchool } from './present.ts'
import type { Added, Changed, ImportFault } from './report.ts'
import type { FileSchool, SchoolsFile } from './schools-file.ts'

export interface Plan {
  communes: { commune: Commune; fresh: boolean }[]
  schools: { next: StoredSchool; fresh: boolean }[]
  added: Added[]
  changed: Changed[]
  same: number
  faults: ImportFault[]
}

/** Nothing is guessed: a code that is not known is a fault at its place. */
export function planSchools(file: SchoolsFile, present: Present): Plan {
  const plan: Plan = { communes: [], schools: [], added: [], changed: [], same: 0, faults: [] }
  const communes = planCommunes(plan, file, present)
  const figures = bySchool(file)
  const coded = new Map(present.schools.flatMap((school) => (school.code === null ? [] : [[school.code, school]])))
  const stored = new Map(present.schools.map((school) => [school.id, school]))
  const seen = new Set<string>()
  for (const [index, given] of file.schools.entries()) {
    const fault = (field: string, message: Text): null => {
      plan.faults.push({ path: ['schools', index, field], message })
      return null
    }
    if (seen.has(given.code)) fault('code', twice(say(`Mã trường ${given.code}`, `School code ${given.code}`)))
    seen.add(given.code)
    const before = storedFor(given, coded, stored, fault)
    if (before === undefined) continue
    const next = mergedSchool(given, before, { communes, departments: present.departments }, fault)
    if (next) take(plan, before, withFigures(next, figures.get(given.code) ?? [], plan.faults))
  }
  for (const [code, list] of figures) {
    if (seen.has(code)) continue
    const before = coded.get(code)
    const reached = present.departments.some(({ id }) => id === before?.department)
    if (before && reached) take(plan, before, withFigures(before, list, plan.faults))
    else for (const { index } of list) plan.faults.push({ path: ['figures', index, 'school'], message: noSchool(code) })
  }
  return plan
}

function bySchool({ figures }: SchoolsFile): Map<string, PlacedFigure[]> {
  const found = new Map<string, PlacedFigure[]>()
  for (const [index, figure] of figures.entries()) {
    const list = found.get(figure.school)
    if (list) list.push({ ...figure, index })
    else found.set(figure.school, [{ ...figure, index }])
  }
  return found
}

/** The stored school, `null` for a new one, `undefined` for one that cannot be told. */
function storedFor(
  given: FileSchool,
  coded: ReadonlyMap<string, StoredSchool>,
  stored: ReadonlyMap<string, StoredSchool>,
  fault: (field: string, message: Text) => null,
): StoredSchool | null | undefined {
  const known = coded.get(given.code)
  if (given.id === undefined) {
    if (known) return known
    if (!stored.has(given.code)) return null
    fault(
      'code',
      say(
        `Mã ${given.code} đang là mã trong hệ thống của một trường: ghi nó ở cột Mã trong hệ thống để gắn.`,
        `${given.code} is the id of a school in the system: write it in the column of ids to join them.`,
      ),
    )
    return undefined
  }
  const named = stored.get(given.id)
  if (!named)
    fault(
      'id',
      say(`Không có trường với mã trong hệ thống ${given.id}.`, `No school has the id ${given.id} in the system.`),
    )
  else if (known && known !== named)
    fault(
      'code',
      say(
        `Mã trường ${given.code} đã là của ${known.data.name}.`,
        `The code ${given.code} is that of ${known.data.name}.`,
      ),
    )
  else if (named.code !== null && named.code !== given.code)
    fault(
      'code',
      say(
        `Trường này đã có mã ${named.code}, không đổi được.`,
        `This school has the code ${named.code}, which cannot change.`,
      ),
    )
  else return named
  return undefined
}

/** All communes there will be. A new one belongs to the province of the importing department. */
function planCommunes(plan: Plan, file: SchoolsFile, { communes, departments }: Present): Commune[] {
  const all = new Map(communes.map((one) => [one.code ?? one.id, one]))
  const seen = new Set<string>()
  for (const [index, { code, name }] of file.communes.entries()) {
    const fault = (message: Text) => plan.faults.push({ path: ['communes', index, 'code'], message })
    if (seen.has(code)) fault(twice(say(`Mã xã ${code}`, `Commune code ${code}`)))
    seen.add(code)
    const before = all.get(code)
    const province = before?.province ?? departments[0]?.province ?? ''
    if (!departments.some((one) => one.province === province))
      fault(say(`Xã mã ${code} thuộc tỉnh khác.`, `Commune ${code} is in another province.`))
    const commune = { id: before?.id ?? `xa-${code}`, code, name, province }
    all.set(code, commune)
    if (before?.name === name && before.code === code) {
      plan.same++
      continue
    }
    plan.communes.push({ commune, fresh: !before })
    if (!before) plan.added.push({ kind: 'commune', key: code })
    else if (before.name !== name)
      plan.changed.push({ kind: 'commune', key: code, field: 'name', before: before.name, after: name })
    else plan.changed.push({ kind: 'commune', key: code, field: 'code', before: before.code, after: code })
  }
  return [...all.values()]
}

function take(plan: Plan, before: StoredSchool | null, next: StoredSchool): void {
  const key = next.code ?? next.id
  if (!before) plan.added.push({ kind: 'school', key })
  const changes = before ? differences(before, next) : []
  for (const change of changes) plan.changed.push({ kind: 'school', key, ...change })
  if (before && changes.length === 0) plan.same++
  else plan.schools.push({ next, fresh: !before })
}

/** Field by field; a table by its cells. */
function differences(before: StoredSchool, next: StoredSchool): Omit<Changed, 'kind' | 'key'>[] {
  const [was, is] = [flat(before), flat(next)]
  return [...is].flatMap(([field, after]) => {
    const old = was.get(field) ?? null
    return JSON.stringify(old) === JSON.stringify(after) ? [] : [{ field, before: old, after }]
  })
}

function flat({ data, ...rest }: StoredSchool): Map<string, unknown> {
  const { tables, ...plain } = data
  const cells = tables.flatMap(({ id, title, columns, rows }): [string, unknown][] => [
    [`tables.${id}`, title],
    ...rows.flatMap(({ label, values }) =>
      columns.map((column, i): [string, unknown] => [`tables.${id}.${label}.${column}`, values[i] ?? null]),
    ),
  ])
  return new Map([...Object.entries(rest), ...Object.entries(plain), ...cells])
}
