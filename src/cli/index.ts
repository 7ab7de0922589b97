// Every command of the command line: one line each, its work in a file of its own.
import type { ParseArgsConfig } from 'node:util'
import { addOrganisationCommand } from './add-organisation.ts'
import { backupCommand } from './backup.ts'
import { importCasesCommand, importCertificatesCommand, importSchoolsCommand } from './imports.ts'
import { restoreCommand } from './restore.ts'
import { criteriaCommands } from './criteria.ts'
import { keysCommands } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { replayCommand } from './replay.ts'
import { demoCommand } from './demo.ts'
import { effectsCommand } from './effects.ts'
import { importPackageCommand } from './import-package.ts'
import { inviteCommand } from './invite.ts'
import { mailsCommand } from './mails.ts'
import { moveCommand } from './move.ts'
import { packageCommand } from './package.ts'
import { scoreCasesCommand } from './score-cases.ts'
import { scoreCommand } from './score.ts'
import { simulateCommand } from './simulate.ts'
import { templateCommands } from './templates.ts'
import { verifyCommand } from './verify.ts'
import { workerCommand } from './worker.ts'

export interface Command {
  summary: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code. */
  run(options: Record<string, unknown>, positionals: string[]): Promise<number>
}

/** A command of several verbs: `kiemdinh criteria check`. */
export interface CommandGroup {
  summary: string
  verbs: Readonly<Record<string, Command>>
}

export const commands: Readonly<Record<string, Command | CommandGroup>> = {
  demo: demoCommand,
  migrate: migrateCommand,
  replay: replayCommand,
  effects: effectsCommand,
  invite: inviteCommand,
  mails: mailsCommand,
  move: moveCommand,
  keys: keysCommands,
  package: packageCommand,
  'import-package': importPackageCommand,
  verify: verifyCommand,
  worker: workerCommand,
  'add-organisation': addOrganisationCommand,
  backup: backupCommand,
  restore: restoreCommand,
  'import-schools': importSchoolsCommand,
  'import-certificates': importCertificatesCommand,
  'import-cases': importCasesCommand,
  criteria: criteriaCommands,
  score: scoreCommand,
  'score-cases': scoreCasesCommand,
  simulate: simulateCommand,
  templates: templateCommands,
}
