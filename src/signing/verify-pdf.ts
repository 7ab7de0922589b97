// Verifies a signed PDF without any tool: the bytes it covers, the signature, and the chain to a certificate that is trusted.
import { createHash, type X509Certificate } from 'node:crypto'
import { say, type Text } from '../domain/text.ts'
import { inForce, nameIn, parseCertificate } from './certificate.ts'
import { chainFrom } from './p12.ts'
import { readSignature, type ReadSignature } from './read-cms.ts'
import { refused, type Trust, type Verdict } from './verdict.ts'

/**
 * Valid when the last signature covers every byte of the file, is genuine, and leads to a trusted certificate that was in force
 * when it claims to have been signed.
 */
export function verifyPdf(pdf: Uint8Array, trust: Trust): Verdict {
  const file = Buffer.from(pdf)
  const found = lastSignature(file)
  if (!found) return refused([say('Tệp không có chữ ký số.', 'The file bears no signature.')])
  const { when } = found
  const read = readQuietly(found.contents)
  if (!read) return refused([say('Chữ ký số trong tệp bị hỏng.', 'The signature in the file is damaged.')], { when })
  const signer = nameIn(read.signer)
  const reasons = [...faultsOfBytes(file, found, read), ...faultsOfSigner(read, trust, when ?? trust.at)]
  return reasons.length > 0 ? refused(reasons, { signer, when }) : { valid: true, signer, when, reasons: notes(read) }
}

interface Found {
  range: [number, number, number, number]
  contents: Buffer
  when: string | null
}

/** The range of the last signature, and what stands in the gap that it leaves. */
function lastSignature(file: Buffer): Found | null {
  const text = file.toString('latin1')
  const match = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1)
  if (!match) return null
  const [start = 0, length = 0, behind = 0, rest = 0] = match.slice(1).map(Number)
  const gap = /^<((?:[0-9A-Fa-f]{2})+)>$/.exec(text.slice(start + length, behind))
  const contents = gap?.[1] ? Buffer.from(gap[1], 'hex') : Buffer.alloc(0)
  return { range: [start, length, behind, rest], contents, when: momentIn(text.slice(match.index)) }
}

/** The claimed time, written as D:YYYYMMDDHHMMSSZ. */
function momentIn(text: string): string | null {
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(text.slice(0, 200_000))
  if (!found) return null
  const [, year, month, day, hour, minute, second] = found
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  return Number.isNaN(Date.parse(instant)) ? null : instant
}

function readQuietly(contents: Buffer): ReadSignature | null {
  try {
    return readSignature(contents)
  } catch {
    return null
  }
}

function faultsOfBytes(file: Buffer, { range }: Found, read: ReadSignature): Text[] {
  const [start, length, behind, rest] = range
  if (start !== 0 || behind < length || behind + rest !== file.length)
    return [
      say(
        'Tệp đã được thêm hoặc bớt nội dung sau khi ký.',
        'Something was added to the file or cut from it after it was signed.',
      ),
    ]
  const hash = createHash('sha256').update(file.subarray(0, length)).update(file.subarray(behind))
  if (hash.digest().equals(read.digest)) return []
  return [say('Nội dung tệp đã bị sửa sau khi ký.', 'The file was changed after it was signed.')]
}

function faultsOfSigner(read: ReadSignature, trust: Trust, when: string): Text[] {
  const faults: Text[] = []
  if (!read.genuine || !read.namesCertificate)
    faults.push(
      say('Chữ ký không phải của chứng thư kèm theo.', 'The signature is not of the certificate that comes with it.'),
    )
  const trusted = trust.certificates.flatMap((der) => parseCertificate(Buffer.from(der)) ?? [])
  const chain = chainFrom(read.signer, [...trusted, ...read.certificates])
  const end = chain.findIndex((one) => trusted.some(({ raw }) => raw.equals(one.raw)))
  const links = chain.slice(0, end + 1)
  if (end < 0 || !links.every((one, index) => index === 0 || mayIssue(one, links[index - 1])))
    faults.push(
      say(
        'Chứng thư của người ký không do nơi được tin cậy cấp.',
        'The certificate of the signer comes from nobody who is trusted.',
      ),
    )
  else if (!links.every((one) => inForce(one, when)))
    faults.push(
      say(
        'Chứng thư của người ký không còn hoặc chưa có hiệu lực lúc ký.',
        'The certificate of the signer was not in force at the time of signing.',
      ),
    )
  return faults
}

function mayIssue(issuer: X509Certificate, issued: X509Certificate | undefined): boolean {
  return issued !== undefined && issuer.ca && issued.verify(issuer.publicKey)
}

function notes(read: ReadSignature): Text[] {
  if (read.signer.subject.includes('trình diễn'))
    return [
      say(
        'Chữ ký bằng khóa trình diễn, không có giá trị pháp lý.',
        'Signed with a key of demonstration: of no legal force.',
      ),
    ]
  return []
}
