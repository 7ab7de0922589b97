// Tries again what was given up: an effect of an event, or a mail. The cause was mended; that it was tried again is in the journal.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { retryMail } from '../../store/outbox.ts'
import type { Database } from '../../store/connect.ts'
import { departmentsOf } from '../../store/views/province.ts'
import { failedEffectsIn, failedMailsIn } from '../../store/views/failures.ts'
import { retryEffect } from '../../store/work-store.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitAnywhere } from '../permit.ts'

interface Order {
  actor: string
  at: string
}

const gone = () =>
  new AppError(
    'notFound',
    say('Không tìm thấy, hoặc việc này không còn chờ làm lại.', 'Not found, or it no longer waits to be done again.'),
  )

/** Throws `notFound` for an effect that was not given up, or is of another department's school. */
export function effectAgain(db: Database, order: Order & { process: string; seq: number; n: number }): Promise<void> {
  const { actor, at, process, seq, n } = order
  return inTransaction(db, async (client) => {
    const departments = await permitted(client, order)
    const failed = await failedEffectsIn(client, departments, process)
    const known = failed.some((one) => one.seq === seq && one.n === n)
    if (!known || !(await retryEffect(client, process, seq, n))) throw gone()
    await journal(client, {
      at,
      actor,
      action: 'retryEffect',
      subject: { kind: 'effect', id: `${process} ${seq} ${n}` },
    })
  })
}

/** Throws `notFound` for a mail that was not given up, or is to somebody of another department. */
export function mailAgain(db: Database, { actor, at, mail }: Order & { mail: string }): Promise<void> {
  return inTransaction(db, async (client) => {
    const departments = await permitted(client, { actor, at })
    const failed = await failedMailsIn(client, departments)
    if (!failed.some(({ id, status }) => id === mail && status === 'failed')) throw gone()
    if (!(await retryMail(client, mail, at))) throw gone()
    await journal(client, { at, actor, action: 'retryMail', subject: { kind: 'mail', id: mail } })
  })
}

async function permitted(client: Client, { actor, at }: Order): Promise<string[]> {
  const reach = await permitAnywhere(client, 'operate', { person: actor, at })
  return departmentsOf(client, reach)
}
