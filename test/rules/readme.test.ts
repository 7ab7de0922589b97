// The documents tell the truth about the repository: paths, scripts, commands and dependencies they name are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
)

interface Manifest {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const manifest = JSON.parse(read('package.json')) as Manifest

const folders = ['src', 'workflows', 'criteria', 'demo', 'test', 'bench', 'docs', 'scripts', '.ci']

/** Everything in the project's own folders, folders with a slash at the end. */
const listing = folders
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/')
      return entry.isDirectory() ? `${path}/` : path
    }),
  )

/** Words in backticks, and the first word of each line of a block of text (the map), that look like a path of ours. */
function pathsNamed(text: string): string[] {
  const blocks = [...text.matchAll(/^```text\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.split('\n').flatMap((line) => line.split(/\s/)[0] || []),
  )
  const inline = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target)
  return [...blocks, ...inline, ...links].filter(
    (word) =>
      /^[\w.@*<>-]+(\/[\w.@*<>-]+)*\/?$/.test(word) &&
      (folders.some((folder) => word.startsWith(`${folder}/`)) || /^[\w-]+\.(md|json|yaml|ts)$/.test(word)),
  )
}

/** `<name>` and `*` stand for one part of a path that must exist at least once. */
function isThere(path: string, document: string): boolean {
  if (!/[*<]/.test(path)) return [dirname(document), '.'].some((from) => existsSync(join(root, from, path)))
  const pattern = path
    .replaceAll(/[.]/g, '\\.')
    .replaceAll(/<[^>]+>|\*/g, '[^/]+')
    .replace(/\/?$/, '/?')
  return listing.some((one) => new RegExp(`^${pattern}$`).test(one))
}

describe.each(documents)('%s', (document) => {
  const text = read(document)

  it('names only paths that exist', () => {
    expect(pathsNamed(text).filter((path) => !isThere(path, document))).toEqual([])
  })

  it('names only scripts of package.json and commands of the command line', () => {
    const scripts = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([])
    const known = [...read('src/cli/index.ts').matchAll(/^ {2}'?([\w-]+)'?: async \(\) =>/gm)].map(
      ([, name = '']) => name,
    )
    const commands = [...text.matchAll(/\bkiemdinh -- ([\w-]+)/g)].map(([, name = '']) => name)
    expect(known.length).toBeGreaterThan(2)
    expect(commands.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('the README', () => {
  it('has a map that names every folder of src and of workflows', () => {
    const named = new Set(pathsNamed(read('README.md')))
    const files = listing.flatMap((path) => /^(?:src|workflows)\/[^/]+\/(?=[^/]+$|.*[^/]$)/.exec(path)?.[0] ?? [])
    const parts = [...new Set(files)]
    expect(parts.length).toBeGreaterThan(8)
    expect(parts.filter((path) => !named.has(path))).toEqual([])
  })
})

describe('the checker', () => {
  it('finds paths in backticks, in the map and in links, and no other words', () => {
    const text =
      '`src/gone.ts` and `xstate/graph`, `npm test` [x](docs/gone.md) [y](https://a.b/src/)\n```text\nsrc/old/  what\n```\n'
    expect(pathsNamed(text)).toEqual(['src/old/', 'src/gone.ts', 'docs/gone.md'])
    expect(isThere('src/gone.ts', 'README.md')).toBe(false)
    expect(isThere('criteria/<set>/<edition>.yaml', 'README.md')).toBe(true)
    expect(isThere('criteria/<set>/<edition>.toml', 'README.md')).toBe(false)
  })
})

describe('docs/dependencies.md', () => {
  const lines = [...read('docs/dependencies.md').matchAll(/^\| ([^|]+?) \| ([^|]+?) \|$/gm)]
    .map(([, names = '', why = '']) => ({ names: names.split(', '), why }))
    .filter(({ names }) => names[0] !== 'package')
  const explained = lines.flatMap(({ names }) => names)
  const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  const covers = (name: string, one: string) =>
    name === one || (name.endsWith('/*') && one.startsWith(name.slice(0, -1)))

  it('says of every dependency why it is there', () => {
    expect(used.filter((one) => !explained.some((name) => covers(name, one)))).toEqual([])
  })

  it('explains nothing that is no longer used', () => {
    expect(explained.filter((name) => !used.some((one) => covers(name, one)))).toEqual([])
  })

  it('is right that each is pinned to one version', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
})
