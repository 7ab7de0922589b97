// Proofs of credentials: W3C Data Integrity with the cryptosuite eddsa-rdfc-2022.
import { createHash } from 'node:crypto'
import type { Credential } from '../domain/credential.ts'
import { fromMultibase, toMultibase } from './base58.ts'
import { signBytes, verifyBytes, type Ed25519Key } from './bytes.ts'
import { loadContext } from './contexts.ts'

export interface Proof {
  type: 'DataIntegrityProof'
  cryptosuite: 'eddsa-rdfc-2022'
  created: string
  verificationMethod: string
  proofPurpose: 'assertionMethod'
  proofValue: string
}

export type Proved = Credential & { proof: Proof }

/** The credential with its proof. The same credential, key and instant give the same proof. */
export async function prove(credential: Credential, ed25519: Ed25519Key, at: string): Promise<Proved> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: at,
    verificationMethod: `${credential.issuer.id}#${ed25519.id}`,
    proofPurpose: 'assertionMethod',
  } as const
  const { signature } = signBytes({ ed25519 }, await hashed(credential, options))
  return { ...credential, proof: { ...options, proofValue: toMultibase(Buffer.from(signature, 'base64url')) } }
}

/** Whether the proof is of that key over this very credential. Throws on JSON-LD that cannot be read. */
export async function isProvedBy({ proof, ...credential }: Proved, publicKey: string): Promise<boolean> {
  const { proofValue, ...options } = proof
  const signature = fromMultibase(proofValue)
  if (!signature) return false
  return verifyBytes(await hashed(credential, options), signature.toString('base64url'), publicKey)
}

/** What is signed: the hash of the proof's options, then that of the document, both in canonical form. */
async function hashed(document: object, options: object): Promise<Buffer> {
  const context = '@context' in document ? { '@context': document['@context'] } : {}
  return Buffer.concat([await digest({ ...context, ...options }), await digest(document)])
}

async function digest(document: object): Promise<Buffer> {
  // Large, so it is loaded when the first credential is asked for.
  const { default: jsonld } = await import('jsonld')
  const canonical = await jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    documentLoader: loadContext,
    safe: true,
  })
  return createHash('sha256').update(canonical, 'utf8').digest()
}
