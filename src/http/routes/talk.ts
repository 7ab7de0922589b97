// Comments with mentions.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { resolveComment, sideFor, writeComment } from '../../commands/comments/write.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { listComments, listPartners } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route } from '../route.ts'
import { Id, params, Word } from '../schemas.ts'

const Comment = z.strictObject({
  id: z.string(),
  process: z.string(),
  author: z.string(),
  authorName: z.string(),
  body: z.string(),
  mentions: z.array(z.string()),
  at: z.string(),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable(),
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
    query: z.strictObject({
      ...paging,
      process: Id.optional(),
      criterion: Word.optional(),
      open: z.stringbool().default(false),
    }),
    response: pageOf(Comment),
    handle({ services, query, ...call }) {
      const ground = groundOf(call)
      const side = sideFor(ground)
      return withClient(services.db, (client) => listComments(client, { ...query, ground, side }))
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/comment-partners',
    tag: 'comments',
    summary: { vi: 'Những người nhắc đến được trong trao đổi', en: 'Whom a comment may mention' },
    access: { to: 'talk', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({
      items: z.array(z.strictObject({ personId: z.string(), name: z.string(), roles: z.array(z.string()) })),
    }),
    handle: async ({ services, params: { cycle }, at, ...call }) => ({
      items: await withClient(services.db, (client) =>
        listPartners(client, { cycle, side: sideFor(groundOf(call)), at }),
      ),
    }),
  }),
  route({
    method: 'post',
    path: '/api/cycles/{cycle}/comments',
    tag: 'comments',
    summary: {
      vi: 'Viết trao đổi; người được nhắc nhận thông báo và thư',
      en: 'Write a comment; whoever is mentioned is told and mailed',
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
