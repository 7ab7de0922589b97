// Takes a decision: walks its rows from the top and answers as soon as no missing rating can change the outcome.
import type { Text } from '../text.ts'
import type { Compiled } from './compile.ts'
import { judge } from './condition.ts'
import type { Context } from './context.ts'
import type { Decision, Outcome } from './schema.ts'
import type { TraceStep } from './trace.ts'
import { explain } from './trace.ts'
import type { Holds } from './value.ts'
import { holds, YES } from './value.ts'

export interface RowTrace {
  row: string
  holds: Holds
  condition: TraceStep
}

/** An outcome a decision can still have, and the row that would give it (`otherwise` when none fires). */
export interface PossibleOutcome {
  outcome: string
  grade: number | string | null
  label: Text | null
  row: string
}

export interface DecisionResult {
  /** `incomplete` while missing ratings or facts can still change it. */
  outcome: string
  grade: number | string | null
  label: Text | null
  /**
   * The row that fired, `otherwise` when none did, `null` while incomplete. When several rows are still possible and all
   * give the same outcome, it is the last of them, the one that is sure to hold.
   */
  row: string | null
  validity: { years?: number | undefined; months?: number | undefined } | null
  follow: readonly string[]
  /** One outcome once decided, otherwise all that are still possible. */
  possible: PossibleOutcome[]
  /** The rows that were walked, up to the first that is sure to hold. */
  trace: RowTrace[]
}

/** The result of one decision at the root of the set. */
export function decide(decision: Decision, compiled: Compiled, context: Context): DecisionResult {
  const trace: RowTrace[] = []
  const reachable: Reachable[] = []
  let settled = false
  for (const row of decision.rows) {
    const mask = judge(row.when, compiled.root, context)
    trace.push({ row: row.id, holds: holds(mask), condition: explain(row.when, compiled.root, compiled, context) })
    if ((mask & YES) !== 0) reachable.push([row.id, row.then])
    settled = mask === YES
    if (settled) break
  }
  if (!settled) reachable.push(['otherwise', decision.otherwise])
  return resultOf(reachable, trace)
}

type Reachable = readonly [row: string, outcome: Outcome]

function resultOf(reachable: Reachable[], trace: RowTrace[]): DecisionResult {
  const possible = reachable.map(([row, then]) => possibleOutcome(row, then))
  const [row, then] = reachable.at(-1) ?? []
  const same = new Set(
    reachable.map(([, { outcome, grade, validity, follow }]) => JSON.stringify([outcome, grade, validity, follow])),
  )
  if (!row || !then || same.size > 1) {
    return { outcome: 'incomplete', grade: null, label: null, row: null, validity: null, follow: [], possible, trace }
  }
  return {
    ...possibleOutcome(row, then),
    validity: then.validity ?? null,
    follow: then.follow ?? [],
    possible: possible.slice(-1),
    trace,
  }
}

function possibleOutcome(row: string, { outcome, grade, label }: Outcome): PossibleOutcome {
  return { outcome, grade: grade ?? null, label: label ?? null, row }
}
