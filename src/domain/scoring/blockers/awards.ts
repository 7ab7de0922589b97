// The awards of a decision from the highest, and the rows that only hold schools back.
import type { Compiled } from '../compile.ts'
import type { Context } from '../context.ts'
import { contextOf } from '../evaluate.ts'
import type { Decision, Outcome } from '../schema.ts'
import type { Mask, Value } from '../value.ts'
import { exactly, YES } from '../value.ts'

export interface Award {
  /** The id of its row, or `otherwise`. */
  row: string
  outcome: Outcome
  /** Place of the row; `otherwise` comes after all rows. */
  index: number
}

export interface Ladder {
  /** From the highest. */
  awards: Award[]
  /** Places of the rows that must not hold for an award further down. */
  limits: number[]
}

/**
 * Rows come from the highest award down. A row that holds for the worst ratings of all is no award but a limit ("two areas
 * inadequate"), as is every row with the outcome of such a row; where there are limits, `otherwise` may be an award.
 */
export function ladderOf(decision: Decision, compiled: Compiled): Ladder {
  const [worst, best] = extremes(compiled)
  const rows = decision.rows.map((row, index) => {
    const low = worst.judge(row.when, compiled.root)
    const high = best.judge(row.when, compiled.root)
    return { row: row.id, outcome: row.then, index, falls: may(low) && !may(high), still: low === high }
  })
  const bad = new Set(rows.filter(({ falls }) => falls).map(({ outcome }) => nameOf(outcome)))
  const held = rows.filter(({ falls, still, outcome }) => {
    const name = nameOf(outcome)
    return falls || bad.has(name) || (still && (bad.size > 0 || name === nameOf(decision.otherwise)))
  })
  const limits = held.map(({ index }) => index)
  const awards: Award[] = rows.filter(({ index }) => !limits.includes(index))
  const last = { row: 'otherwise', outcome: decision.otherwise, index: rows.length }
  return { limits, awards: bad.size > 0 && !bad.has(nameOf(decision.otherwise)) ? [...awards, last] : awards }
}

/** Whether a decision with these answers of its rows is sure to end in one of the rows that are good enough. */
export function endsIn(good: ReadonlySet<number>, masks: readonly Mask[]): boolean {
  for (const [index, mask] of masks.entries()) {
    if (may(mask) && !good.has(index)) return false
    if (mask === YES) return true
  }
  return good.has(masks.length)
}

/** Where the decision can end at worst: the last row that may still give the outcome. */
export function presentPlace(masks: readonly Mask[]): { worst: number; possible: number[] } {
  const possible: number[] = []
  for (const [index, mask] of masks.entries()) {
    if (may(mask)) possible.push(index)
    if (mask === YES) return { worst: index, possible }
  }
  return { worst: masks.length, possible: [...possible, masks.length] }
}

function may(mask: Mask): boolean {
  return (mask & YES) !== 0
}

function nameOf({ outcome, grade }: Outcome): string {
  return JSON.stringify([outcome, grade])
}

// Keyed by an immutable object: the cache never changes an answer.
const known = new WeakMap<Compiled, [worst: Context, best: Context]>()

/** Everything rated at its worst and at its best, nothing known of the facts. */
function extremes(compiled: Compiled): [worst: Context, best: Context] {
  const cached = known.get(compiled)
  if (cached) return cached
  const at = (end: 'min' | 'max') =>
    contextOf(
      compiled,
      new Map(
        compiled.rated.flatMap((node): [string, Value][] => {
          const scale = compiled.scaleOf(node)
          return scale ? [[node.id, exactly(scale[end])]] : []
        }),
      ),
      {},
    )
  const made: [Context, Context] = [at('min'), at('max')]
  known.set(compiled, made)
  return made
}
