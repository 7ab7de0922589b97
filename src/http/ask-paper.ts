// A paper that is asked for on a page: the one made before, one that is ready in a moment, or long work to be left and come back to.
import { makePaper, readyPaper, type paperFormats } from '../jobs/papers.ts'
import { followJob } from '../jobs/run.ts'
import { newId } from '../store/accounts/principal.ts'
import { beginJob, findJob, paperJob, type JobRow } from '../store/jobs.ts'
import type { Ground } from '../store/views/standing.ts'
import { withClient } from '../store/with-client.ts'
import type { Services } from './services.ts'

interface Asked {
  cycle: string
  paper: string
  format: (typeof paperFormats)[number]
}

/** How long a page is waited for before the work goes on without it. */
const patienceMs = 2000

/**
 * Answers the work; with its file when it is done. Work that takes longer goes on in this server, and is taken up by another one
 * when this one is lost. Throws `notFound`, `conflict` while the case has not come to the paper, and whatever is wrong with it.
 */
export async function askPaper(services: Services, ground: Ground, asked: Asked, at: string): Promise<JobRow> {
  const { db, paperPatienceMs = patienceMs } = services
  const person = ground.standing.personId
  const ready = await readyPaper(services, ground, asked, at)
  const input = { ...asked, title: ready.title, key: ready.key }
  const known = await withClient(db, (client) => paperJob(client, ready.key, person, at))
  if (known && known.person === person) return known
  const job = await withClient(db, (client) => beginJob(client, { id: newId(), kind: 'paper', person, input, at }))
  const { file } = known ?? {}
  const work = followJob(services, job, () =>
    file
      ? Promise.resolve({ result: { key: ready.key }, file: { ...file, name: ready.name } })
      : makePaper(services, ready, asked),
  )
  // Told to whoever waits; afterwards the row keeps it, and a database that is away lets another server take it up.
  work.catch((error: unknown) => services.log.warn({ err: error, job: job.id }, 'a paper was not made'))
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, paperPatienceMs).unref())])
  return (await withClient(db, (client) => findJob(client, job.id, person))) ?? job
}
