// The registry of processes, and that each of them is held to what must hold of all (test/support/process-laws.ts).
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { definitions } from './index.ts'

it('the registry holds each process and edition once', () => {
  const names = definitions.map(({ process, edition }) => `${process} ${edition}`)
  expect(names.length).toBeGreaterThan(0)
  expect(new Set(names).size).toBe(names.length)
})

it('every process of the registry is held to what must hold of all', () => {
  const here = new URL('.', import.meta.url)
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('processes.test.ts'),
  )
  const held = files.map((name) => /describeProcess\('(\w+)'\)/.exec(readFileSync(new URL(name, here), 'utf8'))?.[1])
  expect(definitions.filter(({ process }) => !held.includes(process)).map(({ process }) => process)).toEqual([])
})
