// Keeps a signed copy of a certificate: the first one, or one that takes the place of the copy before it.
import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { Database } from '../../store/connect.ts'
import { inTransaction, type Client } from '../../store/with-client.ts'
import { findCertificates, type CertificateRow } from '../../store/views/certificates.ts'
import { journal } from '../journal.ts'
import { permit } from '../permit.ts'

export const copyReasons = ['lost', 'damaged', 'renamed'] as const
export type CopyReason = (typeof copyReasons)[number]

export interface KeepCopy {
  /** As it was read when the paper was made. */
  certificate: CertificateRow
  /** 1, or the next number when there is a reason. */
  copy: number
  /** None for the first copy. */
  reason: CopyReason | null
  /** Why, in the words of who asked. */
  note: string
  /** The signed paper. */
  pdf: Uint8Array
  actor: string
  at: string
}

/** Throws `conflict` for a certificate that is not in force. */
export function requireInForce({ status }: Pick<CertificateRow, 'status'>): void {
  if (['valid', 'inRemedy'].includes(status)) return
  throw new AppError(
    'conflict',
    say(
      'Chứng nhận hoặc bằng này không còn hoặc tạm không có hiệu lực nên không cấp lại.',
      'This certificate is not in force, or not at present, so no copy of it is issued.',
    ),
  )
}

/**
 * Copies before it are void from now on. The first copy made by somebody else meanwhile is left as it is. Throws `conflict` when
 * the certificate is not in force, or another copy came in between.
 */
export function keepCopy(db: Database, input: KeepCopy): Promise<void> {
  const { certificate, copy, reason, actor, at } = input
  const { number, department, school } = certificate
  return inTransaction(db, async (client) => {
    const permission = reason === null ? 'printCertificates' : 'reissueCertificates'
    await permit(client, permission, { school: school.id, person: actor, at })
    const lock = 'select 1 from awards where department_id = $1 and number = $2 for update'
    await client.query({ text: lock, values: [department.id, number] })
    const [now] = await findCertificates(client, { number, department: department.id, at })
    if (!now || (reason === null && now.copies > 0)) return
    if (reason !== null) requireInForce(now)
    if (now.copies !== certificate.copies || now.school.data.name !== school.data.name)
      throw new AppError(
        'conflict',
        say(
          'Có bản khác vừa được cấp hoặc trường vừa đổi tên; hãy thử lại.',
          'Another copy was just issued, or the school just changed its name; try again.',
        ),
      )
    await enter(client, input)
    const details = { number, department: department.id, copy, ...(reason === null ? {} : { reason }) }
    const action = reason === null ? 'makeCertificate' : 'reissueCertificate'
    const subject = { kind: 'certificate' as const, id: `${department.id}/${number}` }
    await journal(client, { at, actor, action, subject, details, ...(input.note ? { reason: input.note } : {}) })
  })
}

async function enter(client: Client, { certificate, copy, reason, note, pdf, actor, at }: KeepCopy): Promise<void> {
  const { number, department, school } = certificate
  const key = [department.id, number]
  const end = `update certificate_copies set void_at = $3 where department_id = $1 and number = $2 and void_at is null`
  await client.query({ text: end, values: [...key, at] })
  const insert = `insert into certificate_copies (department_id, number, copy, reason, note, made_at, made_by, school_name, sha256, pdf)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const values = [...key, copy, reason, note, at, actor, school.data.name, sha256, Buffer.from(pdf)]
  await client.query({ text: insert, values })
}
