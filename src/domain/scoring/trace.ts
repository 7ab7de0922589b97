// Explains a condition: what was compared with what, how it came out, and which nodes decide it, as data and as sentences.
import type { Text } from '../text.ts'
import { say } from '../text.ts'
import type { Compiled } from './compile.ts'
import type { Comparison, Cond } from './condition-schema.ts'
import { judge, subjectValue } from './condition.ts'
import type { Blocking, Context } from './context.ts'
import type { Node } from './node.ts'
import { comparisonText, groupSentence, metText, withVerdict } from './sentences.ts'
import { tally } from './tally.ts'
import { plainPolicy } from './condition.ts'
import type { Holds, PlainValue, Value } from './value.ts'
import { holds, isKnown, plain, plainScalar, YES } from './value.ts'
import { compareExact, plainNumber, toFraction } from './numbers.ts'
import { nodeTitle } from './titles.ts'

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
  /** Members that keep the condition from holding, and members without a rating. */
  failing: string[]
  open: string[]
  parts: TraceStep[]
  /** Of a count or share that does not hold: what was found on each member that decides it. */
  members?: MemberTrace[]
  text: Text
}

export interface MemberTrace {
  node: string
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
  const { failing, open } = blockingOf(cond, at, answer, compiled, context)
  const threshold = thresholdOf(cond)
  const shown = plain(value)
  const options = optionsOf(value)
  const possible = options && shown === 'incomplete' ? { possible: options } : {}
  const members = answer === 'yes' ? [] : membersOf(cond, failing, compiled, context)
  const text = comparisonText({
    title: titleOf(cond, at, compiled),
    value,
    threshold,
    decimals: measure?.round?.dp ?? 0,
  })
  return {
    holds: answer,
    subject: subjectOf(cond, at),
    value: shown,
    ...possible,
    threshold,
    failing,
    open,
    parts: inner ? [explain(inner, at, compiled, context)] : [],
    ...(members.length === 0 ? {} : { members }),
    text: withVerdict(text, answer),
  }
}

/** The members of a count that decide it, each with what was found on it: "Tiêu chuẩn 3: 1,75 < 2,00". */
function membersOf(
  { count, share }: Cond,
  ids: readonly string[],
  compiled: Compiled,
  context: Context,
): MemberTrace[] {
  const where = (count ?? share)?.where
  if (!where) return []
  return ids.map((id) => ({ node: id, text: memberText(where, context.nodeById(id), compiled, context) }))
}

function memberText(where: Cond, node: Node, compiled: Compiled, context: Context): Text {
  if (where.not) return memberText(where.not, node, compiled, context)
  const parts = where.all ?? where.any
  if (parts) {
    const texts = parts.map((part) => memberText(part, node, compiled, context))
    return say(texts.map(({ vi }) => vi).join('; '), texts.map(({ en }) => en).join('; '))
  }
  const at = where.node === undefined ? node : context.nodeById(where.node)
  const measure = where.measure === undefined ? undefined : compiled.measureAt(where.measure, at.kind)
  const value = subjectValue(where, node, context)
  const title = where.measure === undefined ? titleOf(where, node, compiled) : nodeTitle(at)
  const onOff = at.scale !== undefined && compiled.scoring.scales[at.scale]?.kind === 'boolean'
  if (onOff && measure && isKnown(value) && value.kind === 'range') return metText(title, value.lo.n !== 0n)
  return comparisonText({ title, value, threshold: thresholdOf(where), decimals: measure?.round?.dp ?? 0 })
}

/** The name the rule gives; a measure of the whole set by its own name, one of a part by the part. */
function titleOf(cond: Cond, at: Node, compiled: Compiled): Text {
  if (cond.name) return cond.name
  if (cond.fact !== undefined) return compiled.facts?.[cond.fact]?.name ?? plainTitle(subjectOf(cond, at))
  if (cond.measure === undefined) return plainTitle(subjectOf(cond, at))
  if (at.parent !== undefined) return nodeTitle(at)
  return compiled.measureAt(cond.measure, at.kind)?.name ?? plainTitle(subjectOf(cond, at))
}

function plainTitle(subject: string): Text {
  return say(subject, subject)
}

function explainGroup(cond: Cond, conds: Cond[], node: Node, compiled: Compiled, context: Context): TraceStep {
  const parts = conds.map((part) => explain(part, node, compiled, context))
  const answer = holds(judge(cond, node, context))
  const kind = cond.all ? 'all' : cond.any ? 'any' : 'not'
  return { holds: answer, subject: kind, failing: [], open: [], parts, text: groupSentence(kind, cond.name, answer) }
}

/** Members that fail where many must hold, and those that hold where few may. */
function blockingOf(cond: Cond, node: Node, answer: Holds, compiled: Compiled, context: Context): Blocking {
  const counted = cond.count ?? cond.share
  if (counted) {
    const { failing, open } = tally(counted, node, plainPolicy, context)
    if (!tooMany(cond, answer, node, context)) return { failing, open }
    const holding = context.members(counted.over, node).filter((one) => context.judge(counted.where, one) === YES)
    return { failing: holding.map(({ id }) => id), open }
  }
  const measure = cond.measure === undefined ? undefined : compiled.measureAt(cond.measure, node.kind)
  return measure?.operator.blocking?.(node, measure.policy, context) ?? { failing: [], open: [] }
}

/** Whether a count would have to be lower. */
function tooMany(cond: Cond, answer: Holds, node: Node, context: Context): boolean {
  if (answer === 'yes' || cond.gte !== undefined || cond.gt !== undefined) return false
  if (cond.lte !== undefined || cond.lt !== undefined) return true
  const value = subjectValue(cond, node, context)
  const wanted = cond.eq === undefined ? undefined : toFraction(cond.eq)
  return value.kind === 'range' && wanted !== undefined && compareExact(value.lo, wanted) > 0
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
