// The yearly report as a file: it is about a province, not a case, so it stands beside the registry of reports.
import { writeHtml } from '../render/html.ts'
import { writePdf } from '../render/pdf.ts'
import { readTree } from '../render/read-tree.ts'
import type { RenderOptions } from '../index.ts'
import { fillTemplate, printable } from '../template.ts'
import { buildYearlyReport, type YearlyInput } from './build.ts'

/** The report as a page or a PDF; the same input gives the same bytes. */
export async function renderYearlyReport(
  input: YearlyInput,
  format: 'html' | 'pdf',
  { templatesDir, standard }: RenderOptions = {},
): Promise<Uint8Array> {
  const model = buildYearlyReport(input)
  const title = printable(model.title)
  const body = fillTemplate('yearly-report', model, templatesDir)
  if (format === 'html') return new TextEncoder().encode(writeHtml(title, body))
  return (await writePdf({ title, date: input.on, blocks: readTree(body) }, standard)).bytes
}
