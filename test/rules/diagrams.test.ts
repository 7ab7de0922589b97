// The drawings kept beside the machines are those of the machines.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { diagramPages } from '../../scripts/diagram-pages.ts'

const pages = diagramPages().map(({ path, text }) => [path.replace(/.*workflows/, 'workflows'), path, text] as const)

it.each(pages)('%s is current (else run: npx tsx scripts/diagrams.ts)', (_, path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text)
})
