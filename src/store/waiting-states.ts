// Tells the database which states wait for whom, so that work lists are found by an index. Only what changed is written.
import { seatKind } from '../domain/policy.ts'
import type { Role } from '../domain/roles.ts'
import { awaited } from '../engine/awaited.ts'
import { definitionHash } from '../engine/definition.ts'
import type { Drawing, ProcessDefinition } from '../../workflows/define.ts'
import { definitions } from '../../workflows/index.ts'
import type { Database } from './connect.ts'
import { inTransaction, withClient, type Client } from './with-client.ts'

/** Raised when it is told otherwise from the same drawing whom a state waits for. */
const told = 2
const versionOf = (definition: ProcessDefinition) => `${definitionHash(definition)}.${told}`

/** Run at each start: reads two columns, and writes once for each edition that is new or was drawn anew. */
export async function publishWaitingStates(db: Database): Promise<void> {
  const text = 'select distinct process, edition, hash from waiting_states'
  type Row = { process: string; edition: string; hash: string }
  const known = await withClient(db, (client) => client.query<Row>(text))
  const kept = new Set(known.rows.map(({ process, edition, hash }) => `${process} ${edition} ${hash}`))
  const fresh = definitions.filter((one) => !kept.has(`${one.process} ${one.edition} ${versionOf(one)}`))
  if (fresh.length === 0) return
  await inTransaction(db, async (client) => {
    await client.query('lock table waiting_states in exclusive mode')
    for (const definition of fresh) await publish(client, definition)
  })
}

async function publish(client: Client, definition: ProcessDefinition): Promise<void> {
  const of = [definition.process, definition.edition]
  await client.query({ text: 'delete from waiting_states where process = $1 and edition = $2', values: of })
  const insert = `insert into waiting_states (process, edition, hash, leaf, role, seat)
    select $1, $2, $3, leaf, role, seat from jsonb_to_recordset($4) as w(leaf text, role text, seat text)`
  await client.query({
    text: insert,
    values: [...of, versionOf(definition), JSON.stringify(waitingIn(definition))],
  })
  if (definition.process === 'criterionSheet') return
  const refresh = 'select put_waits(id) from processes where process = $1 and edition = $2 and not ended'
  await client.query({ text: refresh, values: of })
}

interface Waiting {
  leaf: string
  role: Role
  /** The organisation whose office it waits for; `null` = somebody of the school or of the case. */
  seat: 'department' | 'commune' | 'province' | null
}

function waitingIn(definition: ProcessDefinition): Waiting[] {
  const walk = (drawing: Drawing, path: string): Waiting[] => {
    const inner = Object.entries(drawing.states ?? {})
    if (inner.length > 0) return inner.flatMap(([name, next]) => walk(next, path ? `${path}.${name}` : name))
    return awaited(definition, path).map((role) => ({ leaf: path, role, seat: officeOf(role) }))
  }
  return walk(definition.drawing, '')
}

function officeOf(role: Role): Waiting['seat'] {
  const kind = seatKind(role)
  return kind === 'school' ? null : kind
}
