// Which editions of which sets a new cycle may use: by status, by the days they are in force, by the kind of school.
import type { AnySet } from './framework.ts'
import { isFramework } from './framework.ts'
import { setKey, type CriteriaSet } from './schema.ts'

/** Whether a set is in force on a day (`2026-09-01`). Both its days count; one that is not known does not bound it. */
export function inForce(set: Pick<AnySet, 'effectiveFrom' | 'effectiveTo'>, onDate: string): boolean {
  const { effectiveFrom, effectiveTo } = set
  return (effectiveFrom === null || effectiveFrom <= onDate) && (effectiveTo === null || onDate <= effectiveTo)
}

/**
 * The sets a new cycle of such a school may use on that day: published, of the school form, meant for its kind, in force,
 * and of each set only the newest edition, since a later one in force takes the place of those before it. A transition rule
 * of a set in force may let cycles begin under earlier editions for a while. A running case keeps the edition it began with.
 */
export function usableEditions(
  sets: readonly AnySet[],
  { schoolType, onDate }: { schoolType: string; onDate: string },
): CriteriaSet[] {
  const fitting = sets
    .filter((set): set is CriteriaSet => !isFramework(set))
    .filter(({ status, appliesTo }) => status === 'published' && appliesTo.some((kind) => kind === schoolType))
  const now = fitting.filter((set) => inForce(set, onDate))
  const newest = now.filter((set) =>
    now.every((other) => other.id !== set.id || compareEditions(other.edition, set.edition) <= 0),
  )
  const still = new Set(newest.flatMap((set) => stillUsable(set, onDate)))
  return fitting.filter((set) => newest.includes(set) || still.has(setKey(set)))
}

function stillUsable({ transition }: CriteriaSet, onDate: string): string[] {
  return transition.flatMap(({ beginUnder }) => (beginUnder && onDate <= beginUnder.until ? beginUnder.sets : []))
}

/** The key of what a correction corrects: `vn-tieu-hoc/2018.1` -> `vn-tieu-hoc/2018`. */
export function uncorrected(key: string): string {
  return key.replace(/\.\d+$/, '')
}

/** Negative, zero or positive: `2018` before `2018.1`, `2018.9` before `2018.10`. */
export function compareEditions(a: string, b: string): number {
  const [yearA = 0, partA = 0] = a.split('.').map(Number)
  const [yearB = 0, partB = 0] = b.split('.').map(Number)
  return yearA - yearB || partA - partB
}

/**
 * The edition that is meant when none is named: the newest published one in force on that day, else the newest published
 * one, else the newest draft.
 */
export function preferredEdition<S extends Pick<AnySet, 'edition' | 'status' | 'effectiveFrom' | 'effectiveTo'>>(
  editions: readonly S[],
  onDate: string,
): S | undefined {
  const newestFirst = editions.toSorted((a, b) => compareEditions(b.edition, a.edition))
  const published = newestFirst.filter(({ status }) => status === 'published')
  return published.find((set) => inForce(set, onDate)) ?? published[0] ?? newestFirst[0]
}
