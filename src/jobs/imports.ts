// An import as long work: the file is read, checked, and where it is no dry run written, all or nothing.
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { importCases } from '../commands/imports/cases.ts'
import { importCertificates } from '../commands/imports/certificates.ts'
import type { ImportReport, ImportRequest } from '../commands/imports/report.ts'
import { importSchools } from '../commands/imports/schools.ts'
import { readCases } from '../exchange/cases/read.ts'
import { readCertificates } from '../exchange/certificates/read.ts'
import { readSchools } from '../exchange/schools/read.ts'
import type { TablesFile } from '../exchange/tables.ts'
import { endJob, type JobRow } from '../store/jobs.ts'
import type { Client } from '../store/with-client.ts'
import type { JobWorld, Progress } from './world.ts'

export const importNouns = ['schools', 'certificates', 'cases'] as const
export type ImportNoun = (typeof importNouns)[number]
export const ImportInput = z.strictObject({ noun: z.enum(importNouns), dryRun: z.boolean(), name: z.string().max(300) })

type Run = (
  world: JobWorld,
  bytes: Uint8Array,
  how: Pick<ImportRequest<never>, 'dryRun' | 'actor' | 'now' | 'written'>,
) => Promise<ImportReport>

function run<File>(
  read: (bytes: Uint8Array) => Promise<TablesFile<File>>,
  write: (world: JobWorld, request: ImportRequest<File>) => Promise<ImportReport>,
): Run {
  return async (world, bytes, how) => write(world, { ...(await read(bytes)), ...how })
}

const runs: Record<ImportNoun, Run> = {
  schools: run(readSchools, ({ db }, request) => importSchools(db, request)),
  certificates: run(readCertificates, ({ db }, request) => importCertificates(db, request)),
  cases: run(readCases, ({ db, engine, library }, request) => importCases(db, engine, library, request)),
}

/** Answers the report. Throws `invalid` with every fault at its cell, `forbidden`, `conflict`. */
export async function runImport(world: JobWorld, job: JobRow, progress: Progress): Promise<{ result: ImportReport }> {
  const { noun, dryRun } = ImportInput.parse(job.input)
  await progress(1, 3)
  const bytes = await buffer(await world.files.get(job.inputFile ?? ''))
  await progress(2, 3)
  const now = world.engine.now()
  // A worker that is lost from now on has told what it wrote, or has written nothing.
  const written = (client: Client, report: ImportReport) => endJob(client, job.id, { result: report }, now)
  const result = await runs[noun](world, bytes, { dryRun, actor: job.person, now, written })
  return { result }
}
