// A package of other software comes in as a draft, and goes out as it came: nothing rewritten, nothing lost, edits included.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnySet, Framework } from '../../src/domain/criteria/framework.ts'
import { isFramework } from '../../src/domain/criteria/framework.ts'
import { exportCase } from '../../src/exchange/case/export.ts'
import { importCase } from '../../src/exchange/case/import.ts'
import { readJson } from '../../src/exchange/exact-json.ts'
import { readSet } from '../../src/exchange/read-set.ts'
import { exportXlsx } from '../../src/exchange/xlsx/export.ts'
import { exportYaml } from '../../src/exchange/yaml.ts'
import { courseCodes, stateStandards } from './foreign.ts'

type Loose = Record<string, unknown>

function imported(text: string): Framework {
  const read = importCase(text)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  if (!isFramework(read.set)) throw new Error('not a framework')
  return read.set
}

/** A package with its lists in the order of identifiers and every number as it is written. */
function sorted(text: string): unknown {
  const read = readJson(text)
  if (!read.ok) throw new Error(read.message)
  const lists = Object.entries(read.exact as Loose).map(([name, list]) => [
    name,
    Array.isArray(list)
      ? list.toSorted((a: Loose, b: Loose) => (String(a?.['identifier']) < String(b?.['identifier']) ? -1 : 1))
      : list,
  ])
  return Object.fromEntries(lists)
}

const named = (set: Framework, id: string) => set.nodes.find((node) => node.id === id)
const itemIn = (text: string, code: string) =>
  (JSON.parse(text) as { CFItems: Loose[] }).CFItems.find((item) => item['humanCodingScheme'] === code)

describe.each([
  ['state standards of CASE 1.0', stateStandards],
  ['course codes of CASE 1.1', courseCodes],
])('%s', (_name, source) => {
  it('go out as they came in: addresses, nulls, numbers, instants and what we do not know', () => {
    expect(sorted(exportCase(imported(source)))).toEqual(sorted(source))
  })

  it('are the same set when they come in again', () => {
    const set = imported(source)
    expect(imported(exportCase(set))).toEqual(set)
  })

  it('go out as they came in after they were kept as YAML, or edited as a workbook', async () => {
    const set = imported(source)
    expect(await readSet(Buffer.from(exportYaml(set)), 'a.yaml')).toEqual({ ok: true, set })
    const back = await readSet(await exportXlsx(set), 'a.xlsx')
    expect(back.ok && sorted(exportCase(back.set))).toEqual(sorted(source))
  })

  it('become a draft that decides nothing', () => {
    expect(imported(source)).toMatchObject({
      status: 'draft',
      scoring: { scales: {}, measures: [], decision: { rows: [], otherwise: { outcome: 'undecided' } } },
    })
  })
})

describe('state standards', () => {
  const set = imported(stateStandards)

  it('stand in the tree as their associations say, each once, in sequence', () => {
    const tree = set.nodes.map(({ id, parent }) => [id, parent])
    const note = '00000005-aaaa-4bbb-8ccc-000000000000'
    const twin = '00000006-aaaa-4bbb-8ccc-000000000000'
    expect(tree).toEqual([
      ['document', undefined],
      ['3.NBT', 'document'],
      ['3.NBT.A-1-core', '3.NBT'],
      ['3.NBT.A.2', '3.NBT'],
      [twin, 'document'],
      [note, 'document'],
    ])
  })

  it('have the names, kinds, dates and source that the package tells', () => {
    expect(set).toMatchObject({
      id: 'example-state-standards-mathematics-grade-3',
      edition: '2019',
      effectiveFrom: '2019-07-01',
      effectiveTo: null,
      issuer: 'Example State Department of Education',
    })
    expect(named(set, '3.NBT')).toMatchObject({ kind: 'Domain', name: { en: 'Number and operations' } })
    expect(set.nodes[4]).toMatchObject({ kind: 'item', name: { vi: 'Lượng giác' } })
  })

  it('carry our edits out, and everything else as it was', () => {
    const nodes = set.nodes.map((node) =>
      node.id === '3.NBT' ? { ...node, name: { en: 'Numbers' }, weight: 3 } : node,
    )
    const text = exportCase({ ...set, nodes })
    const before = itemIn(stateStandards, '3.NBT')
    expect(itemIn(text, '3.NBT')).toEqual({
      ...before,
      fullStatement: 'Numbers',
      extensions: { 'vn.kiemdinh': { weight: 3 } },
    })
    expect(imported(text)).toEqual({ ...set, nodes })
  })

  it('move with their own association when a node moves', () => {
    const nodes = set.nodes.map((node) => (node.id === '3.NBT.A.2' ? { ...node, parent: 'document' } : node))
    const text = exportCase({ ...set, nodes })
    const links = (JSON.parse(text) as { CFAssociations: Loose[] }).CFAssociations
    const moved = links.find((link) => link['identifier'] === '00000104-aaaa-4bbb-8ccc-000000000000')
    expect(moved).toMatchObject({ destinationNodeURI: { identifier: '00000001-aaaa-4bbb-8ccc-000000000000' } })
    expect(named(imported(text), '3.NBT.A.2')?.parent).toBe('document')
  })

  it('keep a rule they are given', () => {
    const scoring: AnySet['scoring'] = { ...set.scoring, scales: { met: { kind: 'boolean', na: false } } }
    expect(imported(exportCase({ ...set, scoring }))).toEqual({ ...set, scoring })
  })
})

