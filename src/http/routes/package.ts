// The case package over the API: one streamed ZIP, as much of the case as its reader may take away.
import { Readable } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { readerOf } from '../../package/reader-scope.ts'
import { packCase } from '../../package/write.ts'
import { listSubmissions } from '../../store/views/papers.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route } from '../route.ts'
import { params } from '../schemas.ts'
import { dispositionOf } from '../uploads/range.ts'

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
    async handle({ services, params: { cycle }, ...call }) {
      const { standing, place } = groundOf(call)
      const stage = await withClient(services.db, async (client) => ({
        ...(await reviewStage(client, cycle)),
        reported: (await listSubmissions(client, cycle)).some(({ kind }) => kind === 'externalReport'),
      }))
      const reader = readerOf(rolesFor('takePackage', standing, place), stage)
      if (!reader) throw new AppError('conflict', 'Gói hồ sơ lấy được sau khi báo cáo đánh giá ngoài đã nộp.')
      const key = services.signing?.ed25519 ?? null
      const packed = await packCase(services, services.files, { cycle, reader, key })
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
