// The page of each process in the registry with the terms of its procedure: written by diagrams.ts, compared by its test.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { Procedure } from '../src/domain/procedure.ts'
import { drawPage } from '../src/engine/drawing.ts'
import type { ProcessDefinition } from '../workflows/define.ts'
import { definitions } from '../workflows/index.ts'

export interface Page {
  path: string
  text: string
}

export function diagramPages(): Page[] {
  return [...new Set(definitions.map(({ process }) => process))].map((process) => ({
    path: workflowFile(`${process.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}/diagram.md`),
    text: drawPage(
      definitions.filter((one) => one.process === process),
      rulesOf,
    ),
  }))
}

/** The procedure of the edition; none for a process that serves several. */
function rulesOf({ edition }: ProcessDefinition): Procedure | null {
  const path = workflowFile(`procedures/${edition}.yaml`)
  return existsSync(path) ? Procedure.parse(parse(readFileSync(path, 'utf8'))) : null
}

function workflowFile(path: string): string {
  return fileURLToPath(new URL(`../workflows/${path}`, import.meta.url))
}
