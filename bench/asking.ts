// Asks the server of the bench as people do: over connections that are kept, at instants that follow no beat.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sessionCookie } from '../src/http/session-cookie.ts'

export interface Asked {
  method?: 'GET' | 'POST' | 'PUT'
  path: string
  session?: string
  body?: unknown
}

/** Headers and body of a request, the same for every driver. */
export function sendingOf({ method = 'GET', session, body }: Asked) {
  const headers = {
    accept: 'text/html, application/json',
    ...(session !== undefined && { cookie: `${sessionCookie}=${session}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  return { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
}

export interface Asker {
  /** Milliseconds until the last byte of the answer was there. Rejects for an answer of 400 and more. */
  ask(asked: Asked): Promise<number>
  close(): void
}

export function askerOf(base: string, connections: number): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = (asked: Asked) =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now()
      const { body, ...options } = sendingOf(asked)
      const sent = request(`${base}${asked.path}`, { agent, ...options }, (answer) => {
        const { statusCode = 0 } = answer
        answer.resume().once('end', () => {
          if (statusCode < 400) resolve(performance.now() - began)
          else reject(new Error(`${asked.path} answers ${statusCode}`))
        })
      })
      sent.once('error', reject).end(body)
    })
  return { ask, close: () => agent.destroy() }
}

/** Between 0 and 1, without a pattern, and the same in every run. */
export function chance(n: number): number {
  const mixed = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32
}

/** Sends `perSecond` requests a second on average, each at its own instant whether others are answered or not. */
export async function atPace(
  { ask }: Asker,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  next: (n: number) => Asked,
): Promise<number[]> {
  const began = performance.now()
  const answers: Promise<number>[] = []
  let at = 0
  for (let n = 1; at < seconds * 1000; n++) {
    await sleep(Math.max(0, began + at - performance.now()))
    answers.push(ask(next(n)))
    at += (-Math.log(1 - chance(n)) * 1000) / perSecond
  }
  return Promise.all(answers)
}
