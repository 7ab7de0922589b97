// All minimal sets of moves that reach a goal made of counts and conditions, smallest first.
import type { Goal } from './goal.ts'
import { all, keysOf } from './goal.ts'
import { given } from './given.ts'
import type { Moves } from './moves.ts'
import { contains, merge } from './moves.ts'

export interface MinimalSets {
  /** Sorted by size; none is contained in another. */
  sets: Moves[]
  /** Whether there are more of them, or may be. */
  cut: boolean
}

/** As many sets as are told. */
export const SETS_LIMIT = 50

const nothing: MinimalSets = { sets: [[]], cut: false }

/** The minimal sets of a goal without weighted sums, each reaching it and none without a needless move. */
export function minimalSets(goal: Goal): MinimalSets {
  if (goal.kind === 'met' || goal.kind === 'na') return nothing
  if (goal.kind === 'move') return { sets: [[goal.move]], cut: false }
  if (goal.kind === 'any') return either(goal.of.map(minimalSets))
  if (goal.kind === 'all') return together(goal.of)
  if (goal.kind === 'atLeast') return someOf(goal.need, goal.of)
  return { sets: [], cut: false }
}

/** The sets of any of several goals. */
export function either(parts: readonly MinimalSets[]): MinimalSets {
  return kept(
    parts.flatMap(({ sets }) => sets),
    parts.some(({ cut }) => cut),
  )
}

/** First what every way needs, so that the ways which remain are few and small. */
function together(goals: readonly Goal[]): MinimalSets {
  let base: Moves = []
  let rest: readonly Goal[] = goals
  for (;;) {
    const certain = rest.flatMap((goal) => (goal.kind === 'move' ? [[goal.move]] : []))
    if (certain.length === 0) break
    base = mergeAll([base, ...certain])
    const made = new Map(base.map((move) => [move.key, move]))
    const next = all(rest.filter((goal) => goal.kind !== 'move').map((goal) => given(goal, made)))
    if (next.kind === 'never') return { sets: [], cut: false }
    rest = next.kind === 'all' ? next.of : next.kind === 'met' || next.kind === 'na' ? [] : [next]
  }
  const keys = new Set(base.map(({ key }) => key))
  let found: MinimalSets = { sets: [base], cut: false }
  for (const goal of rest) {
    const apart = isApart(keys, goal)
    found = product(found, minimalSets(goal), apart)
    for (const key of keysOf(goal)) keys.add(key)
  }
  return found
}

/** `ways[n]`: the sets that reach n of the goals looked at so far. */
function someOf(need: number, goals: readonly Goal[]): MinimalSets {
  const ways: MinimalSets[] = [nothing]
  const keys = new Set<number>()
  goals.forEach((goal, index) => {
    const one = minimalSets(goal)
    const apart = isApart(keys, goal)
    for (const key of keysOf(goal)) keys.add(key)
    const left = goals.length - index - 1
    for (let n = Math.min(need, ways.length); n >= Math.max(1, need - left); n--) {
      const more = product(ways[n - 1] ?? { sets: [], cut: false }, one, apart)
      const without = ways[n]
      ways[n] = without ? kept([...without.sets, ...more.sets], without.cut || more.cut, apart) : more
    }
  })
  return ways[need] ?? { sets: [], cut: false }
}

/** One set of each, smallest first; when they share nothing, no union is contained in another. */
function product(a: MinimalSets, b: MinimalSets, apart: boolean): MinimalSets {
  if (a === nothing) return b
  if (a.sets.length === 1 && b.sets.length === 1) {
    return { sets: [merge(a.sets[0] ?? [], b.sets[0] ?? [])], cut: a.cut || b.cut }
  }
  const limit = apart ? SETS_LIMIT : SETS_LIMIT * 4
  const pairs: Moves[] = []
  const most = (a.sets.at(-1)?.length ?? 0) + (b.sets.at(-1)?.length ?? 0)
  const bySize = new Map<number, Moves[]>()
  for (const set of b.sets) bySize.set(set.length, [...(bySize.get(set.length) ?? []), set])
  for (let size = 0; size <= most && pairs.length <= limit; size++) {
    for (const left of a.sets) {
      for (const right of bySize.get(size - left.length) ?? []) pairs.push(merge(left, right))
      if (pairs.length > limit) break
    }
  }
  return kept(pairs.slice(0, limit), a.cut || b.cut || pairs.length > limit, apart)
}

/** Sorted, without repeats and without sets that contain another, and not more than are told. */
function kept(sets: readonly Moves[], cut: boolean, apart = false): MinimalSets {
  const sorted = sets.toSorted((a, b) => a.length - b.length)
  const minimal: Moves[] = []
  for (const set of sorted) {
    if (!apart && minimal.some((smaller) => contains(set, smaller))) continue
    minimal.push(set)
  }
  // A raise of one rating to different points: the same size, and still one may contain the other.
  const least = apart
    ? minimal
    : minimal.filter((set) => !minimal.some((other) => other !== set && contains(set, other)))
  return { sets: least.slice(0, SETS_LIMIT), cut: cut || least.length > SETS_LIMIT }
}

function isApart(keys: ReadonlySet<number>, goal: Goal): boolean {
  for (const key of keysOf(goal)) if (keys.has(key)) return false
  return true
}

function mergeAll(sets: readonly Moves[]): Moves {
  if (sets.length <= 2) return merge(sets[0] ?? [], sets[1] ?? [])
  const middle = sets.length >> 1
  return merge(mergeAll(sets.slice(0, middle)), mergeAll(sets.slice(middle)))
}
