// The drafts of a review by rounds, with their text as it was sent and what both sides said to it.
import { z } from 'zod'
import { saidOf } from '../../domain/draft-reply.ts'
import type { Act } from '../../store/paper-history.ts'
import { draftRounds } from '../../store/views/drafts.ts'
import { withClient } from '../../store/with-client.ts'
import { route } from '../route.ts'
import { params } from '../schemas.ts'

const Said = z.strictObject({
  event: z.string(),
  at: z.string(),
  by: z.string(),
  letter: z.strictObject({ number: z.string(), date: z.string() }).nullable(),
  points: z.array(z.strictObject({ criterion: z.string(), reason: z.string(), evidence: z.array(z.string()) })),
  answers: z.array(z.strictObject({ criterion: z.string(), decision: z.enum(['keep', 'change']), reason: z.string() })),
})
const Sheet = z.strictObject({
  criterion: z.string(),
  strengths: z.string(),
  weaknesses: z.string(),
  plan: z.string(),
  unclear: z.string(),
  ratings: z.record(z.string(), z.unknown()),
})
const Round = z.strictObject({ number: z.int(), sent: Said, replies: z.array(Said), sheets: z.array(Sheet) })

function told({ event, at, actor, payload }: Act): z.infer<typeof Said> {
  const { letter, points, answers } = saidOf(payload)
  return {
    event,
    at,
    by: actor.name,
    letter: letter && { number: letter.number, date: letter.date },
    points: points.map(({ criterion, reason, evidence }) => ({ criterion, reason, evidence })),
    answers: answers.map(({ criterion, decision, reason }) => ({ criterion, decision, reason })),
  }
}

export const draftRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/drafts',
    tag: 'review',
    summary: {
      vi: 'Các vòng dự thảo báo cáo: lời dự thảo khi gửi, phản hồi của trường, trả lời của đoàn',
      en: 'The drafts of the report by rounds: their text as sent, the school’s replies, the team’s answers',
    },
    access: { to: 'seeDrafts', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(Round) }),
    async handle({ services, params: { cycle } }) {
      const rounds = await withClient(services.db, (client) => draftRounds(client, cycle))
      const sheetOf = ({ criterion, content }: (typeof rounds)[number]['sheets'][number]) => {
        const { strengths, weaknesses, plan, unclear, ratings } = content
        return { criterion, strengths, weaknesses, plan, unclear, ratings }
      }
      return {
        items: rounds.map(({ number, sent, replies, sheets }) => ({
          number,
          sent: told(sent),
          replies: replies.map(told),
          sheets: sheets.map(sheetOf),
        })),
      }
    },
  }),
]
