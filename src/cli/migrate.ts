// `kiemdinh migrate`: brings the database up to date and publishes the shipped criteria sets.
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export const migrateCommand: Command = {
  summary: 'nâng cấp cơ sở dữ liệu và công bố các bộ tiêu chuẩn kèm theo',
  options: {},
  run: () =>
    withProduct(async ({ library }) => {
      process.stdout.write(`Cơ sở dữ liệu sẵn sàng; ${library.sets().length} bộ tiêu chuẩn đã công bố.\n`)
      return 0
    }),
}
