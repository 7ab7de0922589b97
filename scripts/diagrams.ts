// Writes workflows/*/diagram.md from the machines: `npx tsx scripts/diagrams.ts`.
import { writeFileSync } from 'node:fs'
import { diagramPages } from './diagram-pages.ts'

for (const { path, text } of diagramPages()) {
  writeFileSync(path, text)
  console.log(path)
}
