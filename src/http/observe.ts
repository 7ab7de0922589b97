// What an operator sees of the server: one line a request without personal data, and counters for Prometheus.
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Variables } from './app.ts'
import type { Services } from './services.ts'

export interface Observer {
  middleware: MiddlewareHandler<{ Variables: Variables }>
  /** The counters in Prometheus' text form. */
  metrics(): Promise<{ type: string; text: string }>
}

/** Paths are told as they are registered, never as they were asked: ids of people and schools stay out of logs and labels. */
export function observer(services: Services): Observer {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'kiemdinh_http_seconds',
    help: 'Time of a request in the server',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  return {
    async middleware(context, next) {
      const stop = seconds.startTimer()
      await next()
      const route = matchedRoutes(context).findLast(({ path }) => !path.includes('*'))?.path ?? 'none'
      const { method } = context.req
      const { status } = context.res
      const took = stop({ method, route, status })
      const line = { requestId: context.get('requestId'), method, route, status, ms: Math.round(took * 1000) }
      services.log[status >= 500 ? 'error' : 'info'](line, 'request')
    },
    metrics: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}
