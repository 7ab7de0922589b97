// The signature inside a PDF: CMS SignedData, detached, with the attributes that PAdES B-B asks for (ETSI EN 319 142-1, RFC 5035).
import { createHash, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { issuerAndSerial } from './certificate.ts'
import { nothing, octets, oid, sequence, set, small, write } from './der.ts'

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  rsaSha256: '1.2.840.113549.1.1.11',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const attribute = (name: string, value: Buffer): Buffer => sequence(oid(name), set(value))

/** ESSCertIDv2; SHA-256 is what it means when it names no algorithm. */
function essCertId(der: Buffer): Buffer {
  const { issuer, serial } = issuerAndSerial(new X509Certificate(der))
  return sequence(octets(sha256(der)), sequence(sequence(write(0xa4, issuer)), serial))
}

/**
 * The signature over content of that SHA-256 digest; RSA gives the same bytes for the same digest. There is no signing time in it:
 * PAdES takes the one of the signature's dictionary.
 */
export function signDigest(digest: Uint8Array, privateKey: KeyObject, certificates: readonly Buffer[]): Buffer {
  const [own] = certificates
  if (!own) throw new Error('a signature needs the certificate of its key')
  const { issuer, serial } = issuerAndSerial(new X509Certificate(own))
  // Names the certificates by hash and issuer: no other one of the same key can take their place.
  const named = sequence(sequence(...certificates.map(essCertId)))
  const attributes = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, named),
  ]
  const signedAttributes = set(...attributes)
  const signature = sign('sha256', signedAttributes, privateKey)
  const rsa = privateKey.asymmetricKeyType === 'rsa'
  const signer = sequence(
    small(1),
    sequence(issuer, serial),
    sequence(oid(oids.sha256)),
    // In the message the same set bears the tag of its place.
    Buffer.concat([Buffer.from([0xa0]), signedAttributes.subarray(1)]),
    rsa ? sequence(oid(oids.rsaSha256), nothing) : sequence(oid(oids.ecdsaSha256)),
    octets(signature),
  )
  const signed = sequence(
    small(1),
    set(sequence(oid(oids.sha256))),
    sequence(oid(oids.data)),
    write(0xa0, ...certificates.toSorted(Buffer.compare)),
    set(signer),
  )
  return sequence(oid(oids.signedData), write(0xa0, signed))
}
