// `npm start`: the server with its worker on the configured database, until it is told to stop. A new embedded one gets the
// demonstration province, or with `--empty` nothing.
import { pino, type Logger } from 'pino'
import { compose } from './compose.ts'
import { readConfig, type Config } from './config.ts'
import type { Database } from './store/connect.ts'
import { AppError } from './domain/errors.ts'
import { say } from './domain/text.ts'
import { clearInterrupted, isEmptyDatabase, loadDemonstration } from './demo/load.ts'
import { createApp } from './http/app.ts'
import { liveHub } from './http/live/hub.ts'
import { listen } from './http/serve.ts'
import { runJobs } from './jobs/run.ts'
import { site } from './pages/site.ts'
import { mailerOf } from './mail/mailer.ts'
import { openSigningKeys } from './signing/keys.ts'
import { intakeOf } from './store/files/intake.ts'
import { isDemonstration } from './store/views/demonstration.ts'
import { withClient } from './store/with-client.ts'
import { openDatabase } from './store/open-database.ts'
import { readSecretKey } from './store/secret-key.ts'
import { startWorker } from './wake.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  const db = await openDatabase({ ...config, log: (line) => log.info(line) })
  const { demo, fresh } = await firstContent(db, config, log)
  const product = await compose(db, () => new Date().toISOString())
  const { publicUrl, oidc, behindProxy, webhooksToPrivate, metricsToken, templatesDir } = config
  const secretKey = readSecretKey(config)
  const intake = intakeOf(config)
  const live = liveHub({ ...product, log })
  const services = {
    ...product,
    live,
    publicUrl,
    intake,
    files: intake.files,
    secretKey,
    signing: openSigningKeys(config, product.engine.now()),
    oidc,
    behindProxy,
    webhooksToPrivate,
    metricsToken,
    templatesDir,
    demo,
    fresh,
    byHand: config.smtpUrl === undefined,
    log,
    checkAnswers: false,
  }
  const server = await listen(createApp(services, site), config).catch(async (error: unknown) => {
    await db.close()
    throw inUse(error, config.port)
  })
  const worker = await startWorker(product, {
    mailer: mailerOf(config, secretKey),
    intake,
    teller: { key: secretKey, allowPrivate: webhooksToPrivate },
    jobs: () => runJobs(services),
  })
  log.info({ url: server.url }, 'ready')
  const signal = await stopped()
  log.info({ signal }, 'stopping')
  await live.stop()
  await server.stop()
  await worker.stop()
  await db.close()
}

/** What only a server on its own embedded database, reached from this machine alone, begins with. */
async function firstContent(db: Database, config: Config, log: Logger): Promise<{ demo: boolean; fresh: boolean }> {
  const { databaseUrl, host, behindProxy, filesDir, s3 } = config
  const alone = databaseUrl === undefined && ['127.0.0.1', 'localhost', '::1'].includes(host) && !behindProxy
  if (!alone) return { demo: false, fresh: false }
  if (await clearInterrupted(db)) log.info('the last loading of the demonstration was cut off; beginning anew')
  if (process.argv.includes('--empty')) return { demo: false, fresh: true }
  if (s3 === null && (await isEmptyDatabase(db))) {
    log.info('loading the demonstration province; `npm start -- --empty` begins without it')
    const tell = (school: string) => log.info({ school }, 'loading')
    await loadDemonstration(db, { filesDir, now: new Date().toISOString(), tell })
  }
  return { demo: await withClient(db, isDemonstration), fresh: false }
}

function stopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })
}

function inUse(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return new AppError(
    'configuration',
    say(
      `Cổng ${port} đang được chương trình khác dùng. Hãy đặt PORT khác.`,
      `Another program uses port ${port}. Set another PORT.`,
    ),
  )
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof AppError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = 1
})
