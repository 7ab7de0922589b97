// A server that starts as the product does, on its own embedded database, answers one event and stops.
import { compose } from '../src/compose.ts'
import { dispatch } from '../src/engine/dispatch.ts'
import { openDatabase } from '../src/store/open-database.ts'
import { orderOf } from './child-process.ts'
import { benchTime, changePlan } from './seed.ts'

const { dataDir, key } = orderOf<{ dataDir: string; key: string }>()
const db = await openDatabase({ databaseUrl: undefined, dataDir, poolMax: 10 })
const { engine } = await compose(db, () => benchTime)
await dispatch(engine, changePlan(1, key))
process.stdout.write('answered\n')
await db.close()
