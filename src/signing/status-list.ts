// Bitstring Status List v1.0: one bit an award, packed; and the credential that carries it.
import { gunzipSync, gzipSync } from 'node:zlib'
import { listSize, statusListCredential, type Issuer, type StatusPurpose } from '../domain/credential.ts'
import type { Ed25519Key } from './bytes.ts'
import { prove, type Proved } from './proof.ts'

/** Bits at these places, leftmost first, compressed, in base64url with its multibase letter. */
export function packBits(places: readonly number[]): string {
  const bits = Buffer.alloc(listSize / 8)
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7))
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`
}

/** Whether the bit at that place is set. Throws on a text that is no list. */
export function bitAt(encodedList: string, place: number): boolean {
  if (!encodedList.startsWith('u')) throw new Error('not a status list')
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: 16 * 1024 * 1024 })
  const byte = bits[place >> 3]
  if (byte === undefined) throw new Error('beyond the status list')
  return (byte & (0x80 >> (place & 7))) !== 0
}

/** The signed list of that purpose; `places` are those within the list. */
export function proveStatusList(
  of: { purpose: StatusPurpose; list: number; places: readonly number[]; at: string },
  issuer: Issuer,
  key: Ed25519Key,
): Promise<Proved> {
  const { purpose, list, at } = of
  return prove(statusListCredential({ purpose, list, at, encodedList: packBits(of.places) }, issuer), key, at)
}
