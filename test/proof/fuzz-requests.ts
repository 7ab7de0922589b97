// Requests made from the OpenAPI document of the running server: every operation, well-formed and broken, by whoever.
import fc, { type Arbitrary } from 'fast-check'
import { hostile, hostileText, seldom, valueOf, type Ids, type Json } from './fuzz-values.ts'

export interface Operation {
  method: string
  path: string
  description: string
  parameters: { name: string; in: string; schema: unknown }[]
  body: unknown
}

export interface FuzzRequest {
  operation: Operation
  address: string
  headers: Record<string, string>
  body: string | undefined
}

export function operationsOf(document: Json): Operation[] {
  return Object.entries(document['paths'] as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      description: String(operation['description']),
      parameters: operation['parameters'] as Operation['parameters'],
      body: schemaIn(operation['requestBody'] as Json | undefined),
    })),
  )
}

function schemaIn(body: Json | undefined): unknown {
  return (body?.['content'] as Record<string, { schema: unknown }> | undefined)?.['application/json']?.schema
}

/** What a path may hold that is no id: raw, as it goes over the wire. */
const oddSegments = [
  '%00',
  '%ED%A0%80',
  '%FF',
  '%25',
  '%',
  '..%2f..',
  '%E2%80%AEx',
  'x'.repeat(3_000),
  '-1',
  '0',
  '%20',
  'a%2Fb%2Fc',
]

export function requestOf(operation: Operation, ids: Ids): Arbitrary<FuzzRequest> {
  const known = Object.values(ids).flat()
  return fc
    .tuple(addressOf(operation, ids), queryOf(operation, ids), headersOf(known), bodyOf(operation, ids))
    .map(([path, query, headers, body]) => ({
      operation,
      address: query ? `${path}?${query}` : path,
      headers: { ...(body === undefined ? {} : { 'content-type': body.type }), ...headers },
      body: body?.text,
    }))
}

function addressOf({ path }: Operation, ids: Ids): Arbitrary<string> {
  const parts = path.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return fc.constant(part)
    const own = (ids[name] ?? ids['id'] ?? []).map(encodeURIComponent)
    const others = Object.values(ids).flat().map(encodeURIComponent)
    return fc.oneof(
      { arbitrary: fc.constantFrom(...own), weight: 16 },
      { arbitrary: fc.constantFrom(...others), weight: 2 },
      { arbitrary: fc.constantFrom(...oddSegments), weight: 2 },
    )
  })
  return fc.tuple(...parts).map((made) => made.join(''))
}

function queryOf({ parameters }: Operation, ids: Ids): Arbitrary<string> {
  const given = parameters.filter((one) => one.in === 'query')
  const pairs = given.map(({ name, schema }) =>
    fc.oneof(
      { arbitrary: fc.constant([]), weight: 6 },
      { arbitrary: valueOf(schema, ids, schema as Json, 0, name).map((value) => [[name, String(value)]]), weight: 6 },
      { arbitrary: fc.oneof(hostileText, fc.constant(cursor)).map((value) => [[name, value]]), weight: 2 },
      {
        arbitrary: fc.constant([
          [name, '1'],
          [name, '2'],
        ]),
        weight: 1,
      },
    ),
  )
  const extra = fc.oneof(
    { arbitrary: fc.constant(''), weight: 20 },
    fc.constantFrom('?', 'x=%', 'a=%ED%A0%80', '__proto__=1', 'cursor=%FF'),
  )
  return fc.tuple(fc.tuple(...pairs), extra).map(([all, more]) =>
    [
      all
        .flat()
        .map(([name = '', value = '']) => `${name}=${encoded(value)}`)
        .join('&'),
      more,
    ]
      .filter(Boolean)
      .join('&'),
  )
}

const cursor = Buffer.from(JSON.stringify(['x', 'y', 'z'])).toString('base64url')

function encoded(text: string): string {
  // What has no UTF-8 goes out as a browser writes it.
  return text.isWellFormed() ? encodeURIComponent(text.slice(0, 20_000)) : '%ED%A0%80'
}

function headersOf(ids: readonly string[]): Arbitrary<Record<string, string>> {
  const maybe = (...values: string[]) => seldom(fc.constantFrom(...values), 3)
  return fc
    .record({
      'if-match': maybe('"1"', '"2"', '"999999999"', '"99999999999999"', '*', 'W/"1"', '1', '', '"\u00e9"'),
      'idempotency-key': maybe(
        'k',
        'k2',
        '',
        ' ',
        'x'.repeat(300),
        ...ids.slice(0, 2).filter((id) => /^[ -~]*$/.test(id)),
      ),
      range: maybe('bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=0-1,3-4', 'lines=1', 'bytes=99999999999999999999-'),
      'if-none-match': maybe('"x"', '*', 'W/"x", "y"'),
      origin: seldom(fc.constantFrom('https://elsewhere.test', 'null', 'http://127.0.0.1'), 12),
      authorization: seldom(fc.constantFrom('Bearer x', 'Bearer', 'Basic eA=='), 25),
      'tus-resumable': maybe('1.0.0', '0.2.2'),
      'upload-length': maybe('10', '-1', '99999999999999999999', 'x'),
      'upload-offset': maybe('0', '5', 'x'),
      'upload-metadata': maybe('filename YQ==', 'filename', 'filename AAAA', 'filename 77+9', ',,', 'x'.repeat(9_000)),
      'accept-language': maybe('en', 'vi', '*;q=x'),
      'content-length': fc.constant(null),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
    )
}

const manyKeys = JSON.stringify(Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`k${n}`, n])))

function bodyOf({ body, method }: Operation, ids: Ids): Arbitrary<{ text: string; type: string } | undefined> {
  if (method === 'GET') return fc.constant(undefined)
  const json = 'application/json'
  const fitting = body === undefined ? hostile : valueOf(body, ids)
  const text = fc.oneof(
    { arbitrary: fitting.map((value) => JSON.stringify(value)), weight: 12 },
    { arbitrary: hostile.map((value) => JSON.stringify(value)), weight: 2 },
    {
      arbitrary: fc.constantFrom(
        '',
        '{',
        '\uFEFF{}',
        '{"a":1e999}',
        '{"a":1,"a":2}',
        'nul',
        '[',
        '"\\ud800"',
        '{"event":"x","payload":{"__proto__":{}}}',
      ),
      weight: 2,
    },
  )
  const endless = fc.constantFrom(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, manyKeys, 'x'.repeat(2 ** 20 + 1))
  const type = fc.oneof(
    { arbitrary: fc.constant(json), weight: 14 },
    fc.constantFrom(
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
      'application/offset+octet-stream',
      'x',
      '',
    ),
  )
  const any = fc.oneof({ arbitrary: text, weight: 300 }, { arbitrary: endless, weight: 1 })
  const some = fc.tuple(any, type).map(([one, kind]) => ({ text: one, type: kind }))
  return body === undefined
    ? fc.oneof(fc.constant(undefined), some)
    : fc.oneof({ arbitrary: some, weight: 20 }, fc.constant(undefined))
}
