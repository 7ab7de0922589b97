// Makes the paper and the credential of a certificate: what the register knows, laid out and signed.
import { X509Certificate } from 'node:crypto'
import { keepCopy, type CopyReason } from '../commands/certificates/keep-copy.ts'
import { credentialOf, didOf, verifyAddress, type Issuer } from '../domain/credential.ts'
import { AppError, notFound } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { writeCertificate } from '../reports/certificate/write.ts'
import { awardWords } from '../reports/parts/regime.ts'
import { provinceWords } from '../reports/parts/letterhead.ts'
import { nameIn } from '../signing/certificate.ts'
import type { SigningKeys } from '../signing/keys.ts'
import { prove, type Proved } from '../signing/proof.ts'
import { publishKeys } from '../signing/published-keys.ts'
import { signPdf } from '../signing/sign-pdf.ts'
import { signers } from '../store/paper-history.ts'
import { currentCopy, findCertificates, type CertificateRow } from '../store/views/certificates.ts'
import { withClient } from '../store/with-client.ts'
import type { Services } from './services.ts'

/** The keys of this server. Throws `serviceUnavailable` where it was started without any. */
export function keysOf({ signing }: Services): SigningKeys {
  if (signing) return signing
  throw new AppError('serviceUnavailable', say('Máy chủ này chưa có khóa ký.', 'This server has no signing key.'))
}

export const issuerOf = ({ publicUrl }: Services): Issuer => ({ publicUrl, did: didOf(publicUrl) })

interface Asked {
  number: string
  department?: string | undefined
  reach?: 'all' | readonly string[]
  at: string
}

/** The one certificate of that number. Throws `notFound`; `conflict` when departments share the number and none was named. */
export async function certificateOf({ db }: Services, asked: Asked): Promise<CertificateRow> {
  const [found, other] = await withClient(db, (client) => findCertificates(client, asked))
  if (!found) throw notFound()
  if (!other) return found
  throw new AppError(
    'conflict',
    say(
      'Nhiều sở có chứng nhận mang số này: hãy ghi thêm department.',
      'Several departments have a certificate with this number: add department.',
    ),
  )
}

/** The signed paper that counts; the first time it is asked for it is made and kept. */
export async function paperOf(
  services: Services,
  certificate: CertificateRow,
  actor: string,
  at: string,
): Promise<Buffer> {
  const kept = await withClient(services.db, (client) => currentCopy(client, certificate))
  if (kept) return kept
  const pdf = await signedPaper(services, certificate, null, at)
  await keepCopy(services.db, { certificate, copy: 1, reason: null, note: '', pdf, actor, at })
  return (await withClient(services.db, (client) => currentCopy(client, certificate))) ?? pdf
}

export interface Reissue {
  reason: CopyReason
  note: string
  actor: string
  at: string
}

/** Makes the next copy; those before it are void. Answers its number. */
export async function reissue(services: Services, certificate: CertificateRow, order: Reissue): Promise<number> {
  const copy = Math.max(certificate.copies, 1) + 1
  const pdf = await signedPaper(services, certificate, { copy, on: order.at, reason: order.reason }, order.at)
  await keepCopy(services.db, { certificate, copy, pdf, ...order })
  return copy
}

async function signedPaper(
  services: Services,
  certificate: CertificateRow,
  copy: { copy: number; on: string; reason: CopyReason } | null,
  at: string,
): Promise<Buffer> {
  const { paper } = keysOf(services)
  const { number, award, cycle, decidedOn, department, school } = certificate
  const [own] = paper.certificates
  if (!cycle || decidedOn === null || !own)
    throw new AppError(
      'conflict',
      say(
        'Chứng nhận được cấp trước khi có hệ thống; bản giấy không in từ đây.',
        'The certificate was issued before there was the system; its paper is not printed from here.',
      ),
    )
  const procedure = services.library.procedure(cycle.procedure)
  const named = await withClient(services.db, async (client) => {
    await publishKeys(client, keysOf(services), at)
    return signers(client, cycle.id)
  })
  const input = {
    ...certificate,
    kind: award,
    decidedOn,
    procedure,
    school: school.data,
    department: `Sở Giáo dục và Đào tạo ${provinceWords(school.data.province)}`,
    signer: named[award] ?? '',
    address: verifyAddress(services.publicUrl, number),
    reissue: copy,
    demonstration: paper.demonstration,
  }
  return signPdf(await writeCertificate(input, services.templatesDir), paper, {
    name: nameIn(new X509Certificate(own)),
    reason: `${awardWords(procedure, award).certificate} số ${number}`,
    location: department.name,
    at,
  })
}

/** The certificate as a signed credential. Its proof bears the instant of issue, so that it is the same each time. */
export async function badgeOf(services: Services, certificate: CertificateRow, at: string): Promise<Proved> {
  const keys = keysOf(services)
  await withClient(services.db, (client) => publishKeys(client, keys, at))
  const { cycle, school, department } = certificate
  const facts = { ...certificate, set: cycle?.set ?? null, school, department }
  return prove(credentialOf(facts, issuerOf(services)), keys.ed25519, certificate.issuedAt)
}
