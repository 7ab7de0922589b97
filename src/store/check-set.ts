// Everything that is wrong with the text of a criteria set, with line, column, path and a sentence; and what it holds when nothing is.
import { warningsOf } from '../domain/criteria/check.ts'
import { flatten } from '../domain/criteria/flatten.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { parseYamlFile, readYaml, type FileProblem } from './yaml-file.ts'

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
