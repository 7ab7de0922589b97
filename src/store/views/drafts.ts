// The drafts of a review by rounds: what each told the school, as it stood then, what the school said to it, what the team answered.
import { SheetContent } from '../../domain/case.ts'
import type { Act } from '../paper-history.ts'
import type { Client } from '../with-client.ts'
import { counted } from './sheets.ts'

export interface DraftRound {
  /** From 1; another draft begins another round. */
  number: number
  sent: Act
  replies: Act[]
  /** The team's sheets as that draft had them. */
  sheets: { criterion: string; content: SheetContent }[]
}

const sending = ['sendDraft', 'notifyResult']
const replying = ['acceptDraft', 'disagreeWithDraft', 'replyDeadlinePassed', 'answerDisagreement']

const review = `select id, coalesce((context->>'round')::int, 1) as round from processes
  where cycle_id = $1 and process = 'externalReview' order by length(part) desc, part desc limit 1`

/** How many drafts of the latest review went to the school. */
export async function countDrafts(client: Client, cycle: string): Promise<number> {
  const text = `with review as (${review})
    select count(*)::int as sent from review r join history e on e.process_id = r.id where e.event = any($2)`
  const values = [cycle, sending]
  return (await client.query<{ sent: number }>({ name: 'count-drafts', text, values })).rows[0]?.sent ?? 0
}

/** All rounds of the latest review, the first one first. */
export async function draftRounds(client: Client, cycle: string): Promise<DraftRound[]> {
  const text = `with review as (${review})
    select 'externalReview' as process, e.event, to_json(e.at) #>> '{}' as at, e.entry::json->'payload' as payload,
      json_build_object('id', e.actor_id, 'name', coalesce(e.entry::json->'actor'->>'name', e.actor_id),
        'role', coalesce(e.entry::json->'actor'->>'role', '')) as actor
    from review r join history e on e.process_id = r.id where e.event = any($2) order by e.seq`
  const values = [cycle, [...sending, ...replying]]
  const acts = (await client.query<Act & Record<string, unknown>>({ name: 'draft-acts', text, values })).rows
  const rounds: DraftRound[] = []
  for (const act of acts) {
    if (sending.includes(act.event)) rounds.push({ number: rounds.length + 1, sent: act, replies: [], sheets: [] })
    else rounds.at(-1)?.replies.push(act)
  }
  await readSheets(client, cycle, rounds)
  return rounds
}

/** A sheet at an instant is what was saved on it last before; its history never changes, so neither does a draft. */
async function readSheets(client: Client, cycle: string, rounds: readonly DraftRound[]): Promise<void> {
  if (rounds.length === 0) return
  const text = `with review as (${review})
    select sent.n::int as number, h.criterion, said.content from review r
    cross join unnest($2::timestamptz[]) with ordinality sent(at, n)
    join sheets h on h.cycle_id = $1 and h.kind = 'team'
    join processes p on p.id = h.process_id and coalesce((p.context->>'round')::int, 1) = r.round
    left join lateral (select e.entry::json->'payload' as content from history e
      where e.process_id = h.process_id and e.event = 'saveSheet' and e.at <= sent.at order by e.seq desc limit 1) said on true
    where ${counted} order by 1, 2`
  const values = [cycle, rounds.map(({ sent }) => sent.at)]
  type Row = { number: number; criterion: string; content: unknown }
  for (const { number, criterion, content } of (await client.query<Row>({ name: 'draft-sheets', text, values })).rows)
    rounds[number - 1]?.sheets.push({ criterion, content: SheetContent.parse(content ?? {}) })
}
