// The law-change simulator: what recorded cycles would come to under another edition. It only computes; no case is touched.
import { ScoringError } from '../scoring/error.ts'
import type { FactValues } from '../scoring/evaluate.ts'
import type { DecisionResult } from '../scoring/decide.ts'
import type { Ratings } from '../scoring/ratings.ts'
import { compileSet, score } from '../scoring/score.ts'
import { INCOMPLETE, JUDGEMENT } from '../scoring/schema.ts'
import type { TraceStep } from '../scoring/trace.ts'
import { formOf, mappable, type Crosswalk, type CrosswalkMap } from './crosswalk.ts'
import type { AnySet } from './framework.ts'
import { translateRatings } from './translate-ratings.ts'

/** A cycle as it was rated: by the team that reviewed it, else by the school itself. */
export interface RecordedCycle {
  cycle: string
  school: string
  ratings: Ratings
  facts: FactValues
}

/** `faulty`: the recorded ratings cannot be scored under the edition they were given for. */
export const fates = ['rises', 'falls', 'same', 'undecidable', 'stillUndecided', 'nowDecided', 'faulty'] as const
export type Fate = (typeof fates)[number]

/** What one decision was and would be. A grade is `null` where there is none: refused, or not decided. */
export interface Fated {
  decision: string
  before: Awarded | null
  after: Awarded
  fate: Fate
  /** Nodes of the new edition, and facts as `fact:name`, that keep the award down or open; for a rise, nodes of the old one that did. */
  because: string[]
}

export interface Awarded {
  outcome: string
  grade: number | string | null
}

export interface SimulatedCycle {
  cycle: string
  school: string
  decisions: Fated[]
}

export interface Simulation {
  from: AnySet
  to: AnySet
  crosswalk: Crosswalk
  /** New decision -> the old one it is compared with; decisions of the same name unless told. */
  decisions: Readonly<Record<string, string>>
}

/** Compares the decisions that both editions take under one name. */
export function sameNamed(from: AnySet, to: AnySet): Record<string, string> {
  const before = namesOf(from)
  return Object.fromEntries(
    namesOf(to)
      .filter((name) => before.includes(name))
      .map((name) => [name, name]),
  )
}

/** The names of a set's decisions, the first one first. */
export function namesOf({ scoring }: AnySet): string[] {
  return scoring.decisions ? Object.keys(scoring.decisions) : ['decision']
}

/** Scores one recorded cycle under both editions. Never throws for ratings that cannot be scored: that is a fate. */
export function simulateCycle({ from, to, crosswalk, decisions }: Simulation, recorded: RecordedCycle): SimulatedCycle {
  const { cycle, school, ratings, facts } = recorded
  try {
    const old = { set: from, ratings, facts: known(from, facts) }
    const before = score(from, ratings, old.facts, { trace: false })
    const translated = translateRatings(crosswalk, from, to, ratings, before).ratings
    const now = { set: to, ratings: translated, facts: known(to, facts) }
    const after = score(to, translated, now.facts, { trace: false })
    const fated = Object.entries(decisions).flatMap(([name, older]) => {
      const [was, would] = [before.decisions[older], after.decisions[name]]
      if (!was || !would) return []
      const fate = fateOf(awardOf(was), awardOf(would))
      // A trace costs more than the score itself, and only those who change are asked why.
      const because =
        fate === 'rises' ? whyOf(old, older, 'failing') : fate === 'falls' ? whyOf(now, name, 'failing') : []
      const open = isOpen(awardOf(would)) ? whyOf(now, name, 'open') : because
      return [{ decision: name, before: awardOf(was), after: awardOf(would), fate, because: open }]
    })
    return { cycle, school, decisions: fated }
  } catch (error) {
    if (!(error instanceof ScoringError)) throw error
    const because = error.problems.map(({ subject }) => subject)
    const after = { outcome: INCOMPLETE, grade: null }
    const faulty = (decision: string): Fated => ({ decision, before: null, after, fate: 'faulty', because })
    return { cycle, school, decisions: Object.keys(decisions).map(faulty) }
  }
}

/** A fact of another kind than the edition declares is as good as not given. */
function known({ facts }: AnySet, given: FactValues): FactValues {
  const fits = ([name, value]: [string, unknown]) => {
    const kind = facts[name]?.kind
    return kind !== undefined && typeof value === (kind === 'text' ? 'string' : kind)
  }
  return Object.fromEntries(Object.entries(given).filter(fits))
}

function awardOf({ outcome, grade }: DecisionResult): Awarded {
  return { outcome, grade }
}

function isOpen({ outcome }: Awarded): boolean {
  return outcome === INCOMPLETE || outcome === JUDGEMENT
}

function fateOf(before: Awarded, after: Awarded): Fate {
  if (isOpen(after)) return isOpen(before) ? 'stillUndecided' : 'undecidable'
  if (isOpen(before)) return 'nowDecided'
  const [was, would] = [rank(before), rank(after)]
  return would > was ? 'rises' : would < was ? 'falls' : 'same'
}

/** Grades count upwards; no grade is none of them. */
function rank({ grade }: Awarded): number {
  const number = Number(grade ?? 0)
  return Number.isFinite(number) ? number : 0
}

/** What the conditions of the first row that does not hold name as failing or open. */
function whyOf(scored: Scored, decision: string, what: 'failing' | 'open'): string[] {
  const { trace } = score(scored.set, scored.ratings, scored.facts).decisions[decision] ?? {}
  const row = trace?.find(({ holds }) => holds !== 'yes')
  return row ? [...new Set(namedIn(row.condition, what))] : []
}

interface Scored {
  set: AnySet
  ratings: Ratings
  facts: FactValues
}

function namedIn(step: TraceStep, what: 'failing' | 'open'): string[] {
  const stands = what === 'open' ? step.holds === 'incomplete' : step.holds === 'no'
  if (!stands) return []
  const below = step.parts.flatMap((part) => namedIn(part, what))
  const fact = step.subject.startsWith('fact:') ? [step.subject] : []
  return [...step[what], ...fact, ...below]
}

/** The crosswalk of a corrected edition to the one before: every node that both judge in the same way stands for itself. */
export function byOwnIds(from: AnySet, to: AnySet): Crosswalk {
  const target = compileSet(to)
  const source = compileSet(from)
  const maps = mappable(target).map((id): CrosswalkMap => {
    const same = formOf(source, source.byId.get(id)) === formOf(target, target.byId.get(id))
    return same
      ? { to: id, from: [id], relation: 'exact', verified: false }
      : { to: id, from: [], relation: 'none', verified: false }
  })
  return { from: { set: from.id, edition: from.edition }, to: { set: to.id, edition: to.edition }, maps }
}
