// Scoring as callers use it: a criteria set and ratings in, decisions, levels and completeness out. A set is compiled once.
import type { Compiled } from './compile.ts'
import { compileModel } from './compile.ts'
import type { ScoringProblem } from './error.ts'
import type { FactValues } from './evaluate.ts'
import { knownBySet } from './known.ts'
import type { Ratings } from './ratings.ts'
import type { ScoreOptions, ScoreResult } from './score-compiled.ts'
import { ratingProblems, scoreCompiled } from './score-compiled.ts'
import { flatten, ROOT } from '../criteria/flatten.ts'
import type { AnySet } from '../criteria/framework.ts'
import type { CriteriaSet } from '../criteria/schema.ts'

// Keyed by an immutable object: the cache never changes an answer.
const compiled = new WeakMap<AnySet, Compiled>()

/** The set prepared for scoring; the same object for the same set. */
export function compileSet(set: AnySet): Compiled {
  const known = compiled.get(set)
  if (known) return known
  const made = compileModel({ nodes: flatten(set), scoring: set.scoring, facts: set.facts })
  compiled.set(set, made)
  return made
}

/** Scores a set. Throws `ScoringError` when a rating or fact cannot be used. A fact not given is unknown, never false. */
export function score(set: AnySet, ratings: Ratings, facts: FactValues = {}, options: ScoreOptions = {}): ScoreResult {
  return scoreCompiled(compileSet(set), ratings, facts, options)
}

/** What is wrong with ratings and facts, as data; empty when they can be scored. */
export function checkRatings(set: AnySet, ratings: Ratings, facts: FactValues = {}): ScoringProblem[] {
  return ratingProblems(compileSet(set), ratings, facts)
}

/** The level each criterion reaches, 0 for none, `incomplete` while an indicator is missing that can change it. */
export function criterionLevels(set: CriteriaSet, ratings: Ratings): Levels {
  return levels(set, ratings, () => levelsOf(set, ratings))
}

type Levels = Readonly<Record<string, number | 'incomplete'>>
const levels = knownBySet<Levels>()

function levelsOf(set: CriteriaSet, ratings: Ratings): Levels {
  const measured = Object.entries(score(set, ratings, {}, { trace: false }).measures['level'] ?? {})
  const criteria = measured.filter(([id]) => compileSet(set).byId.get(id)?.kind === 'criterion')
  return Object.fromEntries(criteria.map(([id, level]) => [id, typeof level === 'number' ? level : 'incomplete']))
}

/**
 * The level the whole school reaches, 0 for none, `incomplete` while it can still change: the measure `level` of the school,
 * or in a set without one the grade of its decision `qualityLevel`.
 */
export function schoolLevel(result: ScoreResult): number | 'incomplete' {
  const level = result.measures['level']?.[ROOT] ?? gradeOf(result)
  return typeof level === 'number' ? level : 'incomplete'
}

function gradeOf(result: ScoreResult) {
  const decision = result.decisions['qualityLevel']
  return decision?.row === null ? 'incomplete' : (decision?.grade ?? 0)
}
