// Puts the product together on one database: the engine with its store, the law as data, the registry and a clock.
import { AppError } from './domain/errors.ts'
import { say } from './domain/text.ts'
import type { Engine } from './engine/ports.ts'
import type { Database } from './store/connect.ts'
import { readLibrary, type Library } from './store/library.ts'
import { processStore, type Halt } from './store/process-store.ts'
import { publishSets } from './store/publish-sets.ts'
import { publishWaitingStates } from './store/waiting-states.ts'
import { findDefinition } from '../workflows/index.ts'

export interface Product {
  db: Database
  engine: Engine
  library: Library
}

/** `now` is the only clock; tests and the demo bring their own. Shipped criteria sets are published when they are missing. */
export async function compose(db: Database, now: () => string, halt?: Halt): Promise<Product> {
  const library = readLibrary()
  await publishSets(db, library, now())
  await publishWaitingStates(db)
  const engine: Engine = {
    store: processStore(db, library, halt),
    definition(process, edition) {
      const found = findDefinition(process, edition)
      if (found) return found
      throw new AppError(
        'configuration',
        say(
          `Chương trình không có quy trình ${process} bản ${edition}.`,
          `The program has no edition ${edition} of the process ${process}.`,
        ),
      )
    },
    procedure: (id) => library.procedure(id),
    now,
  }
  return { db, engine, library }
}
