// Reads a criteria set from a file of any format, told apart by what is in it.
import type { AnySet } from '../domain/criteria/framework.ts'
import { checkedSchemaOf } from '../domain/criteria/load.ts'
import { parseYamlFile } from '../store/yaml-file.ts'
import { importCase } from './case/import.ts'
import type { Imported } from './problem.ts'
import { importXlsx } from './xlsx/import.ts'

export const formats = ['case', 'xlsx', 'yaml'] as const
export type Format = (typeof formats)[number]

const largest = 50 * 1024 * 1024

/** The format of a file, or what keeps it from having one. `name` decides only where the content does not. */
export function formatOf(bytes: Uint8Array, name: string): { format: Format; text: string } | { fault: string } {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (start.startsWith('504b') || start === 'd0cf11e0' || /\.xls[xm]?$/i.test(name)) return { format: 'xlsx', text: '' }
  if (bytes.length > largest) return { fault: `Tệp lớn quá ${largest / 1024 / 1024} MB.` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // A set may be written as JSON too; it has rules at its top, a package has not.
    const isPackage = text.trimStart().startsWith('{') && (text.includes('"CFDocument"') || !/"scoring"\s*:/.test(text))
    return { format: isPackage ? 'case' : 'yaml', text }
  } catch {
    return { fault: 'Tệp không phải văn bản UTF-8 và cũng không phải sổ tính .xlsx.' }
  }
}

/** Reads a CASE package, a workbook or a YAML file. Either the whole set, or every problem at its place. */
export async function readSet(bytes: Uint8Array, name: string): Promise<Imported<AnySet>> {
  const found = formatOf(bytes, name)
  if ('fault' in found) return { ok: false, problems: [{ at: '', message: found.fault }] }
  if (found.format === 'xlsx') return importXlsx(bytes)
  if (found.format === 'case') return importCase(found.text)
  const parsed = parseYamlFile(checkedSchemaOf, found.text, name)
  if (parsed.ok) return { ok: true, set: parsed.value }
  const problems = parsed.problems.map(({ line, column, path, message }) => ({
    at: `${line}:${column}${path && ` ${path}`}`,
    message,
  }))
  return { ok: false, problems }
}
