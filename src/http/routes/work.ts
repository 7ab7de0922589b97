// What waits for me, until when, and what I was told.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { myNotices, readNotice, readNotices } from '../../store/views/papers.ts'
import { myWork } from '../../store/views/work.ts'
import { withClient } from '../../store/with-client.ts'
import { personOf, route } from '../route.ts'

const WorkRow = z.strictObject({
  process: z.string(),
  cycle: z.string(),
  name: z.string(),
  edition: z.string(),
  state: z.string(),
  school: z.string(),
  schoolName: z.string(),
  period: z.string(),
  roles: z.array(z.string()),
  dueAt: z.string().nullable(),
  late: z.boolean(),
})

const Notice = z.strictObject({
  id: z.string(),
  process: z.string(),
  schoolName: z.string(),
  period: z.string(),
  message: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
})

export const workRoutes = [
  route({
    method: 'get',
    path: '/api/work',
    tag: 'work',
    summary: { vi: 'Việc đang chờ tôi, việc gấp trước', en: 'What waits for me, the most urgent first' },
    access: { to: 'person' },
    query: z.strictObject(paging),
    response: pageOf(WorkRow),
    handle: ({ services, query, at, ...call }) =>
      withClient(services.db, (client) => myWork(client, { ...query, person: personOf(call).personId, at })),
  }),
  route({
    method: 'get',
    path: '/api/notices',
    tag: 'work',
    summary: { vi: 'Thông báo của tôi', en: 'My notices' },
    access: { to: 'person' },
    query: z.strictObject({ ...paging, unread: z.stringbool().default(false) }),
    response: pageOf(Notice),
    handle: ({ services, query, ...call }) =>
      withClient(services.db, (client) => myNotices(client, { ...query, person: personOf(call).personId })),
  }),
  route({
    method: 'post',
    path: '/api/notices/read',
    tag: 'work',
    summary: { vi: 'Đánh dấu đã đọc đến thông báo này', en: 'Mark as read up to a notice' },
    access: { to: 'person' },
    body: z.strictObject({ upTo: z.string().regex(/^\d{1,18}$/) }),
    response: z.strictObject({ read: z.int() }),
    handle: async ({ services, body, at, ...call }) => ({
      read: await withClient(services.db, (client) => readNotices(client, personOf(call).personId, body.upTo, at)),
    }),
  }),
  route({
    method: 'post',
    path: '/api/notices/{notice}/read',
    tag: 'work',
    summary: { vi: 'Đánh dấu một thông báo đã đọc', en: 'Mark one notice as read' },
    access: { to: 'person' },
    params: z.object({ notice: z.string().regex(/^\d{1,18}$/) }),
    async handle({ services, params: { notice }, at, ...call }) {
      const known = await withClient(services.db, (client) => readNotice(client, personOf(call).personId, notice, at))
      if (!known) throw notFound()
    },
  }),
]
