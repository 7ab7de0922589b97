// What was worked out for a criteria set: the same ratings always come to the same, and people open page after page of a case.
import type { AnySet } from '../criteria/framework.ts'

/** Answers what is known for a key, or works it out. The key says all that the answer depends on beside the set. */
export function knownBySet<Answer>(most = 500): (set: AnySet, key: unknown, work: () => Answer) => Answer {
  const known = new WeakMap<AnySet, Map<string, { answer: Answer }>>()
  return (set, key, work) => {
    const ofSet = known.get(set) ?? new Map<string, { answer: Answer }>()
    known.set(set, ofSet)
    const text = JSON.stringify(key)
    const found = ofSet.get(text) ?? { answer: work() }
    // The one that was asked for longest ago gives way.
    ofSet.delete(text)
    ofSet.set(text, found)
    const [oldest] = ofSet.keys()
    if (ofSet.size > most && oldest !== undefined) ofSet.delete(oldest)
    return found.answer
  }
}
