// Adds up a simulation: how many schools meet each fate, and which nodes decide most often. Grows with the set, not with the schools.
import { fates, type Fate, type SimulatedCycle } from './simulate.ts'

export interface DecisionTotals {
  fates: Record<Fate, number>
  /** `before -> after` as grades, e.g. `2 -> 1`, `0` for none, `?` for undecided: how many. */
  moves: Record<string, number>
  /** Nodes and facts by the number of cycles that rise, fall or become undecidable because of them. */
  because: Record<'rises' | 'falls' | 'undecidable', Record<string, number>>
}

export interface Totals {
  cycles: number
  decisions: Record<string, DecisionTotals>
}

export function emptyTotals(decisions: readonly string[]): Totals {
  return { cycles: 0, decisions: Object.fromEntries(decisions.map((name) => [name, fresh()])) }
}

function fresh(): DecisionTotals {
  const none = Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<Fate, number>
  return { fates: none, moves: {}, because: { rises: {}, falls: {}, undecidable: {} } }
}

/** Adds one cycle to the totals, in place. */
export function addTo(totals: Totals, simulated: SimulatedCycle): void {
  totals.cycles += 1
  for (const { decision, before, after, fate, because } of simulated.decisions) {
    const sums = (totals.decisions[decision] ??= fresh())
    sums.fates[fate] += 1
    add(sums.moves, `${shown(before)} -> ${shown(after)}`)
    if (fate === 'rises' || fate === 'falls' || fate === 'undecidable')
      because.forEach((node) => add(sums.because[fate], node))
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

function shown(award: SimulatedCycle['decisions'][number]['before']): string {
  if (!award || award.outcome === 'incomplete' || award.outcome === 'judgement') return '?'
  return String(award.grade ?? 0)
}

/** The most frequent first. */
export function mostFrequent(counts: Readonly<Record<string, number>>, most: number): [string, number][] {
  return Object.entries(counts)
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, most)
}
