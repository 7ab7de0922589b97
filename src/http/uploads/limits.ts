// What may be uploaded for a case: the server's limits, narrowed by its procedure where that says something.
import { notFound } from '../../domain/errors.ts'
import type { FileKind } from '../../domain/file-kinds.ts'
import { procedureOfCycle } from '../../store/views/evidence.ts'
import { withClient } from '../../store/with-client.ts'
import type { Services } from '../services.ts'

export interface Limits {
  maxBytes: number
  kinds: readonly FileKind[]
}

/** Throws `notFound` when there is no such case. */
export async function limitsOf({ db, engine, intake }: Services, cycle: string): Promise<Limits> {
  const procedure = await withClient(db, (client) => procedureOfCycle(client, cycle))
  if (procedure === null) throw notFound()
  const { evidenceFiles } = engine.procedure(procedure)
  const megabytes = evidenceFiles?.megabytes ?? null
  return {
    maxBytes: megabytes === null ? intake.maxBytes : Math.min(intake.maxBytes, megabytes * 1024 * 1024),
    kinds: evidenceFiles ? intake.kinds.filter((kind) => evidenceFiles.kinds.includes(kind)) : intake.kinds,
  }
}
