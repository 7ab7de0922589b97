// Reads the files that a command is given; what cannot be read or does not fit is told in one line.
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import { formatProblem, parseYamlFile } from '../store/yaml-file.ts'
import { firstOf } from './refuse.ts'

/** Throws `invalid` naming the file. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('invalid', say(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`))
  }
}

/** The content of a YAML or JSON file through its schema, or the one it asks for. Throws `invalid` with the first problem. */
export function readYamlAs<S extends z.ZodType>(schema: S | ((data: unknown) => S), file: string): z.output<S> {
  const parsed = parseYamlFile(schema, readText(file), file)
  if (parsed.ok) return parsed.value
  throw new AppError('invalid', said(firstOf(parsed.problems.map(formatProblem))))
}
