// Reads YAML that people write by hand: whatever is wrong is told with file, line, column, path and a sentence.
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Scalar } from 'yaml'
import type { z } from 'zod'
import { pathsOf, vietnamese } from '../domain/schema-issues.ts'
import { yamlSentence } from './yaml-sentences.ts'

export interface FileProblem {
  file: string
  /** From 1. */
  line: number
  column: number
  /** E.g. `standards.0.criteria.2.name`; empty for the whole file. */
  path: string
  /** A Vietnamese sentence. */
  message: string
}

export interface YamlFile {
  /** The content as plain data; `undefined` when the file is no YAML. */
  data: unknown
  /** What keeps the file from being YAML at all. */
  problems: FileProblem[]
  /** Where a path stands in the file; of a path that is not there, the nearest part that is. */
  at(path: readonly PropertyKey[]): { line: number; column: number }
  /** The problems of a schema at their lines. */
  fail(error: z.ZodError): FileProblem[]
}

/** Reads the text of a file. Anchors and merge keys are understood. Never throws. */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false })
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problem = (offset: number, message: string) => ({ file, ...position(offset), path: '', message })
  const invalid = (offset: number, why: string) => problem(offset, `Tệp không phải YAML hợp lệ: ${why}`)
  // One slip may be felt down to the last line.
  const problems = document.errors.slice(0, 10).map((error) => invalid(error.pos[0], yamlSentence(error)))
  // A document that broke off is not looked through: it may be too deep for that.
  if (problems.length === 0) for (const { offset, why } of keyFaults(document)) problems.push(invalid(offset, why))
  const at: YamlFile['at'] = (path) => position(offsetOf(document, path))
  const read = (): unknown => {
    try {
      return document.toJS()
    } catch (error) {
      const why = error instanceof Error ? yamlSentence(error) : String(error)
      problems.push(problem(0, `Tệp không đọc được: ${why}`))
      return undefined
    }
  }
  return {
    data: problems.length > 0 ? undefined : read(),
    problems,
    at,
    fail: (error) =>
      error.issues.flatMap((issue) =>
        pathsOf(issue).map((path) => ({
          file,
          ...at(path),
          path: path.map(String).join('.'),
          message: issue.message,
        })),
      ),
  }
}

export type ParsedFile<T> = { ok: true; value: T } | { ok: false; problems: FileProblem[] }

/** Reads a file through its schema, or the one its content asks for: the whole value, or every problem with its line. */
export function parseYamlFile<S extends z.ZodType>(
  schema: S | ((data: unknown) => S),
  text: string,
  file: string,
): ParsedFile<z.output<S>> {
  const yaml = readYaml(text, file)
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems }
  const chosen = typeof schema === 'function' ? schema(yaml.data) : schema
  const parsed = chosen.safeParse(yaml.data, { error: vietnamese })
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: yaml.fail(parsed.error) }
}

/** `file:line:column: path: message`, as editors and terminals follow it. */
export function formatProblem({ file, line, column, path, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`
}

/**
 * Makes keys the text that was written, so that 1.10 stays apart from 1.1 also where nobody put it in quotes. Answers the keys
 * that stand twice in one group (the parser would compare each with each) and references to nothing.
 */
function keyFaults(document: Document.Parsed): { offset: number; why: string }[] {
  const faults: { offset: number; why: string }[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const text = keyText(key)
        if (seen.has(text)) faults.push({ offset: start(key) ?? 0, why: `"${text}" được ghi hai lần trong một nhóm.` })
        seen.add(text)
        if (typeof key.value === 'number') key.value = text
      }
    },
    Alias(_, alias) {
      if (alias.resolve(document) === undefined)
        faults.push({
          offset: start(alias) ?? 0,
          why: `Không có "&${alias.source}" nào đứng trước "*${alias.source}".`,
        })
    },
  })
  return faults
}

function keyText(key: Scalar): string {
  return typeof key.value === 'number' ? (key.source ?? String(key.value)) : String(key.value)
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const step of path) {
    const child = childOf(resolve(document, node), step)
    if (child === undefined) break
    offset = child.offset ?? offset
    node = child.node
  }
  return offset
}

function childOf(node: unknown, step: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined ? undefined : { node: item, offset: start(item) }
  }
  if (!isMap(node)) return undefined
  // A key is written 1 or "1"; a path always says "1".
  const pair = node.items.find(({ key }) => String(key) === String(step))
  return pair && { node: pair.value, offset: start(pair.key) }
}

function resolve(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function start(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
