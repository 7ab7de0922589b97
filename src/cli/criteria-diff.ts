// `kiemdinh criteria diff`: what one edition says and scores otherwise than another. Needs no database for shipped sets and files.
import { diffSets } from '../domain/criteria/diff.ts'
import { diffLines } from '../domain/criteria/diff-lines.ts'
import { schemaOf } from '../domain/criteria/framework.ts'
import type { Command } from './index.ts'
import { findSet } from './find-set.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

export const diffVerb: Command = {
  summary: 'BỘ_A BỘ_B [--json]  hai bản khác nhau ở đâu: mục thêm, bớt, sửa lời, đổi chỗ, đổi cách chấm, quy tắc',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(async () => {
      wants(positionals, 2, 2, 'criteria diff BỘ_A BỘ_B [--json]')
      const [a = '', b = ''] = positionals
      const diff = diffSets(await findSet(a, schemaOf), await findSet(b, schemaOf))
      if (json) printJson(diff)
      else for (const line of diffLines(diff)) print(line)
      return 0
    }),
}
