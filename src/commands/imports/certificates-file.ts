// What a file says of certificates that were issued before the system, or beside it.
import { z } from 'zod'
import { schemaSays } from '../../domain/schema-issues.ts'
import { FileDay } from './day.ts'

const Line = z.string().trim().min(1).max(500)

export const awardStatuses = ['valid', 'inRemedy', 'suspended', 'revoked', 'expired', 'superseded'] as const

const Certificate = z
  .strictObject({
    number: Line.max(100),
    /** The ministry's code of the school, or its id. */
    school: Line,
    award: z.enum(['accreditation', 'nationalStandard']),
    /** Grade of accreditation (1-4) or tier of the national standard (1-2). */
    grade: z.int().min(1).max(4),
    decision: Line,
    /** The circular it was issued under. */
    regime: Line,
    issuedOn: FileDay,
    /** As printed on it. Issued before 07/7/2026, it stays valid to this day (Thông tư 57/2026, Điều 27 khoản 2). */
    expiresOn: FileDay,
    /** Left out = valid, or as it is stored. */
    status: z.enum(awardStatuses).optional(),
    reason: Line.optional(),
  })
  .refine(({ issuedOn, expiresOn }) => issuedOn < expiresOn, {
    path: ['expiresOn'],
    error: schemaSays('Ngày hết hạn phải sau ngày cấp.', 'The expiry must be later than the issue.'),
  })
  .refine(({ award, grade }) => award === 'accreditation' || grade <= 2, {
    path: ['grade'],
    error: schemaSays('Chuẩn quốc gia chỉ có mức độ 1 và 2.', 'The national standard has tiers 1 and 2 only.'),
  })
export type FileCertificate = z.infer<typeof Certificate>

export const CertificatesFile = z.strictObject({ certificates: z.array(Certificate).max(100_000) })
export type CertificatesFile = z.infer<typeof CertificatesFile>
