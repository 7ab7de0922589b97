// Which criteria sets a cycle that is opened now may use; a case keeps the one it began with.
import { dayOf, writeDay } from '../../domain/calendar/add.ts'
import { uncorrected, usableEditions } from '../../domain/criteria/editions.ts'
import { setKey } from '../../domain/criteria/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Procedure } from '../../domain/procedure.ts'
import type { Library } from '../../store/library.ts'
import { learnSets } from '../../store/publish-sets.ts'
import type { Client } from '../../store/with-client.ts'
import type { OpenCycle } from './open.ts'

/** Throws `invalid` when set and procedure do not go together; a correction goes with what its first edition goes with. */
export function refuseForeign({ id, criteriaSets }: Procedure, set: string): void {
  if (criteriaSets.includes(set) || criteriaSets.includes(uncorrected(set))) return
  throw new AppError(
    'invalid',
    say(
      `Bộ tiêu chuẩn ${set} không dùng với thủ tục ${id}.`,
      `The criteria set ${set} is not used with the procedure ${id}.`,
    ),
  )
}

/** Throws `invalid` when the set is not for this kind of school, or not in force on the day of opening, and names those that are. */
export async function refuseUnusable(
  client: Client,
  library: Library,
  { school, set, data, at }: OpenCycle,
): Promise<void> {
  const stored = await client.query<{ kind: string }>({
    text: 'select kind from schools where id = $1',
    values: [school],
  })
  await learnSets(client, library)
  const onDate = dayOf(at)
  const schoolType = data?.kind ?? stored.rows[0]?.kind ?? ''
  const usable = usableEditions(
    library.sets().map((id) => library.any(id)),
    { schoolType, onDate },
  ).map(setKey)
  if (usable.includes(set)) return
  const others =
    usable.length === 0
      ? say('Không có bộ nào.', 'There is none.')
      : say(`Dùng được: ${usable.join(', ')}.`, `Those that can be used: ${usable.join(', ')}.`)
  throw new AppError(
    'invalid',
    say(
      `Bộ tiêu chuẩn ${set} không dùng được cho chu kỳ mở ngày ${writeDay(onDate)} của trường này. ${others.vi}`,
      `The criteria set ${set} cannot be used for a cycle of this school opened on ${writeDay(onDate)}. ${others.en}`,
    ),
  )
}
