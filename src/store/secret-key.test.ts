// The server's key: made once, for its owner's eyes only; what it seals opens with it alone.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { readSecretKey, seal, unseal } from './secret-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemdinh-key-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('is made at the first start with mode 600 and read from then on', () => {
  const dataDir = join(folder, 'new')
  const first = readSecretKey({ secretKey: undefined, dataDir })
  expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
  expect(readSecretKey({ secretKey: undefined, dataDir })).toEqual(first)
  expect(first).toHaveLength(32)
  expect(readSecretKey({ secretKey: 'x'.repeat(32), dataDir })).not.toEqual(first)
})

it('stops the start with a sentence when the folder cannot be used', () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  expect(() => readSecretKey({ secretKey: undefined, dataDir: file })).toThrow(/Hãy đặt SECRET_KEY/)
})

it('opens what it sealed, and nothing that another key sealed or that was changed by one bit', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
      const sealed = seal(key, text)
      expect(unseal(key, sealed)).toBe(text)
      expect(unseal(other, sealed)).toBeNull()
      const bytes = Buffer.from(sealed, 'base64url')
      const n = at % bytes.length
      bytes[n] = (bytes[n] ?? 0) ^ 1
      expect(unseal(key, bytes.toString('base64url'))).toBeNull()
    }),
  )
  expect(unseal(key, '')).toBeNull()
})
