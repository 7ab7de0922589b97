// The rows of uploads: whose they are, for which case, how far they have come, and what they became.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import type { EvidenceItem } from '../../domain/case.ts'
import type { Client } from '../with-client.ts'

/** `receiving`: bytes are missing. `received`: it waits for the scanner or the store. `refused`: it may not be used, `reason` says why. */
export type UploadStatus = 'receiving' | 'received' | 'ready' | 'refused'

export interface UploadRow {
  id: string
  cycle: string
  person: string
  name: string
  /** Bytes. */
  length: number
  removeLocation: boolean
  locationRemoved: boolean
  status: UploadStatus
  reason: string | null
  /** Media type by content. */
  type: string | null
  sha256: string | null
  createdAt: string
  expiresAt: string
  /** The code of the evidence it became. */
  usedAs: string | null
}

const columns = `id, cycle_id as cycle, person_id as person, name, length::float8 as length, remove_location as "removeLocation",
  location_removed as "locationRemoved", status, reason, type, sha256, to_json(created_at) #>> '{}' as "createdAt",
  to_json(expires_at) #>> '{}' as "expiresAt", used_as as "usedAs"`

export const uploadDays = 7

export interface NewUpload {
  id: string
  cycle: string
  person: string
  name: string
  length: number
  removeLocation: boolean
  at: string
}

export async function addUpload(client: Client, upload: NewUpload): Promise<void> {
  const text = `insert into uploads (id, cycle_id, person_id, name, length, remove_location, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(days => ${uploadDays}))`
  const { id, cycle, person, name, length, removeLocation, at } = upload
  await client.query({ text, values: [id, cycle, person, name, length, removeLocation, at] })
}

/** The bytes a person has on their way or waiting, so that nobody fills the disk. */
export async function pendingBytes(client: Client, person: string, at: string): Promise<number> {
  const text = `select coalesce(sum(length), 0)::float8 as bytes from uploads where person_id = $1 and expires_at > $2
    and status in ('receiving', 'received')`
  return (await client.query<{ bytes: number }>({ text, values: [person, at] })).rows[0]?.bytes ?? 0
}

/** A person's own upload; `null` for another's, an expired one, and none at all. */
export async function findUpload(client: Client, id: string, person: string, at: string): Promise<UploadRow | null> {
  const text = `select ${columns} from uploads where id = $1 and person_id = $2 and expires_at > $3`
  const found = await client.query<UploadRow & Record<string, unknown>>({
    name: 'upload',
    text,
    values: [id, person, at],
  })
  return found.rows[0] ?? null
}

/** A person's unused uploads for a case, the newest first. */
export async function myUploads(client: Client, cycle: string, person: string, at: string): Promise<UploadRow[]> {
  const text = `select ${columns} from uploads where cycle_id = $1 and person_id = $2 and expires_at > $3 and used_as is null
    order by created_at desc, id limit 2000`
  return (await client.query<UploadRow & Record<string, unknown>>({ text, values: [cycle, person, at] })).rows
}

/** Moves an upload on; only what is given changes. A refused or ready one stays as it is. */
export async function moveUpload(
  client: Client,
  id: string,
  to: { status: UploadStatus; reason?: string; type?: string; sha256?: string; locationRemoved?: boolean },
): Promise<void> {
  const text = `update uploads set status = $2, reason = $3, type = coalesce($4, type), sha256 = coalesce($5, sha256),
    location_removed = location_removed or $6 where id = $1 and status in ('receiving', 'received')`
  const values = [id, to.status, to.reason ?? null, to.type ?? null, to.sha256 ?? null, to.locationRemoved ?? false]
  await client.query({ text, values })
}

/** Codes of the case that have or had a file of this content. */
export async function codesWith(client: Client, cycle: string, sha256: string): Promise<string[]> {
  const text = `select distinct e.code, e.order_key from evidence_revisions r join evidence e on e.cycle_id = r.cycle_id
    and e.first_code = r.first_code where r.cycle_id = $1 and r.file->>'sha256' = $2 order by e.order_key`
  return (await client.query<{ code: string }>({ text, values: [cycle, sha256] })).rows.map(({ code }) => code)
}

/** Nobody judges whether content is still needed while another says that it is. Holds until the transaction ends. */
export async function lockContent(client: Client, sha256: string): Promise<void> {
  await client.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [sha256] })
}

/**
 * The file of a finished upload, which becomes the evidence `code` in this transaction. Throws `notFound` for an upload that is
 * not this person's for this case, `notAllowed` while it waits, `invalid` for a refused one, `conflict` for one used before.
 */
export async function takeUpload(
  client: Client,
  { id, cycle, person, at, code }: { id: string; cycle: string; person: string; at: string; code: string },
): Promise<EvidenceItem['file']> {
  const text = `select ${columns} from uploads where id = $1 and person_id = $2 and cycle_id = $3 and expires_at > $4 for update`
  const [row] = (await client.query<UploadRow & Record<string, unknown>>({ text, values: [id, person, cycle, at] }))
    .rows
  if (!row)
    throw new AppError(
      'notFound',
      say(
        'Không tìm thấy tệp đã tải lên cho hồ sơ này, hoặc tệp đã quá hạn.',
        'There is no such upload for this case, or it has expired.',
      ),
    )
  if (row.status === 'refused')
    throw new AppError('invalid', say(row.reason ?? 'Tệp đã bị từ chối.', 'The file was refused.'))
  if (row.usedAs !== null)
    throw new AppError(
      'conflict',
      say(
        `Tệp đã tải lên này đã dùng cho minh chứng ${row.usedAs}.`,
        `This upload was used for evidence ${row.usedAs}.`,
      ),
    )
  if (row.status !== 'ready' || row.type === null || row.sha256 === null)
    throw new AppError(
      'notAllowed',
      say(row.reason ?? 'Tệp chưa tải lên xong.', 'The upload is not complete, or waits to be scanned.'),
    )
  await client.query({ text: 'update uploads set used_as = $2 where id = $1', values: [id, code] })
  return { name: row.name, type: row.type, size: row.length, sha256: row.sha256 }
}
