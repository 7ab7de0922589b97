// Takes a decision: walks its rows from the top and answers as soon as no missing rating can change the outcome.
import type { Text } from '../text.ts'
import type { Compiled } from './compile.ts'
import { judge } from './condition.ts'
import type { Context } from './context.ts'
import type { Decision, Outcome } from './schema.ts'
import { INCOMPLETE, JUDGEMENT } from './schema.ts'
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
  /** `incomplete` while missing ratings or facts can still change it; `judgement` when a person has to pick. */
  outcome: string
  grade: number | string | null
  label: Text | null
  /**
   * The row that fired, `otherwise` when none did, `null` while incomplete and in a judgement. When several rows are still possible and all
   * give the same outcome, it is the last of them, the one that is sure to hold.
   */
  row: string | null
  validity: { years?: number | undefined; months?: number | undefined } | null
  follow: readonly string[]
  /**
   * The outcomes that are sure to be open to whoever decides: the one outcome once it is decided, none before; in a
   * judgement those of every row that is sure to hold.
   */
  allowed: string[]
  /** One outcome once decided, otherwise all that are still possible; in a judgement those of rows that hold or may hold. */
  possible: PossibleOutcome[]
  /** The rows that were walked: up to the first that is sure to hold, in a judgement all. */
  trace: RowTrace[]
}

/** The result of one decision at the root of the set; without its trace where nobody will read it. */
export function decide(decision: Decision, compiled: Compiled, context: Context, traced = true): DecisionResult {
  const byJudgement = decision.hit === 'judgement'
  const trace: RowTrace[] = []
  const reachable: Reachable[] = []
  let settled = false
  for (const row of decision.rows) {
    const mask = judge(row.when, compiled.root, context)
    if (traced) {
      trace.push({ row: row.id, holds: holds(mask), condition: explain(row.when, compiled.root, compiled, context) })
    }
    if ((mask & YES) !== 0) reachable.push({ row: row.id, outcome: row.then, sure: mask === YES })
    settled ||= mask === YES
    if (settled && !byJudgement) break
  }
  if (!settled) reachable.push({ row: 'otherwise', outcome: decision.otherwise, sure: reachable.length === 0 })
  return { ...(byJudgement ? judged(reachable) : first(reachable)), trace }
}

interface Reachable {
  row: string
  outcome: Outcome
  /** Whether it holds whatever else is rated. */
  sure: boolean
}

type Answer = Omit<DecisionResult, 'trace'>
const undecided = { grade: null, label: null, row: null, validity: null, follow: [] }

/** Decided when everything that is still reachable comes to the same. */
function first(reachable: readonly Reachable[]): Answer {
  const possible = reachable.map(possibleOutcome)
  const last = reachable.at(-1)
  const same = new Set(
    reachable.map(({ outcome: { outcome, grade, validity, follow } }) =>
      JSON.stringify([outcome, grade, validity, follow]),
    ),
  )
  if (!last || same.size > 1) return { ...undecided, outcome: INCOMPLETE, allowed: [], possible }
  const { outcome, validity, follow } = last.outcome
  return {
    ...possibleOutcome(last),
    validity: validity ?? null,
    follow: follow ?? [],
    allowed: [outcome],
    possible: possible.slice(-1),
  }
}

/** Open while a row may or may not hold; otherwise a person decides, even between one. */
function judged(reachable: readonly Reachable[]): Answer {
  const sure = reachable.filter((each) => each.sure)
  return {
    ...undecided,
    outcome: sure.length === reachable.length ? JUDGEMENT : INCOMPLETE,
    allowed: [...new Set(sure.map(({ outcome }) => outcome.outcome))],
    possible: reachable.map(possibleOutcome),
  }
}

function possibleOutcome({ row, outcome: { outcome, grade, label } }: Reachable): PossibleOutcome {
  return { outcome, grade: grade ?? null, label: label ?? null, row }
}
