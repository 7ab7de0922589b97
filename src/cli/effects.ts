// `kiemdinh effects`: what the worker gave up, for an operator; `--retry PROCESS SEQ N` tries one again.
import { failedEffects, retryEffect } from '../store/work-store.ts'
import { withClient } from '../store/with-client.ts'
import type { Command } from './index.ts'
import { withProduct } from './with-product.ts'

export const effectsCommand: Command = {
  summary: 'liệt kê việc chưa làm được; --retry QUY_TRÌNH SỐ N để làm lại',
  options: { retry: { type: 'boolean', default: false } },
  run: ({ retry }, [processId, seq, n]) =>
    withProduct(async ({ db }) => {
      if (retry && processId) await withClient(db, (client) => retryEffect(client, processId, Number(seq), Number(n)))
      const failed = await failedEffects(db)
      for (const one of failed)
        process.stdout.write(`${one.processId} ${one.seq} ${one.n} ${one.effect.type}: ${one.error}\n`)
      process.stdout.write(`${failed.length} việc chờ người vận hành.\n`)
      return failed.length === 0 ? 0 : 1
    }),
}
