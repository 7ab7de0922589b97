// The results of a case by criterion: the level of each, as the school rates it and as the review team does.
import type { FrozenSheet } from '../../domain/case.ts'
import type { CriteriaSet } from '../../domain/criteria/schema.ts'
import { criterionLevels } from '../../domain/scoring/score.ts'
import { ratingsOf } from '../../store/facts.ts'
import { stateLabel } from './province.ts'
import type { CriterionResult } from './tables.ts'

type Sheet = Pick<FrozenSheet, 'criterion' | 'state' | 'content'>

/** Sheets that the reader may not see are not given; `evidence` counts the pieces of each criterion. */
export function criterionResults(
  set: CriteriaSet,
  { own, team, evidence }: { own: readonly Sheet[]; team: readonly Sheet[]; evidence: ReadonlyMap<string, number> },
): CriterionResult[] {
  const sides = { own: side(set, own), team: side(set, team) }
  return set.standards.flatMap((standard) =>
    standard.criteria.map(({ id, name }) => ({
      standard: `${standard.id}. ${standard.name.vi}`,
      criterion: id,
      name: name.vi,
      ownLevel: sides.own.level(id),
      ownState: sides.own.state(id),
      teamLevel: sides.team.level(id),
      teamState: sides.team.state(id),
      evidence: evidence.get(id) ?? 0,
    })),
  )
}

function side(set: CriteriaSet, sheets: readonly Sheet[]) {
  const levels = sheets.length > 0 ? criterionLevels(set, ratingsOf(set, sheets)) : {}
  return {
    level(criterion: string): number | null {
      const level = levels[criterion]
      return typeof level === 'number' ? level : null
    },
    state(criterion: string): string {
      const sheet = sheets.find((one) => one.criterion === criterion)
      return sheet ? stateLabel('criterionSheet', 'v1', sheet.state) : ''
    },
  }
}
