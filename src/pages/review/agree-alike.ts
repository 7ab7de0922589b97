// Settles at one press the criteria that all scored alike: the team's sheet is written from theirs, handed in and agreed, one by one.
import { saveSheet } from '../../commands/sheets/save.ts'
import { AppError } from '../../domain/errors.ts'
import { dispatch } from '../../engine/dispatch.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import type { CriterionScores } from '../../store/views/moderation.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { listObservations } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { proposalOf } from './beside.ts'
import type { Review, ReviewCall } from './load.ts'

/** Answers how many are settled. What somebody else settled meanwhile is left as it is. Throws `forbidden`. */
export async function agreeOnAllAlike(
  { services, at }: ReviewCall,
  { found, ground, mine, me }: Review,
  criteria: readonly CriterionScores[],
  actor: string,
): Promise<number> {
  const { db, engine, library } = services
  let done = 0
  for (const of of criteria) {
    if (!of.sheet) continue
    const { process, version } = of.sheet
    const content = await withClient(db, async (client) => {
      const { allScored } = await reviewStage(client, found.id)
      const all = await listObservations(client, { cycle: found.id, person: me.personId, everybody: allScored })
      const observations = all.filter(({ criterion }) => criterion === of.criterion)
      return proposalOf(client, { of, observations, round: mine.round, ground })
    })
    try {
      await saveSheet(db, engine, library, { process, content, actor, at, expectedVersion: version })
      for (const event of ['submitSheet', 'agreeSheet'])
        await dispatch(engine, { process, event, payload: {}, actor, key: newSecret() })
      done++
    } catch (error) {
      if (!(error instanceof AppError) || !['staleVersion', 'notAllowed', 'conflict'].includes(error.code)) throw error
    }
  }
  return done
}
