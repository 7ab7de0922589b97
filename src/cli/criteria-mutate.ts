// `kiemdinh criteria mutate`: puts small faults into a set's rule and names those that none of its examples notices.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { mutate, MutationsFile, type Equivalent } from '../domain/criteria/mutate.ts'
import { setKey } from '../domain/criteria/schema.ts'
import { projectRoot } from '../store/library.ts'
import type { Command } from './index.ts'
import { findSet, isPath } from './find-set.ts'
import { readYamlAs } from './read-file.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

export const mutateVerb: Command = {
  summary: 'BỘ [--json]  thử từng lỗi nhỏ trong quy tắc; nêu lỗi mà không ví dụ nào phát hiện',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(async () => {
      wants(positionals, 1, 1, 'criteria mutate BỘ [--json]')
      const [named = ''] = positionals
      const set = await findSet(named)
      const report = mutate(
        set,
        declaredFor(isPath(named) ? named : join(projectRoot, 'criteria', `${setKey(set)}.yaml`)),
      )
      const { mutants, survivors, equivalent, stale } = report
      if (json) printJson({ set: set.id, edition: set.edition, ...report })
      else {
        for (const { path, change } of survivors) print(`CÒN SỐNG  ${path}: ${change}`)
        for (const { path, change, reason } of equivalent) print(`tương đương  ${path}: ${change}. ${reason}`)
        for (const { path, change } of stale)
          print(`THỪA  ${path}: ${change}: có ví dụ phát hiện hoặc không có lỗi này.`)
        print(`${mutants} lỗi thử, ${survivors.length} không ví dụ nào phát hiện, ${equivalent.length} tương đương.`)
      }
      return survivors.length + stale.length === 0 ? 0 : 1
    }),
}

/** What is declared beside the file of a set. */
function declaredFor(file: string): Equivalent[] {
  const beside = file.replace(/\.\w+$/, '.mutations.yaml')
  return existsSync(beside) ? readYamlAs(MutationsFile, beside).equivalent : []
}
