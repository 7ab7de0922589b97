// Imports run one way, the law is pure, and a write is authorised and recorded. The checker itself is tested on faulty text.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Each may import what stands in a line above it, never beside or below. Folders and files of src by their name. */
const order: readonly (readonly string[])[] = [
  ['domain'],
  ['workflows'],
  ['engine'],
  ['config'],
  ['store'],
  ['signing'],
  ['commands', 'reports', 'mail', 'webhooks'],
  ['exchange'],
  ['compose', 'deliver'],
  ['package'],
  ['wake', 'jobs'],
  ['http'],
  ['pages'],
  ['demo'],
  ['cli', 'main'],
]

/** Packages that only some places know. */
const homes: Readonly<Record<string, readonly string[]>> = {
  sequelize: ['store'],
  pg: ['store'],
  'pg-copy-streams': ['store'],
  umzug: ['store'],
  'graphile-worker': ['store', 'wake'],
  xstate: ['workflows', 'engine'],
  yauzl: ['package'],
  handlebars: ['reports'],
  htmlparser2: ['reports'],
  docx: ['reports'],
  diff: ['reports'],
  '@myriaddreamin/typst-ts-node-compiler': ['reports'],
  exceljs: ['exchange'],
  nodemailer: ['mail'],
  'node-forge': ['signing'],
  jsonld: ['signing'],
  qrcode: ['reports', 'pages'],
  otpauth: ['store'],
  '@node-rs/argon2': ['store'],
  'openid-client': ['http'],
  hono: ['http', 'pages'],
  '@hono/node-server': ['http'],
}

/** The pure places, with the only packages they may import. */
const pure: Readonly<Record<string, readonly string[]>> = {
  domain: ['zod', 'fraction.js'],
  workflows: ['zod', 'fraction.js', 'xstate'],
}

const timeless = ['domain', 'workflows', 'engine', 'commands', 'reports']

interface Source {
  path: string
  text: string
}

/** `src/store/x.ts` -> store, `src/cli.ts` -> cli, `workflows/x.ts` -> workflows. */
function placeOf(path: string): string {
  const parts = path.split('/')
  return (parts[0] === 'src' ? (parts[1] ?? '') : (parts[0] ?? '')).replace(/\.tsx?$/, '')
}

const rankOf = (place: string): number => order.findIndex((line) => line.includes(place))

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}

function importsOf(code: string): string[] {
  const found = code.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"]([^'"\n]+)['"]/g)
  return [...found].flatMap(([, specifier]) => specifier ?? [])
}

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

function faultOfImport(path: string, specifier: string): string | null {
  const place = placeOf(path)
  if (specifier.startsWith('.')) {
    const target = placeOf(join(dirname(path), specifier))
    if (target === place) return null
    if (rankOf(target) < 0) return `${path} imports ${specifier}, which is no part of the product`
    return rankOf(target) < rankOf(place) ? null : `${path} imports ${specifier}: ${place} may not know ${target}`
  }
  const name = packageOf(specifier)
  if (pure[place] && !pure[place].includes(name)) return `${path} imports ${specifier}: ${place} is pure`
  if (homes[name] && !homes[name].includes(place)) return `${path} imports ${specifier}: only ${homes[name].join(', ')}`
  return null
}

function faultsOfTime(path: string, code: string): string[] {
  if (!timeless.includes(placeOf(path))) return []
  const found =
    code.match(/\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bperformance\.now\b/g) ?? []
  return found.map((what) => `${path} uses ${what}: time and ids arrive as arguments`)
}

