// JSON comes back with its numbers as they were written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson, writeJson } from './exact-json.ts'
import type { Json } from './patch.ts'

const exact = (text: string): Json => {
  const read = readJson(text)
  if (!read.ok) throw new Error(read.message)
  return read.exact as Json
}

describe('numbers', () => {
  it.each(['1', '1.0', '-0', '0.10', '1e3', '12345678901234567890', '-2.50E-7', '[1.0,1]', '{"a":{"b":[0.0]}}'])(
    '%s stays as it is',
    (text) => {
      expect(writeJson(exact(text)).replaceAll(/\s/g, '')).toBe(text)
    },
  )

  it('in strings are none', () => {
    const text = '{"1.0":"\\"1.0\\", {\\"$number\\": \\"2.0\\"} \\\\"}'
    expect(writeJson(exact(text)).replaceAll(/\n\s*/g, '').replace('": "', '":"')).toBe(text)
  })

  it('are for reading what JavaScript makes of them', () => {
    expect(readJson('{"score":1.0}')).toMatchObject({ ok: true, value: { score: 1 } })
  })
})

it('any JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(writeJson(exact(text)))).toEqual(JSON.parse(text))
    }),
  )
})

it('says what is wrong with a text that is no JSON', () => {
  expect(readJson('{"a": }')).toEqual({ ok: false, message: expect.stringContaining('không phải JSON') })
})
