// P12 files: reads the key and certificates of one, and makes one for demonstrations.
import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'

const { asn1, pki, pkcs12 } = forge

/**
 * The private key and the certificates in DER, the key's own first, each followed by its issuer where the file has it. RSA and EC.
 * Throws `configuration` for a wrong password, a file that is none, or one without a key and its certificate.
 */
export function readP12(file: Buffer, password: string): { privateKey: KeyObject; certificates: Buffer[] } {
  const p12 = open(file, password)
  const bags = p12.safeContents.flatMap(({ safeBags }) => safeBags)
  const [key] = bags.filter(({ type }) => type === pki.oids['pkcs8ShroudedKeyBag'] || type === pki.oids['keyBag'])
  const privateKey = key && keyOf(key)
  const all = bags.filter(({ type }) => type === pki.oids['certBag']).map((bag) => new X509Certificate(derOf(bag)))
  const own = privateKey && all.find((one) => one.checkPrivateKey(privateKey))
  if (own) return { privateKey, certificates: chainFrom(own, all).map(({ raw }) => raw) }
  throw new AppError(
    'configuration',
    say(
      'Tệp P12 không có khóa riêng cùng chứng thư của khóa.',
      'The P12 file has no private key with its certificate.',
    ),
  )
}

function open(file: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  try {
    const read = asn1.fromDer(file.toString('binary'))
    try {
      return pkcs12.pkcs12FromAsn1(read, false, password)
    } catch (error) {
      if (!(error instanceof Error && /decrypt/i.test(error.message) && Array.isArray(read.value))) throw error
      // The password was right. Newer ciphers take its letters as UTF-8, the checksum as UTF-16: the library knows one way a call.
      const unchecked = { ...read, value: read.value.slice(0, 2) } as forge.asn1.Asn1
      return pkcs12.pkcs12FromAsn1(unchecked, false, forge.util.encodeUtf8(password))
    }
  } catch (error) {
    const wrong = error instanceof Error && /password|MAC/i.test(error.message)
    const told = wrong ? 'Mật khẩu của tệp P12 không đúng.' : 'Tệp không phải là P12 đọc được.'
    throw new AppError('configuration', told)
  }
}

/** What the library cannot read itself, as keys on elliptic curves, it leaves as ASN.1. */
function keyOf(bag: forge.pkcs12.Bag): KeyObject {
  const info = bag.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key)) : bag.asn1
  return createPrivateKey({ key: Buffer.from(asn1.toDer(info).getBytes(), 'binary'), format: 'der', type: 'pkcs8' })
}

/** A certificate that was read keeps the bytes of its names; taking it apart and building it anew would encode them twice. */
function derOf(bag: forge.pkcs12.Bag): Buffer {
  const info = bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1
  return Buffer.from(asn1.toDer(info).getBytes(), 'binary')
}

/** A certificate and its issuers, each found among the others. */
export function chainFrom(own: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own]
  for (let last = own; chain.length < 10;) {
    const next = others.find((one) => last.checkIssued(one) && !chain.some(({ raw }) => raw.equals(one.raw)))
    if (!next) break
    chain.push(next)
    last = next
  }
  return chain
}

/** A signer's certificate for ten years under a root of its own, both in one P12. */
export function makeDemonstrationP12(names: { signer: string; issuer: string }, password: string, now: string): Buffer {
  const root = pair()
  const signer = pair()
  const top = certificate({
    subject: names.issuer,
    issuer: names.issuer,
    publicKey: root.publicKey,
    now,
    authority: true,
  })
  top.sign(root.privateKey, forge.md.sha256.create())
  const own = certificate({
    subject: names.signer,
    issuer: names.issuer,
    publicKey: signer.publicKey,
    now,
    authority: false,
  })
  own.sign(root.privateKey, forge.md.sha256.create())
  // Names were encoded when the certificates were signed: they go into the file as they were read back.
  const read = (cert: forge.pki.Certificate) =>
    pki.certificateFromAsn1(asn1.fromDer(asn1.toDer(pki.certificateToAsn1(cert))))
  const p12 = pkcs12.toPkcs12Asn1(signer.privateKey, [read(own), read(top)], password, {
    algorithm: 'aes256',
    // The password is drawn by chance and long: many rounds would only slow the start.
    count: 2048,
  })
  return Buffer.from(asn1.toDer(p12).getBytes(), 'binary')
}

function pair(): forge.pki.rsa.KeyPair {
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    privateKey: pki.privateKeyFromPem(made.privateKey) as forge.pki.rsa.PrivateKey,
    publicKey: pki.publicKeyFromPem(made.publicKey) as forge.pki.rsa.PublicKey,
  }
}

interface Wanted {
  subject: string
  issuer: string
  publicKey: forge.pki.PublicKey
  now: string
  authority: boolean
}

function certificate({ subject, issuer, publicKey, now, authority }: Wanted): forge.pki.Certificate {
  const made = pki.createCertificate()
  made.publicKey = publicKey
  made.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`
  made.validity.notBefore = new Date(now)
  made.validity.notAfter = new Date(now)
  made.validity.notAfter.setUTCFullYear(made.validity.notAfter.getUTCFullYear() + 10)
  made.setSubject(nameOf(subject))
  made.setIssuer(nameOf(issuer))
  made.setExtensions([
    { name: 'basicConstraints', cA: authority, critical: true },
    authority
      ? { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
      : { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return made
}

/** As UTF-8: the library's usual string type has no Vietnamese letters. */
function nameOf(common: string): forge.pki.CertificateField[] {
  const utf8 = asn1.Type.UTF8 as unknown as forge.asn1.Class
  return [
    { name: 'countryName', value: 'VN' },
    { name: 'organizationName', value: common, valueTagClass: utf8 },
    { name: 'commonName', value: common, valueTagClass: utf8 },
  ]
}
