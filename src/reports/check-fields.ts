// Checks the fields of a template against models of sample cases, without filling it: parts that no sample prints are checked too.
import type { TemplateFile } from './template.ts'

export interface TemplateFault {
  path: string
  line: number
  /** The field, tag or part at fault. */
  name: string
  message: string
}

/** All values that the samples have at one place of the model; none = nobody can say what is there. */
type Values = readonly unknown[]

/** Where a part of a template stands: its own values with what an include adds, those around it, block parameters by name. */
interface Scope {
  values: Values
  added?: Readonly<Record<string, Values>>
  outer: Scope | null
  named: Readonly<Record<string, Values>>
}

interface Reading {
  root: Values
  file: TemplateFile
  part(name: string): { file: TemplateFile; program: hbs.AST.Program } | undefined
  faults: TemplateFault[]
  /** Parts being read, so that one that includes itself ends. */
  open: readonly string[]
}

/** Fields that none of the models has, each with its line. A place that every sample leaves empty is taken on trust. */
export function faultsOfFields(
  file: TemplateFile,
  program: hbs.AST.Program,
  models: readonly object[],
  part: Reading['part'],
): TemplateFault[] {
  const reading: Reading = { root: models, file, part, faults: [], open: [] }
  readProgram(program, { values: models, outer: null, named: {} }, reading)
  const seen = new Set<string>()
  return reading.faults.filter(({ path, line, name }) => {
    const key = `${path}:${line}:${name}`
    return !seen.has(key) && seen.add(key)
  })
}

function readProgram(program: hbs.AST.Program | undefined, scope: Scope, reading: Reading): void {
  for (const statement of program?.body ?? []) readStatement(statement, scope, reading)
}

function readStatement(statement: hbs.AST.Statement, scope: Scope, reading: Reading): void {
  switch (statement.type) {
    case 'MustacheStatement':
      readCall(statement as hbs.AST.MustacheStatement, scope, reading)
      break
    case 'BlockStatement':
      readBlock(statement as hbs.AST.BlockStatement, scope, reading)
      break
    case 'PartialStatement':
      readPart(statement as hbs.AST.PartialStatement, scope, reading)
  }
}

/** `{{field}}`, or `{{helper field}}`. */
function readCall({ path, params, hash }: hbs.AST.MustacheStatement, scope: Scope, reading: Reading): void {
  for (const param of [...params, ...pairsOf(hash)]) valuesOf(param, scope, reading)
  if (params.length === 0) valuesOf(path, scope, reading)
}

const pairsOf = (hash: hbs.AST.Hash | undefined): hbs.AST.Expression[] => (hash?.pairs ?? []).map(({ value }) => value)

function readBlock(block: hbs.AST.BlockStatement, scope: Scope, reading: Reading): void {
  const helper = 'original' in block.path ? String(block.path.original) : ''
  const values = block.params.map((param) => valuesOf(param, scope, reading))
  const [first = []] = values
  const inner = helper === 'each' ? itemsOf(first) : helper === 'with' ? first : null
  const named = namedIn(block.program, inner ?? [])
  readProgram(
    block.program,
    inner ? { values: inner, outer: scope, named: { ...scope.named, ...named } } : scope,
    reading,
  )
  readProgram(block.inverse, scope, reading)
}

/** The names of `as |item|`. */
function namedIn(program: hbs.AST.Program, values: Values): Record<string, Values> {
  const [name] = program.blockParams ?? []
  return name === undefined ? {} : { [name]: values }
}

function readPart(statement: hbs.AST.PartialStatement, scope: Scope, reading: Reading): void {
  const name = 'original' in statement.name ? String(statement.name.original) : ''
  const found = reading.part(name)
  if (!found) {
    const message = `không có phần dùng chung “${name}”`
    reading.faults.push({ path: reading.file.path, line: statement.loc.start.line, name, message })
    return
  }
  const [context] = statement.params
  const base = context ? valuesOf(context, scope, reading) : scope.values
  const added = (statement.hash?.pairs ?? []).map(({ key, value }) => [key, valuesOf(value, scope, reading)] as const)
  if (reading.open.includes(name)) return
  const inside = { ...reading, file: found.file, open: [...reading.open, name] }
  readProgram(found.program, { ...scope, values: base, added: Object.fromEntries(added) }, inside)
}

const itemsOf = (values: Values): Values =>
  values.flatMap((value) => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []))

/** The values of an expression; a field that no sample has is a fault. */
function valuesOf(expression: hbs.AST.Expression, scope: Scope, reading: Reading): Values {
  if (expression.type === 'SubExpression') {
    const { params } = expression as hbs.AST.SubExpression
    const [of = []] = params.map((param) => valuesOf(param, scope, reading))
    return itemsOf(of)
  }
  if (expression.type !== 'PathExpression') return 'value' in expression ? [expression.value] : []
  const { data, depth, parts, loc } = expression as hbs.AST.PathExpression
  const names = parts.map(String)
  if (data && names[0] !== 'root') return []
  const [head = '', ...below] = names
  const start = data
    ? { values: reading.root, names: names.slice(1) }
    : startOf(head, below, names, outward(scope, depth))
  return start.names.reduce<Values>(
    (values, name) => follow(values, name, names.join('.'), loc.start.line, reading),
    start.values,
  )
}

function startOf(head: string, below: string[], names: string[], scope: Scope): { values: Values; names: string[] } {
  const named = scope.named[head] ?? scope.added?.[head]
  return named ? { values: named, names: below } : { values: scope.values, names }
}

function outward(scope: Scope, depth: number): Scope {
  let at = scope
  for (let step = 0; step < depth; step++) at = at.outer ?? at
  return at
}

function follow(values: Values, name: string, whole: string, line: number, reading: Reading): Values {
  const objects = values.filter(isObject)
  const holders = objects.filter((value) => Object.hasOwn(value, name) || (Array.isArray(value) && name === 'length'))
  if (objects.length > 0 && holders.length === 0) {
    const message = `không có trường “${whole}”`
    reading.faults.push({ path: reading.file.path, line, name: whole, message })
  }
  return holders.map((value) => value[name])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
