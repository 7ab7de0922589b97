// One connection of a server that hears what the others tell, and comes back by itself when it is lost.
import pg from 'pg'
import type { Database } from './connect.ts'

export interface Listener {
  stop(): Promise<void>
}

const pauseMs = { first: 500, longest: 15_000 }

/** `heard` is told each payload; `gap` is told when the line is up again: what was said meanwhile nobody heard. */
export function listen(
  { url }: Pick<Database, 'url'>,
  channel: string,
  { heard, gap }: { heard(payload: string): void; gap(): void },
): Listener {
  let client: pg.Client | null = null
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const open = async (pause: number): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'kiemdinh-live', keepAlive: true })
    const lost = once(() => {
      client = null
      void next.end().catch(() => undefined)
      if (!isStopped) timer = setTimeout(() => void open(Math.min(pause * 2, pauseMs.longest)), pause).unref()
    })
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      client = next
      pause = pauseMs.first
      if (isStopped) await next.end()
      else gap()
    } catch {
      lost()
    }
  }
  const opening = open(pauseMs.first)
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await opening
      await client?.end().catch(() => undefined)
    },
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}
