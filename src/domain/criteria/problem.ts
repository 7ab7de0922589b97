// What is wrong with a criteria set, and the places in its file that several checks look at.
import type { AnySet } from './framework.ts'

/** What is wrong and where in the file, as a Vietnamese sentence. */
export interface Problem {
  path: PropertyKey[]
  message: string
}

/** The decisions of a set with their place in the file. */
export function decisionsOf(set: AnySet) {
  const { decision, decisions = {} } = set.scoring
  return [
    ...(decision ? [{ name: 'decision', decision, path: ['scoring', 'decision'] as PropertyKey[] }] : []),
    ...Object.entries(decisions).map(([name, each]) => ({
      name,
      decision: each,
      path: ['scoring', 'decisions', name] as PropertyKey[],
    })),
  ]
}
