// `npm start`: the server with its worker on the configured database, until it is told to stop.
import { pino } from 'pino'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import { AppError } from './domain/errors.ts'
import { createApp } from './http/app.ts'
import { liveHub } from './http/live/hub.ts'
import { listen } from './http/serve.ts'
import { mailerOf } from './mail/mailer.ts'
import { openSigningKeys } from './signing/keys.ts'
import { intakeOf } from './store/files/intake.ts'
import { openDatabase } from './store/open-database.ts'
import { readSecretKey } from './store/secret-key.ts'
import { startWorker } from './wake.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  const db = await openDatabase({ ...config, log: (line) => log.info(line) })
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
    log,
    checkAnswers: false,
  }
  const server = await listen(createApp(services), config).catch(async (error: unknown) => {
    await db.close()
    throw inUse(error, config.port)
  })
  const worker = await startWorker(product, {
    mailer: mailerOf(config, secretKey),
    intake,
    teller: { key: secretKey, allowPrivate: webhooksToPrivate },
  })
  log.info({ url: server.url }, 'ready')
  const signal = await stopped()
  log.info({ signal }, 'stopping')
  await live.stop()
  await server.stop()
  await worker.stop()
  await db.close()
}

function stopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })
}

function inUse(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return new AppError('configuration', `Cổng ${port} đang được chương trình khác dùng. Hãy đặt PORT khác.`)
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof AppError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = 1
})
