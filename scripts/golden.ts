// Records the golden histories of editions that have none yet: `npx tsx scripts/golden.ts [process.edition ...] [--force]`.
import { existsSync, writeFileSync } from 'node:fs'
import { readLibrary } from '../src/store/library.ts'
import { goldenFile, proceduresFor } from '../test/golden/files.ts'
import { faultsOf } from '../test/golden/check.ts'
import { writeFileText } from '../test/golden/history-file.ts'
import { recordHistories } from '../test/golden/record.ts'
import { definitions } from '../workflows/index.ts'

const force = process.argv.includes('--force')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const library = readLibrary()

for (const definition of definitions) {
  const name = `${definition.process}.${definition.edition}`
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const path = goldenFile(definition)
  if (existsSync(path) && !force) {
    console.log(`${name}: released, left as it is (--force writes it anew, for an edition no case has run under)`)
    if (wanted.length > 0) process.exitCode = 1
    continue
  }
  const file = recordHistories(definition, proceduresFor(definition, library))
  const faults = faultsOf(file, definition, library.procedure)
  if (faults.length > 0) {
    console.error(`${name}: not written\n  ${faults.join('\n  ')}`)
    process.exitCode = 1
    continue
  }
  const text = writeFileText(file)
  writeFileSync(path, text)
  const steps = file.histories.reduce((sum, history) => sum + history.steps.length, 0)
  console.log(`${name}: ${file.histories.length} histories, ${steps} steps, ${Math.round(text.length / 1000)} kB`)
}
