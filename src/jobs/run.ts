// Does the long work that waits, one after the other; what ends badly keeps its reason for whoever asked for it.
import { AppError } from '../domain/errors.ts'
import { type Text } from '../domain/text.ts'
import {
  beatJob,
  endJob,
  giveUpJobs,
  takeJob,
  tidyJobs,
  type JobKind,
  type JobRow,
  type Outcome,
} from '../store/jobs.ts'
import { withClient } from '../store/with-client.ts'
import { runImport } from './imports.ts'
import { runPackage } from './packages.ts'
import { runPaper } from './papers.ts'
import { runSimulation } from './simulations.ts'
import type { JobWorld, Progress } from './world.ts'

const kinds: Record<JobKind, (world: JobWorld, job: JobRow, progress: Progress) => Promise<Outcome>> = {
  import: runImport,
  package: runPackage,
  simulation: runSimulation,
  paper: runPaper,
}

/** How often a worker says that it still works on it. */
const beatMs = 20_000

/** Until none waits. Answers how many were done. */
export async function runJobs(world: JobWorld): Promise<number> {
  const { db, engine } = world
  await withClient(db, (client) => giveUpJobs(client, engine.now()))
  await tidyJobs(db, world.files, engine.now())
  for (let done = 0; ; done++) {
    const job = await withClient(db, (client) => takeJob(client, engine.now()))
    if (!job) return done
    await followJob(world, job, (progress) => kinds[job.kind](world, job, progress))
  }
}

/** Does a piece of work that was taken: says meanwhile that it is alive, and writes down how it ended. */
export async function followJob(
  world: JobWorld,
  job: JobRow,
  work: (progress: Progress) => Promise<Outcome>,
): Promise<void> {
  const outcome = await outcomeOf(world, job, work)
  await withClient(world.db, (client) => endJob(client, job.id, outcome, world.engine.now()))
}

async function outcomeOf(
  world: JobWorld,
  job: JobRow,
  work: (progress: Progress) => Promise<Outcome>,
): Promise<Outcome> {
  let come = { done: 0, total: null as number | null }
  const beat = () =>
    withClient(world.db, (client) => beatJob(client, job.id, come.done, come.total, world.engine.now()))
  const progress: Progress = (done, total) => {
    come = { done, total }
    return beat()
  }
  // A beat that fails is no fault of the work; the next one comes.
  const pulse = setInterval(() => void beat().catch(() => undefined), beatMs)
  try {
    return await work(progress)
  } catch (error) {
    if (!(error instanceof AppError) || ['databaseUnavailable', 'configuration'].includes(error.code)) throw error
    const { issues = [] } = (error.details ?? {}) as { issues?: { path: string; message: Text }[] }
    return { fault: { message: error.sentence, issues } }
  } finally {
    clearInterval(pulse)
  }
}
