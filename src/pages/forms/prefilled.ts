// What a form begins with: what the case remembers under the names of its fields, so that nobody types again what is known.
import { z } from 'zod'
import { groundOf } from '../../http/route.ts'
import { caseActs } from '../../store/paper-history.ts'
import { findMatters } from '../../store/views/matters.ts'
import { reasonsAgain } from '../../store/views/sheets.ts'
import { withClient } from '../../store/with-client.ts'
import type { PageCall } from '../page.ts'
import { questionsOf } from '../review/council.tsx'
import { minutesBegun } from '../review/minutes-draft.ts'
import { draftOf, type Draft } from './draft.ts'
import type { Schema } from './schema.ts'

type Call = PageCall<unknown, unknown>

/** What is stored under the names of the payload, so that a changed council begins as the one there is. */
export async function prefilled(call: Call, process: string, schema: Schema): Promise<Draft> {
  const { services } = call
  const ground = groundOf(call)
  const found = await withClient(services.db, (client) => findMatters(client, process, ground))
  const minutes = schema.properties?.['observations'] ? await minutesBegun(call) : {}
  const answers = answersTo(found?.matters ?? {}, schema)
  const revised = schema.properties?.['revised'] ? await revisedIn(call, found?.matters ?? {}) : undefined
  const requested = z.array(z.string()).safeParse(found?.matters['requested']).data
  const isMeeting = Boolean(schema.properties?.['present'] && schema.properties['questions'])
  const begun: Record<string, unknown> = {
    questions: isMeeting ? await questionsIn(call) : undefined,
    answers,
    revised,
    present: found?.matters['team'],
    recommendations: requested?.map((award) => ({ award })),
  }
  const matters: Record<string, unknown> = { ...found?.matters, ...minutes }
  const lists = Object.entries(schema.properties ?? {}).map(([name, inner]) => {
    const value =
      begun[name] ?? matters[name] ?? (name === 'members' ? (matters['council'] ?? matters['team']) : undefined)
    const isKnown = Array.isArray(value) || Object.hasOwn(minutes, name)
    return [name, draftOf(isKnown ? value : undefined, inner)] as const
  })
  return Object.fromEntries(lists)
}

/** The criteria that the answer to the school opened again, each with why the team has agreed on its result since. */
async function revisedIn({ services, ...call }: Call, matters: Readonly<Record<string, unknown>>) {
  const { reopened, round } = Reopened.parse(matters)
  const known = await withClient(services.db, (client) => reasonsAgain(client, groundOf(call).cycleId ?? '', round))
  return reopened.map((criterion) => ({ criterion, note: known.find((one) => one.criterion === criterion)?.reason }))
}

/** What members asked in their opinions, for the meeting to vote on. */
async function questionsIn({ services, ...call }: Call) {
  const acts = await withClient(services.db, (client) => caseActs(client, groundOf(call).cycleId ?? ''))
  return questionsOf(acts).map((question) => ({ question }))
}

const Reopened = z.object({ reopened: z.array(z.string()).catch([]), round: z.int().catch(1) })

/** A row for each thing that waits for an answer: evidence asked for by its number, a point of the school by its criterion. */
function answersTo(matters: Readonly<Record<string, unknown>>, schema: Schema): unknown {
  const row = schema.properties?.['answers']?.items?.properties ?? {}
  const open = z.array(z.looseObject({ number: z.number(), status: z.string() })).safeParse(matters['evidenceItems'])
  if (row['number']) return open.data?.filter(({ status }) => status === 'open').map(({ number }) => ({ number }))
  // The criterion alone: the reason of the school is no answer of the team.
  const points = z.array(z.looseObject({ criterion: z.string() })).safeParse(matters['points'])
  return row['criterion'] ? points.data?.map(({ criterion }) => ({ criterion })) : undefined
}
