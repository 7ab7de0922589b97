// Verifies a file that somebody holds: its signature, and what the register says today of the award it is about.
import { createHash } from 'node:crypto'
import { statusListAddress, statusPurposes, listSize } from '../domain/credential.ts'
import { say, type Text } from '../domain/text.ts'
import { publishedKeys } from '../signing/published-keys.ts'
import { proveStatusList } from '../signing/status-list.ts'
import type { Trust, Verdict } from '../signing/verdict.ts'
import { verify } from '../signing/verify.ts'
import { copyWithHash, findCertificates, withdrawnPlaces, type CertificateRow } from '../store/views/certificates.ts'
import { withClient, type Client } from '../store/with-client.ts'
import { issuerOf, keysOf } from './certificate-paper.ts'
import type { Services } from './services.ts'

/** Ours have 3 kB: anybody may ask, and what is larger would keep the server busy for nothing. */
const largestBadge = 12_000

/** Trusts the keys that this server signs or ever signed with. */
export async function verifyFile(
  services: Services,
  kind: 'pdf' | 'credential',
  bytes: Uint8Array,
  at: string,
): Promise<Verdict> {
  const trust = await trustOf(services, at)
  if (kind === 'credential') {
    const given = bytes.length > largestBadge ? new Uint8Array() : bytes
    return verify(kind, given, trust, await listsNow(services, given, at))
  }
  const verdict = await verify(kind, bytes, trust)
  if (!verdict.valid) return verdict
  const faults = await withClient(services.db, (client) => faultsInRegister(client, bytes, at))
  return faults.length > 0 ? { ...verdict, valid: false, reasons: faults } : verdict
}

async function trustOf(services: Services, at: string): Promise<Trust> {
  const published = await withClient(services.db, publishedKeys)
  const { ed25519, paper } = keysOf(services)
  const of = (kind: string) => published.filter((one) => one.kind === kind).map(({ publicKey }) => publicKey)
  const certificates = of('certificate').map((text) => Buffer.from(text, 'base64'))
  return {
    certificates: [...paper.certificates.slice(0, 1), ...certificates],
    keys: [ed25519.id, ...of('ed25519')],
    at,
  }
}

/** The status lists that the credential names, as they would be answered now. */
async function listsNow(services: Services, bytes: Uint8Array, at: string): Promise<Record<string, unknown>> {
  const { publicUrl } = services
  const { ed25519 } = keysOf(services)
  const text = Buffer.from(bytes).toString('utf8')
  const lists: Record<string, unknown> = {}
  await withClient(services.db, async (client) => {
    const found = await client.query<{ last: number }>('select coalesce(max(list_place), 0) as last from awards')
    const last = Math.floor((found.rows[0]?.last ?? 0) / listSize)
    for (const purpose of statusPurposes)
      for (let list = 0; list <= last; list++) {
        const address = statusListAddress(publicUrl, purpose, list)
        if (!text.includes(`"${address}"`)) continue
        const { places } = await withdrawnPlaces(client, { purpose, list })
        lists[address] = await proveStatusList({ purpose, list, places, at }, issuerOf(services), ed25519)
      }
  })
  return lists
}

const told: Partial<Record<CertificateRow['status'], Text>> = {
  suspended: say('Chứng nhận hoặc bằng đang bị tạm đình chỉ.', 'The award is suspended.'),
  revoked: say('Chứng nhận hoặc bằng đã bị thu hồi.', 'The award was revoked.'),
  expired: say('Chứng nhận hoặc bằng đã hết hạn.', 'The award has expired.'),
  superseded: say('Chứng nhận hoặc bằng đã được thay bằng lần công nhận mới.', 'A newer award took its place.'),
}

async function faultsInRegister(client: Client, bytes: Uint8Array, at: string): Promise<Text[]> {
  const copy = await copyWithHash(client, createHash('sha256').update(bytes).digest('hex'))
  if (!copy) return [say('Bản này không có trong sổ cấp.', 'The register knows no such copy.')]
  const { number, department } = copy
  const [award] = await findCertificates(client, { number, department, at })
  const fault = award && told[award.status]
  const replaced = say('Bản này đã được thay bằng bản cấp lại.', 'A reissued copy took the place of this one.')
  return [...(copy.void ? [replaced] : []), ...(fault ? [fault] : [])]
}
