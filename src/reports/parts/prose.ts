// Text that people wrote, as paragraphs in which every evidence code of the register is a link to its row.
import type { EvidenceItem } from '../../domain/case.ts'
import { citationsIn } from '../../domain/evidence-citations.ts'
import type { Procedure } from '../../domain/procedure.ts'

/** A run of text; with `href` it is a link. */
export interface Inline {
  text: string
  href: string | null
}
export type Paragraphs = Inline[][]

/** Turns the texts of one submission into paragraphs, and remembers codes that the register does not have. */
export interface Prose {
  paragraphs(text: string | undefined): Paragraphs
  /** Cited codes without a row, in the order met. */
  deadCodes(): string[]
}

interface Links {
  /** The paper holds the register, so that a code may lead to its row. */
  register: boolean
  /** Files that lie beside the paper, by code. */
  addresses?: ReadonlyMap<string, string> | undefined
}

/** A code leads to its file where that is known, else to its row, else nowhere. */
export function proseOf(procedure: Procedure, evidence: readonly EvidenceItem[], links: Links): Prose {
  const known = new Set(evidence.map(({ code }) => code))
  const { pattern } = procedure.evidenceCode
  const dead = new Set<string>()
  const runs = (text: string) => {
    const parts: Inline[] = []
    let from = 0
    for (const { code, index } of citationsIn(text, pattern)) {
      if (!known.has(code)) dead.add(code)
      else {
        const href = links.addresses?.get(code) ?? (links.register ? `#${evidenceAnchor(code)}` : null)
        if (href === null) continue
        if (index > from) parts.push({ text: text.slice(from, index), href: null })
        parts.push({ text: code, href })
        from = index + code.length
      }
    }
    if (from < text.length) parts.push({ text: text.slice(from), href: null })
    return parts
  }
  return {
    paragraphs: (text) => splitParagraphs(text ?? '').map(runs),
    deadCodes: () => [...dead],
  }
}

/** The id of a code's row. Codes are plain; anything else in one is written as its number, so that ids stay apart. */
export function evidenceAnchor(code: string): string {
  return `mc-${code.replaceAll(/[^A-Za-z0-9.-]/g, (sign) => `_${sign.codePointAt(0)}`)}`
}

/** A blank line ends a paragraph, and so does a line that begins a dash; other line breaks are only the width of somebody's window. */
function splitParagraphs(text: string): string[] {
  return text
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n|\n(?=[ \t]*[-+•–])/)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
}
