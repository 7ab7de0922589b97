// The blocks of a report in DOCX.
import { HeadingLevel, Paragraph, TableOfContents, type IParagraphOptions, type Table } from 'docx'
import { writeColumns, writeTable } from './docx-tables.ts'
import { writeRuns, type Places } from './docx-runs.ts'
import { line } from './docx-styles.ts'
import { pageLayout } from './page-layout.ts'
import {
  outlineOf,
  type Block,
  type Heading,
  type List,
  type Paragraph as Text,
  type ReportTree,
  type Section,
} from './tree.ts'

export interface Writing {
  tree: ReportTree
  pages: Readonly<Record<string, number>>
  places: Places
  landscape: boolean
  /** Whether the next paragraph begins a page. */
  breaks?: boolean
  within?: 'cover' | 'levels'
  /** Points above the title and the foot of a cover. */
  gap?: number
}

export type Written = Paragraph | Table | TableOfContents

export function writeBlocks(blocks: readonly Block[], writing: Writing): Written[] {
  let breaks = writing.breaks ?? false
  return blocks.flatMap((block, index) => {
    const own = { ...writing, breaks: breaks || startsPage(block, index, writing) }
    breaks = false
    const written = writeBlock(block, own)
    const [first] = written
    // A table cannot begin a page by itself.
    return own.breaks && block.kind !== 'section' && !(first instanceof Paragraph) ? [pageStart(), ...written] : written
  })
}

const startsPage = (block: Block, index: number, { landscape }: Writing): boolean =>
  block.kind === 'section' && block.looks.includes('page') && !landscape && index > 0

const pageStart = () => new Paragraph({ style: 'thin', pageBreakBefore: true })

function writeBlock(block: Block, writing: Writing): Written[] {
  switch (block.kind) {
    case 'heading':
      return [writeHeading(block, writing)]
    case 'paragraph':
      return block.runs.length === 0 ? [] : [writeParagraph(block, writing)]
    case 'list':
      return writeList(block, writing)
    case 'table':
      return writeTable(block, writing)
    case 'letterhead':
    case 'signature':
      return writeColumns(block, writing)
    case 'contents':
      return [writeContents(writing)]
    case 'section':
      return writeSection(block, writing)
  }
}

function writeSection({ looks, blocks }: Section, writing: Writing): Written[] {
  if (looks.includes('cover')) return writeBlocks(blocks, { ...writing, within: 'cover', gap: coverGap(blocks) })
  return writeBlocks(blocks, looks.includes('levels') ? { ...writing, within: 'levels' } : writing)
}

/** What is left of the page, shared between above the title and above the foot. */
function coverGap(blocks: readonly Block[]): number {
  const height = ((pageLayout.height - pageLayout.top - pageLayout.bottom) / 25.4) * 72
  const used = blocks.reduce((sum, { kind }) => sum + (kind === 'letterhead' ? 80 : kind === 'heading' ? 40 : 26), 40)
  return Math.max(20, (height - used) / 2)
}

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4]

function writeHeading({ level, id, runs }: Heading, writing: Writing): Paragraph {
  const { places, within, gap = 0, breaks = false } = writing
  const onCover = within === 'cover' && level === 1
  const heading = headingLevels[level - 1] ?? HeadingLevel.HEADING_4
  return new Paragraph({
    ...(onCover ? { style: 'coverHeading', spacing: { before: gap * 20 } } : { heading }),
    pageBreakBefore: breaks,
    children: [...(id === '' ? [] : places.mark(id)), ...writeRuns(runs, places)],
  })
}

function writeParagraph({ looks, runs }: Text, { places, within, gap = 0, breaks = false }: Writing): Paragraph {
  const atGap = within === 'cover' && (looks.includes('foot') || looks.includes('title'))
  const options: IParagraphOptions = {
    style: styleOf(looks, within),
    pageBreakBefore: breaks,
    children: writeRuns(runs, places),
    ...(atGap ? { spacing: { before: gap * 20 } } : {}),
    ...(looks.includes('keep') || (within === 'levels' && looks.includes('label')) ? { keepNext: true } : {}),
  }
  return new Paragraph(options)
}

function styleOf(looks: readonly string[], within: Writing['within']): string {
  const centred = looks.includes('center') || within === 'cover'
  if (within === 'levels') return 'level'
  if (looks.includes('title')) return 'coverTitle'
  for (const look of ['prose', 'draft', 'school', 'label', 'result']) if (looks.includes(look)) return look
  if (looks.includes('note') || looks.includes('empty')) return centred ? 'noteCenter' : 'note'
  return centred ? 'center' : 'body'
}

function writeList({ ordered, items }: List, { places, breaks = false }: Writing): Paragraph[] {
  const numbering = { reference: ordered ? 'order' : 'dash', level: 0 }
  return items.map(
    (runs, index) =>
      new Paragraph({
        style: 'listItem',
        numbering,
        pageBreakBefore: breaks && index === 0,
        children: writeRuns(runs, places),
      }),
  )
}

/** A field that Word can update, filled in with what the PDF's layout knows. */
function writeContents({ tree, pages, places }: Writing): TableOfContents | Paragraph {
  const entries = outlineOf(tree.blocks).map(({ id, text, level }) => {
    const page = pages[id]
    return { title: text, level, href: places.nameOf(id), ...(page === undefined ? {} : { page }) }
  })
  if (entries.length === 0) return new Paragraph({ border: { bottom: line('FFFFFF', 1) } })
  return new TableOfContents('Mục lục', {
    hyperlink: true,
    headingStyleRange: '2-4',
    cachedEntries: entries,
    beginDirty: false,
  })
}
