// The yearly data of a school (Part I of its report): its tables side by side over the years, each edited on a page of its own.
import { z } from 'zod'
import { say, labelled } from '../../domain/text.ts'
import { saveSchoolData } from '../../commands/schools/save-data.ts'
import { DataTable } from '../../domain/case.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { numberOf } from '../../domain/procedure.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { faultsOfTable, formTable, schoolYears, tableIds, type TableId } from '../../domain/school-tables.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { listCases } from '../../store/views/cases.ts'
import { findSchool, type SchoolPage } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { DataPage, TablePage } from './data-page.tsx'
import { dataUrl } from './head.tsx'
import { cellField, changed, labelField, tableFrom } from './table-form.ts'

const Params = params.school.extend({ table: z.string().min(1).max(60) })
type Call = PageCall<{ school: string; table: string }, unknown>

async function load(call: Pick<Call, 'services' | 'principal' | 'at'>, id: string) {
  const { personId: person, offices } = personOf(call)
  const { school, latest } = await withClient(call.services.db, async (client) => {
    const cases = await listCases(client, { person, offices, at: call.at, school: id, limit: 1 })
    return { school: await findSchool(client, id), latest: cases.items[0] }
  })
  if (!school) throw notFound()
  const year = Number(call.at.slice(0, 4)) - (Number(call.at.slice(5, 7)) < 7 ? 1 : 0)
  const shown = latest && numberOf(call.services.library.procedure(latest.procedure), 'data.schoolYears')
  const years = schoolYears(latest?.period ?? `${year}-${year + 1}`, shown ?? 3)
  return { school, years }
}

/** The school's table of that name, or the empty one of the form. Throws `notFound`. */
function tableOf({ data, kind }: SchoolPage, id: string, years: readonly string[]): DataTable {
  const own = data.tables.find((one) => one.id === id)
  // Parsed, so that the same table is the same text wherever it comes from.
  if (own) return DataTable.parse(own)
  if ((tableIds as readonly string[]).includes(id)) return formTable(id as TableId, kind, years)
  if (id === 'khac') return { id, title: '', columns: [...years], rows: [{ label: '', values: years.map(() => null) }] }
  throw notFound()
}

interface Typed {
  table: DataTable
  faults: readonly Fault[]
  /** What is stored by now, when somebody else saved the table meanwhile. */
  stored?: DataTable
}

async function tablePage(call: Call, typed?: Typed) {
  const { params: named, view } = call
  const { school, years } = await load(call, named.school)
  const present = tableOf(school, named.table, years)
  const { table, faults, stored } = typed ?? { table: present, faults: [] }
  const shown = { table, was: present, faults, stored, unsaved: typed !== undefined }
  return <TablePage view={view} school={school} {...shown} />
}

/** Faults by field, the cells' own among them. */
function faultsIn(table: DataTable): Fault[] {
  const cells = faultsOfTable(table).map(({ row, column, message }) => {
    const field = column < 0 ? labelField(row) : cellField(row, column)
    return { field, message: labelled(table.rows[row]?.label || String(row + 1), message) }
  })
  return table.title === ''
    ? [{ field: 'title', message: say('Hãy ghi tên bảng.', 'Write the name of the table.') }, ...cells]
    : cells
}

async function save(call: Call) {
  const { services, params: named, fields, at } = call
  const table = tableFrom(fields, named.table)
  const act = fields.text('_act')
  if (act !== '') return tablePage(call, { table: changed(table, act, fields.text('pasted')), faults: [] })
  const faults = faultsIn(table)
  if (faults.length > 0) return tablePage(call, { table, faults })
  const { school, years } = await load(call, named.school)
  const present = tableOf(school, named.table, years)
  const was = DataTable.safeParse(jsonOf(fields.text('_was')))
  if (!was.success || JSON.stringify(was.data) !== JSON.stringify(present)) {
    const told = {
      message: say(
        'Người khác đã lưu bảng này trước bạn. Bản đang lưu ở bên dưới; sửa thành bản chung rồi lưu lại.',
        'Somebody else saved this table before you. Their version is below; make one of both, then save again.',
      ),
    }
    return tablePage(call, { table, faults: [told], stored: present })
  }
  const id = named.table === 'khac' ? freshId(school) : named.table
  const kept = { ...table, id, rows: table.rows.filter(({ label }) => label !== '') }
  const others = school.data.tables.some((one) => one.id === id)
  const tables = others ? school.data.tables.map((one) => (one.id === id ? kept : one)) : [...school.data.tables, kept]
  try {
    const acting = { actor: personOf(call).personId, at, expectedVersion: school.version }
    await saveSchoolData(services.db, { school: named.school, data: { ...school.data, tables }, ...acting })
    const done = new URLSearchParams({ done: named.table, title: table.title.slice(0, 90) })
    return goTo(`${dataUrl(named.school)}?${done}`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'forbidden') throw error
    return tablePage(call, { table, faults: faultsOf(error) })
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function freshId({ data }: SchoolPage): string {
  const ids = new Set(data.tables.map(({ id }) => id))
  for (let number = 1; ; number++) if (!ids.has(`khac-${number}`)) return `khac-${number}`
}

const edit = { to: 'editSchool', of: 'school' } as const

export const dataPages = [
  page({
    method: 'get',
    path: '/schools/{school}/data',
    access: { to: 'seeSchool', of: 'school' },
    params: params.school,
    query: z.object({ done: z.string().max(60).optional(), title: z.string().max(100).default('') }),
    async handle(call) {
      const { school, years } = await load(call, call.params.school)
      const { standing, place } = groundOf(call)
      const may = rolesFor('editSchool', standing, place).length > 0
      const missing = tableIds.filter((id) => !school.data.tables.some((one) => one.id === id))
      const empty = missing.map((id) => formTable(id, school.kind, years))
      const { done: table, title } = call.query
      const done = table === undefined ? null : { table, title }
      return <DataPage view={call.view} school={school} may={may} missing={empty} done={done} />
    },
  }),
  page({
    method: 'get',
    path: '/schools/{school}/data/{table}',
    access: edit,
    params: Params,
    handle: (call) => tablePage(call),
  }),
  page({ method: 'post', path: '/schools/{school}/data/{table}', access: edit, params: Params, handle: save }),
]
