// Rules of frameworks from around the world with their worked cases: every case a test by its name.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CaseFile, casesOf } from '../domain/scoring/case-file.ts'
import { formatProblem, parseYamlFile } from './yaml-file.ts'

const folder = fileURLToPath(new URL('../../test/scoring-examples/', import.meta.url))
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

const read = (name: string): CaseFile => {
  const parsed = parseYamlFile(CaseFile, readFileSync(folder + name, 'utf8'), name)
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'))
  return parsed.value
}

it('reads 14 frameworks', () => {
  expect(files).toHaveLength(14)
})

for (const name of files) {
  const file = read(name)
  describe(file.framework ?? file.id, () => {
    for (const one of casesOf(file)) {
      it(one.name, () => {
        expect(one.run()).toEqual([])
      })
    }
  })
}
