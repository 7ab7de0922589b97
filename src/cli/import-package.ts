// `kiemdinh import-package`: puts a packaged case back into a system that does not have it. Says first what would be done.
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import { keyIdIn } from '../package/check-files.ts'
import { importPackage } from '../package/import.ts'
import { UnreadablePackage } from '../package/read.ts'
import { readConfig } from '../config.ts'
import { fileStoreOf } from '../store/files/file-store.ts'
import type { Command } from './index.ts'
import { readText } from './read-file.ts'
import { print, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

const usage = 'import-package TỆP.zip --actor MÃ_NGƯỜI [--key TỆP_KHÓA] [--apply]'

export const importPackageCommand: Command = {
  summary: 'TỆP.zip --actor MÃ_NGƯỜI [--key TỆP_KHÓA] [--apply]  khôi phục hồ sơ từ gói; không có --apply thì chỉ thử',
  options: { actor: { type: 'string' }, key: { type: 'string' }, apply: { type: 'boolean', default: false } },
  run: ({ actor, key, apply }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, usage)
      if (typeof actor !== 'string')
        throw new AppError('invalid', say(`Hãy chạy: kiemdinh ${usage}`, `Run: kiemdinh ${usage}`))
      const trusted = typeof key === 'string' ? keyIdIn(readText(key)) : null
      if (typeof key === 'string' && trusted === null)
        throw new AppError(
          'invalid',
          say(`${key} không phải khóa công khai Ed25519.`, `${key} is no Ed25519 public key.`),
        )
      return withProduct(async (product) => {
        const files = fileStoreOf(readConfig(process.env))
        const order = { path: positionals[0] ?? '', actor, trusted, apply: apply === true, now: product.engine.now() }
        const done = await importPackage(product, files, order).catch((error: unknown) => {
          throw error instanceof UnreadablePackage ? new AppError('invalid', said(error.message)) : error
        })
        print(
          `${apply ? 'Đã khôi phục' : 'Sẽ khôi phục'} ${done.school} (${done.cycle}): ${done.processes} quy trình, ${done.rows} dòng lịch sử, ${done.evidence} minh chứng, ${done.people} người, trong đó ${done.offices} người giữ chức vụ.`,
        )
        if (!apply) print('Chưa ghi gì. Thêm --apply để ghi.')
        return 0
      })
    }),
}
