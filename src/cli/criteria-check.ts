// `kiemdinh criteria check`: everything that is wrong with the files of criteria sets, with line, column, path and a sentence.
import { checkFile, type CheckReport } from '../store/check-set.ts'
import { formatProblem } from '../store/yaml-file.ts'
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
