// What a set does not say in both languages. In a published school set an error, in a draft or a framework a warning.
import type { AnySet } from './framework.ts'
import { isFramework } from './framework.ts'
import type { Problem } from './problem.ts'

interface Words {
  vi?: string | undefined
  en?: string | undefined
}

/** Names, texts and labels without Vietnamese or without English, each at its place. */
export function missingTexts(set: AnySet): Problem[] {
  const nodes = isFramework(set)
    ? set.nodes.flatMap(({ name, text }, i) => [
        ...missing(['nodes', i, 'name'], name),
        ...missing(['nodes', i, 'text'], text),
      ])
    : schoolTexts(set)
  return [...nodes, ...scoringTexts(set)]
}

/** Whether a missing text keeps this set from being used. */
export function textsAreRequired(set: AnySet): boolean {
  return set.status === 'published' && !isFramework(set)
}

function schoolTexts(set: Exclude<AnySet, { nodes: unknown }>): Problem[] {
  const criteria = set.standards.flatMap((standard, s) =>
    standard.criteria.flatMap((criterion, c) =>
      Object.entries(criterion.levels).flatMap(([level, indicators]) =>
        indicators.flatMap(({ text }, i) => missing(['standards', s, 'criteria', c, 'levels', level, i, 'text'], text)),
      ),
    ),
  )
  return [...criteria, ...set.level4.flatMap(({ text }, i) => missing(['level4', i, 'text'], text))]
}

/** What is shown of a rule: measures that a trace speaks of, and the names of decisions where there are several. */
function scoringTexts({ scoring }: AnySet): Problem[] {
  return Object.entries(scoring.decisions ?? {}).flatMap(([name, decision]) =>
    decision.name === undefined ? [lacks(['scoring', 'decisions', name], 'tên (name) tiếng Việt và tiếng Anh')] : [],
  )
}

function missing(path: PropertyKey[], words: Words | undefined): Problem[] {
  if (words === undefined) return []
  return [
    ...(words.vi === undefined ? [lacks(path, 'bản tiếng Việt (vi)')] : []),
    ...(words.en === undefined ? [lacks(path, 'bản tiếng Anh (en)')] : []),
  ]
}

function lacks(path: PropertyKey[], what: string): Problem {
  return { path, message: `Thiếu ${what}.` }
}
