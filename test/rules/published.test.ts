// What is published is never edited: criteria sets, procedures and released migrations keep the bytes they were published with.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const register = 'test/rules/published.json'

interface Kind {
  folder: string
  published(name: string, text: string): boolean
  correction: string
}

const kinds: readonly Kind[] = [
  {
    folder: 'criteria',
    published: (name, text) => name.endsWith('.yaml') && /^status: published$/m.test(text),
    correction: 'a correction is a new edition (2018.1.yaml beside 2018.yaml); a case keeps the one it began with',
  },
  {
    folder: 'workflows/procedures',
    published: (name) => name.endsWith('.yaml'),
    correction: 'a correction is a new procedure file with an id of its own; a case keeps the one it began with',
  },
  {
    folder: 'src/store/migrations',
    published: (name) => /^\d{4}-.*\.ts$/.test(name),
    correction: 'a change of the tables is a new migration: the next number, and its line in index.ts',
  },
]

function publishedNow(): Record<string, string> {
  const found = kinds.flatMap(({ folder, published }) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(`${root}/${folder}/${name}`, 'utf8') }))
      .filter(({ name, text }) => published(name, text))
      .map(({ path, text }) => [path, createHash('sha256').update(text).digest('hex')] as const),
  )
  return Object.fromEntries(found)
}

/** Sentences on what differs from the register, each with what to do. */
function differences(kept: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  const correctionOf = (path: string) => kinds.find(({ folder }) => path.startsWith(folder))?.correction ?? ''
  const edited = Object.entries(kept).flatMap(([path, hash]) => {
    if (now[path] === hash) return []
    const what = now[path] ? 'was edited after it was published' : 'was published and is no longer there'
    return [`${path} ${what}: put it back as it was; ${correctionOf(path)}.`]
  })
  const added = Object.entries(now)
    .filter(([path]) => !Object.hasOwn(kept, path))
    .map(([path, hash]) => `${path} is new: once it is final, add to ${register} the line  "${path}": "${hash}"`)
  return [...edited, ...added]
}

const kept = JSON.parse(readFileSync(`${root}/${register}`, 'utf8')) as Record<string, string>

describe('what is published', () => {
  it('has the bytes it was published with', () => {
    expect(differences(kept, publishedNow())).toEqual([])
  })

  it('is of three kinds, and each was seen', () => {
    const paths = Object.keys(publishedNow())
    for (const { folder } of kinds) expect(paths.filter((path) => path.startsWith(folder)).length).toBeGreaterThan(1)
  })
})

describe('the comparison', () => {
  const path = 'criteria/vn-tieu-hoc/2018.yaml'

  it('says of an edited criteria set that a correction is a new edition', () => {
    expect(differences({ [path]: 'a' }, { [path]: 'b' })).toEqual([
      expect.stringMatching(/2018\.yaml was edited after it was published.*a correction is a new edition/),
    ])
  })

  it('says of an edited migration that a change is a new one', () => {
    const migration = 'src/store/migrations/0001-extensions.ts'
    expect(differences({ [migration]: 'a' }, { [migration]: 'b' })).toEqual([
      expect.stringContaining('a change of the tables is a new migration'),
    ])
  })

  it('misses a published file that was taken away, and gives the line for a new one', () => {
    expect(differences({ [path]: 'a' }, {})).toEqual([expect.stringContaining('is no longer there')])
    expect(differences({}, { [path]: 'a' })).toEqual([expect.stringContaining(`"${path}": "a"`)])
  })
})
