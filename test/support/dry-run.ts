// The same engine on the same database, but every transaction is rolled back: what would be accepted, without accepting it.
import type { Engine } from '../../src/engine/ports.ts'
import { unitOf } from '../../src/store/process-store.ts'
import { inTransaction } from '../../src/store/with-client.ts'
import type { SampleCase } from './sample-case.ts'

class RolledBack extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('rolled back')
    this.answer = answer
  }
}

/** Answers and refuses as the real one does; nothing stays, refusals included. */
export function dryEngine({ engine, db, library }: Pick<SampleCase, 'engine' | 'db' | 'library'>): Engine {
  return {
    ...engine,
    store: {
      async transact<T>(work: (unit: ReturnType<typeof unitOf>) => Promise<T>): Promise<T> {
        try {
          return await inTransaction(db, async (client) => {
            throw new RolledBack(await work(unitOf(client, library)))
          })
        } catch (error) {
          // `answer` is what `work` gave, so it is a T.
          if (error instanceof RolledBack) return error.answer as T
          throw error
        }
      },
      look: engine.store.look,
      recordRefusal: () => Promise.resolve(),
    },
  }
}
