// Runs of text, links and the places they lead to, in DOCX.
import { BookmarkEnd, BookmarkStart, InternalHyperlink, SimpleField, TextRun, type ParagraphChild } from 'docx'
import type { Run, Runs } from './tree.ts'

/** Names of places: Word allows letters, digits and `_`, forty at most. Numbered by document, so that bytes stay the same. */
export interface Places {
  nameOf(id: string): string
  /** What marks a place: its start and its end, around nothing. */
  mark(id: string): ParagraphChild[]
}

export function startPlaces(): Places {
  const names = new Map<string, string>()
  let count = 0
  const nameOf = (id: string): string => {
    const known = names.get(id)
    if (known) return known
    const plain = id.replaceAll(/\W/g, '_').slice(0, 34)
    const taken = [...names.values()].includes(plain)
    const name = taken ? `${plain}_${names.size}` : plain
    names.set(id, name)
    return name
  }
  return {
    nameOf,
    mark: (id) => {
      count++
      return [new BookmarkStart(nameOf(id), count), new BookmarkEnd(count)] as unknown as ParagraphChild[]
    },
  }
}

export function writeRuns(runs: Runs, places: Places): ParagraphChild[] {
  return runs.flatMap((run) => [...(run.id === undefined ? [] : places.mark(run.id)), ...writeRun(run, places)])
}

function writeRun({ text, href, ...look }: Run, places: Places): ParagraphChild[] {
  if (text === '') return []
  if (text === '\n') return [new TextRun({ break: 1 })]
  const shown = (style?: string) =>
    new TextRun({
      text,
      ...(look.strong ? { bold: true } : {}),
      ...(look.em ? { italics: true } : {}),
      ...(look.mark ? { superScript: true } : {}),
      ...(style ? { style } : {}),
    })
  if (href === undefined) return [shown()]
  if (href.startsWith('#'))
    return [new InternalHyperlink({ anchor: places.nameOf(href.slice(1)), children: [shown('Hyperlink')] })]
  // A field and not a relationship: the library names relationships by chance.
  return [new SimpleField(`HYPERLINK "${encodeURI(decodeSafely(href)).replaceAll('"', '%22')}"`, text)]
}

function decodeSafely(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}