/** Whoever opens a transaction in a command asks who may, and writes history in the same transaction. */
function faultsOfWrite(path: string, code: string): string[] {
  if (placeOf(path) !== 'commands') return []
  const calls = code.replaceAll(/\bfunction \w+\(/g, '')
  if (!/\binTransaction\(/.test(calls)) return []
  return [
    ...(/\b(authorize|placeOf|permit\w*|ownAccount|accountOf\w*)\(/.test(calls)
      ? []
      : [`${path} opens a transaction and does not ask who may`]),
    ...(/\b(record|startProcess|journal)\(/.test(calls) ? [] : [`${path} opens a transaction and records nothing`]),
  ]
}

/** Only the engine's step runs a machine; nobody keeps a live actor. */
function faultsOfStepping(path: string, code: string): string[] {
  if (!path.startsWith('src/') || path === 'src/engine/step.ts') return []
  const found = code.match(/\b(createActor|initialTransition|(?<!\.)transition)\(/g) ?? []
  return found.map((what) => `${path} calls ${what}): only src/engine/step.ts steps a machine`)
}

function faultsOf(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const code = withoutComments(text)
    const unknown = rankOf(placeOf(path)) < 0 ? [`${path} stands in no place of the order`] : []
    const imports = importsOf(code).flatMap((specifier) => faultOfImport(path, specifier) ?? [])
    const rest = [faultsOfTime, faultsOfWrite, faultsOfStepping].flatMap((check) => check(path, code))
    return [...unknown, ...imports, ...rest]
  })
}

function readSources(): Source[] {
  return ['src', 'workflows'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  )
}

describe('the sources', () => {
  const sources = readSources()

  it('are seen: no folder is empty, and they import each other', () => {
    const count = (place: string) => sources.filter(({ path }) => placeOf(path) === place).length
    expect(sources.length).toBeGreaterThan(150)
    expect(count('domain')).toBeGreaterThan(40)
    expect(count('workflows')).toBeGreaterThan(40)
    expect(count('engine')).toBeGreaterThan(8)
    expect(count('store')).toBeGreaterThan(20)
    expect(count('commands')).toBeGreaterThan(2)
    expect(sources.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(500)
  })

  it('keep the order of imports, the purity of the law and the form of a write', () => {
    expect(faultsOf(sources)).toEqual([])
  })

  it('are compiled to a file each: no .ts stands beside a .tsx of the same name', () => {
    const made = sources.map(({ path }) => path.replace(/\.tsx?$/, ''))
    expect(made.filter((name, at) => made.indexOf(name) !== at)).toEqual([])
  })
})

describe('the checker', () => {
  it.each([
    ['src/domain/policy.ts', `import { step } from '../engine/step.ts'`, 'domain may not know engine'],
    ['workflows/define.ts', `import type { Unit } from '../src/engine/ports.ts'`, 'workflows may not know engine'],
    ['src/engine/take.ts', `import { connect } from '../store/connect.ts'`, 'engine may not know store'],
    ['src/store/facts.ts', `export { record } from '../commands/record.ts'`, 'store may not know commands'],
    ['src/commands/sheets/save.ts', `import x from '../../reports/index.ts'`, 'commands may not know reports'],
    ['src/engine/take.ts', `import { Clock } from '../../test/support/sample-case.ts'`, 'no part of the product'],
    ['src/domain/text.ts', `import { readFileSync } from 'node:fs'`, 'domain is pure'],
    ['src/domain/text.ts', `const { assign } = await import('xstate')`, 'domain is pure'],
    ['workflows/common.ts', `import 'node:crypto'`, 'workflows is pure'],
    ['src/commands/record.ts', `import pg from 'pg'`, 'only store'],
    ['src/demo/run.ts', `import { setup } from 'xstate'`, 'only workflows, engine'],
    ['workflows/common.ts', `const at = new Date()`, 'uses new Date()'],
    ['src/engine/take.ts', `const at = Date.now()`, 'uses Date.now'],
    ['src/domain/text.ts', `const n = Math.random()`, 'uses Math.random'],
    ['src/commands/a/b.ts', `inTransaction(db, () => record(client, process, change))`, 'does not ask who may'],
    ['src/commands/a/b.ts', `function record() {}\ninTransaction(db, () => authorize(unit))`, 'records nothing'],
    ['src/engine/take.ts', `const [next] = transition(machine, state, event)`, 'only src/engine/step.ts'],
    ['src/surprise/x.ts', `export const x = 1`, 'stands in no place'],
  ])('finds in %s: %s', (path, text, said) => {
    expect(faultsOf([{ path, text }])).toEqual([expect.stringContaining(said)])
  })

  it.each([
    ['src/commands/a/b.ts', `inTransaction(db, async () => { await authorize(unit); await record(client) })`],
    ['src/store/facts.ts', `import { z } from 'zod'\nimport { Text } from '../domain/text.ts'`],
    ['workflows/common.ts', `// as of new Date()\nconst at = new Date(moment.at)`],
    ['src/cli/replay.ts', `import { findDefinition } from '../../workflows/index.ts'`],
  ])('leaves in peace what is right in %s: %s', (path, text) => {
    expect(faultsOf([{ path, text }])).toEqual([])
  })
})
