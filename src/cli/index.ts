// Every command of the command line: one line each, its work in a file of its own.
import type { ParseArgsConfig } from 'node:util'
import { migrateCommand } from './migrate.ts'
import { replayCommand } from './replay.ts'
import { demoCommand } from './demo.ts'
import { effectsCommand } from './effects.ts'
import { moveCommand } from './move.ts'
import { workerCommand } from './worker.ts'

export interface Command {
  summary: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code. */
  run(options: Record<string, unknown>, positionals: string[]): Promise<number>
}

export const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  migrate: migrateCommand,
  replay: replayCommand,
  effects: effectsCommand,
  move: moveCommand,
  worker: workerCommand,
}