/** Any package: a document, items under earlier ones or under nothing, and whatever else somebody may have added. */
const packages = () => {
  // A key `__proto__` is left out of whatever is taken in; it is a trap and no data.
  const value = fc.jsonValue({ maxDepth: 2 }).filter((any) => !JSON.stringify(any).includes('"__proto__":'))
  const more = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { maxKeys: 3 })
  // Words that every object knows have been taken for counts and identifiers.
  const word = fc.oneof(fc.string(), fc.constantFrom('constructor', 'valueOf', '__proto__'))
  const said = fc.option(word, { nil: null })
  const head = fc.record({
    uri: fc.webUrl(),
    lastChangeDateTime: fc.constantFrom('2020-01-01T00:00:00Z', '2021-05-05T05:05:05.123+07:00'),
  })
  const item = fc.record(
    {
      fullStatement: fc.string(),
      humanCodingScheme: said,
      CFItemType: said,
      language: fc.constantFrom(null, 'en', 'vi-VN'),
    },
    { requiredKeys: ['fullStatement'] },
  )
  const document = fc.record(
    { creator: fc.string(), title: fc.string({ minLength: 1 }), language: fc.constantFrom('en-US', 'vi', null, '') },
    { requiredKeys: ['creator', 'title'] },
  )
  const place = fc.record({ parent: fc.nat(), sequenceNumber: fc.option(fc.nat({ max: 3 }), { nil: null }) })
  const items = fc.array(fc.tuple(more, head, item, fc.option(fc.tuple(more, head, place), { freq: 9 })), {
    maxLength: 6,
  })
  return fc.tuple(more, head, document, items, more).map(([extra, start, about, all, besides]) => {
    const identifier = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-00000000000f`
    const objects = [
      { ...extra, ...start, ...about, identifier: identifier(0) },
      ...all.map(([a, b, c], i) => ({ ...a, ...b, ...c, identifier: identifier(i + 1) })),
    ]
    const link = (n: number) => ({ title: 'x', identifier: identifier(n), uri: objects[n]?.uri })
    const links = all.flatMap(([, , , at], i) => {
      if (!at) return []
      const [a, b, { parent, sequenceNumber }] = at
      const ends = { originNodeURI: link(i + 1), destinationNodeURI: link(parent % (i + 1)) }
      return [{ ...a, ...b, identifier: identifier(100 + i), associationType: 'isChildOf', sequenceNumber, ...ends }]
    })
    return JSON.stringify({ ...besides, CFDocument: objects[0], CFItems: objects.slice(1), CFAssociations: links })
  })
}

it('whatever other software writes into a package comes out again', () => {
  fc.assert(
    fc.property(packages(), (source) => {
      const set = imported(source)
      const text = exportCase(set)
      expect(sorted(text)).toEqual(sorted(source))
      expect(imported(text)).toEqual(set)
    }),
    { numRuns: 120 },
  )
})

it('whatever it is, it is the same after it was kept as a YAML file', async () => {
  await fc.assert(
    fc.asyncProperty(packages(), async (source) => {
      const set = imported(source)
      expect(await readSet(Buffer.from(exportYaml(set)), 'a.yaml')).toEqual({ ok: true, set })
    }),
    { numRuns: 40 },
  )
})
