// Reads a filled template as a tree of blocks. The template is HTML of the small subset; anything else is refused by name.
import { parseDocument } from 'htmlparser2'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { hasOwnNumber } from './outline.ts'
import { columnWidths } from './column-widths.ts'
import { isSmall } from './small-table.ts'
import { isTag, readRuns, textIn, type Node, type Tag } from './read-runs.ts'
import { faultsOfTag, isSafeLink } from './subset.ts'
import { textOf, type Block, type Cell, type Columns, type List, type Paragraph, type Row, type Runs } from './tree.ts'

/** What is counted while a document is read. */
interface Counts {
  headings: number
  tables: number
}

/**
 * The blocks of a filled template. Links to places that the document does not have lose their target, so that no format
 * fails on them. Throws `invalid` for a tag, class or attribute outside the subset.
 */
export function readTree(html: string): Block[] {
  const { children } = parseDocument(html)
  refuseForeign(children)
  return readBlocks(children, { headings: 0, tables: 0 })
}

function refuseForeign(nodes: readonly Node[]): void {
  const tags = tagsBelow(nodes)
  const faults = tags.flatMap(({ name, attribs }) => faultsOfTag(name, attribs))
  const ids = new Set(tags.map(({ attribs }) => attribs['id']))
  for (const { attribs } of tags) {
    const { href } = attribs
    if (href === undefined) continue
    if (!isSafeLink(href)) faults.push(`liên kết "${href}"`)
    if (href.startsWith('#') && !ids.has(href.slice(1))) delete attribs['href']
  }
  if (faults.length === 0) return
  const told = [...new Set(faults)]
  throw new AppError(
    'invalid',
    say(
      `Mẫu báo cáo dùng thứ không in được: ${told.join(', ')}.`,
      `The report template uses what cannot be printed: ${told.join(', ')}.`,
    ),
    { faults: told },
  )
}

function readBlocks(nodes: readonly Node[], counts: Counts): Block[] {
  const blocks = nodes.flatMap((node) => {
    if (isTag(node)) return [readBlock(node, counts)]
    const text = textIn(node).trim()
    if (text === '') return []
    throw new AppError(
      'invalid',
      say(
        `Mẫu báo cáo có chữ nằm ngoài đoạn văn: “${text.slice(0, 60)}”.`,
        `The report template has text outside a paragraph: “${text.slice(0, 60)}”.`,
      ),
    )
  })
  keepTogether(blocks)
  return blocks
}

/** A signature never stands alone on a page: what is before it comes along. So does a table whose result is told below it. */
function keepTogether(blocks: readonly Block[]): void {
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1]
    const isSignature = next?.kind === 'signature'
    const isResult = next?.kind === 'paragraph' && next.looks.includes('result')
    if (block.kind === 'paragraph' && isSignature) block.looks.push('keep')
    if (block.kind === 'table' && block.whole && (isSignature || isResult)) block.looks.push('keep')
    if (block.kind === 'signature' && isSignature) block.keep = true
  }
}

const classesOf = ({ attribs }: Tag): string[] => (attribs['class'] ?? '').split(/\s+/).filter(Boolean)

function readBlock(tag: Tag, counts: Counts): Block {
  const looks = classesOf(tag)
  switch (tag.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
      return readHeading(tag, counts)
    case 'section':
      if (looks.includes('signature')) return readColumns('signature', tag)
      return { kind: 'section', looks, blocks: readBlocks(tag.children, counts) }
    case 'header':
      return readColumns('letterhead', tag)
    case 'nav':
      return { kind: 'contents' }
    case 'table':
      return readTable(tag, counts)
    default:
      return readText(tag)
  }
}

function readText(tag: Tag): Paragraph | List {
  if (tag.name === 'p') return { kind: 'paragraph', looks: classesOf(tag), runs: readRuns(tag.children) }
  if (tag.name !== 'ul' && tag.name !== 'ol') {
    throw new AppError(
      'invalid',
      say(
        `Mẫu báo cáo có thẻ <${tag.name}> ở chỗ của một đoạn văn.`,
        `The report template has a tag <${tag.name}> in the place of a paragraph.`,
      ),
    )
  }
  return {
    kind: 'list',
    ordered: tag.name === 'ol',
    items: childrenNamed(tag, 'li').map((item) => readRuns(item.children)),
  }
}

function readHeading(tag: Tag, counts: Counts): Block {
  const level = Number(tag.name.slice(1)) as 1 | 2 | 3 | 4
  const runs = readRuns(tag.children)
  const text = textOf(runs.filter(({ mark }) => !mark)).trim()
  if (level > 1) counts.headings++
  return { kind: 'heading', level, id: level > 1 ? `muc-${counts.headings}` : '', runs, text }
}

function readColumns(kind: Columns['kind'], tag: Tag): Columns {
  const sides = childrenNamed(tag, 'section')
  const [left = [], right = []] = sides.map((side) => side.children.filter(isTag).map(readText))
  const bothSign = sides.length > 1 && sides.every((side) => classesOf(side).includes('signer'))
  return { kind, keep: false, left, bothSign, right }
}

function readTable(tag: Tag, counts: Counts): Block {
  const [caption] = childrenNamed(tag, 'caption')
  const runs = caption ? readRuns(caption.children) : []
  const own = hasOwnNumber(textOf(runs))
  if (!own) counts.tables++
  const head = childrenNamed(tag, 'thead').flatMap((part) => childrenNamed(part, 'tr').map((row) => readRow(row, true)))
  const rows = childrenNamed(tag, 'tbody').flatMap((part) =>
    childrenNamed(part, 'tr').map((row) => readRow(row, false)),
  )
  const given = childrenNamed(tag, 'colgroup')
    .flatMap((group) => childrenNamed(group, 'col'))
    .map(({ attribs }) => Number.parseFloat((attribs['style'] ?? '').replace(/^width:\s*/, '')))
  const widths = columnWidths(given, [...head, ...rows])
  const number = own ? null : counts.tables
  const whole = isSmall([...head, ...rows], widths)
  return { kind: 'table', looks: classesOf(tag), whole, caption: runs, number, widths, head, rows }
}

function readRow(tag: Tag, inHead: boolean): Row {
  const [look = ''] = classesOf(tag) as Row['look'][]
  const cells = tag.children.filter(isTag).filter(({ name }) => name === 'td' || name === 'th')
  return { id: tag.attribs['id'] ?? '', look, cells: cells.map((cell) => readCell(cell, inHead)) }
}

function readCell(tag: Tag, inHead: boolean): Cell {
  const looks = classesOf(tag)
  const centred = looks.includes('c') || (inHead && tag.name === 'th')
  const paragraphs: Runs[] = childrenNamed(tag, 'p').map(({ children }) => readRuns(children))
  const loose = readRuns(tag.children.filter((node) => !(isTag(node) && node.name === 'p')))
  return {
    head: inHead && tag.name === 'th',
    align: centred ? 'center' : looks.includes('n') ? 'right' : 'left',
    colspan: Number(tag.attribs['colspan'] ?? 1),
    rowspan: Number(tag.attribs['rowspan'] ?? 1),
    paragraphs: loose.length > 0 ? [loose, ...paragraphs] : paragraphs,
  }
}

function tagsBelow(nodes: readonly Node[]): Tag[] {
  return nodes.filter(isTag).flatMap((tag) => [tag, ...tagsBelow(tag.children)])
}

function childrenNamed(tag: Tag, name: string): Tag[] {
  return tag.children.filter(isTag).filter((child) => child.name === name)
}
