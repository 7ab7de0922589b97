// The papers of a package as its files: HTML, and PDF and DOCX from one layout, with links that lead to the evidence beside them.
import type { DocumentFormat } from '../reports/render/files.ts'
import { writePdf } from '../reports/render/pdf.ts'
import { entryOf, type Entry } from './entries.ts'
import type { Addresses } from './evidence-files.ts'
import { linkPage, linkTree } from './link-evidence.ts'
import type { Paper } from './papers.ts'

export const allFormats: readonly DocumentFormat[] = ['html', 'docx', 'pdf']

export async function reportEntries(
  papers: readonly Paper[],
  addresses: Addresses,
  formats: readonly DocumentFormat[],
): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const { name, html, tree } of papers) {
    const file = `reports/${name}`
    if (formats.includes('html')) entries.push(entryOf(`${file}.html`, linkPage(html, addresses)))
    if (!formats.includes('pdf')) continue
    const linked = linkTree(tree, addresses)
    const { bytes, pages } = await writePdf(linked)
    entries.push(entryOf(`${file}.pdf`, bytes))
    if (!formats.includes('docx')) continue
    const { writeDocx } = await import('../reports/render/docx.ts')
    entries.push(entryOf(`${file}.docx`, await writeDocx(linked, pages)))
  }
  return entries
}
