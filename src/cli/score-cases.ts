// `kiemdinh score-cases`: runs files of worked cases, each a rule with what must come out of it. Needs no database.
import { CaseFile, casesOf } from '../domain/scoring/case-file.ts'
import type { Command } from './index.ts'
import { readYamlAs } from './read-file.ts'
import { print, printJson, refusing, wants } from './refuse.ts'

const usage = 'score-cases TỆP... [--json]'

export const scoreCasesCommand: Command = {
  summary: 'TỆP... [--json]  chạy các tình huống mẫu trong tệp; trả 1 khi có tình huống sai',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, files) =>
    refusing(() => {
      wants(files, 1, Infinity, usage)
      // All files are read before anything is printed: a file that cannot be used is the whole answer.
      const read = files.map((file) => ({ file, cases: casesOf(readYamlAs(CaseFile, file)) }))
      const outcomes = read.flatMap(({ file, cases }) =>
        cases.map((one) => {
          const faults = one.run()
          return { file, name: one.name, passed: faults.length === 0, faults }
        }),
      )
      const passed = outcomes.filter((outcome) => outcome.passed).length
      const failed = outcomes.length - passed
      if (json) printJson({ passed, failed, cases: outcomes })
      else {
        for (const outcome of outcomes) for (const line of linesOf(outcome)) print(line)
        print(`${passed} passed, ${failed} failed`)
      }
      return failed === 0 ? 0 : 1
    }),
}

function linesOf({ file, name, passed, faults }: { file: string; name: string; passed: boolean; faults: string[] }) {
  return [`${passed ? 'ok  ' : 'FAIL'} ${file}: ${name}`, ...faults.map((fault) => `       ${fault}`)]
}
