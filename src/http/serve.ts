// Listens, and stops in order: no new requests, the running ones to their end, then the doors closed.
import { serve, type ServerType } from '@hono/node-server'
import type { createApp } from './app.ts'

export interface Listening {
  url: string
  /** Waits for running requests, at most `graceMs`, then closes what is left. */
  stop(graceMs?: number): Promise<void>
}

/** Rejects when the port is taken. */
export function listen(
  app: ReturnType<typeof createApp>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    // A large upload over a slow line takes longer than the five minutes that Node allows; and a connection is kept longer than
    // people think between two steps and proxies keep theirs (60 s), so that no request goes into one that is just being closed.
    const serverOptions = { requestTimeout: 3_600_000, keepAliveTimeout: 75_000 }
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, (info) => {
      const name = info.family === 'IPv6' ? `[${info.address}]` : info.address
      resolve({ url: `http://${name}:${info.port}`, stop: (graceMs = 10_000) => stop(server, graceMs) })
    })
    server.once('error', reject)
  })
}

function stop(server: ServerType, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
