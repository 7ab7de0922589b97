// Begins an upload, takes its bytes and settles it at the last one.
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { newId } from '../../store/accounts/principal.ts'
import { settleUpload } from '../../store/files/settle.ts'
import { addUpload, findUpload, pendingBytes, type UploadRow } from '../../store/files/uploads.ts'
import { withClient } from '../../store/with-client.ts'
import type { Services } from '../services.ts'
import { limitsOf } from './limits.ts'
import { TusError } from './tus.ts'

interface Wish {
  cycle: string
  person: string
  name: string
  length: number
  removeLocation: boolean
  at: string
}

/** How many of the largest files one person may have on their way at a time. */
const largestPending = 10

/** The new upload. Throws `invalid` for a file that is empty or too large, `tooMany` when too much is on its way already. */
export async function beginUpload(services: Services, wish: Wish): Promise<UploadRow> {
  const { db, intake } = services
  const { maxBytes } = await limitsOf(services, wish.cycle)
  const megabytes = Math.floor(maxBytes / 1024 / 1024)
  if (wish.length === 0)
    throw new AppError('invalid', say('Upload-Length: tệp rỗng.', 'Upload-Length: the file is empty.'))
  if (wish.length > maxBytes)
    throw new AppError(
      'invalid',
      say(`Upload-Length: tệp lớn quá ${megabytes} MB.`, `Upload-Length: the file is larger than ${megabytes} MB.`),
    )
  const id = newId()
  const made = await withClient(db, async (client) => {
    if ((await pendingBytes(client, wish.person, wish.at)) + wish.length > largestPending * intake.maxBytes)
      throw new AppError(
        'tooMany',
        say(
          'Bạn còn quá nhiều tệp đang tải dở. Hãy tải xong hoặc hủy bớt.',
          'You have too many unfinished uploads. Finish or cancel some.',
        ),
      )
    await addUpload(client, { id, ...wish })
    return findUpload(client, id, wish.person, wish.at)
  })
  await intake.parts.create(id)
  if (made) return made
  throw new Error('an upload is gone as soon as it began')
}

/** A person's own upload. Throws `notFound` for another's as for none. */
export async function ownUpload({ db }: Services, id: string, person: string, at: string): Promise<UploadRow> {
  const found = await withClient(db, (client) => findUpload(client, id, person, at))
  if (found) return found
  throw notFound()
}

/** How far it has come: the bytes on the disk, or all of them once it is settled. */
export async function offsetOf({ intake }: Services, upload: UploadRow): Promise<number> {
  if (upload.status === 'ready' || upload.status === 'refused') return upload.length
  const offset = await intake.parts.offset(upload.id)
  if (offset !== null) return offset
  throw new AppError(
    'notFound',
    say(
      'Phần đã tải lên không còn trên máy chủ này. Hãy tải lại từ đầu.',
      'The part uploaded so far is no longer on this server. Begin again.',
    ),
  )
}

/** Takes the bytes from `offset` on; answers the new offset. Throws TusError where the protocol asks for its own status. */
export async function takeBytes(
  services: Services,
  upload: UploadRow,
  { offset, declared, body }: { offset: number; declared: number | null; body: ReadableStream<Uint8Array> | null },
): Promise<number> {
  const { id, length } = upload
  const before = await offsetOf(services, upload)
  if (offset !== before) throw elsewhere(before)
  if (offset + (declared ?? 0) > length) throw tooLong()
  if (upload.status !== 'receiving' || before === length) {
    await finish(services, upload)
    return length
  }
  const after = await services.intake.parts.append(id, { offset, body, length })
  if (after.outcome === 'elsewhere') throw elsewhere(after.offset)
  if (after.outcome === 'tooLong') throw tooLong()
  if (after.offset === length) await finish(services, upload)
  return after.offset
}

function elsewhere(offset: number): TusError {
  return new TusError(
    409,
    new AppError(
      'conflict',
      say(`Upload-Offset: máy chủ đã nhận ${offset} byte.`, `Upload-Offset: the server has ${offset} bytes.`),
      { offset },
    ),
  )
}

function tooLong(): TusError {
  return new TusError(
    413,
    new AppError('invalid', say('Nội dung gửi lên dài hơn Upload-Length.', 'The body is longer than Upload-Length.')),
  )
}

/** Brings a whole upload to an end that is not there yet. Throws as `settleUpload`. */
export async function finish(services: Services, upload: UploadRow): Promise<void> {
  if (upload.status === 'refused')
    throw new AppError('invalid', say(upload.reason ?? 'Tệp đã bị từ chối.', 'The file was refused.'))
  if (upload.status === 'ready' || (await services.intake.parts.offset(upload.id)) !== upload.length) return
  const { kinds } = await limitsOf(services, upload.cycle)
  await settleUpload(services.db, services.intake, upload, kinds)
}
