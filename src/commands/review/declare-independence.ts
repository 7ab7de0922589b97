// A reviewer says to have no conflict of interest with the school, before anything else; said once a round, kept with its instant.
import { AppError } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import type { Database } from '../../store/connect.ts'
import { roundOf } from '../../store/views/reviews.ts'
import type { Ground } from '../../store/views/standing.ts'
import { inTransaction } from '../../store/with-client.ts'
import { journal } from '../journal.ts'

/** Saying it again changes nothing. Throws `forbidden`. */
export function declareIndependence(db: Database, { ground, at }: { ground: Ground; at: string }): Promise<void> {
  const { standing, place, cycleId } = ground
  if (rolesFor('review', standing, place).length === 0)
    throw new AppError('forbidden', 'Chỉ thành viên đoàn (hội đồng) đánh giá cam kết không có xung đột lợi ích.')
  return inTransaction(db, async (client) => {
    const round = await roundOf(client, cycleId ?? '')
    const text = `insert into review_independence (cycle_id, round, person_id, at) values ($1, $2, $3, $4) on conflict do nothing returning 1`
    const said = await client.query({ text, values: [cycleId, round, standing.personId, at] })
    if (said.rows.length === 0) return
    const subject = { kind: 'person' as const, id: standing.personId }
    const details = { cycle: cycleId, round }
    await journal(client, { at, actor: standing.personId, action: 'declareIndependence', subject, details })
  })
}
