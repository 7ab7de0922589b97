// A filled template as a file: the one way from a report's text to HTML, DOCX and PDF.
import { writeHtml } from './html.ts'
import { writeDocx, writePdf, type Pdf, type PdfStandard } from './writer.ts'
import { readTree } from './read-tree.ts'
import { allBlocks, type ReportTree } from './tree.ts'

export const documentFormats = ['html', 'docx', 'pdf'] as const
export type DocumentFormat = (typeof documentFormats)[number]

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

/** Several at once: the PDF lends the DOCX its page numbers. */
export async function writeFiles<Format extends DocumentFormat>(
  filled: Filled,
  formats: readonly Format[],
  standard?: PdfStandard,
): Promise<Record<Format, Uint8Array>> {
  const wants = (format: DocumentFormat) => (formats as readonly DocumentFormat[]).includes(format)
  const files: Partial<Record<DocumentFormat, Uint8Array>> = {}
  if (wants('html')) files.html = htmlOf(filled)
  const tree = wants('pdf') || wants('docx') ? treeOf(filled) : undefined
  const pdf = tree && wants('pdf') ? await writePdf(tree, standard) : undefined
  if (tree && wants('docx')) files.docx = await writeDocxOf(tree, pdf)
  if (pdf) files.pdf = pdf.bytes
  return files as Record<Format, Uint8Array>
}

/** Only contents need the PDF's page numbers. */
export async function writeDocxOf(tree: ReportTree, pdf?: Pdf): Promise<Uint8Array> {
  const listed = allBlocks(tree.blocks).some(({ kind }) => kind === 'contents')
  const laidOut = pdf ?? (listed ? await writePdf(tree) : undefined)
  return writeDocx(tree, laidOut?.pages ?? {})
}
