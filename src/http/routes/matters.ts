// Council and groups, plans and their reviews, team, visits, replies, decisions: what the processes of a case remember.
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { caseDeadlines, findMatters } from '../../store/views/matters.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, Reply, route } from '../route.ts'
import { params } from '../schemas.ts'

const Deadline = z.strictObject({
  process: z.string(),
  event: z.string(),
  state: z.string(),
  dueAt: z.string(),
  status: z.enum(['running', 'held', 'fired', 'ended', 'stuck']),
  late: z.boolean(),
  uncovered: z.array(z.string()),
})

export const matterRoutes = [
  route({
    method: 'get',
    path: '/api/processes/{process}/matters',
    tag: 'processes',
    summary: {
      vi: 'Nội dung của một quy trình: hội đồng, kế hoạch, đoàn, khảo sát, phản hồi, quyết định',
      en: 'What a process remembers: council, plans, team, visits, replies, decisions',
    },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    response: z.strictObject({
      id: z.string(),
      process: z.string(),
      edition: z.string(),
      version: z.int(),
      matters: z.record(z.string(), z.unknown()),
    }),
    async handle({ services, params: { process }, ...call }) {
      const found = await withClient(services.db, (client) => findMatters(client, process, groundOf(call)))
      if (!found) throw notFound()
      return new Reply(found, { etag: `"${found.version}"` })
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/deadlines',
    tag: 'cycles',
    summary: { vi: 'Các thời hạn của chu kỳ', en: 'The deadlines of a cycle' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Deadline) }),
    handle: async ({ services, params: { cycle } }) => ({
      items: await withClient(services.db, (client) => caseDeadlines(client, cycle)),
    }),
  }),
]
