// `kiemdinh import-schools`, `import-certificates`, `import-cases`: a dry run unless `--apply` is given.
import { readFile } from 'node:fs/promises'
import { importCases } from '../commands/imports/cases.ts'
import { importCertificates } from '../commands/imports/certificates.ts'
import type { ImportReport, ImportRequest } from '../commands/imports/report.ts'
import { importSchools } from '../commands/imports/schools.ts'
import type { Product } from '../compose.ts'
import { AppError } from '../domain/errors.ts'
import { say, type Text } from '../domain/text.ts'
import { readCases } from '../exchange/cases/read.ts'
import { readCertificates } from '../exchange/certificates/read.ts'
import { readSchools } from '../exchange/schools/read.ts'
import type { TablesFile } from '../exchange/tables.ts'
import type { Command } from './index.ts'
import { print, printJson, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

export const importSchoolsCommand = importCommand('schools', 'trường và số liệu', readSchools, ({ db }, request) =>
  importSchools(db, request),
)
export const importCertificatesCommand = importCommand(
  'certificates',
  'chứng nhận đã cấp',
  readCertificates,
  ({ db }, request) => importCertificates(db, request),
)
export const importCasesCommand = importCommand(
  'cases',
  'hồ sơ đang chạy',
  readCases,
  ({ db, engine, library }, request) => importCases(db, engine, library, request),
)

function importCommand<File>(
  noun: string,
  what: string,
  read: (bytes: Uint8Array) => Promise<TablesFile<File>>,
  run: (product: Product, request: ImportRequest<File>) => Promise<ImportReport>,
): Command {
  return {
    summary: `TỆP --actor MÃ_NGƯỜI [--apply] [--json]  nhập ${what}; không có --apply thì chỉ chạy thử`,
    options: {
      actor: { type: 'string' },
      apply: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    async run({ actor, apply, json }, positionals) {
      try {
        wants(positionals, 1, 1, `import-${noun} TỆP --actor MÃ_NGƯỜI [--apply]`)
        if (typeof actor !== 'string')
          throw new AppError('invalid', say('Thiếu --actor MÃ_NGƯỜI.', '--actor PERSON_ID is missing.'))
        // Before a database is opened: a faulty file needs none.
        const found = await read(await bytesOf(positionals[0] ?? ''))
        const report = await withProduct((product) =>
          run(product, { ...found, dryRun: apply !== true, actor, now: product.engine.now() }),
        )
        if (json) printJson(report)
        else tell(report)
        return 0
      } catch (error) {
        if (!(error instanceof AppError) || !['invalid', 'notFound', 'forbidden', 'conflict'].includes(error.code))
          throw error
        const { issues = [] } = (error.details ?? {}) as { issues?: { path: string; message: Text }[] }
        const lines =
          issues.length === 0 ? [error.message] : issues.map(({ path, message }) => `${path}: ${message.vi}`)
        process.stderr.write(`${lines.join('\n')}\n`)
        return 2
      }
    },
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => {
    throw new AppError('invalid', say(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`))
  })
}

function tell({ dryRun, counts, added, changed }: ImportReport): void {
  for (const { kind, key } of added) print(`  thêm ${kind} ${key}`)
  for (const { kind, key, field, before, after } of changed)
    print(`  sửa ${kind} ${key}: ${field} ${JSON.stringify(before)} → ${JSON.stringify(after)}`)
  print(
    `${dryRun ? 'Chạy thử, chưa ghi gì' : 'Đã nhập'}: thêm ${counts.added}, sửa ${counts.changed}, giữ nguyên ${counts.same}.`,
  )
}
