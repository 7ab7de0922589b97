// Comments with mentions, and what reviewers observe.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { resolveComment, sideFor, writeComment } from '../../commands/comments/write.ts'
import { withdrawObservation, writeObservation } from '../../commands/observations/write.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { listComments, listObservations } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { groundOf, Reply, route } from '../route.ts'
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

const kind = z.enum(['observation', 'finding', 'question'])
const Observation = z.strictObject({
  id: z.string(),
  author: z.string(),
  authorName: z.string(),
  criterion: z.string().nullable(),
  kind,
  body: z.string(),
  evidence: z.array(z.string()),
  observedOn: z.string(),
  at: z.string(),
  version: z.int(),
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
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/observations',
    tag: 'observations',
    summary: {
      vi: 'Ghi chép đánh giá: của mình, và của cả đoàn khi mọi người đã chấm xong',
      en: 'Observations: one’s own, the team’s once all have scored',
    },
    access: { to: 'seeObservations', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Observation) }),
    handle: async ({ services, params: { cycle }, ...call }) => ({
      items: await withClient(services.db, async (client) => {
        const { allScored } = await reviewStage(client, cycle)
        return listObservations(client, { cycle, person: groundOf(call).standing.personId, everybody: allScored })
      }),
    }),
  }),
  route({
    method: 'put',
    path: '/api/cycles/{cycle}/observations/{id}',
    tag: 'observations',
    summary: {
      vi: 'Ghi hoặc sửa ghi chép của mình; mã do người ghi đặt để gửi lại không trùng',
      en: 'Write or rewrite an observation of one’s own',
    },
    access: { to: 'seeObservations', of: 'cycle' },
    params: one,
    body: z.strictObject({
      kind,
      criterion: z.string().max(64).nullable().default(null),
      body: z.string().trim().min(1).max(20_000),
      evidence: z.array(z.string().max(40)).max(100).default([]),
      observedOn: z.iso.date(),
    }),
    response: z.strictObject({ version: z.int() }),
    async handle({ services, params: { id }, body, raw, at, ...call }) {
      const input = { observation: { id, ...body }, ground: groundOf(call), at, expectedVersion: versionOf(raw) }
      const written = await writeObservation(services.db, input)
      return new Reply(written, { etag: `"${written.version}"` })
    },
  }),
  route({
    method: 'delete',
    path: '/api/cycles/{cycle}/observations/{id}',
    tag: 'observations',
    summary: { vi: 'Rút ghi chép của mình', en: 'Withdraw an observation of one’s own' },
    access: { to: 'seeObservations', of: 'cycle' },
    params: one,
    handle: ({ services, params: { id }, at, ...call }) =>
      withdrawObservation(services.db, { id, ground: groundOf(call), at }),
  }),
]
