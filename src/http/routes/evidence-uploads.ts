// Uploads of evidence by the tus protocol: begun for a case, continued and finished by whoever began them.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { cancelUpload } from '../../store/files/tidy.ts'
import { codesWith, myUploads, type UploadRow } from '../../store/files/uploads.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, Reply, route, type Call } from '../route.ts'
import { params } from '../schemas.ts'
import type { Services } from '../services.ts'
import { beginUpload, offsetOf, ownUpload, takeBytes } from '../uploads/receive.ts'
import { bytesIn, expiresHeader, metadataIn, speakingTus, tusHeaders, TusError } from '../uploads/tus.ts'

export const Upload = z
  .strictObject({
    id: z.string(),
    cycle: z.string(),
    name: z.string(),
    length: z.int(),
    offset: z.int(),
    status: z.enum(['receiving', 'received', 'ready', 'refused']),
    /** Why it waits or was refused. */
    reason: z.string().nullable(),
    type: z.string().nullable(),
    sha256: z.string().nullable(),
    locationRemoved: z.boolean(),
    /** Codes of the case that have this file already. */
    duplicates: z.array(z.string()),
    expiresAt: z.string(),
    usedAs: z.string().nullable(),
  })
  .meta({ id: 'Upload' })

const Metadata = z.object({
  filename: z
    .string()
    .transform((name) => name.split(/[\\/]/).at(-1)?.trim().normalize('NFC') ?? '')
    .pipe(
      z
        .string()
        .min(1)
        .max(255)
        .regex(/^\P{Cc}+$/u),
    ),
  removeLocation: z.enum(['true', 'false']).default('false'),
})

const upload = z.object({ upload: z.string().regex(/^[0-9a-f]{20}$/) })

async function shown(services: Services, row: UploadRow) {
  const { id, cycle, name, length, status, reason, type, sha256, locationRemoved, expiresAt, usedAs } = row
  // What is gone from this server's disk can only begin anew.
  const offset = await offsetOf(services, row).catch(() => 0)
  const duplicates = sha256 ? await withClient(services.db, (client) => codesWith(client, cycle, sha256)) : []
  return {
    id,
    cycle,
    name,
    length,
    offset,
    status,
    reason,
    type,
    sha256,
    locationRemoved,
    duplicates,
    expiresAt,
    usedAs,
  }
}

/** A call of the protocol on one upload of the caller. */
function onUpload(call: Call<{ upload: string }, unknown, unknown>, work: (row: UploadRow) => Promise<Response>) {
  const { services, params: named, at, raw } = call
  return speakingTus(
    (name) => raw.req.header(name),
    async () => work(await ownUpload(services, named.upload, personOf(call).personId, at)),
  )
}

const progress = (row: UploadRow, offset: number) => ({
  ...tusHeaders,
  ...expiresHeader(row.expiresAt),
  'upload-offset': String(offset),
  'upload-length': String(row.length),
})

export const evidenceUploadRoutes = [
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/uploads',
    tag: 'evidence',
    summary: { vi: 'Bắt đầu tải một tệp lên (tus)', en: 'Begin an upload (tus)' },
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    handle: ({ services, params: { cycle }, at, raw, ...call }) =>
      speakingTus(
        (name) => raw.req.header(name),
        async () => {
          const length = bytesIn('Upload-Length', raw.req.header('upload-length'))
          const given = Metadata.safeParse(metadataIn(raw.req.header('upload-metadata')))
          if (!given.success)
            throw new AppError(
              'invalid',
              say(
                'Upload-Metadata: phải có filename, tên tệp tối đa 255 ký tự.',
                'Upload-Metadata: must have filename, a name of at most 255 characters.',
              ),
            )
          const { filename: name, removeLocation } = given.data
          const person = personOf(call).personId
          const wish = { cycle, person, name, length, removeLocation: removeLocation === 'true', at }
          const row = await beginUpload(services, wish)
          const headers = { ...tusHeaders, ...expiresHeader(row.expiresAt), location: `/api/uploads/${row.id}` }
          return new Response(null, { status: 201, headers })
        },
      ),
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/uploads',
    tag: 'evidence',
    summary: { vi: 'Các tệp tôi đã tải lên và chưa dùng', en: 'My uploads that are not used yet' },
    access: { to: 'attachEvidence', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Upload) }),
    async handle({ services, params: { cycle }, at, ...call }) {
      const rows = await withClient(services.db, (client) => myUploads(client, cycle, personOf(call).personId, at))
      return { items: await Promise.all(rows.map((row) => shown(services, row))) }
    },
  }),
  route({
    method: 'get',
    path: '/api/uploads/{upload}',
    tag: 'evidence',
    summary: { vi: 'Một tệp đang tải lên; HEAD theo tus', en: 'An upload; HEAD as of tus' },
    access: { to: 'person' },
    params: upload,
    response: Upload,
    async handle(call) {
      const { services, params: named, at, raw } = call
      if (raw.req.raw.method === 'HEAD')
        return onUpload(call, async (row) => {
          // Whoever asks where to go on has lost the connection that may still be writing.
          await services.intake.parts.interrupt(row.id)
          return new Response(null, { headers: progress(row, await offsetOf(services, row)) })
        })
      const row = await ownUpload(services, named.upload, personOf(call).personId, at)
      return new Reply(await shown(services, row), { 'cache-control': 'no-store' })
    },
  }),
  route({
    method: 'patch',
    path: '/api/uploads/{upload}',
    tag: 'evidence',
    summary: { vi: 'Gửi tiếp nội dung tệp (tus)', en: 'Send more of a file (tus)' },
    access: { to: 'person' },
    params: upload,
    handle: (call) =>
      onUpload(call, async (row) => {
        const { req } = call.raw
        if (req.header('content-type') !== 'application/offset+octet-stream')
          throw new TusError(
            415,
            new AppError(
              'invalid',
              say(
                'Content-Type phải là application/offset+octet-stream.',
                'Content-Type must be application/offset+octet-stream.',
              ),
            ),
          )
        const length = req.header('content-length')
        const taken = await takeBytes(call.services, row, {
          offset: bytesIn('Upload-Offset', req.header('upload-offset')),
          declared: length === undefined ? null : bytesIn('Content-Length', length),
          body: req.raw.body,
        })
        return new Response(null, { status: 204, headers: progress(row, taken) })
      }),
  }),
  route({
    method: 'delete',
    path: '/api/uploads/{upload}',
    tag: 'evidence',
    summary: { vi: 'Hủy một tệp đã tải lên', en: 'Cancel an upload' },
    access: { to: 'person' },
    params: upload,
    handle: (call) =>
      onUpload(call, async (row) => {
        await cancelUpload(call.services.db, call.services.intake, row.id)
        return new Response(null, { status: 204, headers: tusHeaders })
      }),
  }),
]
