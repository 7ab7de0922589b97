// Where the ratings of a case or of one sheet lead: the level of each criterion, the awards, and what stands before the next.
import type { SheetContent } from '../../domain/case.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { blockers } from '../../domain/scoring/blockers/index.ts'
import { blockersText } from '../../domain/scoring/blockers/text.ts'
import { knownBySet } from '../../domain/scoring/known.ts'
import type { Ratings } from '../../domain/scoring/ratings.ts'
import { checkRatings, criterionLevels, score } from '../../domain/scoring/score.ts'
import { say, type Text } from '../../domain/text.ts'
import type { FactValues } from '../../domain/scoring/evaluate.ts'
import { ratingsOf } from '../../store/facts.ts'

export interface Standing {
  /** Criterion -> level, 0 for none. */
  levels: Readonly<Record<string, number | 'incomplete'>>
  /** Each decision of the set with what comes out of it now. */
  outcomes: { name: Text; label: Text; decided: boolean }[]
  /** One sentence for the next step of each decision. */
  blockers: Text[]
  rated: number
  total: number
}

const undecided = say('Chưa xét xong', 'Not yet decided')

const known = knownBySet<Standing | null>()

/** `null` where the ratings cannot be scored, as with a set that has changed since. */
export function standingOf(
  set: CriteriaSet,
  sheets: readonly { content: Pick<SheetContent, 'ratings'> }[],
  facts: FactValues,
): Standing | null {
  const ratings = ratingsOf(set, sheets) as Ratings
  return known(set, [ratings, facts], () => worked(set, ratings, facts))
}

function worked(set: CriteriaSet, ratings: Ratings, facts: FactValues): Standing | null {
  if (checkRatings(set, ratings, facts).length > 0) return null
  const result = score(set, ratings, facts, { trace: false })
  const { decision, decisions = decision ? { decision } : {} } = set.scoring
  const outcomes = Object.entries(result.decisions).map(([name, { outcome, label, row }]) => {
    const decided = row !== null
    const named = decisions[name]?.name ?? say(name, name)
    return { name: named, label: decided ? (label ?? say(outcome, outcome)) : undecided, decided }
  })
  const next = new Map(
    blockers(set, ratings, facts)
      .toReversed()
      .map((one) => [one.decision, one]),
  )
  return {
    levels: criterionLevels(set, ratings),
    outcomes,
    blockers: blockersText(set, [...next.values()].toReversed()),
    rated: result.completeness.rated,
    total: result.completeness.total,
  }
}
