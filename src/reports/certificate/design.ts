// The design of the certificate: the shipped Typst file, or the department's own in its place, checked before it prints anything.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import type { TemplateFault } from '../check-fields.ts'
import { writePage } from '../render/writer.ts'
import { sampleCertificates } from '../sample/certificates.ts'
import { buildCertificate } from './build.ts'

export const designFile = 'certificate/certificate.typ'

/** The folder of the department's own design with its pictures; `undefined` = the shipped one counts. */
export function ownDesign(templatesDir: string | undefined): string | undefined {
  return templatesDir !== undefined && existsSync(join(templatesDir, designFile))
    ? join(templatesDir, 'certificate')
    : undefined
}

/** What is wrong with the department's own design, by line: fields that no certificate has, and what the compiler says. */
export async function checkDesign(templatesDir: string | undefined): Promise<TemplateFault[]> {
  const folder = ownDesign(templatesDir)
  const pages = await Promise.all(sampleCertificates().map(buildCertificate))
  const path = folder && join(folder, 'certificate.typ')
  const unknown = path ? unknownFields(path, pages[0] ?? {}) : []
  if (unknown.length > 0) return unknown
  for (const page of pages) {
    try {
      await writePage(designFile, page, folder)
    } catch (error) {
      if (error instanceof AppError && error.code === 'invalid') return said(error, path ?? designFile)
      throw error
    }
  }
  return []
}

/** Also those in branches that no sample takes. */
function unknownFields(path: string, page: object): TemplateFault[] {
  const known = [...Object.keys(page), 'day', 'fonts']
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, index) =>
      [...text.replace(/(^|\s)\/\/.*$/, '').matchAll(/\bdoc\.([A-Za-z_][\w-]*)/g)].flatMap(([, name = '']) => {
        if (known.includes(name)) return []
        return [{ path, line: index + 1, name, message: `không có trường “${name}”` }]
      }),
    )
}

interface Told {
  message: string
  range?: { start: { line: number } }
}

/** The compiler counts lines from 0, and may say something without a place. */
function said({ message, details }: AppError, path: string): TemplateFault[] {
  const told = JSON.parse(String((details as { compiler?: unknown } | undefined)?.compiler ?? '[]')) as Told[]
  const faults = told.map((one) => {
    const key = /^dictionary does not contain key "(.*)"$/.exec(one.message)?.[1]
    const text = key === undefined ? one.message : `không có trường “${key}”`
    return { path, line: (one.range?.start.line ?? 0) + 1, name: key ?? 'Typst', message: text }
  })
  return faults.length > 0 ? faults : [{ path, line: 1, name: 'Typst', message }]
}
