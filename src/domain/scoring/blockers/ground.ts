// The ground blockers are sought on: one set, its ratings and facts as they are, and what they become after moves.
import type Fraction from 'fraction.js'
import type { Compiled } from '../compile.ts'
import type { Comparison } from '../condition-schema.ts'
import type { Context } from '../context.ts'
import type { FactValues } from '../evaluate.ts'
import { contextOf } from '../evaluate.ts'
import type { Node } from '../node.ts'
import { compareExact, toFraction, ZERO } from '../numbers.ts'
import type { Scale } from '../scale.ts'
import type { Measure } from '../schema.ts'
import type { Value } from '../value.ts'
import { asNumber, exactly } from '../value.ts'
import type { Bound, FactNeeded, Move } from './moves.ts'
import { leastCommon } from './whole-sum.ts'

export interface Ground {
  compiled: Compiled
  context: Context
  /** The values of the ratings once these are raised. */
  raised(moves: Iterable<Move>): Map<string, Value>
  measure(id: string, node: Node): Measure | undefined
  keyOf(node: Node): number
  nodeOf(key: number): Node | undefined
  /** The move that makes a fact hold what is needed. */
  factMove(needed: FactNeeded): Move
  factOf(key: number): FactNeeded | undefined
  /** Points a rating has now: the lowest while it is open. */
  points(key: number): Fraction
  top(key: number): Fraction
  /** Into how many parts a point of this rating may be cut. */
  fineness(key: number): number
  /** Whether it applies, and is not at the top yet. */
  mayRise(key: number): boolean
  mayNotApply(id: string, node: Node): boolean
  /** Whether a measure is sure to meet a lower bound after moves. */
  reaches(id: string, node: Node, bound: Bound, moves: ReadonlyMap<number, Move>): boolean
}

export function groundOf(compiled: Compiled, values: ReadonlyMap<string, Value>, facts: FactValues): Ground {
  const context = contextOf(compiled, values, facts)
  const keys = new Map(compiled.rated.map((node, key) => [node.id, key]))
  const needed: FactNeeded[] = []
  const measures = new Map<string, Map<string, Measure>>()
  for (const measure of compiled.scoring.measures) {
    const ofKind = measures.get(measure.at.kind) ?? new Map<string, Measure>()
    measures.set(measure.at.kind, ofKind.set(measure.id, measure))
  }
  const nodeOf = (key: number) => compiled.rated[key]
  const ground: Ground = {
    compiled,
    context,
    raised(moves) {
      const made = new Map(values)
      for (const { key, to } of moves) {
        const node = nodeOf(key)
        if (node) made.set(node.id, exactly(to))
      }
      return made
    },
    measure: (id, node) => measures.get(node.kind)?.get(id),
    keyOf: (node) => keys.get(node.id) ?? -1,
    nodeOf,
    factMove(fact) {
      const same = (other: FactNeeded) => sameNeed(other, fact)
      if (!needed.some(same)) needed.push(fact)
      return { key: compiled.rated.length + needed.findIndex(same), to: ZERO }
    },
    factOf: (key) => needed[key - compiled.rated.length],
    points(key) {
      const node = nodeOf(key)
      const value = node && asNumber(context.rating(node))
      return value?.kind === 'range' ? value.lo : ZERO
    },
    top: (key) => topOf(compiled, nodeOf(key)),
    fineness(key) {
      const node = nodeOf(key)
      return node ? leastCommon(finenessOf(compiled, node), Number(ground.points(key).d)) : 1
    },
    mayRise(key) {
      const node = nodeOf(key)
      const value = node && context.rating(node)
      return value?.kind === 'range' && (value.na || compareExact(value.lo, ground.top(key)) < 0)
    },
    mayNotApply(id, node) {
      const value = context.value(id, node)
      return value.kind === 'na' || (value.kind !== 'unknown' && value.na)
    },
    reaches(id, node, { op, at }, moves) {
      const value = asNumber(contextOf(compiled, ground.raised(moves.values()), facts).value(id, node))
      if (value?.kind !== 'range' || value.na) return false
      const side = compareExact(value.lo, at)
      return op === 'gt' ? side > 0 : side >= 0
    },
  }
  return ground
}

// Keyed by an immutable object: the cache never changes an answer.
const finenesses = new WeakMap<Compiled, Map<string, number>>()

function finenessOf(compiled: Compiled, { scale: name = '' }: Node): number {
  const known = finenesses.get(compiled) ?? new Map<string, number>()
  finenesses.set(compiled, known)
  const fineness =
    known.get(name) ??
    pointsOf(compiled.scoring.scales[name]).reduce((common, { d }) => leastCommon(common, Number(d)), 1)
  known.set(name, fineness)
  return fineness
}

function pointsOf(scale: Scale | undefined): Fraction[] {
  if (!scale || scale.kind === 'boolean') return []
  const written =
    scale.kind === 'ordinal' ? scale.levels.map(({ points }) => points) : [scale.min, scale.max, scale.step ?? '0.01']
  return written.flatMap((points) => toFraction(points) ?? [])
}

function topOf(compiled: Compiled, node: Node | undefined): Fraction {
  return (node && compiled.scaleOf(node)?.max) ?? ZERO
}

function sameNeed(a: FactNeeded, b: FactNeeded): boolean {
  return a.fact === b.fact && a.holds === b.holds && sameComparison(a.needs, b.needs)
}

function sameComparison(a: Comparison, b: Comparison): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
