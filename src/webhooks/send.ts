// One signed request to a subscriber. It does not follow, does not wait long, and reads nothing but the status.
import { createHmac } from 'node:crypto'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP } from 'node:net'
import { faultOfUrl, hostOf, isInside, lookupOutside } from './guard.ts'

export interface Message {
  url: string
  secret: string
  /** Of the delivery: the same again when it is repeated. */
  id: string
  event: string
  body: string
  /** When it is sent. */
  at: string
}

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the secret of `<seconds>.<body>`. A receiver computes it over the bytes it got,
 * compares in constant time, and refuses a time that is more than five minutes off.
 */
export function signatureOf({ secret, body, at }: Pick<Message, 'secret' | 'body' | 'at'>): string {
  const seconds = Math.floor(Date.parse(at) / 1000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** The status that was answered. Rejects when nobody answers in time, or the address lies inside. */
export function send(message: Message, allowPrivate: boolean, timeoutMs = 10_000): Promise<number> {
  const url = new URL(message.url)
  const host = hostOf(url)
  const fault = faultOfUrl(message.url, allowPrivate)
  if (fault !== null || (!allowPrivate && isIP(host) !== 0 && isInside(host)))
    return Promise.reject(new Error(fault?.vi ?? 'the address is inside'))
  const body = Buffer.from(message.body, 'utf8')
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'user-agent': 'kiemdinh',
    'kiemdinh-event': message.event,
    'kiemdinh-delivery': message.id,
    'kiemdinh-signature': signatureOf(message),
  }
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers,
      agent: false as const,
      signal: AbortSignal.timeout(timeoutMs),
      ...(allowPrivate ? {} : { lookup: lookupOutside }),
    }
    const sent = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
