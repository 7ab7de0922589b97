// Settles at one press the criteria that all scored alike: the team's sheet is written from theirs, handed in and agreed, one by one.
import { saveSheet } from '../../commands/sheets/save.ts'
import { AppError } from '../../domain/errors.ts'
import { dispatch } from '../../engine/dispatch.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import type { CriterionScores } from '../../store/views/moderation.ts'
import { listSheetContents } from '../../store/views/sheets.ts'
import { listObservations } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { proposalOf } from './beside.ts'
import type { Review, ReviewCall } from './load.ts'

/** Called once all have scored. Answers how many are settled. What somebody else settled meanwhile is left as it is. Throws `forbidden`. */
export async function agreeOnAllAlike(
  { services, at }: ReviewCall,
  { found, ground, mine, me }: Review,
  criteria: readonly CriterionScores[],
  actor: string,
): Promise<number> {
  const { db, engine, library } = services
  const { sheets, all } = await withClient(db, async (client) => ({
    sheets: await listSheetContents(client, ground),
    all: await listObservations(client, { cycle: found.id, person: me.personId, everybody: true }),
  }))
  let done = 0
  for (const of of criteria) {
    if (!of.sheet) continue
    const { process, version } = of.sheet
    const observations = all.filter(({ criterion }) => criterion === of.criterion)
    const content = proposalOf({ of, observations, round: mine.round, sheets })
    try {
      await saveSheet(db, engine, library, { process, content, actor, at, expectedVersion: version })
      const send = (event: string, payload: unknown) =>
        dispatch(engine, { process, event, payload, actor, key: newSecret() })
      await send('submitSheet', {})
      await send('agreeSheet', { reason: 'Cả đoàn chấm như nhau.' })
      done++
    } catch (error) {
      if (!(error instanceof AppError) || !['staleVersion', 'notAllowed', 'conflict'].includes(error.code)) throw error
    }
  }
  return done
}
