// Writes a report as DOCX: real headings, a table of contents that Word can update, tables that repeat their head.
import { Document, Header, Packer, PageNumber, PageOrientation, Paragraph, TextRun, type ISectionOptions } from 'docx'
import { writeBlocks } from './docx-blocks.ts'
import { startPlaces } from './docx-runs.ts'
import { docxNumbering, docxStyles, twips } from './docx-styles.ts'
import { settleZip, coreProperties } from './docx-settle.ts'
import { pageLayout } from './page-layout.ts'
import type { Block, ReportTree } from './tree.ts'

/** `pages` are the page numbers of the headings by id, from the PDF's layout; what is not known stays blank in the contents. */
export async function writeDocx(tree: ReportTree, pages: Readonly<Record<string, number>>): Promise<Uint8Array> {
  const places = startPlaces()
  const sections = splitSections(tree.blocks).map(({ landscape, blocks }, index) => {
    const children = writeBlocks(blocks, { tree, pages, places, landscape })
    return {
      properties: sectionOf(landscape, index === 0),
      children,
      ...(index === 0 ? { headers } : {}),
    } satisfies ISectionOptions
  })
  const document = new Document({
    title: tree.title,
    styles: docxStyles,
    numbering: docxNumbering,
    sections,
    compatibility: { version: 15 },
  })
  const core = { path: 'docProps/core.xml', data: coreProperties(tree.title, tree.date) }
  return settleZip(await Packer.toBuffer(document, undefined, [core]))
}

/** The number stands in the middle above the text, on every page but the first; later sections go on with it. */
const headers = {
  default: new Header({
    children: [new Paragraph({ style: 'pageNumber', children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  }),
  first: new Header({ children: [new Paragraph({ style: 'pageNumber' })] }),
}

function sectionOf(landscape: boolean, first: boolean): NonNullable<ISectionOptions['properties']> {
  const { width, height, top, bottom, left, right } = pageLayout
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
  return {
    titlePage: first,
    page: {
      size: { width: twips(width), height: twips(height), orientation },
      margin: {
        top: twips(top),
        bottom: twips(bottom),
        left: twips(left),
        right: twips(right),
        header: twips(9),
        footer: twips(9),
      },
    },
  }
}

/** Turned pages are sections of Word. What stands in them stands at the top of the tree. */
function splitSections(blocks: readonly Block[]): { landscape: boolean; blocks: Block[] }[] {
  const sections: { landscape: boolean; blocks: Block[] }[] = []
  for (const block of blocks) {
    const landscape = block.kind === 'section' && block.looks.includes('landscape')
    const last = sections.at(-1)
    if (block.kind === 'section' && landscape) sections.push({ landscape, blocks: block.blocks })
    else if (last && !last.landscape) last.blocks.push(block)
    else sections.push({ landscape, blocks: [block] })
  }
  return sections
}
