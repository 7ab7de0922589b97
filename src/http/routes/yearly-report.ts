// The department's yearly report (2026, Mẫu số 7): as a paper, or its schools one by one as a spreadsheet.
import { Readable } from 'node:stream'
import { schemaSays } from '../../domain/schema-issues.ts'
import { z } from 'zod'
import { dayOf } from '../../domain/calendar/add.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { reachOf } from '../../domain/permissions.ts'
import type { Procedure } from '../../domain/procedure.ts'
import { yearlyTable } from '../../exchange/spreadsheets/tables.ts'
import { kindNames } from '../../reports/parts/words.ts'
import { countKinds } from '../../reports/yearly-report/count.ts'
import { renderYearlyReport } from '../../reports/yearly-report/render.ts'
import type { Library } from '../../store/library.ts'
import {
  countedAt,
  departmentsIn,
  yearlyAwards,
  yearlySchools,
  type YearlyDepartment,
} from '../../store/views/yearly.ts'
import { inSnapshot, type Client } from '../../store/with-client.ts'
import { documentAnswer, spreadsheetAnswer } from '../file-answers.ts'
import { personOf, route } from '../route.ts'
import { Id, PdfStandard } from '../schemas.ts'

const SchoolYear = z
  .string()
  .regex(/^(19|20)\d\d-(19|20)\d\d$/, schemaSays('phải có dạng 2026-2027', 'must look like 2026-2027'))
  .refine(
    (year) => Number(year.slice(5)) === Number(year.slice(0, 4)) + 1,
    schemaSays('phải là hai năm liền nhau', 'must be two years in a row'),
  )

/** The school year of an instant: it changes on 1 September. */
function schoolYearOf(at: string): string {
  const [year = '', month = ''] = dayOf(at).split('-')
  const first = Number(month) < 9 ? Number(year) - 1 : Number(year)
  return `${first}-${first + 1}`
}

export const yearlyReportRoutes = [
  route({
    method: 'get',
    path: '/api/yearly-report',
    tag: 'papers',
    summary: { vi: 'Báo cáo hằng năm của Sở (Mẫu số 7)', en: 'The yearly report of the department' },
    access: { to: 'seeYearlyReport', of: 'reach' },
    query: z.strictObject({
      /** The present one unless told. */
      year: SchoolYear.optional(),
      /** Needed only by whom several departments are under. */
      department: Id.optional(),
      /** The number of the paper, as the registry of the office gave it. */
      number: z.string().trim().max(100).optional(),
      format: z.enum(['html', 'pdf', 'docx', 'xlsx']).default('html'),
      standard: PdfStandard,
    }),
    async handle({ services, query, at, ...call }) {
      const { year = schoolYearOf(at), department, number, format, standard } = query
      const reach = reachOf('seeYearlyReport', personOf(call).offices)
      const { of, schools, awards } = await inSnapshot(services.db, async (client) => {
        const of = await theDepartment(client, { reach, department, at })
        const question = { department: of.id, year, at }
        return { of, schools: await yearlySchools(client, question), awards: await yearlyAwards(client, question) }
      })
      const name = `bao-cao-hang-nam-${year}`
      if (format === 'xlsx') {
        const rows = schools.map((one) => ({ ...one, kind: kindNames[one.kind] }))
        return spreadsheetAnswer(name, yearlyTable, Readable.from(rows))
      }
      const input = {
        ...awards,
        procedure: rulesOf(services.library),
        province: of.provinceOffice.replace(/^UBND\s+/u, ''),
        provinceOffice: of.provinceOffice,
        department: of.name,
        director: of.director,
        schoolYear: year,
        on: dayOf(at),
        countedOn: dayOf(countedAt({ year, at })),
        report: number || null,
        kinds: countKinds(schools),
      }
      const bytes = await renderYearlyReport(input, format, { templatesDir: services.templatesDir, standard })
      return documentAnswer(bytes, format, name)
    },
  }),
]

/** The newest circular that knows the report. */
function rulesOf(library: Library): Procedure {
  const known = library
    .procedures()
    .map((id) => library.procedure(id))
    .filter(({ forms }) => forms['departmentYearlyReport'] !== undefined)
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
  const newest = known.at(-1)
  if (!newest) throw notFound()
  return newest
}

type Asked = Parameters<typeof departmentsIn>[1]

/** Throws `notFound`; `conflict` when several are under this person and none was named. */
async function theDepartment(client: Client, asked: Asked): Promise<YearlyDepartment> {
  const [found, other] = await departmentsIn(client, asked)
  if (!found) throw notFound()
  if (!other) return found
  throw new AppError(
    'conflict',
    say('Có nhiều sở: hãy ghi thêm department.', 'There are several departments: add department.'),
  )
}
