// The mail server of the province, spoken to over SMTP.
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'

export interface Mail {
  /** The same for every try of one mail: a receiver that got it twice can tell. */
  id: string
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** Opens the links that wait sealed in the outbox. */
  key: Buffer
  publicUrl: string
  /** Rejects when the server cannot be had or refuses. */
  send(mail: Mail): Promise<void>
}

const seconds = 1000

/** `null` where no server is configured. */
export function mailerOf(
  { smtpUrl, mailFrom, publicUrl }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>,
  key: Buffer,
): Mailer | null {
  if (smtpUrl === undefined) return null
  const waits = { connectionTimeout: 10 * seconds, greetingTimeout: 10 * seconds, socketTimeout: 30 * seconds }
  const transport = createTransport({ url: smtpUrl, ...waits })
  const host = new URL(publicUrl).hostname
  return {
    key,
    publicUrl,
    async send({ id, ...mail }) {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ ...mail, from: mailFrom, messageId: `<${id}@${host}>`, headers })
    },
  }
}
