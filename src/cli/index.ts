// Every command of the command line: one line each, its work in a file of its own, read when it is called.
import type { ParseArgsConfig } from 'node:util'

export interface Command {
  summary: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code. */
  run(options: Record<string, unknown>, positionals: string[]): Promise<number>
}

/** A command of several verbs: `kiemdinh criteria check`. Each is read when it is called. */
export interface CommandGroup {
  summary: string
  verbs: Verbs
}

export type Verbs = Readonly<Record<string, () => Promise<Command>>>

export const commands: Readonly<Record<string, () => Promise<Command | CommandGroup>>> = {
  demo: async () => (await import('./demo.ts')).demoCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  effects: async () => (await import('./effects.ts')).effectsCommand,
  invite: async () => (await import('./invite.ts')).inviteCommand,
  mails: async () => (await import('./mails.ts')).mailsCommand,
  move: async () => (await import('./move.ts')).moveCommand,
  keys: async () => (await import('./keys.ts')).keysCommands,
  package: async () => (await import('./package.ts')).packageCommand,
  'import-package': async () => (await import('./import-package.ts')).importPackageCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  worker: async () => (await import('./worker.ts')).workerCommand,
  'add-organisation': async () => (await import('./add-organisation.ts')).addOrganisationCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  'import-schools': async () => (await import('./imports.ts')).importSchoolsCommand,
  'import-certificates': async () => (await import('./imports.ts')).importCertificatesCommand,
  'import-cases': async () => (await import('./imports.ts')).importCasesCommand,
  criteria: async () => (await import('./criteria.ts')).criteriaCommands,
  score: async () => (await import('./score.ts')).scoreCommand,
  'score-cases': async () => (await import('./score-cases.ts')).scoreCasesCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  templates: async () => (await import('./templates.ts')).templateCommands,
}
