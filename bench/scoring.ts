// The numbers of scoring: score with and without its trace, and blockers, on every shipped set and on a weighted one of 300 nodes.
import { blockersOf } from '../src/domain/scoring/blockers/index.ts'
import { scoreCompiled } from '../src/domain/scoring/score-compiled.ts'
import type { Product } from '../src/compose.ts'
import { microseconds } from './microseconds.ts'
import { sampleOf, weightedSample, type Sample } from './samples.ts'
import type { Line } from './table.ts'

/** Milliseconds for the blockers of all decisions of a set of 28 criteria, and of a set of 300 nodes. */
const goals = { set: 5, large: 50 }

export function benchScoring({ library }: Product): Line[] {
  const shipped = [...library.sets(), ...library.drafts()].toSorted()
  return [
    ...shipped.flatMap((id) => linesOf(id, sampleOf(library.any(id)), goals.set)),
    ...linesOf('a weighted set of 311 nodes', weightedSample(), goals.large),
  ]
}

function linesOf(name: string, { compiled, ratings }: Sample, goal: number): Line[] {
  const traced = microseconds(200, () => scoreCompiled(compiled, ratings))
  const bare = microseconds(200, () => scoreCompiled(compiled, ratings, {}, { trace: false }))
  const blocked = microseconds(40, () => blockersOf(compiled, ratings)) / 1000
  return [
    {
      what: `b  score() of ${name}, with its trace and without`,
      result: `${traced.toFixed(0)} us, ${bare.toFixed(0)} us`,
    },
    {
      what: `b  blockers of ${name}, all decisions`,
      result: `${blocked.toFixed(2)} ms`,
      goal: `< ${goal} ms`,
      met: blocked < goal,
    },
  ]
}
