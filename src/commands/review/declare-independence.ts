// A reviewer says to have no conflict of interest with the school, before anything else; said once a round, kept with its instant.
import type { Database } from '../../store/connect.ts'
import { roundOf } from '../../store/views/reviews.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'
import { permitInCase } from '../permit.ts'

interface Declaration {
  cycle: string
  person: string
  at: string
}

/** Saying it again changes nothing. Throws `notFound`, `forbidden`. */
export function declareIndependence(db: Database, { cycle, person, at }: Declaration): Promise<void> {
  return inTransaction(db, async (client) => {
    await permitInCase(client, 'review', { cycle, person, at })
    const round = await roundOf(client, cycle)
    const text = `insert into review_independence (cycle_id, round, person_id, at) values ($1, $2, $3, $4) on conflict do nothing returning 1`
    const said = await client.query({ text, values: [cycle, round, person, at] })
    if (said.rows.length === 0) return
    const subject = { kind: 'person' as const, id: person }
    await journal(client, { at, actor: person, action: 'declareIndependence', subject, details: { cycle, round } })
  })
}
