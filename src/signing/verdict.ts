// What every verification answers, and what it is given to trust.
import type { Text } from '../domain/text.ts'

export interface Verdict {
  valid: boolean
  /** Who signed, by the certificate's name or the key's; null when that cannot be told. */
  signer: string | null
  /** The instant the signature claims, ISO. */
  when: string | null
  /** Why it is not valid, and what a reader must know of one that is. */
  reasons: Text[]
}

export interface Trust {
  /** DER of certificates that are trusted: of signers, or of those who issued theirs. */
  certificates: readonly Uint8Array[]
  /** Multikeys of Ed25519 that are trusted, old ones too. */
  keys: readonly string[]
  /** The instant of the question. */
  at: string
}

/** Not valid for these reasons. */
export function refused(reasons: Text[], known: Partial<Verdict> = {}): Verdict {
  return { valid: false, signer: null, when: null, ...known, reasons }
}
