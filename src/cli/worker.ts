// `kiemdinh worker`: fires deadlines and carries out effects until it is told to stop. Any number may run.
import { readConfig } from '../config.ts'
import { runJobs } from '../jobs/run.ts'
import { mailerOf } from '../mail/mailer.ts'
import { openSigningKeys } from '../signing/keys.ts'
import { intakeOf } from '../store/files/intake.ts'
import { readSecretKey } from '../store/secret-key.ts'
import { startWorker } from '../wake.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export const workerCommand: Command = {
  summary: 'chạy tiến trình nền: thời hạn, thông báo, văn bản (Ctrl-C để dừng)',
  options: {},
  run: () =>
    withProduct(async (product) => {
      const config = readConfig(process.env)
      const key = readSecretKey(config)
      const mailer = config.smtpUrl === undefined ? null : mailerOf(config, key)
      const intake = intakeOf(config)
      const signing = openSigningKeys(config, product.engine.now())
      const runner = await startWorker(product, {
        mailer,
        intake,
        teller: { key, allowPrivate: config.webhooksToPrivate },
        jobs: () => runJobs({ ...product, files: intake.files, signing, templatesDir: config.templatesDir }),
      })
      process.stdout.write('Tiến trình nền đang chạy.\n')
      const stop = () => void runner.stop()
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      await runner.promise
      return 0
    }),
}
