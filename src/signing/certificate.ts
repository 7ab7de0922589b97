// What a certificate of X.509 says that signatures need: the raw issuer and serial number, and the name people read.
import { X509Certificate } from 'node:crypto'
import { readAll, read, type Der } from './der.ts'

/** Parses DER; `null` for bytes that are no certificate. */
export function parseCertificate(der: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(der)
  } catch {
    return null
  }
}

/** Issuer and serial number with the very bytes of the certificate, so that no name is ever encoded anew. */
export function issuerAndSerial(certificate: X509Certificate): { issuer: Buffer; serial: Buffer } {
  const fields = fieldsOf(certificate)
  // Before the serial number stands the version, in certificates that have one.
  const from = fields[0]?.tag === 0xa0 ? 1 : 0
  const [serial, , issuer] = fields.slice(from)
  if (!serial || !issuer) throw new Error('not a certificate')
  return { issuer: issuer.whole, serial: serial.whole }
}

function fieldsOf(certificate: X509Certificate): Der[] {
  const [body] = readAll(read(certificate.raw).content)
  return body ? readAll(body.content) : []
}

/** The common name, else the organisation, of the subject. */
export function nameIn(certificate: X509Certificate): string {
  const names = certificate.subject.split('\n').map((line) => /^([A-Z]+)=(.*)$/u.exec(line))
  const named = (kind: string) => names.find((one) => one?.[1] === kind)?.[2]
  return named('CN') ?? named('O') ?? certificate.subject
}

/** Whether the certificate was in force at that instant. */
export function inForce(certificate: X509Certificate, at: string): boolean {
  const instant = Date.parse(at)
  return Date.parse(certificate.validFrom) <= instant && instant <= Date.parse(certificate.validTo)
}
