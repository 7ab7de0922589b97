// The feed for the education operations centre: where cases stand, their terms, and certificates, by what has changed since.
import { z } from 'zod'
import { feedCases, feedCertificates } from '../../store/views/feed.ts'
import { withClient } from '../../store/with-client.ts'
import { tagged } from '../etag.ts'
import { personOf, route } from '../route.ts'

const query = z.strictObject({
  since: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

const feedOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string(), more: z.boolean() })

const Case = z
  .strictObject({
    case: z.string(),
    process: z.string(),
    edition: z.string(),
    school: z.string(),
    schoolCode: z.string().nullable(),
    schoolName: z.string(),
    commune: z.string().nullable(),
    communeCode: z.string().nullable(),
    department: z.string(),
    period: z.string(),
    set: z.string(),
    procedure: z.string(),
    state: z.string(),
    ended: z.boolean(),
    version: z.int(),
    updatedAt: z.string(),
    levels: z.record(z.string(), z.number()),
    deadlines: z.array(z.strictObject({ event: z.string(), dueAt: z.string(), late: z.boolean() })),
  })
  .meta({ id: 'FeedCase' })

const Certificate = z
  .strictObject({
    number: z.string(),
    award: z.string(),
    grade: z.int(),
    school: z.string(),
    schoolCode: z.string().nullable(),
    schoolName: z.string(),
    department: z.string(),
    case: z.string().nullable(),
    decision: z.string(),
    regime: z.string(),
    issuedAt: z.string(),
    expiresAt: z.string(),
    status: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'FeedCertificate' })

/** Readers ask again as often as they like; what has not changed costs no body. */
const caching = 'private, no-cache'
const access = { to: 'seeFeed', of: 'reach' } as const

export const feedRoutes = [
  route({
    method: 'get',
    path: '/api/feed/cases',
    tag: 'feed',
    summary: { vi: 'Hồ sơ đã thay đổi từ lần đọc trước', en: 'Cases changed since the last reading' },
    access,
    scope: 'feed',
    query,
    response: feedOf(Case),
    async handle({ services, query: asked, at, raw, ...call }) {
      const filter = { ...asked, offices: personOf(call).offices }
      return tagged(raw, await withClient(services.db, (client) => feedCases(client, filter, at)), caching)
    },
  }),
  route({
    method: 'get',
    path: '/api/feed/certificates',
    tag: 'feed',
    summary: { vi: 'Chứng nhận đã thay đổi từ lần đọc trước', en: 'Certificates changed since the last reading' },
    access,
    scope: 'feed',
    query,
    response: feedOf(Certificate),
    async handle({ services, query: asked, raw, ...call }) {
      const filter = { ...asked, offices: personOf(call).offices }
      return tagged(raw, await withClient(services.db, (client) => feedCertificates(client, filter)), caching)
    },
  }),
]
