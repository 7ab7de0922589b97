// Reads input files: all of them are checked before the first one is used, so that nothing is ever half run.
import { parseYamlFile, type FileProblem } from '../store/yaml-file.ts'
import { checkInput } from './check-input.ts'
import { SchoolInput } from './input.ts'
import type { Library } from './library.ts'

export interface InputText {
  /** As it is shown in front of a problem. */
  file: string
  text: string
}

export type Inputs = { ok: true; inputs: SchoolInput[] } | { ok: false; problems: FileProblem[] }

/** The schools of all files, or every problem of any file with its line and column. */
export function readInputs(files: readonly InputText[], library: Library): Inputs {
  const schema = SchoolInput.superRefine((input, context) => {
    for (const { path, message } of checkInput(input, library)) context.addIssue({ code: 'custom', path, message })
  })
  const read = files.map(({ file, text }) => ({ file, ...parseYamlFile(schema, text, file) }))
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems))
  const inputs = read.flatMap((one) => (one.ok ? [{ file: one.file, input: one.value }] : []))
  const repeated = inputs.flatMap(({ file, input }, index) =>
    inputs.findIndex((one) => one.input.key === input.key) < index
      ? [{ file, line: 1, column: 1, path: 'key', message: `Trường "${input.key}" đã có trong một tệp khác.` }]
      : [],
  )
  const all = [...problems, ...repeated]
  return all.length === 0 ? { ok: true, inputs: inputs.map(({ input }) => input) } : { ok: false, problems: all }
}
