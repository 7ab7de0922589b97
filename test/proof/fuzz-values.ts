// Values for a JSON Schema: such as fit it more or less, and such as no schema thought of.
import fc, { type Arbitrary } from 'fast-check'

export type Json = Record<string, unknown>

/** What people and machines send by mistake or on purpose. */
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\uDC00x',
  '\u202Eمرحبا',
  '\uFEFF',
  'ệ'.normalize('NFD'),
  '👩‍👩‍👧',
  '%',
  "' or 1=1 --",
  '<script>',
  '__proto__',
  'constructor',
  'null',
  '../../etc/passwd',
  'x'.repeat(5_000),
  'đ'.repeat(70_000),
  '2026-02-30',
  '+275760-09-13T00:00:00.000Z',
  '0000-01-01',
  '9999-12-31T23:59:59.999Z',
  '-1',
  '1e999',
  '9223372036854775808',
]
const numbers = [0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 9_007_199_254_740_991, 1e21]

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, n]))

export const hostileText = fc.constantFrom(...texts)
export const hostile: Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(...numbers, null, true, false, [], {}, [null], deep(3_000), wide),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constant(JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": 1}}')),
  fc.array(fc.constantFrom('x', 'y'), { minLength: 3_000, maxLength: 3_000 }),
)

/** Ids of things that are there, by the name that paths and bodies call them. */
export type Ids = Readonly<Record<string, readonly string[]>>

/** Nothing, and once in that many times and one the value. */
export function seldom<T>(value: Arbitrary<T>, times: number): Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: times }, { arbitrary: value, weight: 1 })
}

/** Mostly a value the schema takes; `name` is what the body calls it. */
export function valueOf(
  schema: unknown,
  ids: Ids,
  root: Json = schema as Json,
  depth = 0,
  name = '',
): Arbitrary<unknown> {
  if (typeof schema !== 'object' || schema === null || depth > 6) return hostile
  const node = schema as Json
  if (typeof node['$ref'] === 'string') return valueOf(at(root, node['$ref']), ids, root, depth + 1, name)
  const next = (part: unknown, called = name) => valueOf(part, ids, root, depth + 1, called)
  const choices = (node['anyOf'] ?? node['oneOf']) as unknown[] | undefined
  if (choices) return fc.oneof(...choices.map((one) => next(one)))
  if ('const' in node) return fc.constant(node['const'])
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as unknown[]))
  switch (node['type']) {
    case 'string':
      return textOf(node, ids, name)
    case 'integer':
    case 'number':
      return numberOf(node)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(next(node['items']), { maxLength: Math.min(3, Number(node['maxItems'] ?? 3)) })
    case 'object':
      return objectOf(node, next)
    default:
      return hostile
  }
}

function at(root: Json, ref: string): unknown {
  return ref
    .replace(/^#\/?/, '')
    .split('/')
    .reduce<unknown>((node, name) => (node as Json | undefined)?.[name], root)
}

function textOf(node: Json, ids: Ids, name: string): Arbitrary<unknown> {
  const format = node['format']
  if (format === 'date') return fc.constantFrom('2025-09-05', '2026-01-31')
  if (format === 'date-time') return fc.constantFrom('2025-09-05T02:00:00.000Z', '2027-01-01T00:00:00+07:00')
  if (format === 'uuid') return fc.uuid()
  if (format === 'email') return fc.constantFrom('a@mau.test', 'principal1@mau.test')
  const [min, max] = [Number(node['minLength'] ?? 0), Number(node['maxLength'] ?? 40)]
  const free = fc.string({ minLength: Math.min(min, 40), maxLength: Math.max(Math.min(min, 40), Math.min(max, 40)) })
  const pattern = typeof node['pattern'] === 'string' ? matching(node['pattern']) : null
  return fc.oneof(
    ...(pattern ? [{ arbitrary: pattern, weight: 6 }] : []),
    ...(ids[name] ? [{ arbitrary: fc.constantFrom(...ids[name]), weight: 12 }] : []),
    { arbitrary: fc.constantFrom(...Object.values(ids).flat()), weight: 3 },
    free,
  )
}

function matching(pattern: string): Arbitrary<string> | null {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return null
  }
}

function numberOf(node: Json): Arbitrary<number> {
  const low = Number(node['minimum'] ?? 0)
  const high = Number(node['maximum'] ?? low + 10)
  if (!(low <= high)) return fc.constant(low)
  return fc.integer({ min: Math.max(low, -(2 ** 31)), max: Math.min(high, low + 1_000) })
}

function objectOf(node: Json, next: (part: unknown, name?: string) => Arbitrary<unknown>): Arbitrary<unknown> {
  const properties = Object.entries((node['properties'] ?? {}) as Json)
  const required = new Set((node['required'] ?? []) as string[])
  const fields = properties.map(([name, part]) => {
    const value = fc.oneof({ arbitrary: next(part, name), weight: 20 }, { arbitrary: hostile, weight: 1 })
    const absent = required.has(name) ? 1 : 10
    return fc.oneof(
      { arbitrary: value.map((one) => [name, one]), weight: 20 },
      { arbitrary: fc.constant(null), weight: absent },
    )
  })
  const extra = seldom(fc.tuple(fc.constantFrom('extra', '__proto__', 'id', 'role'), hostile), 15)
  const free = node['additionalProperties']
  const loose =
    typeof free === 'object'
      ? fc.array(fc.tuple(fc.constantFrom('1', '1.1', 'a\u0000', 'x'), next(free)), { maxLength: 3 })
      : fc.constant([])
  return fc
    .tuple(fc.tuple(...fields), extra, loose)
    .map(([some, more, others]) =>
      Object.fromEntries([...some, more, ...others].flatMap((entry) => (entry ? [entry as [string, unknown]] : []))),
    )
}
