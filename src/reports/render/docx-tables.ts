// Tables of a report in DOCX, and what stands in two columns: the head of a paper and its signature.
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Writing, Written } from './docx-blocks.ts'
import { writeRuns } from './docx-runs.ts'
import { line, twips } from './docx-styles.ts'
import { leftShare, textWidth } from './page-layout.ts'
import type { Cell, Columns, List, Paragraph as Text, Row, Runs, Table as Grid } from './tree.ts'

export function writeTable(table: Grid, writing: Writing): Written[] {
  const total = twips(textWidth(writing.landscape))
  const widths = table.widths.map((width) => Math.round((width * total) / 100))
  const style = table.looks.includes('grand') ? 'tableSmall' : 'tableText'
  const keepsAll = table.looks.includes('keep')
  const row = (one: Row, head: boolean, isLast = false) => {
    // A head, a row that names what follows, and every row of a small table stay with the next one.
    const keepNext = head || one.look === 'group' || (table.whole && (!isLast || keepsAll))
    return new TableRow({
      tableHeader: head,
      cantSplit: one.look !== 'long',
      children: one.cells.map((cell, index) => writeCell(cell, one, { keepNext, first: index === 0, style, writing })),
    })
  }
  const grid = new Table({
    width: { size: total, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      ...table.head.map((one) => row(one, true)),
      ...table.rows.map((one, index) => row(one, false, index === table.rows.length - 1)),
    ],
  })
  return table.caption.length === 0 ? [grid] : [writeCaption(table, writing), grid]
}

function writeCaption({ caption, number }: Grid, { places, breaks = false }: Writing): Paragraph {
  const counted =
    number === null
      ? []
      : [new TextRun('Bảng '), new SimpleField('SEQ Bảng \\* ARABIC', String(number)), new TextRun('. ')]
  return new Paragraph({
    style: 'Caption',
    pageBreakBefore: breaks,
    children: [...counted, ...writeRuns(caption, places)],
  })
}

interface Place {
  /** The next row stands on the same page. */
  keepNext: boolean
  first: boolean
  style: string
  writing: Writing
}

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

function writeCell(cell: Cell, row: Row, { keepNext, first, style, writing }: Place): TableCell {
  const { places } = writing
  const bold = cell.head || row.look === 'group' || row.look === 'total'
  const shown = (runs: Runs) => writeRuns(bold ? runs.map((run) => ({ ...run, strong: true as const })) : runs, places)
  const paragraphs = cell.paragraphs.length === 0 ? [[]] : cell.paragraphs
  return new TableCell({
    ...(cell.colspan > 1 ? { columnSpan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { rowSpan: cell.rowspan } : {}),
    ...(cell.head ? { verticalAlign: VerticalAlignTable.CENTER, shading: { fill: 'F0F0F0' } } : {}),
    margins: { left: 80, right: 80 },
    children: paragraphs.map((runs, index) => {
      const mark = first && index === 0 && row.id !== '' ? places.mark(row.id) : []
      return new Paragraph({
        style,
        alignment: alignments[cell.align],
        ...(keepNext ? { keepNext } : {}),
        children: [...mark, ...shown(runs)],
      })
    }),
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** Two columns without lines. */
export function writeColumns(columns: Columns, writing: Writing): Written[] {
  const total = twips(textWidth(writing.landscape))
  const left = Math.round((total * leftShare[columns.kind]) / 100)
  const widths = [left, total - left]
  const sides = [columns.left, columns.right].map((side, index) => {
    const small = columns.kind === 'signature' && !columns.bothSign && index === 0
    return side.flatMap((block) => writeSide(block, { small, width: widths[index] ?? 0, writing, columns }))
  })
  const cells = sides.map(
    (children, index) =>
      new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        margins: { left: 40, right: 40 },
        children: children.length === 0 ? [new Paragraph({ style: 'recipients' })] : children,
      }),
  )
  const grid = new Table({
    width: { size: total, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  })
  const gap = new Paragraph({ style: 'thin', keepNext: columns.kind === 'signature' })
  return columns.kind === 'letterhead' ? [grid, gap] : [gap, grid]
}

interface Side {
  small: boolean
  width: number
  writing: Writing
  columns: Columns
}

function writeSide(
  block: Text | List,
  { small, width, writing, columns: { kind, keep: keepNext } }: Side,
): Paragraph[] {
  const { places } = writing
  if (block.kind === 'list') {
    return block.items.map(
      (runs) =>
        new Paragraph({ style: 'recipients', keepNext, children: [new TextRun('- '), ...writeRuns(runs, places)] }),
    )
  }
  const has = (look: string) => block.looks.includes(look)
  const style = small ? 'recipients' : kind === 'signature' ? 'signer' : has('motto') ? 'motto' : 'head'
  const spacing = has('name') ? { spacing: { before: 54 * 20, line: 252, lineRule: 'auto' as const } } : {}
  const text = new Paragraph({ style, keepNext, ...spacing, children: writeRuns(block.runs, places) })
  if (!has('rule') && !has('motto')) return [text]
  // The line under the issuer is a third of the column, that under the motto as long as its words.
  const side = Math.round(width * (has('rule') ? 0.33 : 0.19))
  const rule = new Paragraph({
    style: 'thin',
    indent: { left: side, right: side },
    border: { bottom: line('000000', 5) },
  })
  return [text, rule]
}
