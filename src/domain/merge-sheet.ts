// Brings two people's texts of one criterion sheet together, field by field: what only one of them changed is taken as it is.
import { SheetContent } from './case.ts'

/** A field that both changed, each in another way. `undefined` = the field was not there. */
export interface MergeConflict {
  /** e.g. `strengths`, `currentState.2`, `ratings.1.1a`. */
  field: string
  base: unknown
  mine: unknown
  theirs: unknown
}

export interface Merged {
  /** What both wrote; where they are at odds, what is stored (`theirs`). */
  content: SheetContent
  conflicts: MergeConflict[]
}

type Fields = Map<string, unknown>

/**
 * `base` is what both began from; `null` = nobody knows, then every difference is a conflict. A field taken away is a change
 * like any other. Nothing is merged inside a text: half a sentence of each would be a sentence of nobody.
 */
export function mergeSheet(base: SheetContent | null, mine: SheetContent, theirs: SheetContent): Merged {
  const [before, ours, stored] = [base === null ? null : fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)]
  const names = new Set([...(before?.keys() ?? []), ...ours.keys(), ...stored.keys()])
  const merged: Fields = new Map()
  const conflicts: MergeConflict[] = []
  for (const field of names) {
    const [was, my, their] = [before?.get(field), ours.get(field), stored.get(field)]
    const onlyMine = before !== null && their === was
    const atOdds = my !== their && !onlyMine && (before === null || my !== was)
    if (atOdds) conflicts.push({ field, base: was, mine: my, theirs: their })
    merged.set(field, onlyMine ? my : their)
  }
  return { content: contentOf(merged), conflicts }
}

export interface FieldChange {
  /** e.g. `strengths`, `currentState.2`, `ratings.1.1a`. */
  field: string
  /** `undefined` = the field was not there. */
  before: unknown
  after: unknown
}

/** The fields in which two versions differ. */
export function changedFields(before: SheetContent, after: SheetContent): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
}

const groups = ['currentState', 'ratings'] as const

function fieldsOf(content: SheetContent): Fields {
  const { currentState, ratings, ...texts } = content
  const within = (group: (typeof groups)[number], values: object) =>
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value] as const)
  return new Map([...Object.entries(texts), ...within('currentState', currentState), ...within('ratings', ratings)])
}

function contentOf(fields: Fields): SheetContent {
  const present = [...fields].filter(([, value]) => value !== undefined)
  const inside = (group: string) =>
    Object.fromEntries(
      present.flatMap(([field, value]) =>
        field.startsWith(`${group}.`) ? [[field.slice(group.length + 1), value]] : [],
      ),
    )
  const texts = Object.fromEntries(present.filter(([field]) => !groups.some((group) => field.startsWith(`${group}.`))))
  return SheetContent.parse({ ...texts, currentState: inside('currentState'), ratings: inside('ratings') })
}
