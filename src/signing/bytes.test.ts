// Signing bytes: the same key gives the same signature, and one changed bit, key or signature is refused.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMultibase, toMultibase } from './base58.ts'
import { ed25519Key, signBytes, verifyBytes } from './bytes.ts'

/** RFC 8032, test 1. */
const known = createPrivateKey({
  key: Buffer.from(
    '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'hex',
  ),
  format: 'der',
  type: 'pkcs8',
})

describe('signing bytes', () => {
  it('gives the signature of RFC 8032 for its key', () => {
    const { keyId, signature } = signBytes({ ed25519: ed25519Key(known) }, new Uint8Array())
    expect(Buffer.from(signature, 'base64url').toString('hex')).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    )
    expect(verifyBytes(new Uint8Array(), signature, keyId)).toBe(true)
  })

  it('refuses every other content, key and signature, and what is none', () => {
    const mine = { ed25519: ed25519Key(known) }
    const other = ed25519Key(generateKeyPairSync('ed25519').privateKey).id
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (bytes, at) => {
        const { keyId, signature } = signBytes(mine, bytes)
        const changed = bytes.map((byte, index) => (index === at % bytes.length ? byte ^ 1 : byte))
        const bent = Buffer.from(signature, 'base64url').map((byte, index) => (index === at % 64 ? byte ^ 4 : byte))
        expect(verifyBytes(bytes, signature, keyId)).toBe(true)
        expect(verifyBytes(changed, signature, keyId)).toBe(false)
        expect(verifyBytes(bytes, Buffer.from(bent).toString('base64url'), keyId)).toBe(false)
        expect(verifyBytes(bytes, signature, other)).toBe(false)
      }),
    )
    for (const nonsense of ['', 'z', 'z6Mk', 'did:web:x', 'z0OIl'])
      expect(verifyBytes(new Uint8Array(), 'AA', nonsense)).toBe(false)
  })

  it('writes any bytes in base58 and reads them back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        expect(fromMultibase(toMultibase(bytes))).toEqual(Buffer.from(bytes))
      }),
    )
  })
})
