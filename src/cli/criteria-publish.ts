// `kiemdinh criteria publish`: checks a set's file and freezes it in the database. The same content again changes nothing.
import { checkFile } from '../store/check-set.ts'
import { asPublished, publishText } from '../store/publish-sets.ts'
import { formatProblem } from '../store/yaml-file.ts'
import type { Command } from './index.ts'
import { readText } from './read-file.ts'
import { print, printJson, refusing, wants } from './refuse.ts'
import { withProduct } from './with-product.ts'

export const publishVerb: Command = {
  summary: 'TỆP [--by MÃ_NGƯỜI] [--json]  công bố một bản bộ tiêu chuẩn; đã công bố thì không bao giờ đổi',
  options: { by: { type: 'string', default: 'system' }, json: { type: 'boolean', default: false } },
  run: ({ by, json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, 'criteria publish TỆP [--by MÃ_NGƯỜI] [--json]')
      const [file = ''] = positionals
      const text = readText(file)
      // Before a database is opened: a faulty file needs none.
      const { ok, errors } = checkFile(asPublished(text), file)
      if (!ok) {
        process.stderr.write(`${errors.map(formatProblem).join('\n')}\n`)
        return 1
      }
      const made = await withProduct(({ db, library, engine }) =>
        publishText(db, library, { text, file, by: String(by), at: engine.now() }),
      )
      if (json) printJson(made)
      else print(`${made.fresh ? 'Đã công bố' : 'Đã công bố từ trước, không đổi'}: ${made.id}, sha256 ${made.hash}.`)
      return 0
    }),
}
