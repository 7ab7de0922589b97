// Whether a table is small enough to be kept on one page.
import { textOf, type Cell, type Row } from './tree.ts'

const most = { rows: 9, lines: 24 }
/** Of the text of a table across a page, with room to spare. */
const signsAcross = 70

/** A few rows that make, by a rough count that errs on the long side, less than half a page. */
export function isSmall(rows: readonly Row[], widths: readonly number[]): boolean {
  if (rows.length > most.rows || rows.some(({ look }) => look === 'long')) return false
  return rows.reduce((sum, row) => sum + linesOf(row, widths), 0) <= most.lines
}

function linesOf({ cells }: Row, widths: readonly number[]): number {
  let place = 0
  const lines = cells.map((cell) => {
    const width = widths.slice(place, place + cell.colspan).reduce((sum, one) => sum + one, 0)
    place += cell.colspan
    return linesIn(cell, Math.max(3, Math.floor((width * signsAcross) / 100)))
  })
  return Math.max(1, ...lines)
}

function linesIn({ paragraphs }: Cell, across: number): number {
  return paragraphs.reduce((sum, runs) => {
    const breaks = runs.filter(({ text }) => text === '\n').length
    return sum + breaks + Math.ceil(textOf(runs).length / across)
  }, 0)
}
