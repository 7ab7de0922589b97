// The shipped crosswalks: `criteria/crosswalks`, one file for each pair of editions that were put side by side.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Crosswalk } from '../domain/criteria/crosswalk.ts'
import { AppError } from '../domain/errors.ts'
import { projectRoot } from './library.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

/** The crosswalk from one edition (`vn-trung-hoc/2018`) to another, `undefined` where nobody has written one. Throws `configuration`. */
export function findCrosswalk(from: string, to: string): Crosswalk | undefined {
  return readCrosswalks().find((one) => keyOf(one.from) === from && keyOf(one.to) === to)
}

/** All of them. Throws `configuration` with file, line and sentence for a faulty file. */
export function readCrosswalks(): Crosswalk[] {
  const folder = join(projectRoot, 'criteria', 'crosswalks')
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => {
    const parsed = parseYamlFile(Crosswalk, readFileSync(join(folder, name), 'utf8'), `criteria/crosswalks/${name}`)
    if (parsed.ok) return parsed.value
    throw new AppError('configuration', parsed.problems.map(formatProblem).join('\n'), parsed)
  })
}

function keyOf({ set, edition }: Crosswalk['from']): string {
  return `${set}/${edition}`
}
