// Keeps an embedded server up for as long as its program runs, whoever started it and whatever ended it.
import { join } from 'node:path'
import { readPidFile } from './postmaster.ts'
import type { Embedded, EmbeddedOptions } from './start-embedded.ts'
import { startEmbedded } from './start-embedded.ts'

const lookEveryMs = 500

/**
 * Starts or adopts the server of a folder and starts it again, at the same address, when it ends before `stop` is called:
 * a server shared by two programs ends with the one that started it. Transactions under way then fail and are repeated.
 */
export async function keepRunning(options: EmbeddedOptions): Promise<Embedded> {
  const first = await startEmbedded(options)
  const again = { ...options, settings: { ...options.settings, ...addressOf(first) } }
  let current = first
  let restarting: Promise<void> | undefined
  const restart = async () => {
    options.log?.('PostgreSQL đã dừng ngoài ý muốn, đang khởi động lại')
    try {
      current = await startEmbedded(again)
    } catch (error) {
      options.log?.(error instanceof Error ? error.message : String(error))
    }
    restarting = undefined
  }
  const timer = setInterval(() => {
    if (readPidFile(join(first.dataDir, 'postgres'))?.pid !== current.pid) restarting ??= restart()
  }, lookEveryMs)
  timer.unref()
  return {
    ...first,
    get pid() {
      return current.pid
    },
    get adopted() {
      return current.adopted
    },
    async stop(mode) {
      clearInterval(timer)
      await restarting
      await current.stop(mode)
    },
  }
}

/** Over TCP the port was chosen at the first start, and the pool knows only that one. */
function addressOf({ url }: Embedded): Record<string, string> {
  const { hostname, port } = new URL(url)
  return hostname === '127.0.0.1' ? { port } : {}
}
