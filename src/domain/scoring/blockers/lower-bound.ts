// How many ratings have to change at least for a goal: a number that no set can beat.
import type { Goal, Linear } from './goal.ts'
import { keysOf } from './goal.ts'

interface Group {
  keys: ReadonlySet<number>
  least: number
}

/** The fewest moves any way of reaching the goal can have; often exactly that many, never more. */
export function lowerBound(goal: Goal): number {
  const known = bounds.get(goal) ?? boundOf(goal)
  bounds.set(goal, known)
  return known
}

// Goals never change once made.
const bounds = new WeakMap<Goal, number>()

function boundOf(goal: Goal): number {
  switch (goal.kind) {
    case 'move':
      return 1
    case 'any':
      return Math.min(...goal.of.map(lowerBound))
    case 'atLeast':
      return lowerOfSome(goal.need, goal.of)
    case 'all':
      return lowerOfAll(goal.of)
    case 'linear':
      return lowerOfSum(goal, [])
    default:
      return 0
  }
}

function lowerOfSome(need: number, goals: readonly Goal[]): number {
  const sorted = goals.map(lowerBound).toSorted((a, b) => a - b)
  const apart = packed(goals).length === goals.length
  return apart ? sorted.slice(0, need).reduce((sum, n) => sum + n, 0) : (sorted[need - 1] ?? 0)
}

/**
 * Goals that share no rating add up. A sum over several of them needs what they need, and more when that is not enough; then
 * it stands for them.
 */
function lowerOfAll(goals: readonly Goal[]): number {
  let groups = packed(goals)
  const taken = new Set(groups.map(({ keys }) => keys))
  const sums = goals.filter((goal) => goal.kind === 'linear').toSorted((a, b) => a.terms.length - b.terms.length)
  for (const sum of sums) {
    const keys = keysOf(sum)
    if (taken.has(keys)) continue
    const inside = groups.filter((group) => within(group.keys, keys))
    const beside = groups.filter((group) => apart(group.keys, keys))
    if (inside.length + beside.length === groups.length) groups = [...beside, { keys, least: lowerOfSum(sum, inside) }]
  }
  return groups.reduce((total, { least }) => total + least, 0)
}

/** Goals that share no rating, the narrowest first. */
function packed(goals: readonly Goal[]): Group[] {
  const used = new Set<number>()
  const groups: Group[] = []
  for (const goal of goals.toSorted((a, b) => keysOf(a).size - keysOf(b).size)) {
    const keys = keysOf(goal)
    if ([...keys].some((key) => used.has(key))) continue
    for (const key of keys) used.add(key)
    groups.push({ keys, least: lowerBound(goal) })
  }
  return groups
}

/** The greatest gains, of each group at least as many as it needs; then the greatest of the rest. */
function lowerOfSum({ terms, need, slack }: Linear, groups: readonly Group[]): number {
  let missing = need - slack
  let moves = 0
  const groupOf = new Map(groups.flatMap((group) => [...group.keys].map((key) => [key, group])))
  const count = new Map(groups.map((group) => [group, group.least]))
  const rest: number[] = []
  for (const { key, gain } of terms) {
    const group = groupOf.get(key)
    const open = group ? (count.get(group) ?? 0) : 0
    if (group && open > 0) {
      count.set(group, open - 1)
      missing -= gain
    } else rest.push(gain)
  }
  for (const { least } of groups) moves += least
  for (const gain of rest) {
    if (missing <= 0) break
    missing -= gain
    moves += 1
  }
  return moves
}

function apart(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const key of small) if (large.has(key)) return false
  return true
}

function within(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const key of a) if (!b.has(key)) return false
  return true
}
