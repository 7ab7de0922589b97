// A report as a tree of blocks: what every format is written from. Plain data, so that it can also travel as JSON.

/** A stretch of text that looks the same. Its text is `\n` for a line break; otherwise it holds no line breaks. */
export interface Run {
  text: string
  strong?: true
  em?: true
  /** Raised and small: the mark of what has not been checked. */
  mark?: true
  /** `#id` of this document, a web address, or a path beside the file. */
  href?: string
  /** The place that links lead to; its text may be empty. */
  id?: string
}
export type Runs = Run[]

export interface Heading {
  kind: 'heading'
  level: 1 | 2 | 3 | 4
  /** Empty for level 1, which the contents do not list. */
  id: string
  runs: Runs
  /** Plain, without marks: for the contents. */
  text: string
}

export interface Paragraph {
  kind: 'paragraph'
  /** Classes of the template, such as `prose` or `center`; `keep` when the next block must stand on the same page. */
  looks: string[]
  runs: Runs
}

export interface List {
  kind: 'list'
  ordered: boolean
  items: Runs[]
}

export interface Cell {
  head: boolean
  align: 'left' | 'center' | 'right'
  colspan: number
  rowspan: number
  paragraphs: Runs[]
}

export interface Row {
  /** The place that links lead to; empty when there is none. */
  id: string
  look: '' | 'group' | 'total' | 'long'
  cells: Cell[]
}

export interface Table {
  kind: 'table'
  /** Classes of the template; `keep` when the next block must stand on the same page. */
  looks: string[]
  /** Small enough to stand on one page, never broken. */
  whole: boolean
  caption: Runs
  /** Its number in the document; null when its caption begins with a number of its own. */
  number: number | null
  /** Of the columns, in parts of 100. */
  widths: number[]
  head: Row[]
  rows: Row[]
}

/** Two columns side by side: who issues and the national motto, or the recipients and who signs. */
export interface Columns {
  kind: 'letterhead' | 'signature'
  /** The next block must stand on the same page. */
  keep: boolean
  left: (Paragraph | List)[]
  /** Two people sign side by side; otherwise the left of a signature names the recipients. */
  bothSign: boolean
  right: (Paragraph | List)[]
}

export interface Section {
  kind: 'section'
  /** `page` begins a page; `landscape` turns it; the others are looks. */
  looks: string[]
  blocks: Block[]
}

export type Block = Heading | Paragraph | List | Table | Columns | Section | { kind: 'contents' }

export interface ReportTree {
  title: string
  /** Day of the document, ISO: the only date that reaches its properties. */
  date: string
  blocks: Block[]
}

/** All blocks in reading order, those of sections after their section. */
export function allBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => (block.kind === 'section' ? [block, ...allBlocks(block.blocks)] : [block]))
}

/** The headings that the contents list. */
export function outlineOf(blocks: readonly Block[]): Heading[] {
  return allBlocks(blocks).filter(
    (block): block is Heading => block.kind === 'heading' && block.level > 1 && block.text !== 'MỤC LỤC',
  )
}

/** As read: line breaks are spaces. */
export function textOf(runs: Runs): string {
  return runs.map(({ text }) => (text === '\n' ? ' ' : text)).join('')
}
