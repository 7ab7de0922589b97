// Tells every server which cases changed, after the commit and beside it: whoever waits for an answer does not wait for this.
import type { Client } from './with-client.ts'

/** What PostgreSQL calls the line on which servers tell each other; the payload is the id of a case. */
export const channel = 'kiemdinh_case'

/**
 * A NOTIFY inside a transaction makes all such commits wait for each other, so it is sent by itself, at most so often and for
 * many changes at once. It is a hint: who shows a case also looks by itself now and then, so one that is lost costs time only.
 */
const pauseMs = 50

const touched = new WeakMap<Client, Set<string>>()

/** Notes that the open transaction of this connection changes the case. */
export function touch(client: Client, cycleId: string): void {
  const cycles = touched.get(client) ?? new Set()
  touched.set(client, cycles.add(cycleId))
}

/** The cases noted since the last call, which are forgotten with it. */
export function takeTouched(client: Client): ReadonlySet<string> {
  const cycles = touched.get(client)
  touched.delete(client)
  return cycles ?? new Set()
}

type Send = (cycles: string[]) => Promise<unknown>
const waiting = new WeakMap<object, Set<string>>()

/** Sends the cases with whatever else comes up meanwhile; `sender` is one database, for which one sending runs at a time. */
export function announce(sender: object, cycles: ReadonlySet<string>, send: Send): void {
  if (cycles.size === 0) return
  const others = waiting.get(sender)
  if (others) for (const cycle of cycles) others.add(cycle)
  else void sendAll(sender, new Set(cycles), send)
}

async function sendAll(sender: object, cycles: Set<string>, send: Send): Promise<void> {
  const more = new Set<string>()
  waiting.set(sender, more)
  // The change is safe already; a database that is away has nobody listening either.
  await send([...cycles]).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
  if (more.size > 0) return sendAll(sender, more, send)
  waiting.delete(sender)
}
