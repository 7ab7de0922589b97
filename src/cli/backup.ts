// `kiemdinh backup`: a consistent copy of the database in one file, also of the embedded server and while others work.
import { readConfig } from '../config.ts'
import { fileStoreOf } from '../store/files/file-store.ts'
import { openDatabase } from '../store/open-database.ts'
import { writeBackup } from '../store/backup/write.ts'
import type { Command } from './index.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

export const backupCommand: Command = {
  summary: 'TỆP [--with-files] [--json]  sao lưu cơ sở dữ liệu, kèm tệp minh chứng nếu muốn; không cần dừng máy chủ',
  options: { 'with-files': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  run: ({ 'with-files': withFiles, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, 'backup TỆP [--with-files] [--json]')
      const [path = ''] = positionals
      const config = readConfig(process.env)
      // As it is: a backup before an upgrade is of the version before it.
      const db = await openDatabase({ ...config, migrated: false })
      try {
        const files = withFiles ? fileStoreOf(config) : null
        const { rows, missing, ...made } = await writeBackup(db, { path, files, at: new Date().toISOString() })
        const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
        if (json) printJson({ ...made, rows: total, missing })
        else print(`Đã sao lưu ${total} dòng và ${made.files} tệp minh chứng vào ${path}; sha256 ${made.sha256}.`)
        if (missing.length > 0)
          process.stderr.write(`Kho tệp thiếu ${missing.length} nội dung: ${missing.join(', ')}\n`)
        return missing.length === 0 ? 0 : 1
      } finally {
        await db.close()
      }
    }),
}
