// A server process of its own, for tests that kill one: does what its arguments say on the database of the test.
import { compose } from '../../src/compose.ts'
import { deliver } from '../../src/deliver.ts'
import { dispatch } from '../../src/engine/dispatch.ts'
import { drain, fireDue } from '../../src/engine/worker.ts'
import { runJobs } from '../../src/jobs/run.ts'
import { connect } from '../../src/store/connect.ts'
import { localStore } from '../../src/store/files/local.ts'
import type { Halt } from '../../src/store/process-store.ts'
import { workStore } from '../../src/store/work-store.ts'

export interface Order {
  url: string
  now: string
  /** Dies by SIGKILL at this point of its first transaction. */
  dieAt?: Parameters<Halt>[0]
  /** Events to send one after the other; the ones the state no longer allows are passed over when `tolerant`. */
  events?: { process: string; event: string; payload: unknown; actor: string; key: string }[]
  fire?: boolean
  tolerant?: boolean
  /** Does the long work that waits, with its files in this folder. */
  jobs?: string
}

async function obey(order: Order): Promise<unknown> {
  const db = await connect(order.url)
  const halt: Halt = (point) => {
    if (point === order.dieAt) process.kill(process.pid, 'SIGKILL')
  }
  const product = await compose(db, () => order.now, halt)
  const { engine } = product
  process.stdout.write('ready\n')
  const answers: unknown[] = []
  for (const event of order.events ?? []) {
    const answer = await dispatch(engine, event).catch((error: unknown) => {
      if (order.tolerant) return { refused: String(error) }
      throw error
    })
    answers.push(answer)
  }
  const work = workStore(db)
  if (order.fire) answers.push(...(await fireDue(engine, work)))
  if (order.fire) await drain(work, (waiting) => deliver(db, waiting, order.now))
  if (order.jobs !== undefined)
    answers.push(await runJobs({ ...product, files: localStore(order.jobs), signing: null }))
  await db.close()
  return answers
}

obey(JSON.parse(process.argv[2] ?? '{}') as Order).then(
  (answers) => process.stdout.write(`${JSON.stringify(answers)}\n`),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exitCode = 1
  },
)
