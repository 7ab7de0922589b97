// Imports from other systems, as a workbook or JSON in the body: first a dry run, then all or nothing.
import type { Context } from 'hono'
import { z } from 'zod'
import { importCases } from '../../commands/imports/cases.ts'
import { importCertificates } from '../../commands/imports/certificates.ts'
import { mostTold, type ImportReport, type ImportRequest } from '../../commands/imports/report.ts'
import { importSchools } from '../../commands/imports/schools.ts'
import { AppError } from '../../domain/errors.ts'
import { say, type Text } from '../../domain/text.ts'
import { readCases } from '../../exchange/cases/read.ts'
import { certificateTables, readCertificates } from '../../exchange/certificates/read.ts'
import { readSchools, schoolTables } from '../../exchange/schools/read.ts'
import { tablesTemplate } from '../../exchange/tables-template.ts'
import type { TablesFile } from '../../exchange/tables.ts'
import { personOf, route } from '../route.ts'
import type { Services } from '../services.ts'
import { dispositionOf } from '../uploads/range.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const json = 'application/json'

const told = { kind: z.enum(['commune', 'school', 'certificate', 'case']), key: z.string() }
const Report = z
  .strictObject({
    dryRun: z.boolean(),
    counts: z.strictObject({ added: z.int(), changed: z.int(), same: z.int() }),
    added: z.array(z.strictObject(told)).max(mostTold),
    changed: z
      .array(z.strictObject({ ...told, field: z.string(), before: z.unknown(), after: z.unknown() }))
      .max(mostTold),
  })
  .meta({ id: 'ImportReport' })

interface Import<File> {
  noun: 'schools' | 'certificates' | 'cases'
  summary: Text
  file: readonly string[]
  read(bytes: Uint8Array): Promise<TablesFile<File>>
  run(services: Services, request: ImportRequest<File>): Promise<ImportReport>
}

function importRoute<File>({ noun, summary, file, read, run }: Import<File>) {
  return route({
    method: 'post',
    path: `/api/imports/${noun}`,
    tag: 'imports',
    summary,
    access: { to: 'importData', of: 'reach' },
    scope: 'import',
    query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('true') }),
    file,
    response: Report,
    async handle({ services, query, raw, at, ...call }) {
      const found = await read(await bytesOf(raw, file))
      const actor = personOf(call).personId
      return run(services, { ...found, dryRun: query.dryRun === 'true', actor, now: at })
    },
  })
}

async function bytesOf({ req }: Context, types: readonly string[]): Promise<Uint8Array> {
  const type = (req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type))
    throw new AppError(
      'invalid',
      say(
        `Nội dung gửi lên phải có content-type ${types.join(' hoặc ')}.`,
        `The body must have the content-type ${types.join(' or ')}.`,
      ),
    )
  return new Uint8Array(await req.arrayBuffer())
}

export const importRoutes = [
  importRoute({
    noun: 'schools',
    summary: {
      vi: 'Nhập xã, trường và số liệu hằng năm từ cơ sở dữ liệu ngành',
      en: 'Import communes, schools and yearly figures from the sector database',
    },
    file: [xlsx, json],
    read: readSchools,
    run: ({ db }, request) => importSchools(db, request),
  }),
  importRoute({
    noun: 'certificates',
    summary: { vi: 'Nhập chứng nhận và bằng đã cấp trước đây', en: 'Import certificates issued before' },
    file: [xlsx, json],
    read: readCertificates,
    run: ({ db }, request) => importCertificates(db, request),
  }),
  importRoute({
    noun: 'cases',
    summary: { vi: 'Nhập hồ sơ đang chạy ở trạng thái đã nêu', en: 'Take over running cases at a stated state' },
    file: [json],
    read: readCases,
    run: ({ db, engine, library }, request) => importCases(db, engine, library, request),
  }),
  route({
    method: 'get',
    path: '/api/imports/{noun}/template',
    tag: 'imports',
    summary: { vi: 'Sổ tính trống để điền', en: 'The empty workbook to fill in' },
    access: { to: 'importData', of: 'reach' },
    params: z.object({ noun: z.enum(['schools', 'certificates']) }),
    async handle({ params: { noun } }) {
      const bytes = await tablesTemplate(noun === 'schools' ? schoolTables : certificateTables)
      const name = noun === 'schools' ? 'truong-va-so-lieu.xlsx' : 'chung-nhan-da-cap.xlsx'
      return new Response(new Blob([new Uint8Array(bytes)]), {
        headers: { 'content-type': xlsx, 'content-disposition': dispositionOf('attachment', name) },
      })
    },
  }),
]
