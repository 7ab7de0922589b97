// The running worker: jobs written with an event wake it, a sweep every minute finds what a lost job would have left.
import { Logger, run, type JobHelpers, type Runner } from 'graphile-worker'
import type { Product } from './compose.ts'
import { deliver } from './deliver.ts'
import { drain, fireDue } from './engine/worker.ts'
import type { Mailer } from './mail/mailer.ts'
import { sendWaiting } from './mail/send-waiting.ts'
import { tidyAccess } from './store/accounts/tidy.ts'
import type { Intake } from './store/files/intake.ts'
import { tidyUploads } from './store/files/tidy.ts'
import { recountLate } from './store/moved-terms.ts'
import { expireOlderAwards } from './store/older-awards.ts'
import { countProvince, readMissingResults } from './store/standing-results.ts'
import { workStore } from './store/work-store.ts'
import { tellSubscribers, type Teller } from './webhooks/tell.ts'

interface Helping {
  concurrency?: number
  mailer?: Mailer | null
  intake?: Intake | null
  teller?: Teller | null
  /** Does the long work that waits; none = another process does it. */
  jobs?: (() => Promise<unknown>) | null
}

const silent = new Logger(() => () => undefined)

/** Starts the worker on the product's database. Rows of deadlines and effects are the truth; a job carries no decision. */
export async function startWorker(
  { db, engine, library }: Product,
  { concurrency = 2, mailer = null, intake = null, teller = null, jobs = null }: Helping = {},
): Promise<Runner> {
  const work = workStore(db)
  const mail = async () => {
    // Without a mail server they wait in the outbox for one.
    if (mailer) await sendWaiting(db, mailer, engine.now)
  }
  const carryOut = (waiting: Parameters<typeof deliver>[1]) => deliver(db, waiting, engine.now())
  const processOf = (payload: unknown) => String((payload as { processId?: unknown }).processId)
  const drainOne = async (payload: unknown, helpers: JobHelpers) => {
    await helpers.addJob('tell', {}, { jobKey: 'tell', queueName: 'tell' })
    const { failed } = await drain(work, carryOut, processOf(payload))
    // The queue tries again later, with growing pauses.
    if (failed.length > 0) throw new Error(`effects of ${failed.join(', ')} could not be carried out`)
  }
  const fireAll = async () => {
    await fireDue(engine, work)
  }
  // Subscribers may be slow: their queue keeps all but one worker free for the rest.
  const tell = async () => {
    if (teller) await tellSubscribers(db, teller, engine.now)
  }
  const longWork = async () => {
    await jobs?.()
  }
  const recount = async (payload: unknown) =>
    recountLate(db, library, String((payload as { department?: unknown }).department), engine.now())
  const sweep = async () => {
    await fireAll()
    await drain(work, carryOut)
    await mail()
    await expireOlderAwards(db, engine.now())
    await tidyAccess(db, engine.now())
    if (intake) await tidyUploads(db, intake, engine.now())
    await readMissingResults(db, library)
    await countProvince(db)
  }
  return run({
    connectionString: db.url,
    concurrency,
    noHandleSignals: true,
    logger: silent,
    crontab: '* * * * * sweep\n* * * * * tell ?queue=tell\n* * * * * jobs ?queue=jobs',
    taskList: { drain: drainOne, fire: fireAll, mail, sweep, tell, jobs: longWork, recount },
  })
}
