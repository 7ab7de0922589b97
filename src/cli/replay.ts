// `kiemdinh replay --all`: rebuilds every stored state from its history and says what was checked.
import { replayAll } from '../store/replay-all.ts'
import { findDefinition } from '../../workflows/index.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export const replayCommand: Command = {
  summary: '--all  dựng lại mọi trạng thái từ lịch sử và so với cơ sở dữ liệu',
  options: { all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  async run({ all, json }) {
    if (!all) {
      process.stderr.write('Hãy chạy: kiemdinh replay --all\n')
      return 2
    }
    return withProduct(async ({ db, engine }) => {
      const report = await replayAll(db, { definition: findDefinition, procedure: engine.procedure })
      const { processes, rows, sheets, submissions, faults } = report
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
      else {
        process.stdout.write(
          `Đã dựng lại ${processes} quy trình (${sheets} phiếu) từ ${rows} dòng lịch sử, kiểm ${submissions} bản chốt: ${faults.length} sai lệch.\n`,
        )
        for (const fault of faults) process.stdout.write(`  ${fault.process} #${fault.seq}: ${fault.what}\n`)
      }
      return faults.length === 0 ? 0 : 1
    })
  },
}
