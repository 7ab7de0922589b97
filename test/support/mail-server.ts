// A real SMTP server on loopback that keeps what it is handed, and can be away for a while.
import { SMTPServer } from 'smtp-server'
import { mailerOf } from '../../src/mail/mailer.ts'
import { sendWaiting } from '../../src/mail/send-waiting.ts'
import type { Api } from './http.ts'

export interface Received {
  to: string[]
  /** As it came over the wire, quoted-printable and base64 undone. */
  text: string
}

export interface MailServer {
  url: string
  received: Received[]
  /** Addresses it refuses for good. */
  refused: Set<string>
  start(): Promise<void>
  stop(): Promise<void>
}

export async function mailServer(): Promise<MailServer> {
  const received: Received[] = []
  const refused = new Set<string>()
  let port = 0
  let server: SMTPServer | null = null
  const made: MailServer = {
    url: '',
    received,
    refused,
    async start() {
      const next = serverThat(received, refused)
      await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve))
      port = (next.server.address() as { port: number }).port
      made.url = `smtp://127.0.0.1:${port}`
      server = next
    },
    stop: () => new Promise((resolve) => (server ? server.close(() => resolve()) : resolve())),
  }
  await made.start()
  return made
}

function serverThat(received: Received[], refused: ReadonlySet<string>): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const gone = Object.assign(new Error('no such mailbox'), { responseCode: 550 })
      done(refused.has(address) ? gone : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, text: decoded(Buffer.concat(chunks).toString('latin1')) })
        done()
      })
    },
  })
}

/** Head and body as people read them. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const words = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const subject = words
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('latin1') : quoted(text.replaceAll('_', ' ')),
    )
  const base64 = /content-transfer-encoding: base64/i.test(head)
  const plain = base64 ? Buffer.from(body, 'base64').toString('latin1') : quoted(body.replaceAll('=\r\n', ''))
  return Buffer.from(`${subject}\n\n${plain}`, 'latin1').toString('utf8')
}

function quoted(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Sends what waits; answers how many went out. */
export function sendAll(api: Api, server: Pick<MailServer, 'url'>): Promise<number> {
  const { db, secretKey, publicUrl, engine } = api.services
  const mailer = mailerOf({ smtpUrl: server.url, mailFrom: 'kiemdinh@so.test', publicUrl }, secretKey)
  if (!mailer) throw new Error('no mail server')
  return sendWaiting(db, mailer, engine.now)
}

/** The secret of the link in the last mail to that address. */
export function secretFor(server: MailServer, to: string): string {
  const mail = server.received.findLast((one) => one.to.includes(to))
  return /#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}
