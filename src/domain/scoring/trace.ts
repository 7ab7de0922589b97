// Explains a condition: what was compared with what, how it came out, and which nodes decide it, as data and as sentences.
import type { Text } from '../text.ts'
import type { Compiled } from './compile.ts'
import type { Comparison, Cond } from './condition-schema.ts'
import { judge, subjectValue } from './condition.ts'
import type { Blocking, Context } from './context.ts'
import type { Node } from './node.ts'
import { comparisonSentence, groupSentence } from './sentences.ts'
import { tally } from './tally.ts'
import { plainPolicy } from './condition.ts'
import type { Holds, PlainValue, Value } from './value.ts'
import { holds, plain, plainScalar } from './value.ts'
import { plainNumber } from './numbers.ts'

export interface TraceStep {
  holds: Holds
  /** What was looked at: `measure:level@school`, `fact:cohortCompleted`, `count`, `share`, `all`, `any`, `not`. */
  subject: string
  /** Absent on groups. */
  value?: PlainValue | 'incomplete' | 'NA'
  /** Everything the value can still become, while it is incomplete. */
  possible?: PlainValue[]
  /** Comparisons with their thresholds, e.g. `{gte: 5}`. */
  threshold?: Comparison
  /** Members that keep the value down, and members without a rating. */
  failing: string[]
  open: string[]
  parts: TraceStep[]
  text: Text
}

/** The trace of a condition at a node. */
export function explain(cond: Cond, node: Node, compiled: Compiled, context: Context): TraceStep {
  const parts = [...(cond.all ?? []), ...(cond.any ?? []), ...(cond.not ? [cond.not] : [])]
  if (parts.length > 0) return explainGroup(cond, parts, node, compiled, context)
  const at = cond.node === undefined ? node : context.nodeById(cond.node)
  const measure = cond.measure === undefined ? undefined : compiled.measureAt(cond.measure, at.kind)
  const inner = measure?.operator.condition
  const answer = holds(judge(cond, node, context))
  const value = subjectValue(cond, node, context)
  const { failing, open } = blockingOf(cond, at, compiled, context)
  const threshold = thresholdOf(cond)
  const name = cond.name ?? measure?.name ?? (cond.fact === undefined ? undefined : compiled.facts?.[cond.fact]?.name)
  const shown = plain(value)
  const options = optionsOf(value)
  const possible = options && shown === 'incomplete' ? { possible: options } : {}
  return {
    holds: answer,
    subject: subjectOf(cond, at),
    value: shown,
    ...possible,
    threshold,
    failing,
    open,
    parts: inner ? [explain(inner, at, compiled, context)] : [],
    text: comparisonSentence({
      name,
      subject: subjectOf(cond, at),
      value: shown,
      possible: options,
      threshold,
      holds: answer,
    }),
  }
}

function explainGroup(cond: Cond, conds: Cond[], node: Node, compiled: Compiled, context: Context): TraceStep {
  const parts = conds.map((part) => explain(part, node, compiled, context))
  const answer = holds(judge(cond, node, context))
  const kind = cond.all ? 'all' : cond.any ? 'any' : 'not'
  return { holds: answer, subject: kind, failing: [], open: [], parts, text: groupSentence(kind, cond.name, answer) }
}

function blockingOf(cond: Cond, node: Node, compiled: Compiled, context: Context): Blocking {
  const counted = cond.count ?? cond.share
  if (counted) {
    const { failing, open } = tally(counted, node, plainPolicy, context)
    return { failing, open }
  }
  const measure = cond.measure === undefined ? undefined : compiled.measureAt(cond.measure, node.kind)
  return measure?.operator.blocking?.(node, measure.policy, context) ?? { failing: [], open: [] }
}

function thresholdOf({ gte, gt, lte, lt, eq, in: list }: Cond): Comparison {
  return {
    ...(gte === undefined ? {} : { gte }),
    ...(gt === undefined ? {} : { gt }),
    ...(lte === undefined ? {} : { lte }),
    ...(lt === undefined ? {} : { lt }),
    ...(eq === undefined ? {} : { eq }),
    ...(list === undefined ? {} : { in: list }),
  }
}

function subjectOf(cond: Cond, node: Node): string {
  if (cond.measure !== undefined) return `measure:${cond.measure}@${node.id}`
  if (cond.fact !== undefined) return `fact:${cond.fact}`
  return cond.count ? 'count' : 'share'
}

function optionsOf(value: Value): PlainValue[] | undefined {
  if (value.kind === 'range') return [plainNumber(value.lo), plainNumber(value.hi)]
  return value.kind === 'oneOf' ? value.options.map(plainScalar) : undefined
}
