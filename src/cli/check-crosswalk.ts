// `kiemdinh criteria check` of a crosswalk: against both of the sets it names.
import { checkCrosswalk, Crosswalk, unmapped } from '../domain/criteria/crosswalk.ts'
import type { Problem } from '../domain/criteria/problem.ts'
import { parseYamlFile, readYaml, type FileProblem } from '../store/yaml-file.ts'
import type { CheckReport } from '../store/check-set.ts'
import { findSet } from './find-set.ts'

/** Whether a text is a crosswalk and no set. */
export function isCrosswalk(text: string): boolean {
  return /^maps:/m.test(text)
}

/** Throws `notFound` when one of its sets is not there. */
export async function checkCrosswalkFile(text: string, file: string): Promise<CheckReport> {
  const nothing = { file, set: null, edition: null, status: null, counts: {}, examples: 0, warnings: [] }
  const parsed = parseYamlFile(Crosswalk, text, file)
  if (!parsed.ok) return { ...nothing, ok: false, errors: parsed.problems }
  const { from, to, maps } = parsed.value
  const [source, target] = [await findSet(`${from.set}@${from.edition}`), await findSet(`${to.set}@${to.edition}`)]
  const yaml = readYaml(text, file)
  const told = ({ path, message }: Problem): FileProblem => ({
    file,
    ...yaml.at(path),
    path: path.map(String).join('.'),
    message,
  })
  const errors = checkCrosswalk(parsed.value, source, target).map(told)
  const left = unmapped(parsed.value, source, target)
  const warnings = [
    ...left.from.map((id) => ({ path: ['from'], message: `Mục "${id}" của ${from.set} không nối vào đâu.` })),
    ...left.to.map((id) => ({ path: ['to'], message: `Mục "${id}" của ${to.set} không có gì nối vào.` })),
  ].map(told)
  const set = `${from.set}@${from.edition} -> ${to.set}@${to.edition}`
  return { ...nothing, set, ok: errors.length === 0, counts: { map: maps.length }, errors, warnings }
}
