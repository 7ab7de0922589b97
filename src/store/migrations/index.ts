// The migrations in the order they run. A released one is never edited: a change is a new file and a new line here.
import type { Client } from '../with-client.ts'
import { up as extensions } from './0001-extensions.ts'
import { up as engine } from './0002-engine.ts'

/** Plain SQL inside a transaction that the runner opens and commits. */
export type Migration = { name: string; up: (client: Client) => Promise<unknown> }

export const migrations: readonly Migration[] = [
  { name: '0001-extensions', up: extensions },
  { name: '0002-engine', up: engine },
]
