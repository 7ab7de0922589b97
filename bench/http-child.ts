// The real server on a database of the bench, and beside it the least there could be: a bare route and a bare `select`.
import { tmpdir } from 'node:os'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { pino } from 'pino'
import { compose } from '../src/compose.ts'
import { createApp } from '../src/http/app.ts'
import { liveHub } from '../src/http/live/hub.ts'
import { listen } from '../src/http/serve.ts'
import { site } from '../src/pages/site.ts'
import { fileKinds } from '../src/domain/file-kinds.ts'
import { connect } from '../src/store/connect.ts'
import { intakeOf } from '../src/store/files/intake.ts'
import { withClient } from '../src/store/with-client.ts'
import { orderOf } from './child-process.ts'

const { url } = orderOf<{ url: string }>()
const db = await connect(url)
const product = await compose(db, () => new Date().toISOString())
const log = pino({ level: 'silent' })
const uploads = { scanner: null, whenScannerDown: 'wait' as const, maxMegabytes: 500, kinds: [...fileKinds] }
const intake = intakeOf({ filesDir: tmpdir(), s3: null, uploads })
const many = 1_000_000_000
const services = {
  ...product,
  live: liveHub({ ...product, log }),
  publicUrl: 'http://127.0.0.1',
  intake,
  files: intake.files,
  secretKey: Buffer.alloc(32, 7),
  oidc: null,
  signing: null,
  behindProxy: false,
  limits: { person: many, address: many },
  log,
  checkAnswers: false,
}
const server = await listen(createApp(services, site), { host: '127.0.0.1', port: 0 })
const bare = new Hono()
bare.get('/bare', (context) => context.json({ ready: true }))
bare.get('/select', async (context) => {
  await withClient(db, (client) => client.query({ name: 'bare', text: 'select 1' }))
  return context.json({ ready: true })
})
serve({ fetch: bare.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ api: server.url, bare: `http://127.0.0.1:${port}` })}\n`)
})
