// Asks for long work on behalf of whoever is signed in: what they may not have is refused before it waits.
import { Readable } from 'node:stream'
import { AppError, roleForbids } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { reachOf, type Permission } from '../domain/permissions.ts'
import type { ImportNoun } from '../jobs/imports.ts'
import { packageFor } from '../jobs/packages.ts'
import { setNamed } from '../jobs/simulations.ts'
import { newId, type Principal } from '../store/accounts/principal.ts'
import { addJob, type JobKind, type JobRow } from '../store/jobs.ts'
import { planSimulation } from '../store/plan-simulation.ts'
import { learnSets } from '../store/publish-sets.ts'
import { withClient } from '../store/with-client.ts'
import type { Services } from './services.ts'

interface Asking {
  services: Services
  me: Principal
  at: string
}

async function start(
  { services, me, at }: Asking,
  kind: JobKind,
  input: Record<string, unknown>,
  inputFile: string | null = null,
): Promise<string> {
  const id = newId()
  await addJob(services.db, { id, kind, person: me.personId, input, inputFile, at })
  return id
}

function need({ me }: Asking, permission: Permission): void {
  if (reachOf(permission, me.offices).length > 0) return
  throw roleForbids()
}

/** Throws `notFound`, `forbidden`, `conflict` while there is no package of the case to take. */
export async function startPackage(asking: Asking, cycle: string): Promise<string> {
  await packageFor(asking.services, cycle, asking.me.personId, asking.at)
  return start(asking, 'package', { cycle })
}

/** Throws `forbidden`, `notFound` for sets nobody knows, `invalid` for two that cannot be compared. */
export async function startSimulation(asking: Asking, { from, to }: { from: string; to: string }): Promise<string> {
  need(asking, 'seeRoster')
  const { db, library } = asking.services
  await withClient(db, (client) => learnSets(client, library))
  planSimulation(setNamed(library, from), setNamed(library, to))
  return start(asking, 'simulation', { from, to })
}

/** Always a dry run first; `applyImport` writes what it has shown. */
export async function startImport(
  asking: Asking,
  { noun, name, bytes }: { noun: ImportNoun; name: string; bytes: Uint8Array },
): Promise<string> {
  need(asking, 'importData')
  const { sha256 } = await asking.services.files.put(Readable.from([bytes]))
  return start(asking, 'import', { noun, dryRun: true, name }, sha256)
}

/** The same file once more, to be written. Throws `conflict` unless its dry run ended well. */
export async function applyImport(asking: Asking, { kind, status, input, inputFile }: JobRow): Promise<string> {
  need(asking, 'importData')
  if (kind !== 'import' || status !== 'done' || input['dryRun'] !== true)
    throw new AppError(
      'conflict',
      say('Chỉ ghi được tệp mà lần chạy thử không có lỗi.', 'Only a file whose trial run had no fault can be written.'),
    )
  return start(asking, 'import', { ...input, dryRun: false }, inputFile)
}
