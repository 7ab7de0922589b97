// A filled template as a file: the one way from a report's text to HTML, DOCX and PDF.
import { writeHtml } from './html.ts'
import { writePdf, type Pdf, type PdfStandard } from './pdf.ts'
import { readTree } from './read-tree.ts'
import { allBlocks, type ReportTree } from './tree.ts'

export type DocumentFormat = 'html' | 'docx' | 'pdf'

export interface Filled {
  title: string
  /** Day of the document, ISO. */
  date: string
  /** The template with its model filled in. */
  body: string
}

export function treeOf({ body, ...rest }: Filled): ReportTree {
  return { ...rest, blocks: readTree(body) }
}

export function htmlOf({ title, body }: Filled): Uint8Array {
  return new TextEncoder().encode(writeHtml(title, body))
}

/** UTF-8 for HTML. Throws `invalid` for a template outside the subset or a PDF that does not conform. */
export async function writeFile(filled: Filled, format: DocumentFormat, standard?: PdfStandard): Promise<Uint8Array> {
  if (format === 'html') return htmlOf(filled)
  const tree = treeOf(filled)
  return format === 'pdf' ? (await writePdf(tree, standard)).bytes : writeDocxOf(tree)
}

/** Only contents need the PDF's page numbers. The library is large, so it is loaded when the first DOCX is asked for. */
export async function writeDocxOf(tree: ReportTree, pdf?: Pdf): Promise<Uint8Array> {
  const { writeDocx } = await import('./docx.ts')
  const listed = allBlocks(tree.blocks).some(({ kind }) => kind === 'contents')
  const laidOut = pdf ?? (listed ? await writePdf(tree) : undefined)
  return writeDocx(tree, laidOut?.pages ?? {})
}
