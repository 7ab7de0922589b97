// Comments with mentions.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { resolveComment, sideFor, writeComment } from '../../commands/comments/write.ts'
import { listComments } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route } from '../route.ts'
import { Id, params } from '../schemas.ts'

const Comment = z.strictObject({
  id: z.string(),
  process: z.string(),
  author: z.string(),
  authorName: z.string(),
  body: z.string(),
  mentions: z.array(z.string()),
  at: z.string(),
  resolvedAt: z.string().nullable(),
})

const one = z.object({ cycle: Id, id: z.uuid() })

export const talkRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/comments',
    tag: 'comments',
    summary: { vi: 'Trao đổi của phía mình', en: 'The comments of one’s own side' },
    access: { to: 'talk', of: 'cycle' },
    params: params.cycle,
    query: z.strictObject({ process: Id.optional() }),
    response: z.strictObject({ items: z.array(Comment) }),
    handle: async ({ services, params: { cycle }, query, ...call }) => ({
      items: await withClient(services.db, (client) =>
        listComments(client, { cycle, side: sideFor(groundOf(call)), ...query }),
      ),
    }),
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/comments',
    tag: 'comments',
    summary: {
      vi: 'Viết trao đổi; người được nhắc nhận thông báo',
      en: 'Write a comment; whoever is mentioned is told',
    },
    access: { to: 'talk', of: 'cycle' },
    params: params.cycle,
    body: z.strictObject({
      process: Id,
      body: z.string().trim().min(1).max(5000),
      mentions: z.array(Id).max(20).default([]),
    }),
    response: z.strictObject({ id: z.string() }),
    status: 201,
    async handle({ services, body, at, ...call }) {
      const id = randomUUID()
      await writeComment(services.db, { id, ...body, ground: groundOf(call), at })
      return { id }
    },
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/comments/{id}/resolve',
    tag: 'comments',
    summary: { vi: 'Đánh dấu trao đổi đã xong', en: 'Settle a comment' },
    access: { to: 'talk', of: 'cycle' },
    params: one,
    handle: ({ services, params: { id }, at, ...call }) =>
      resolveComment(services.db, { id, ground: groundOf(call), at }),
  }),
]
