// Sends what waits in the outbox, each mail in a transaction of its own; what fails is tried again with growing pauses.
import type { Database } from '../store/connect.ts'
import { unseal } from '../store/secret-key.ts'
import { inTransaction, withClient, type Client } from '../store/with-client.ts'
import type { Mailer } from './mailer.ts'
import { writeMail } from './templates.ts'

interface Waiting {
  id: string
  template: string
  data: { message?: string; school?: string }
  path: string
  secret: string | null
  attempts: number
  name: string
  email: string
}

/** After so many tries, about three weeks, a mail is given up and stays on the list of failures. */
const maxAttempts = 500

/** Sends until nothing is due or the server cannot be had; answers how many went out. Any number may run at once. */
export async function sendWaiting(db: Database, mailer: Mailer, now: () => string): Promise<number> {
  const late = `update outbox set status = 'expired', secret = null where status in ('waiting', 'failed') and expires_at <= $1`
  await withClient(db, (client) => client.query({ text: late, values: [now()] }))
  for (let sent = 0; ;) {
    const outcome = await sendNext(db, mailer, now())
    if (outcome === 'sent') sent++
    // Whoever is refused does not hold up the others; a server that is away would let each of them wait.
    if (outcome === null || outcome === 'unreachable') return sent
  }
}

async function sendNext(db: Database, mailer: Mailer, at: string): Promise<'sent' | 'refused' | 'unreachable' | null> {
  return inTransaction(db, async (client) => {
    const mail = await claim(client, at)
    if (!mail) return null
    const content = written(mail, mailer)
    if (!content) return fail(client, mail, 'the link was sealed with another key')
    try {
      await mailer.send({ id: `outbox-${mail.id}`, to: mail.email, ...content })
    } catch (error) {
      return postpone(client, mail, at, error)
    }
    const text = `update outbox set status = 'sent', sent_at = $2, secret = null, error = null, attempts = attempts + 1 where id = $1`
    await client.query({ text, values: [mail.id, at] })
    return 'sent'
  })
}

async function claim(client: Client, at: string): Promise<Waiting | undefined> {
  const text = `select m.id, m.template, m.data, m.path, m.secret, m.attempts, p.name, a.email
    from outbox m join accounts a on a.person_id = m.person_id join people p on p.id = m.person_id
    where m.status = 'waiting' and m.next_at <= $1 order by m.next_at, m.id limit 1 for update of m skip locked`
  return (await client.query<Waiting & Record<string, unknown>>({ name: 'outbox-next', text, values: [at] })).rows[0]
}

function written({ template, data, path, secret, name }: Waiting, { key, publicUrl }: Mailer) {
  const opened = secret === null ? '' : unseal(key, secret)
  if (opened === null) return null
  return writeMail(template, { name, link: `${publicUrl}${path}${opened && `#${opened}`}`, ...data })
}

/** Minutes 1, 2, 4 … and then every hour; what the server refuses for good is not tried again. */
async function postpone(client: Client, mail: Waiting, at: string, error: unknown): Promise<'refused' | 'unreachable'> {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : null
  const message = error instanceof Error ? error.message : String(error)
  const hopeless = mail.attempts + 1 >= maxAttempts || (code !== null && code >= 550 && code < 560)
  if (hopeless) return fail(client, mail, message)
  const text = `update outbox set attempts = attempts + 1, error = $2, next_at = $3::timestamptz + make_interval(mins => $4) where id = $1`
  await client.query({ text, values: [mail.id, message.slice(0, 500), at, Math.min(60, 2 ** mail.attempts)] })
  return code === null ? 'unreachable' : 'refused'
}

async function fail(client: Client, { id }: Waiting, message: string): Promise<'refused'> {
  const text = `update outbox set attempts = attempts + 1, error = $2, status = 'failed' where id = $1`
  await client.query({ text, values: [id, message.slice(0, 500)] })
  return 'refused'
}
