// Reads a CMS signature back: whose certificate, over which digest, and whether the signature is that certificate's.
import { createHash, verify, X509Certificate } from 'node:crypto'
import { issuerAndSerial } from './certificate.ts'
import { oids } from './cms.ts'
import { nothing, octets, oid, read, readAll, sequence, set, small, write, type Der } from './der.ts'

export interface ReadSignature {
  signer: X509Certificate
  certificates: X509Certificate[]
  /** SHA-256 of what was signed, as the signature states it. */
  digest: Buffer
  /** The signature is of the signer's key over its own attributes. */
  genuine: boolean
  /** The attribute that PAdES demands names this very certificate; the others too, when it names more than one. */
  namesCertificate: boolean
}

/** Throws on bytes that are no detached CMS signature with SHA-256 by one signer. */
export function readSignature(bytes: Buffer): ReadSignature {
  const outer = read(bytes)
  // Behind the signature its room is filled with zeros, and with nothing else.
  if (bytes.subarray(outer.whole.length).some((byte) => byte !== 0)) throw new Error('something stands behind')
  const [type, wrapped] = readAll(outer.content)
  if (!is(type, oids.signedData) || !wrapped) throw new Error('not a CMS signature')
  const [, digests, , carried, signers] = readAll(read(wrapped.content).content)
  const [, named, digestKind, attributes, kind, signature] = readAll(childOf(signers)?.content ?? Buffer.alloc(0))
  if (!digests || !carried || !named || !digestKind || !attributes || !kind || !signature)
    throw new Error('not a signature with signed attributes')
  if (!isSha256(childOf(digests)) || !isSha256(digestKind) || !signatureKinds.some((one) => kind.whole.equals(one)))
    throw new Error('not a signature with SHA-256')
  // Put together again it must be what was read: no byte of it can change unseen.
  const signerInfo = sequence(
    small(1),
    sequence(named.content),
    digestKind.whole,
    write(0xa0, attributes.content),
    kind.whole,
    octets(signature.content),
  )
  const content = sequence(oid(oids.data))
  const signed = sequence(
    small(1),
    set(...readAll(digests.content).map(({ whole }) => whole)),
    content,
    write(0xa0, carried.content),
    set(signerInfo),
  )
  if (!outer.whole.equals(sequence(oid(oids.signedData), write(0xa0, signed))))
    throw new Error('not a detached signature of one signer')
  const certificates = readAll(carried.content).map(({ whole }) => new X509Certificate(whole))
  const signer = certificates.find((one) => isNamed(one, named))
  if (!signer) throw new Error('the certificate of the signer is missing')
  const values = valuesOf(attributes)
  const digest = values.get(oids.messageDigest)
  if (digest?.tag !== 0x04 || !is(values.get(oids.contentType), oids.data)) throw new Error('no digest')
  const over = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)])
  return {
    signer,
    certificates,
    digest: digest.content,
    genuine: verify('sha256', over, signer.publicKey, signature.content),
    namesCertificate: isListOf(values.get(oids.signingCertificateV2), signer, certificates),
  }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
/** With or without the empty parameters that older programs write. */
const isSha256 = (value: Der | undefined): boolean =>
  [sequence(oid(oids.sha256)), sequence(oid(oids.sha256), nothing)].some((one) => value?.whole.equals(one))
const signatureKinds = [
  sequence(oid(oids.rsaSha256), nothing),
  sequence(oid(oids.rsa), nothing),
  sequence(oid(oids.ecdsaSha256)),
]
const is = (value: Der | undefined, name: string): boolean => value?.whole.equals(oid(name)) ?? false
const childOf = (value: Der | undefined): Der | undefined => (value ? readAll(value.content)[0] : undefined)

function isNamed(certificate: X509Certificate, { content }: Der): boolean {
  const { issuer, serial } = issuerAndSerial(certificate)
  return content.equals(Buffer.concat([issuer, serial]))
}

/** Each attribute's first value, by the dotted name of those that are known. */
function valuesOf({ content }: Der): Map<string, Der | undefined> {
  const attributes = readAll(content).map((one) => readAll(one.content))
  return new Map(
    Object.values(oids).map((name) => [name, childOf(attributes.find(([kind]) => is(kind, name))?.[1])] as const),
  )
}

/** ESSCertIDv2: the hash stands first when it is SHA-256, as the algorithm is left out then. */
function isListOf(value: Der | undefined, signer: X509Certificate, certificates: readonly X509Certificate[]): boolean {
  const ids = readAll(childOf(value)?.content ?? Buffer.alloc(0)).map(childOf)
  const names = ({ raw }: X509Certificate) => ids.some((id) => id?.tag === 0x04 && id.content.equals(sha256(raw)))
  return names(signer) && (ids.length === 1 || certificates.every(names))
}
