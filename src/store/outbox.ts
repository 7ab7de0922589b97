// What is to be mailed is written in the transaction of its cause and sent later: a dead mail server stops nothing and loses nothing.
import { seal } from './secret-key.ts'
import type { Client } from './with-client.ts'

/** A job only wakes the worker; the rows are the truth. */
export const wakeMail = `select graphile_worker.add_job('mail', '{}'::json, job_key := 'mail')`

export type MailTemplate = 'invitation' | 'reset' | 'passwordChanged' | 'notice'

export interface NewMail {
  person: string
  template: MailTemplate
  /** Where its link leads, after the server's address. */
  path: string
  /** Goes behind the `#` of the link, which no server ever logs. */
  secret?: string
  at: string
  expiresAt?: string
}

/** Queues a mail to a person's account and wakes the worker. Name and address are read when it is sent. */
export async function queueMail(client: Client, key: Buffer, mail: NewMail): Promise<void> {
  const { person, template, path, secret, at, expiresAt = null } = mail
  const text = `insert into outbox (person_id, template, path, secret, created_at, next_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)`
  const sealed = secret === undefined ? null : seal(key, secret)
  await client.query({ text, values: [person, template, path, sealed, at, expiresAt] })
  await client.query(wakeMail)
}

export interface UnsentMail {
  id: string
  template: string
  person: string
  status: 'waiting' | 'failed'
  attempts: number
  error: string | null
}

/** What has not gone out, for an operator: the failed first, then the oldest. */
export async function unsentMails(client: Client, limit: number): Promise<UnsentMail[]> {
  const text = `select id, template, person_id as person, status, attempts, error from outbox
    where status in ('waiting', 'failed') order by status, id limit $1`
  return (await client.query<UnsentMail & Record<string, unknown>>({ text, values: [limit] })).rows
}

/** An operator has mended the cause: the mail is tried again. False when it is none that failed. */
export async function retryMail(client: Client, id: string, at: string): Promise<boolean> {
  const text = `update outbox set status = 'waiting', attempts = 0, next_at = $2 where id = $1 and status = 'failed' returning 1`
  const found = await client.query({ text, values: [id, at] })
  await client.query(wakeMail)
  return found.rows.length === 1
}
