// Where texts cite evidence: finds the codes inside a text, renames them, and holds texts and register against each other.
import type { EvidenceItem, FrozenSheet, SheetContent } from './case.ts'
import { holds, type Procedure } from './procedure.ts'

export interface Citation {
  /** Without brackets, as in the register. */
  code: string
  /** Where it begins in the text. */
  index: number
}

/** The codes that a text cites, in order, each time it does. `pattern` is that of the procedure, for a code standing alone. */
export function citationsIn(text: string, pattern: string): Citation[] {
  return [...text.matchAll(finderOf(pattern))].map(({ 0: code, index }) => ({ code, index }))
}

/** What is meant for a code and is none, as `MC.1.1.1` where two digits are asked: nothing else would tell that it cites nothing. */
export function misspeltIn(text: string, { pattern, example }: Procedure['evidenceCode']): string[] {
  const [letters] = /\p{L}+/u.exec(example) ?? []
  if (letters === undefined) return []
  const alike = new RegExp(String.raw`(?<![\p{L}\p{N}])${letters}[ .-]?\d+(?: ?[.–-] ?\d+)+`, 'giu')
  const right = citationsIn(text, pattern).map(({ index }) => index)
  return [...text.matchAll(alike)].filter(({ index }) => !right.includes(index)).map(([found]) => found)
}

/** The text with every code that has a new name called by it, all at once, so that two codes may change places. */
export function renameCitations(text: string, pattern: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(finderOf(pattern), (code: string) => names.get(code) ?? code)
}

export interface CitationFaults {
  /** Cited, but not in the register. `part`: `strengths`, ..., or a level or item of the current state. */
  dead: { criterion: string; part: string; code: string }[]
  /** Paragraphs of the current state that say something and cite nothing. */
  bare: { criterion: string; part: string }[]
  /** In the register, but cited nowhere. */
  uncited: string[]
}

/** The levels or items of the current state that say something and cite nothing. */
export function bareParts(currentState: SheetContent['currentState'], pattern: string): string[] {
  return Object.entries(currentState).flatMap(([part, text]) =>
    text.trim() !== '' && citationsIn(text, pattern).length === 0 ? [part] : [],
  )
}

const texts = ['strengths', 'weaknesses', 'plan', 'unclear'] as const

/** What a procedure says of citing: how a code looks, and whether a claim has to cite one. */
export type CitationRules = Pick<Procedure, 'id' | 'evidenceCode' | 'numbers'>

/** Dead codes, claims without evidence where the procedure wants it, and evidence that no sheet cites. */
export function checkCitations(
  rules: CitationRules,
  sheets: readonly Pick<FrozenSheet, 'criterion' | 'content'>[],
  evidence: readonly Pick<EvidenceItem, 'code'>[],
): CitationFaults {
  const { pattern } = rules.evidenceCode
  const claims = holds(rules, 'sheets.citationsRequired') ? sheets : []
  const known = new Set(evidence.map(({ code }) => code))
  const cited = partsOf(sheets).map((part) => ({
    ...part,
    codes: citationsIn(part.text, pattern).map(({ code }) => code),
  }))
  const used = new Set(cited.flatMap(({ codes }) => codes))
  return {
    dead: cited.flatMap(({ criterion, part, codes }) =>
      [...new Set(codes)].filter((code) => !known.has(code)).map((code) => ({ criterion, part, code })),
    ),
    bare: claims.flatMap(({ criterion, content }) =>
      bareParts(content.currentState, pattern).map((part) => ({ criterion, part })),
    ),
    uncited: [...known].filter((code) => !used.has(code)),
  }
}

/** Where a code is cited, each part once. */
export function placesOf(
  pattern: string,
  sheets: readonly Pick<FrozenSheet, 'criterion' | 'content'>[],
  code: string,
): { criterion: string; part: string }[] {
  return partsOf(sheets)
    .filter(({ text }) => citationsIn(text, pattern).some((citation) => citation.code === code))
    .map(({ criterion, part }) => ({ criterion, part }))
}

/** Code -> the criteria whose sheets cite it. */
export function citingCriteria(
  pattern: string,
  sheets: readonly Pick<FrozenSheet, 'criterion' | 'content'>[],
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { criterion, text } of partsOf(sheets))
    for (const { code } of citationsIn(text, pattern)) {
      const known = found.get(code) ?? []
      if (!known.includes(criterion)) found.set(code, [...known, criterion])
    }
  return found
}

function partsOf(sheets: readonly Pick<FrozenSheet, 'criterion' | 'content'>[]) {
  return sheets.flatMap(({ criterion, content }) => [
    ...Object.entries(content.currentState).map(([part, text]) => ({ criterion, part, text })),
    ...texts.map((part) => ({ criterion, part, text: content[part] })),
  ])
}

const finders = new Map<string, RegExp>()

/** The pattern of a code standing alone, turned into one that finds it inside a text. */
function finderOf(pattern: string): RegExp {
  const known = finders.get(pattern)
  if (known) return known
  const core = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll(String.raw`\[?`, '')
    .replaceAll(String.raw`\]?`, '')
  const finder = new RegExp(String.raw`(?<![\p{L}\p{N}.-])(?:${core})(?![\p{L}\p{N}])`, 'gu')
  finders.set(pattern, finder)
  return finder
}
