// The yearly report as a file: it is about a province, not a case, so it stands beside the registry of reports.
import type { RenderOptions } from '../index.ts'
import { writeFile, type DocumentFormat } from '../render/files.ts'
import { fillTemplate, printable } from '../template.ts'
import { buildYearlyReport, type YearlyInput } from './build.ts'

/** The report as a file of that format; the same input gives the same bytes. */
export function renderYearlyReport(
  input: YearlyInput,
  format: DocumentFormat,
  { templatesDir, standard }: RenderOptions = {},
): Promise<Uint8Array> {
  const model = buildYearlyReport(input)
  const body = fillTemplate('yearly-report', model, templatesDir)
  return writeFile({ title: printable(model.title), date: input.on, body }, format, standard)
}
