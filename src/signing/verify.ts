// The one way to verify what the product signs, for the command line, the API and the pages alike.
import type { Trust, Verdict } from './verdict.ts'
import { verifyCredential, type StatusLists } from './verify-credential.ts'
import { verifyPdf } from './verify-pdf.ts'

/** Says whether it is valid, who signed it when, and why not. Never throws for what the bytes are. */
export function verify(
  kind: 'pdf' | 'credential',
  bytes: Uint8Array,
  trust: Trust,
  lists: StatusLists = {},
): Promise<Verdict> {
  return kind === 'pdf' ? Promise.resolve(verifyPdf(bytes, trust)) : verifyCredential(bytes, trust, lists)
}
