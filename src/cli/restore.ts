// `kiemdinh restore`: loads a backup into an empty database and proves it by rebuilding every state from its history.
import { readConfig } from '../config.ts'
import { fileStoreOf } from '../store/files/file-store.ts'
import { openDatabase } from '../store/open-database.ts'
import { restoreBackup } from '../store/backup/restore.ts'
import { readLibrary } from '../store/library.ts'
import { replayAll } from '../store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import type { Command } from './index.ts'
import { print, refusing, wants } from './refuse.ts'

export const restoreCommand: Command = {
  summary: 'TỆP [--skip-files] [--skip-replay]  khôi phục bản sao lưu vào cơ sở dữ liệu trống rồi kiểm lại lịch sử',
  options: {
    'skip-files': { type: 'boolean', default: false },
    'skip-replay': { type: 'boolean', default: false },
  },
  run: ({ 'skip-files': skipFiles, 'skip-replay': skipReplay }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, 'restore TỆP [--skip-files] [--skip-replay]')
      const [path = ''] = positionals
      const config = readConfig(process.env)
      const db = await openDatabase({ ...config, migrated: false })
      try {
        const { at, rows, files } = await restoreBackup(db, { path, files: skipFiles ? null : fileStoreOf(config) })
        const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
        print(`Đã khôi phục bản sao lưu lúc ${at}: ${total} dòng, ${files} tệp minh chứng.`)
        if (skipReplay) return 0
        const library = readLibrary()
        const report = await replayAll(db, { definition: findDefinition, procedure: (id) => library.procedure(id) })
        print(
          `Dựng lại ${report.processes} quy trình từ ${report.rows} dòng lịch sử: ${report.faults.length} sai lệch.`,
        )
        for (const fault of report.faults) print(`  ${fault.process} #${fault.seq}: ${fault.what}`)
        return report.faults.length === 0 ? 0 : 1
      } finally {
        await db.close()
      }
    }),
}
