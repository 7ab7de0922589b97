// What is to be mailed is written in the transaction of its cause and sent later: a dead mail server stops nothing and loses nothing.
import { seal } from './secret-key.ts'
import type { Client } from './with-client.ts'

export const mailTemplates = ['invitation', 'reset', 'passwordChanged', 'notice'] as const
export type MailTemplate = (typeof mailTemplates)[number]

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

export const wakeMail = `select graphile_worker.add_job('mail', '{}'::json, job_key := 'mail')`
