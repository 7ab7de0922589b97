// Every set we ship goes out in every format and comes back as it was.
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { fold, unfold } from '../../src/domain/criteria/fold.ts'
import { flatten } from '../../src/domain/criteria/flatten.ts'
import { FrameworkNode, isFramework } from '../../src/domain/criteria/framework.ts'
import { CriteriaSet } from '../../src/domain/criteria/schema.ts'
import { exportCase } from '../../src/exchange/case/export.ts'
import { importCase } from '../../src/exchange/case/import.ts'
import { readSet } from '../../src/exchange/read-set.ts'
import { columns } from '../../src/exchange/xlsx/columns.ts'
import { exportXlsx } from '../../src/exchange/xlsx/export.ts'
import { importXlsx } from '../../src/exchange/xlsx/import.ts'
import { exportYaml } from '../../src/exchange/yaml.ts'
import { classes } from './case-classes.ts'
import { shipped } from './shipped-sets.ts'

interface Package {
  CFDocument: { identifier: string; title: string; extensions?: unknown }
  CFItems: { identifier: string; fullStatement: string; humanCodingScheme: string; CFItemType: string }[]
  CFAssociations: Record<'originNodeURI' | 'destinationNodeURI', { identifier: string }>[] &
    { sequenceNumber: number }[]
}

describe.each(shipped)('%s', (_key, set) => {
  const text = exportCase(set)
  const exported = JSON.parse(text) as Package

  it('comes back from a CASE package as it was, and goes out the same again', () => {
    const back = importCase(text)
    expect(back).toEqual({ ok: true, set })
    expect(back.ok && exportCase(back.set)).toBe(text)
  })

  it('is a package of the fields the standard lists, in 1.1 and in 1.0', () => {
    expect(classes['1.1'].safeParse(exported).error?.issues ?? []).toEqual([])
    const first: unknown = JSON.parse(exportCase(set, { version: '1.0' }))
    expect(classes['1.0'].safeParse(first).error?.issues ?? []).toEqual([])
  })

  it('shows a reader who knows nothing of us the whole tree in order', () => {
    const nodes = flatten(set).slice(1)
    expect(exported.CFItems.map((item) => [item.humanCodingScheme, item.CFItemType])).toEqual(
      nodes.map(({ id, kind }) => [id, kind]),
    )
    const statements = nodes.map(({ id, name, text: words }) => words?.vi ?? name?.vi ?? name?.en ?? id)
    expect(exported.CFItems.map((item) => item.fullStatement)).toEqual(statements)
    const code = new Map(exported.CFItems.map((item) => [item.identifier, item.humanCodingScheme]))
    const parents = exported.CFAssociations.map(({ originNodeURI, destinationNodeURI }) => [
      code.get(originNodeURI.identifier),
      destinationNodeURI.identifier === exported.CFDocument.identifier
        ? flatten(set)[0]?.id
        : code.get(destinationNodeURI.identifier),
    ])
    expect(parents).toEqual(nodes.map(({ id, parent }) => [id, parent]))
  })

  it('comes back from a workbook as it was', async () => {
    expect(await importXlsx(await exportXlsx(set))).toEqual({ ok: true, set })
  })

  it('comes back from a YAML file as it was, and goes out the same again', async () => {
    const yaml = exportYaml(set)
    expect(await readSet(Buffer.from(yaml), 'set.yaml')).toEqual({ ok: true, set })
    expect(yaml.split('\n').every((line) => line === line.trimEnd())).toBe(true)
  })

  it('comes back from CASE 1.0 as a draft without rules: 1.0 has no place for them', () => {
    const back = importCase(exportCase(set, { version: '1.0' }))
    expect(back).toMatchObject({
      ok: true,
      set: { status: 'draft', scoring: { measures: [], decision: { rows: [] } } },
    })
  })

  it.runIf(!isFramework(set))('is the same nested as flat', () => {
    if (isFramework(set)) return
    const { standards: _standards, level4: _level4, ...header } = set
    const nodes = unfold(set)
    const folded = fold(header, nodes)
    expect(folded.ok && CriteriaSet.parse(folded.data)).toEqual(set)
    expect(nodes.map((node) => FrameworkNode.parse(node))).toEqual(nodes)
  })

  // The standard's own schema is not part of the repository; who has it names the files.
  it.runIf(process.env['CASE_SCHEMA_1_1'])('is valid by the JSON Schema of CASE 1.1 itself', () => {
    expect(faultsBy(new Ajv2019({ strict: false }), 'CASE_SCHEMA_1_1', exported)).toEqual([])
  })

  it.runIf(process.env['CASE_SCHEMA_1_0'])('is valid by a JSON Schema of CASE 1.0', () => {
    const first: unknown = JSON.parse(exportCase(set, { version: '1.0' }))
    expect(faultsBy(new Ajv({ strict: false }), 'CASE_SCHEMA_1_0', first)).toEqual([])
  })
})

function faultsBy(ajv: Ajv | Ajv2019, file: string, data: unknown): unknown[] {
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(process.env[file] ?? '', 'utf8')) as object)
  return validate(data) ? [] : (validate.errors ?? [])
}

it('ships sets of both forms', () => {
  expect(shipped.filter(([, set]) => isFramework(set)).length).toBeGreaterThan(4)
  expect(shipped.filter(([, set]) => !isFramework(set)).length).toBeGreaterThan(5)
})

it('has a column for every field of a node', () => {
  const fields = new Set(columns.map(({ field }) => field.split('.')[0]))
  expect([...fields].toSorted()).toEqual(Object.keys(FrameworkNode.shape).toSorted())
})
