// Checks a template before it prints anything: its tags are of the subset, its fields are in the model, its samples become documents.
import Handlebars from 'handlebars'
import { Parser } from 'htmlparser2'
import { AppError } from '../domain/errors.ts'
import { faultsOfFields, type TemplateFault } from './check-fields.ts'
import { reports, type ReportId } from './index.ts'
import type { ReportInput } from './input.ts'
import { readTree } from './render/read-tree.ts'
import { faultsOfTag } from './render/subset.ts'
import { sampleInputs } from './sample/cases.ts'
import { sampleYearly } from './sample/yearly.ts'
import { buildYearlyReport } from './yearly-report/build.ts'
import { fillTemplate, templateOf, templateParts, type TemplateFile } from './template.ts'

/** It is about a province, not a case, so it is no report of the registry. */
export const yearlyReport = 'yearly-report' as const

/**
 * What is wrong with the template of a report, by file and line; none when it can be printed from any case. `own` is a
 * department's folder of templates, whose files come before ours.
 */
export function checkTemplate(report: ReportId | typeof yearlyReport, own?: string): TemplateFault[] {
  const template = report === yearlyReport ? yearlyReport : reports[report].template
  const file = templateOf(template, own)
  const program = parse(file)
  if ('message' in program) return [program]
  const models = report === yearlyReport ? [buildYearlyReport(sampleYearly())] : modelsOf(report)
  const faults = [...faultsOfTags(file), ...faultsOfFields(file, program, models, partOf)]
  return faults.length > 0 ? faults : faultsOfDocuments(file, template, models, own)
}

/** What the report's template is filled with for each sample case that it fits. */
function modelsOf(report: ReportId): object[] {
  const { build } = reports[report] as { build(input: ReportInput): object }
  return sampleInputs().flatMap((input) => {
    try {
      return [build(input)]
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return []
      throw error
    }
  })
}

function parse(file: TemplateFile): hbs.AST.Program | TemplateFault {
  try {
    return Handlebars.parse(file.text)
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    const line = Number(/line (\d+)/.exec(told)?.[1] ?? 1)
    return { path: file.path, line, name: 'cú pháp', message: `không đọc được cú pháp: ${told.split('\n')[0]}` }
  }
}

function partOf(name: string) {
  const file = templateParts().get(name)
  const program = file && parse(file)
  return file && program && !('message' in program) ? { file, program } : undefined
}

/** Expressions become blanks of the same length, so that lines stay where they are. */
function faultsOfTags({ path, text }: TemplateFile): TemplateFault[] {
  const html = text.replaceAll(/\{\{[\s\S]*?\}\}\}?/g, (expression) => expression.replaceAll(/[^\n]/g, ' '))
  const faults: TemplateFault[] = []
  const parser = new Parser({
    onopentag(tag, attributes) {
      const line = html.slice(0, parser.startIndex).split('\n').length
      for (const name of faultsOfTag(tag, attributes)) {
        faults.push({ path, line, name, message: `${name} không in được ra DOCX và PDF` })
      }
    },
  })
  parser.end(html)
  return faults
}

/** What only shows when the sample cases are filled in, such as text outside a paragraph. */
function faultsOfDocuments({ path }: TemplateFile, template: string, models: object[], own?: string): TemplateFault[] {
  for (const model of models) {
    try {
      readTree(fillTemplate(template, model, own))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return [{ path, line: 1, name: template, message: error.message }]
    }
  }
  return []
}
