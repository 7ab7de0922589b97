// Blockers of rules that can only be tried: everything is raised, then as much as possible is taken back.
import type { Move } from './moves.ts'

/** Enough for a few hundred ratings, and it ends whatever the rule. */
const TRIALS = 400

/** A set of moves that reaches, none of which can be left out unless the trials ran out; `undefined` when all are too few. */
export function byTrial(
  everything: readonly Move[],
  reaches: (moves: readonly Move[]) => boolean,
): readonly Move[] | undefined {
  if (!reaches(everything)) return undefined
  let kept = everything
  let trials = 0
  for (let part = Math.ceil(kept.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
    for (let from = 0; from < kept.length && trials < TRIALS; trials++) {
      const without = [...kept.slice(0, from), ...kept.slice(from + part)]
      if (reaches(without)) kept = without
      else from += part
    }
  }
  return kept
}
