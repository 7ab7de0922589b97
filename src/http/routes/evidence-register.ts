// The register of evidence as a workbook: the template to fill in, and the import of a filled one with a dry run.
import { z } from 'zod'
import { importRegister } from '../../commands/evidence/import.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say, type Text } from '../../domain/text.ts'
import { readRegister } from '../../exchange/evidence-register/read.ts'
import { registerTemplate } from '../../exchange/evidence-register/template.ts'
import { procedureOfCycle } from '../../store/views/evidence.ts'
import { withClient } from '../../store/with-client.ts'
import { issuesIn, languageOf } from '../problem.ts'
import { personOf, route, type Call } from '../route.ts'
import { params } from '../schemas.ts'
import { finish, ownUpload } from '../uploads/receive.ts'
import { dispositionOf } from '../uploads/range.ts'
import { UploadId } from './evidence-schemas.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const largest = 20 * 1024 * 1024

const Imported = z.strictObject({
  dryRun: z.boolean(),
  /** What is wrong, by cell; nothing is changed when there is something. */
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  entries: z.array(
    z.strictObject({ row: z.int(), paperCode: z.string().nullable(), code: z.string(), isNew: z.boolean() }),
  ),
})

type Caller = Pick<Call<unknown, unknown, unknown>, 'services' | 'principal' | 'at'>

/** The bytes of the caller's uploaded workbook. */
async function workbook(call: Caller, id: string) {
  const { services, at } = call
  const person = personOf(call).personId
  const upload = await ownUpload(services, id, person, at)
  await finish(services, upload)
  const { type, sha256, length } = await ownUpload(services, id, person, at)
  if (sha256 === null) throw new AppError('notAllowed', say('Tệp chưa tải lên xong.', 'The upload is not complete.'))
  if (type !== xlsx || length > largest)
    throw new AppError(
      'invalid',
      say('upload: phải là sổ tính .xlsx tối đa 20 MB.', 'upload: must be an .xlsx workbook of at most 20 MB.'),
    )
  return new Uint8Array(Buffer.concat(await (await services.files.get(sha256)).toArray()))
}

export type ImportedUpload = Omit<z.output<typeof Imported>, 'issues'> & { issues: { path: string; message: Text }[] }

interface Wish {
  cycle: string
  upload: string
  dryRun: boolean
}

/** Imports the caller's uploaded workbook. Nothing is changed by a dry run or when a cell is faulty. Throws `notFound`, `invalid`. */
export async function importUpload(call: Caller, { cycle, upload, dryRun }: Wish): Promise<ImportedUpload> {
  const { db, engine, library } = call.services
  const procedure = await withClient(db, (client) => procedureOfCycle(client, cycle))
  if (procedure === null) throw notFound()
  const { pattern } = engine.procedure(procedure).evidenceCode
  const read = await readRegister(await workbook(call, upload), pattern)
  const input = { cycle, rows: read.rows, actor: personOf(call).personId, at: call.at }
  // Faulty cells are told together with what the register says of the other rows.
  const tried = await importRegister(db, engine, library, { ...input, dryRun: dryRun || read.problems.length > 0 })
  const issues = [
    ...read.problems.map(({ at, message }) => ({ path: at, message })),
    ...tried.faults.map((fault) => ({ path: read.at(fault), message: fault.message })),
  ]
  return { dryRun, issues, entries: issues.length === 0 ? tried.entries : [] }
}

export const evidenceRegisterRoutes = [
  route({
    method: 'get',
    path: '/api/evidence-template',
    tag: 'evidence',
    summary: { vi: 'Mẫu danh mục minh chứng (.xlsx)', en: 'The template of an evidence register (.xlsx)' },
    access: { to: 'person' },
    async handle() {
      const headers = {
        'content-type': xlsx,
        'content-disposition': dispositionOf('attachment', 'danh-muc-minh-chung.xlsx'),
        'x-content-type-options': 'nosniff',
      }
      return new Response(new Blob([new Uint8Array(await registerTemplate())]), { headers })
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/evidence-import',
    tag: 'evidence',
    summary: { vi: 'Nhập danh mục minh chứng; chạy thử trước', en: 'Import an evidence register; a dry run first' },
    access: { to: 'keepEvidence', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({ upload: UploadId, dryRun: z.boolean().default(true) }),
    response: Imported,
    async handle({ params: { cycle }, body, ...call }) {
      const imported = await importUpload(call, { ...body, cycle })
      const lang = languageOf((name) => call.raw.req.header(name))
      if (imported.issues.length === 0 || body.dryRun) return { ...imported, issues: issuesIn(lang, imported.issues) }
      const { issues } = imported
      throw new AppError(
        'invalid',
        say(
          `Danh mục có ${issues.length} chỗ cần sửa; chưa nhập dòng nào.`,
          `${issues.length} places of the register need a change; no row was imported.`,
        ),
        { issues },
      )
    },
  }),
]
