// The case package over the API: one streamed ZIP, as much of the case as its reader may take away.
import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { packageNotYet, packageReader } from '../../package/case-reader.ts'
import { packCase } from '../../package/write.ts'
import { documentFormats } from '../../reports/render/files.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route } from '../route.ts'
import { params } from '../schemas.ts'
import { dispositionOf } from '../uploads/range.ts'

const Formats = z
  .string()
  .max(20)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(documentFormats)).min(1))

export const packageRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/package',
    tag: 'package',
    summary: {
      vi: 'Gói hồ sơ tự chứng minh (ZIP): báo cáo, minh chứng, lịch sử, chữ ký',
      en: 'The case as a ZIP that proves itself: reports, evidence, history, signature',
    },
    access: { to: 'takePackage', of: 'cycle' },
    params: params.cycle,
    /** What the papers are written as, all three unless told: `html,pdf`. */
    query: z.strictObject({ formats: Formats.optional() }),
    async handle({ services, params: { cycle }, query: { formats }, ...call }) {
      const reader = await withClient(services.db, (client) => packageReader(client, cycle, groundOf(call)))
      if (!reader) throw new AppError('conflict', packageNotYet)
      const key = services.signing?.ed25519 ?? null
      const packed = await packCase(services, services.files, {
        cycle,
        reader,
        key,
        ...(formats && { formats }),
        templatesDir: services.templatesDir,
      })
      return new Response(Readable.toWeb(packed.content) as ReadableStream<Uint8Array>, {
        headers: {
          'content-type': 'application/zip',
          'content-length': String(packed.size),
          'content-disposition': dispositionOf('attachment', `${cycle}.zip`),
        },
      })
    },
  }),
]
