// Fills Handlebars templates. They are read from beside this file, from the sources as from dist, and compiled once.
import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'

const folder = dirname(fileURLToPath(import.meta.url))
const engine = Handlebars.create()
const compiled = new Map<string, HandlebarsTemplateDelegate>()

/**
 * The template of a report with its model filled in. Templates may use only h1 to h4, p, table with caption, colgroup, thead
 * and tbody, ul, ol, strong, em, br, a, header, section and nav, so that the result can also become DOCX and PDF. Everything
 * of the model is escaped; a field that the model lacks is an error.
 */
export function fillTemplate(report: string, model: object): string {
  const known = compiled.get(report)
  if (known) return known(model)
  registerPartials()
  const template = engine.compile(readFileSync(join(folder, report, 'template.hbs'), 'utf8'), { strict: true })
  compiled.set(report, template)
  return template(model)
}

/** A file beside the reports that is not a template. */
export function readAsset(...path: string[]): string {
  return readFileSync(join(folder, ...path), 'utf8')
}

/** Escapes plain text for HTML. */
export function escapeText(text: string): string {
  return Handlebars.escapeExpression(text)
}

function registerPartials(): void {
  if (compiled.size > 0) return
  for (const file of readdirSync(join(folder, 'parts')).filter((name) => name.endsWith('.hbs'))) {
    engine.registerPartial(basename(file, '.hbs'), readFileSync(join(folder, 'parts', file), 'utf8'))
  }
}
