// The templates there are, the department's own among them, and everything that is wrong with them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TemplateFault } from './check-fields.ts'
import { checkTemplate } from './check-template.ts'
import { reportIds, reports, type ReportId } from './index.ts'

export interface Template {
  /** The folder of the template. */
  template: string
  /** The reports that are printed by it. */
  reports: ReportId[]
  /** The department's own takes the place of the shipped one. */
  own: boolean
}

export interface CheckedTemplate extends Template {
  faults: TemplateFault[]
}

function templates(templatesDir: string | undefined): Template[] {
  return [...new Set(reportIds.map((id) => reports[id].template))].map((template) => ({
    template,
    reports: reportIds.filter((id) => reports[id].template === template),
    own: templatesDir !== undefined && existsSync(join(templatesDir, template, 'template.hbs')),
  }))
}

/** `ownOnly` leaves the shipped ones unasked: they were checked before they were shipped. */
export function checkTemplates(templatesDir: string | undefined, { ownOnly = false } = {}): CheckedTemplate[] {
  return templates(templatesDir).map((one) => {
    const faults = ownOnly && !one.own ? [] : one.reports.flatMap((id) => checkTemplate(id, templatesDir))
    // What several reports are printed by is told once.
    const told = new Map(faults.map((fault) => [`${fault.path}:${fault.line}:${fault.message}`, fault]))
    return { ...one, faults: [...told.values()] }
  })
}
