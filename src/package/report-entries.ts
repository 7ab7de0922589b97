// The papers of a package as its files, in which codes lead to the evidence beside them, and the certificates as they were signed.
import { renderFormats } from '../reports/index.ts'
import type { DocumentFormat } from '../reports/render/files.ts'
import { entryOf, type Entry } from './entries.ts'
import type { Addresses } from './evidence-files.ts'
import type { Paper } from './papers.ts'

export interface Printing {
  formats: readonly DocumentFormat[]
  /** The department's folder of templates. */
  templatesDir?: string | undefined
}

export async function reportEntries(
  papers: readonly Paper[],
  evidenceAddresses: Addresses,
  { formats, templatesDir }: Printing,
): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const { id, name, input } of papers) {
    const files = await renderFormats(id, { ...input, evidenceAddresses }, formats, { templatesDir })
    for (const [format, bytes] of Object.entries(files)) entries.push(entryOf(`reports/${name}.${format}`, bytes))
  }
  return entries
}
