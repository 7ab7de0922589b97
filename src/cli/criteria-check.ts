// `kiemdinh criteria check`: everything that is wrong with the files of criteria sets, with line, column, path and a sentence.
import { warningsOf } from '../domain/criteria/check.ts'
import { flatten } from '../domain/criteria/flatten.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { formatProblem, parseYamlFile, readYaml, type FileProblem } from '../store/yaml-file.ts'
import { checkCrosswalkFile, isCrosswalk } from './check-crosswalk.ts'
import type { Command } from './index.ts'
import { readText } from './read-file.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

export const checkVerb: Command = {
  summary: 'TỆP... [--json]  kiểm tra tệp bộ tiêu chuẩn; trả 1 khi có lỗi',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, files) =>
    refusing(async () => {
      wants(files, 1, Infinity, 'criteria check TỆP... [--json]')
      const texts = files.map((file) => ({ file, text: readText(file) }))
      const reports: CheckReport[] = []
      for (const { file, text } of texts) {
        reports.push(isCrosswalk(text) ? await checkCrosswalkFile(text, file) : checkFile(text, file))
      }
      if (json) printJson(reports)
      else for (const line of reports.flatMap(linesOf)) print(line)
      return reports.every(({ ok }) => ok) ? 0 : 1
    }),
}

export interface CheckReport {
  file: string
  ok: boolean
  set: string | null
  edition: string | null
  status: AnySet['status'] | null
  /** Number of nodes by kind. */
  counts: Record<string, number>
  examples: number
  errors: FileProblem[]
  /** What should be put right and keeps nobody from using the set. */
  warnings: FileProblem[]
}

/** Checks the text of a set's file. `file` is only what the problems are told at. */
export function checkFile(text: string, file: string): CheckReport {
  const parsed = parseYamlFile(checkedSchemaOf, text, file)
  if (!parsed.ok) {
    const nothing = { set: null, edition: null, status: null, counts: {}, examples: 0, warnings: [] }
    return { file, ok: false, ...nothing, errors: parsed.problems }
  }
  const set = parsed.value
  const yaml = readYaml(text, file)
  const warnings = warningsOf(set).map(({ path, message }) => ({
    file,
    ...yaml.at(path),
    path: path.map(String).join('.'),
    message,
  }))
  const { id, edition, status, examples } = set
  return {
    file,
    ok: true,
    set: id,
    edition,
    status,
    counts: countsOf(set),
    examples: examples.length,
    errors: [],
    warnings,
  }
}

function countsOf(set: AnySet): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of flatten(set)) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function linesOf({ file, ok, set, edition, status, counts, examples, errors, warnings }: CheckReport): string[] {
  if (!ok) return [...errors.map(formatProblem), `${file}: ${errors.length} lỗi.`]
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  const name = edition === null ? set : `${set}@${edition}`
  const title = [name, ...(status === null ? [] : [status === 'draft' ? 'dự thảo' : 'công bố'])].join(', ')
  const tried = examples === 0 ? 'không có ví dụ' : `${examples} ví dụ đều ra như ghi`
  return [
    ...warnings.map((warning) => `${formatProblem(warning)} [cảnh báo]`),
    `${file}: đúng. ${title}; ${kinds.join(', ')}; ${tried}; ${warnings.length} cảnh báo.`,
  ]
}
