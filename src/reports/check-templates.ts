// The templates there are, the department's own among them, and everything that is wrong with them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say, type Text } from '../domain/text.ts'
import { checkDesign, designFile } from './certificate/design.ts'
import type { TemplateFault } from './check-fields.ts'
import { checkTemplate, yearlyReport } from './check-template.ts'
import { reportIds, reports } from './index.ts'
import { papers } from './papers.ts'

export interface Template {
  /** From the folder of templates: `decision/template.hbs`. */
  file: string
  /** The papers that are printed by it. */
  titles: Text[]
  /** The department's own takes the place of the shipped one. */
  own: boolean
}

export interface CheckedTemplate extends Template {
  faults: TemplateFault[]
}

interface Checked extends Omit<Template, 'own'> {
  check(templatesDir: string | undefined): TemplateFault[] | Promise<TemplateFault[]>
}

const ofReports = [...new Set(reportIds.map((id) => reports[id].template))].map((template): Checked => {
  const ids = reportIds.filter((id) => reports[id].template === template)
  return {
    file: `${template}/template.hbs`,
    titles: ids.map((id) => papers[id].title),
    check: (dir) => ids.flatMap((id) => checkTemplate(id, dir)),
  }
})

const templates: readonly Checked[] = [
  ...ofReports,
  {
    file: `${yearlyReport}/template.hbs`,
    titles: [say('Báo cáo hằng năm của Sở', 'Yearly report of the department')],
    check: (dir) => checkTemplate(yearlyReport, dir),
  },
  { file: designFile, titles: [say('Chứng nhận, Bằng công nhận', 'Certificates')], check: checkDesign },
]

/** `ownOnly` leaves the shipped ones unasked: they were checked before they were shipped. */
export function checkTemplates(templatesDir: string | undefined, { ownOnly = false } = {}): Promise<CheckedTemplate[]> {
  return Promise.all(
    templates.map(async ({ check, ...rest }) => {
      const own = templatesDir !== undefined && existsSync(join(templatesDir, rest.file))
      const faults = ownOnly && !own ? [] : await check(templatesDir)
      // What several reports are printed by is told once.
      const told = new Map(faults.map((fault) => [`${fault.path}:${fault.line}:${fault.message}`, fault]))
      return { ...rest, own, faults: [...told.values()] }
    }),
  )
}
