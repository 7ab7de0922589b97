// The public register: certificates searched and verified, and what the procedure publishes. No sign-in; anybody may keep it.
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { SchoolKind } from '../../domain/facts.ts'
import { awardStatuses } from '../../commands/imports/certificates-file.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { certificatesNumbered, publicCertificates, publishedResults } from '../../store/views/public.ts'
import { withClient } from '../../store/with-client.ts'
import { tagged } from '../etag.ts'
import { route } from '../route.ts'
import { Id, Search, Word } from '../schemas.ts'

/** A withdrawn certificate shows as such within a minute, also behind a cache. */
const caching = 'public, max-age=60'
const Award = z.enum(['accreditation', 'nationalStandard'])

const Certificate = z
  .strictObject({
    number: z.string(),
    award: Award,
    grade: z.int(),
    school: z.string(),
    schoolName: z.string(),
    schoolKind: SchoolKind,
    commune: z.string().nullable(),
    issuedOn: z.iso.date(),
    expiresOn: z.iso.date(),
    status: z.enum(awardStatuses),
    department: z.string(),
  })
  .meta({ id: 'PublicCertificate' })

const Published = z.strictObject({
  what: z.string(),
  cycle: z.string(),
  school: z.string(),
  schoolName: z.string(),
  commune: z.string().nullable(),
  period: z.string(),
  publishedAt: z.string(),
})

export const publicRoutes = [
  route({
    method: 'get',
    path: '/api/public/certificates',
    tag: 'public',
    summary: { vi: 'Tra cứu chứng nhận, không cần dấu', en: 'Search certificates; diacritics do not matter' },
    access: { to: 'public' },
    query: z.strictObject({
      ...paging,
      search: Search.optional(),
      school: Id.optional(),
      commune: Id.optional(),
      award: Award.optional(),
      grade: z.coerce.number().int().min(1).max(4).optional(),
      kind: SchoolKind.optional(),
      status: z.enum(awardStatuses).optional(),
    }),
    response: pageOf(Certificate),
    handle: async ({ services, query, at, raw }) =>
      tagged(raw, await withClient(services.db, (client) => publicCertificates(client, { ...query, at })), caching),
  }),
  route({
    method: 'get',
    path: '/api/public/certificates/{number}',
    tag: 'public',
    summary: { vi: 'Kiểm tra một số chứng nhận', en: 'Verify a certificate by its number' },
    access: { to: 'public' },
    params: z.object({ number: Word }),
    response: z.strictObject({ items: z.array(Certificate).min(1).max(20) }),
    async handle({ services, params: { number }, at, raw }) {
      const items = await withClient(services.db, (client) => certificatesNumbered(client, number, at))
      if (items.length === 0)
        throw new AppError(
          'notFound',
          say('Không có chứng nhận hoặc bằng mang số này.', 'There is no certificate with this number.'),
        )
      return tagged(raw, { items }, caching)
    },
  }),
  route({
    method: 'get',
    path: '/api/public/published',
    tag: 'public',
    summary: { vi: 'Kết quả đã công bố', en: 'Published results' },
    access: { to: 'public' },
    query: z.strictObject({ ...paging, search: Search.optional(), school: Id.optional(), what: Word.optional() }),
    response: pageOf(Published),
    handle: async ({ services, query, raw }) =>
      tagged(raw, await withClient(services.db, (client) => publishedResults(client, query)), caching),
  }),
]
