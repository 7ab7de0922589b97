// Signs any bytes with the Ed25519 key: manifests of case packages, proofs of credentials. The name of a key is the key itself.
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { fromMultibase, toMultibase } from './base58.ts'

/** What stands before the 32 bytes of an Ed25519 key: in a multikey, and in its DER form. */
const multikey = Buffer.from([0xed, 0x01])
const spki = Buffer.from('302a300506032b6570032100', 'hex')

export interface Ed25519Key {
  /** The public key as a multikey, `z6Mk…`. */
  id: string
  privateKey: KeyObject
}

export interface SignedBytes {
  keyId: string
  /** base64url. */
  signature: string
}

/** The key that a private Ed25519 key makes. */
export function ed25519Key(privateKey: KeyObject): Ed25519Key {
  const der = createPublicKey(privateKey as never).export({ type: 'spki', format: 'der' })
  return { id: toMultibase(Buffer.concat([multikey, der.subarray(-32)])), privateKey }
}

/** The same key and bytes give the same signature. */
export function signBytes({ ed25519 }: { ed25519: Ed25519Key }, bytes: Uint8Array): SignedBytes {
  return { keyId: ed25519.id, signature: sign(null, bytes, ed25519.privateKey).toString('base64url') }
}

/** `publicKey` is a multikey, as `keyId` is. False for whatever is no key, no signature, or of other bytes. */
export function verifyBytes(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const key = publicKeyOf(publicKey)
  const given = Buffer.from(signature, 'base64url')
  return key !== null && given.length === 64 && verify(null, bytes, key, given)
}

function publicKeyOf(text: string): KeyObject | null {
  const bytes = fromMultibase(text)
  if (bytes?.length !== 34 || !bytes.subarray(0, 2).equals(multikey)) return null
  return createPublicKey({ key: Buffer.concat([spki, bytes.subarray(2)]), format: 'der', type: 'spki' })
}
