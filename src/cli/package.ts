// `kiemdinh package`: writes a case as one ZIP that proves itself. An operator of the server takes the whole case.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../config.ts'
import { operator } from '../package/reader-scope.ts'
import { packCase } from '../package/write.ts'
import { demonstrationNames, initSigningKeys, readSigningKeys } from '../signing/keys.ts'
import { fileStoreOf } from '../store/files/file-store.ts'
import type { Command } from './index.ts'
import { print, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

export const packageCommand: Command = {
  summary: 'CHU_KỲ [--out TỆP.zip] [--unsigned]  đóng gói một hồ sơ để lưu trữ và tự chứng minh',
  options: { out: { type: 'string' }, unsigned: { type: 'boolean', default: false } },
  run: ({ out, unsigned }, positionals) =>
    refusing(() => {
      wants(positionals, 1, 1, 'package CHU_KỲ [--out TỆP.zip] [--unsigned]')
      const [cycle = ''] = positionals
      const path = typeof out === 'string' ? out : `${cycle.replaceAll(/[^\w.-]/g, '_')}.zip`
      return withProduct(async (product) => {
        const config = readConfig(process.env)
        initSigningKeys(config, demonstrationNames, product.engine.now())
        const key = unsigned === true ? null : readSigningKeys(config).ed25519
        const packed = await packCase(product, fileStoreOf(config), {
          cycle,
          reader: operator,
          key,
          templatesDir: config.templatesDir,
        })
        try {
          await pipeline(packed.content, createWriteStream(path, { flush: true }))
        } catch (error) {
          // Half a package is none.
          await rm(path, { force: true })
          throw error
        }
        print(
          `Đã ghi ${path}: ${packed.files} tệp, ${packed.size} byte, ${key ? `ký bằng khóa ${key.id}` : 'không ký'}.`,
        )
        for (const { id, why } of packed.case.absent) print(`  Không có trong gói (${why}): ${id}`)
        return 0
      })
    }),
}
