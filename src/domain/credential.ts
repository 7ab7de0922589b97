// An award as an Open Badges 3.0 credential (W3C Verifiable Credentials 2.0), and the lists that say which are withdrawn. Unsigned.

export const contextUrls = {
  credentials: 'https://www.w3.org/ns/credentials/v2',
  badges: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
} as const

/** What the register knows of an award. */
export interface CredentialFacts {
  number: string
  award: 'accreditation' | 'nationalStandard'
  grade: number
  /** As `20/QĐ-SGDĐT`. */
  decision: string
  school: { id: string; code: string | null; name: string }
  department: { id: string; name: string }
  /** The criteria set under which it was judged; null for an award from before the system. */
  set: string | null
  /** Instants, ISO. */
  issuedAt: string
  expiresAt: string
  /** Its place in the status lists, counted from 0 over all of them. */
  place: number
}

/** Where a server's documents are, and the name it signs under. */
export interface Issuer {
  /** Without a slash at the end. */
  publicUrl: string
  /** `did:web:…` */
  did: string
}

export type Credential = Record<string, unknown> & { id: string; issuer: { id: string; [more: string]: unknown } }

export const listSize = 131_072
export const statusPurposes = ['revocation', 'suspension'] as const
export type StatusPurpose = (typeof statusPurposes)[number]

/** `did:web` of a server's address, as `did:web:kiemdinh.mau.gov.vn` or `did:web:127.0.0.1%3A3000`. */
export function didOf(publicUrl: string): string {
  return `did:web:${encodeURIComponent(/^https?:\/\/([^/?#]+)/.exec(publicUrl)?.[1] ?? publicUrl)}`
}

/** Where anybody may look a certificate up: the address that its QR code holds. */
export function verifyAddress(publicUrl: string, number: string): string {
  return `${publicUrl}/xac-minh/${encodeURIComponent(number)}`
}

/** Where a status list stands; those of the first 131,072 awards bear no number. */
export function statusListAddress(publicUrl: string, purpose: StatusPurpose, list: number): string {
  return `${publicUrl}/api/public/status-lists/${purpose}${list === 0 ? '' : `?list=${list}`}`
}

const words = {
  accreditation: {
    name: 'Chứng nhận trường đạt kiểm định chất lượng giáo dục',
    unit: 'Cấp độ',
    told: 'Trường đã tự đánh giá, được đánh giá ngoài và được công nhận đạt kiểm định chất lượng giáo dục.',
  },
  nationalStandard: {
    name: 'Bằng công nhận trường đạt chuẩn quốc gia',
    unit: 'Mức độ',
    told: 'Trường đã tự đánh giá, được thẩm định và được công nhận đạt chuẩn quốc gia.',
  },
}

/** The credential of an award, to be signed. Its subject is the school, named by the address of its certificates. */
export function credentialOf(facts: CredentialFacts, { publicUrl, did }: Issuer): Credential {
  const { name, unit, told } = words[facts.award]
  const { number, grade, school, department } = facts
  const page = verifyAddress(publicUrl, number)
  const department_ = encodeURIComponent(department.id)
  const id = `${publicUrl}/api/public/credentials/${encodeURIComponent(number)}?department=${department_}`
  const achievement = `${publicUrl}/api/public/certificates?award=${facts.award}&grade=${grade}`
  const level = `${achievement}#level`
  return {
    '@context': [contextUrls.credentials, contextUrls.badges],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${name} ${unit.toLocaleLowerCase('vi')} ${grade} – ${school.name}`,
    issuer: { id: did, type: ['Profile'], name: department.name, url: publicUrl },
    validFrom: facts.issuedAt,
    validUntil: facts.expiresAt,
    credentialSubject: {
      id: `${publicUrl}/api/public/certificates?school=${encodeURIComponent(school.code ?? school.id)}`,
      type: ['AchievementSubject'],
      identifier: [
        identifierOf('ext:schoolName', school.name),
        ...(school.code ? [identifierOf('ext:moetSchoolCode', school.code)] : []),
      ],
      licenseNumber: number,
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'QualityAssuranceCredential',
        name: `${name}, ${unit.toLocaleLowerCase('vi')} ${grade}`,
        description: told,
        inLanguage: 'vi',
        criteria: { narrative: facts.set ? `Bộ tiêu chí ${facts.set}.` : 'Theo quy định hiện hành khi cấp.' },
        resultDescription: [{ id: level, type: ['ResultDescription'], name: unit, resultType: 'PerformanceLevel' }],
      },
      result: [{ type: ['Result'], resultDescription: level, value: String(grade) }],
    },
    evidence: [{ id: page, type: ['Evidence'], name: `Quyết định số ${facts.decision}` }],
    credentialStatus: statusPurposes.map((purpose) => statusEntry(publicUrl, purpose, facts.place)),
  }
}

function identifierOf(identityType: string, identityHash: string) {
  return { type: 'IdentityObject', identityType, identityHash, hashed: false }
}

function statusEntry(publicUrl: string, purpose: StatusPurpose, place: number) {
  const list = statusListAddress(publicUrl, purpose, Math.floor(place / listSize))
  const index = String(place % listSize)
  return {
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: index,
    statusListCredential: list,
  }
}

/** A status list as a credential of its own, to be signed; `encodedList` is the packed bits. It may be kept for a minute. */
export function statusListCredential(
  { purpose, list, encodedList, at }: { purpose: StatusPurpose; list: number; encodedList: string; at: string },
  { publicUrl, did }: Issuer,
): Credential {
  const id = statusListAddress(publicUrl, purpose, list)
  return {
    '@context': [contextUrls.credentials],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: did },
    validFrom: at,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList,
      ttl: 60_000,
    },
  }
}
