// How wide the columns of a table are, when its template does not say.
import { textOf, type Row } from './tree.ts'

/** Widths in parts of 100: those of the template when it gives one a column, else by the longest word and the usual text. */
export function columnWidths(given: readonly number[], rows: readonly Row[]): number[] {
  const count = Math.max(
    0,
    ...rows.slice(0, 1).map(({ cells }) => cells.reduce((sum, { colspan }) => sum + colspan, 0)),
  )
  const usable = given.length === count && given.every((width) => width > 0)
  const wanted = usable ? [...given] : wantedOf(count, rows)
  const all = wanted.reduce((sum, width) => sum + width, 0)
  return wanted.map((width) => Math.round((width / all) * 1000) / 10)
}

/** In characters: never less than the longest word, and of the text enough to keep it to a few lines. */
function wantedOf(count: number, rows: readonly Row[]): number[] {
  const wanted = Array.from({ length: count }, () => 5)
  for (const [place, text] of placed(rows)) {
    // A no-break space holds words together.
    const word = Math.max(0, ...text.split(/[ \t\n]+/).map((one) => one.length))
    const needed = Math.max(Math.min(word, 24) + 2, Math.min(text.length, 28) / (place === 0 ? 1 : 2))
    wanted[place] = Math.max(wanted[place] ?? 0, needed)
  }
  return wanted
}

/** Cells of one column with its place; what a cell above reaches down into is passed over. */
function placed(rows: readonly Row[]): [number, string][] {
  const found: [number, string][] = []
  /** Column -> the first row that no cell from above fills there. */
  const free = new Map<number, number>()
  for (const [index, { cells }] of rows.entries()) {
    let place = 0
    for (const { colspan, rowspan, paragraphs } of cells) {
      while ((free.get(place) ?? 0) > index) place++
      if (colspan === 1) found.push([place, paragraphs.map(textOf).join(' ')])
      for (const end = place + colspan; place < end; place++) free.set(place, index + rowspan)
    }
  }
  return found
}
