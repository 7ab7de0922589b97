// Addresses for operators and clients' tools: alive, ready, metrics, the OpenAPI document and its reference page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'
import { withClient } from '../store/with-client.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { addressOf, isLoopback } from './address.ts'
import type { Observer } from './observe.ts'
import { openApiOf } from './openapi.ts'
import type { Route } from './route.ts'
import type { Services } from './services.ts'

/** Alive needs nothing; ready needs the database; metrics are for this machine, or whoever holds METRICS_TOKEN. */
export function machineRoom(services: Services, observer: Observer, routes: readonly Route[]): Hono {
  const app = new Hono()
  app.get('/healthz', (context) => context.json({ alive: true }))
  app.get('/readyz', async (context) => {
    await withClient(services.db, (client) => client.query('select 1'))
    return context.json({ ready: true })
  })
  app.get('/metrics', async (context) => {
    const token = services.metricsToken
    const known = token !== undefined && context.req.header('authorization') === `Bearer ${token}`
    if (!known && !isLoopback(addressOf(context, services.behindProxy)))
      throw new AppError('notFound', say('Không có địa chỉ này.', 'There is no such address.'))
    const { type, text } = await observer.metrics()
    return context.body(text, 200, { 'content-type': type })
  })
  const document = openApiOf(routes, services.publicUrl)
  app.get('/api/openapi.json', (context) => context.json(document))
  app.get('/api/docs', (context) => context.html(docsPage))
  app.get('/api/docs/start.js', (context) =>
    context.body(startScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  for (const [name, type] of bundle)
    app.get(`/api/docs/${name}`, (context) =>
      context.body(asset(name), 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' }),
    )
  return app
}

const bundle = [
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['swagger-ui.css', 'text/css; charset=utf-8'],
] as const

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const asset = (name: string): string => readFileSync(join(folder, name), 'utf8')

const docsPage = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>API kiểm định</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="docs"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`

const startScript = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true })`
