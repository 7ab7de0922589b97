// Where the recorded histories of an edition are, and the procedures it runs under.
import { join } from 'node:path'
import type { Procedure } from '../../src/domain/procedure.ts'
import { projectRoot, type Library } from '../../src/store/library.ts'
import type { ProcessDefinition } from '../../workflows/define.ts'

/** Absolute path of the file. */
export function goldenFile({ process, edition }: Pick<ProcessDefinition, 'process' | 'edition'>): string {
  return join(projectRoot, 'test', 'golden', `${process}.${edition}.json`)
}

/** The procedure of the edition's own name, or every one that names the edition. */
export function proceduresFor({ process, edition }: ProcessDefinition, library: Library): Procedure[] {
  const all = ['vn-2018', 'vn-2026'].map((id) => library.procedure(id))
  return all.filter(({ workflows }) => workflows[process] === edition)
}
