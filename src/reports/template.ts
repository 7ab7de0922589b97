// Fills Handlebars templates. Ours are read from beside this file, from the sources as from dist, and compiled once.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'

const folder = dirname(fileURLToPath(import.meta.url))
const engine = Handlebars.create()
const compiled = new Map<string, { text: string; fill: HandlebarsTemplateDelegate }>()
const partials = new Map<string, TemplateFile>()

export interface TemplateFile {
  path: string
  text: string
}

/**
 * The template of a report with its model filled in. Templates may use only the tags of `render/subset.ts`, so that the result
 * can become HTML, DOCX and PDF. Everything of the model is escaped; signs that no document can hold (control characters but
 * tab and line break, halves of a sign) are dropped. `own` is a department's folder, whose `<report>/template.hbs` comes
 * before ours. Throws `configuration` with file, line and name for a field that the model lacks.
 */
export function fillTemplate(report: string, model: object, own?: string): string {
  const file = templateOf(report, own)
  try {
    return printable(compile(file)(model))
  } catch (cause) {
    if (!(cause instanceof Handlebars.Exception || cause instanceof Error)) throw cause
    throw new AppError(
      'configuration',
      say(
        `Mẫu ${file.path} không điền được: ${cause.message}`,
        `The template ${file.path} cannot be filled: ${cause.message}`,
      ),
      undefined,
      { cause },
    )
  }
}

/** The template that a report is filled with: the department's own, if it has one. Throws `notFound` for an unknown report. */
export function templateOf(report: string, own?: string): TemplateFile {
  const path = [...(own ? [own] : []), folder].map((dir) => join(dir, report, 'template.hbs')).find(existsSync)
  if (!path)
    throw new AppError(
      'notFound',
      say(`Không có mẫu cho báo cáo ${report}.`, `There is no template for the report ${report}.`),
    )
  return { path, text: readFileSync(path, 'utf8') }
}

/** What templates share, by name: the files of `parts`. */
export function templateParts(): ReadonlyMap<string, TemplateFile> {
  if (partials.size > 0) return partials
  for (const name of readdirSync(join(folder, 'parts')).filter((one) => one.endsWith('.hbs'))) {
    const path = join(folder, 'parts', name)
    partials.set(basename(name, '.hbs'), { path, text: readFileSync(path, 'utf8') })
  }
  return partials
}

/** A file beside the reports that is not a template. */
export function readAsset(...path: string[]): string {
  return readFileSync(join(folder, ...path), 'utf8')
}

/** Escapes plain text for HTML. */
export function escapeText(text: string): string {
  return Handlebars.escapeExpression(text)
}

/** Text without what XML 1.0 cannot hold. Word's line break (vertical tab) and the like become spaces. */
export function printable(text: string): string {
  return text.replaceAll(/[\v\f\u0085]/g, ' ').replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
}

function compile({ path, text }: TemplateFile): HandlebarsTemplateDelegate {
  const known = compiled.get(path)
  if (known?.text === text) return known.fill
  for (const [name, part] of templateParts()) engine.registerPartial(name, part.text)
  const fill = engine.compile(text, { strict: true })
  compiled.set(path, { text, fill })
  return fill
}
