// `kiemdinh score`: scores a file of ratings under a criteria set, with the sentences that say why. Needs no database.
import { flatRatings, RatingsFile } from '../domain/criteria/read-ratings.ts'
import { isFramework, type AnySet } from '../domain/criteria/framework.ts'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { blockers } from '../domain/scoring/blockers/index.ts'
import { blockersText } from '../domain/scoring/blockers/text.ts'
import type { DecisionResult } from '../domain/scoring/decide.ts'
import { decisionLines } from '../domain/scoring/decision-lines.ts'
import { checkRatings, compileSet, score } from '../domain/scoring/score.ts'
import type { MeasureValue, ScoreResult } from '../domain/scoring/score-compiled.ts'
import type { Command } from './index.ts'
import { findSet } from './find-set.ts'
import { readYamlAs } from './read-file.ts'
import { firstOf, print, printJson, refusing, wants } from './refuse.ts'

const usage = 'score BỘ[@BẢN] KẾT_QUẢ.yaml [--json]'

export const scoreCommand: Command = {
  summary: 'BỘ[@BẢN] KẾT_QUẢ.yaml [--json]  chấm một tệp kết quả đánh giá theo một bộ tiêu chuẩn',
  options: { json: { type: 'boolean', default: false } },
  run: ({ json }, positionals) =>
    refusing(async () => {
      wants(positionals, 2, 2, usage)
      const [named = '', file = ''] = positionals
      const set = await findSet(named)
      const answer = answerOf(set, file)
      if (json) printJson(answer)
      else for (const line of linesOf(set, answer)) print(line)
      return 0
    }),
}

/** What is printed: as data, and as the sentences of `linesOf`. */
type Answer = ReturnType<typeof answerOf>

function answerOf(set: AnySet, file: string) {
  const given = readYamlAs(RatingsFile, file)
  const { ratings, problems } = flatRatings(set, given.ratings)
  const faults = problems.length > 0 ? problems : checkRatings(set, ratings, given.facts)
  if (faults.length > 0)
    throw new AppError(
      'invalid',
      say(
        `${file}: ${firstOf(faults.map(({ message }) => message.vi))}`,
        `${file}: ${firstOf(faults.map(({ message }) => message.en))}`,
      ),
    )
  const result = score(set, ratings, given.facts)
  const decisions = Object.entries(result.decisions).map(([name, decision]) => [name, withoutTrace(decision)] as const)
  return {
    set: set.id,
    edition: set.edition,
    status: set.status,
    /** What of the set is a placeholder or our own reading. */
    unverified: isFramework(set) ? set.unverified : [],
    complete: result.completeness.missing.length === 0,
    missing: result.completeness.missing,
    level: levelOf(set, result),
    decision: decisions[0]?.[1] ?? null,
    decisions: Object.fromEntries(decisions),
    measures: result.measures,
    trace: Object.entries(result.decisions).flatMap(([decision, { trace }]) =>
      trace.map((row) => ({ decision, ...row })),
    ),
    blockers: blockers(set, ratings, given.facts),
  }
}

/** The trace stands apart from the decisions, so that they read at a glance. */
function withoutTrace(decision: DecisionResult): Omit<DecisionResult, 'trace'> {
  const { trace, ...rest } = decision
  return trace ? rest : decision
}

/** The root's measure `level`; in a set without one the grade of its decision `qualityLevel`. */
function levelOf(set: AnySet, { measures, decisions }: ScoreResult): MeasureValue | null {
  const level = measures['level']?.[compileSet(set).root.id]
  const quality = decisions['qualityLevel']
  if (level !== undefined || !quality) return level ?? null
  return quality.row === null ? 'incomplete' : (quality.grade ?? 0)
}

function linesOf(set: AnySet, answer: Answer): string[] {
  const draft = set.status === 'draft' ? ' [DỰ THẢO: có số liệu chưa kiểm chứng, không dùng để quyết định]' : ''
  const level = answer.level === null ? [] : [`Mức đạt được: ${shown(answer.level)}`]
  return [
    `${set.name.vi} (${set.id}@${set.edition})${draft}`,
    ...level,
    ...decisionLines(set, tracedAgain(answer)),
    ...blockersText(set, answer.blockers).map(({ vi }) => vi),
    ...answer.unverified.map(({ vi }) => `Chưa kiểm chứng: ${vi}`),
    ...(answer.complete ? [] : [`Chưa đánh giá ${answer.missing.length} mục: ${listed(answer.missing)}.`]),
  ]
}

/** What is compared, below it the nodes that decide it, the first ten of them. */
/** The decisions with their traces. */
function tracedAgain({ decisions, trace }: Answer) {
  const pairs = Object.entries(decisions).map(([name, decision]) => {
    return [name, { ...decision, trace: trace.filter((row) => row.decision === name) }] as const
  })
  return Object.fromEntries(pairs)
}

function listed(ids: readonly string[]): string {
  return ids.length <= 20 ? ids.join(', ') : `${ids.slice(0, 20).join(', ')} …`
}

function shown(value: MeasureValue): string {
  return value === 'incomplete' ? 'chưa đủ dữ liệu để kết luận' : String(value)
}
