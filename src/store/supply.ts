// What a dossier is while it is judged: as it was handed over, and with it what was asked for and supplied.
import { z } from 'zod'
import { Submission } from '../domain/case.ts'
import { citationsIn } from '../domain/evidence-citations.ts'
import type { Client } from './with-client.ts'

const Named = z.looseObject({ answers: z.array(z.looseObject({ evidence: z.array(z.string()) })) })

/**
 * The case as it is now, put back to what reviewers already have: a file that was replaced meanwhile counts only once it was
 * supplied by its code. What is new is added.
 */
export async function suppliedTo(
  client: Client,
  review: string,
  now: Submission,
  pattern: string,
): Promise<Submission> {
  const handedOver = await latestDossier(client, now.cycle.id)
  if (!handedOver) return now
  const supplied = await suppliedCodes(client, review, pattern)
  const kept = new Map(handedOver.evidence.map((item) => [item.code, item]))
  const evidence = now.evidence.map((item) => (supplied.has(item.code) ? item : (kept.get(item.code) ?? item)))
  return { ...now, school: handedOver.school, sheets: handedOver.sheets, evidence }
}

/** The case as it is now, on the evidence that was handed over last: what a report or a decision was made on. */
export async function onDossier(client: Client, now: Submission): Promise<Submission> {
  const handedOver = await latestDossier(client, now.cycle.id)
  return handedOver ? { ...now, evidence: handedOver.evidence } : now
}

async function latestDossier(client: Client, cycle: string): Promise<Submission | null> {
  const latest = `select content from submissions where cycle_id = $1 and kind = 'dossier' order by version desc limit 1`
  const [row] = (await client.query<{ content: unknown }>({ text: latest, values: [cycle] })).rows
  return row ? Submission.parse(row.content) : null
}

/** The codes that the answers of this review name. */
async function suppliedCodes(client: Client, review: string, pattern: string): Promise<Set<string>> {
  const text = `select entry::json->'payload' as payload from history where process_id = $1 and event = 'supplyEvidence'`
  const found = await client.query<{ payload: unknown }>({ text, values: [review] })
  const named = found.rows.flatMap(({ payload }) => Named.parse(payload).answers.flatMap(({ evidence }) => evidence))
  return new Set(named.flatMap((one) => citationsIn(one, pattern).map(({ code }) => code)))
}
