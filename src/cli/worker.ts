// `kiemdinh worker`: fires deadlines and carries out effects until it is told to stop. Any number may run.
import { startWorker } from '../wake.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export const workerCommand: Command = {
  summary: 'chạy tiến trình nền: thời hạn, thông báo, văn bản (Ctrl-C để dừng)',
  options: {},
  run: () =>
    withProduct(async (product) => {
      const runner = await startWorker(product)
      process.stdout.write('Tiến trình nền đang chạy.\n')
      const stop = () => void runner.stop()
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      await runner.promise
      return 0
    }),
}
