// Long work as rows: asked for, taken by one worker, its progress and what came of it, and gone some days later.
import { say, type Text } from '../domain/text.ts'
import type { Database } from './connect.ts'
import type { FileStore } from './files/file-store.ts'
import { forgetContent } from './files/tidy.ts'
import { iso } from './views/own-access.ts'
import { cut, keyIn, type Page } from './views/page.ts'
import { inTransaction, withClient, type Client } from './with-client.ts'

export const jobKinds = ['import', 'package', 'simulation', 'paper'] as const
export type JobKind = (typeof jobKinds)[number]

export interface JobFile {
  sha256: string
  /** Bytes. */
  size: number
  name: string
  type: string
}

export interface JobFault {
  message: Text
  /** What is wrong at which place of a file. */
  issues: { path: string; message: Text }[]
}

export interface JobRow {
  id: string
  kind: JobKind
  person: string
  input: Record<string, unknown>
  /** The hash of the file it was given. */
  inputFile: string | null
  status: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  /** Unknown before it has looked. */
  total: number | null
  createdAt: string
  endedAt: string | null
  expiresAt: string
  result: Record<string, unknown> | null
  fault: JobFault | null
  file: JobFile | null
}

const columns = `id, kind, person_id as person, input, input_file as "inputFile", status, done::float8 as done, total::float8 as total,
  ${iso('created_at')} as "createdAt", ${iso('ended_at')} as "endedAt", ${iso('expires_at')} as "expiresAt", result, fault, file`

/** How long what came of it can be fetched. */
const days = 7
/** A worker that has not been heard of for so long is gone; its job is taken up again. */
const silentMinutes = 2
const mostAttempts = 3

export interface NewJob {
  id: string
  kind: JobKind
  person: string
  input: Record<string, unknown>
  inputFile?: string | null
  at: string
}

export async function addJob(db: Database, { id, kind, person, input, inputFile = null, at }: NewJob): Promise<void> {
  const text = `with added as (insert into jobs (id, kind, person_id, input, input_file, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $6::timestamptz + make_interval(days => ${days})) returning id)
    select graphile_worker.add_job('jobs', '{}'::json, queue_name := 'jobs', job_key := 'jobs') from added`
  const values = [id, kind, person, JSON.stringify(input), inputFile, at]
  await withClient(db, (client) => client.query({ text, values }))
}

/** Adds one that whoever asks works on at once; answers it as a worker would have taken it. */
export async function beginJob(client: Client, { id, kind, person, input, at }: NewJob): Promise<JobRow> {
  const text = `insert into jobs (id, kind, person_id, input, status, attempts, created_at, started_at, beat_at, expires_at)
    values ($1, $2, $3, $4, 'running', 1, $5, $5, $5, $5::timestamptz + make_interval(days => ${days})) returning ${columns}`
  const values = [id, kind, person, JSON.stringify(input), at]
  const [row] = (await client.query<JobRow & Record<string, unknown>>({ text, values })).rows
  if (!row) throw new Error('no row was written')
  return row
}

/** The paper of that hash: made for anybody, or being made for this person. */
export async function paperJob(client: Client, key: string, person: string, at: string): Promise<JobRow | null> {
  const text = `select ${columns} from jobs where kind = 'paper' and coalesce(result->>'key', input->>'key') = $1 and expires_at > $3
    and (status = 'done' or (person_id = $2 and status in ('waiting', 'running'))) order by status = 'done' desc, person_id = $2 desc limit 1`
  const found = await client.query<JobRow & Record<string, unknown>>({ text, values: [key, person, at] })
  return found.rows[0] ?? null
}

/** Takes the oldest that waits, or that its worker has left; `null` when there is none. */
export async function takeJob(client: Client, at: string): Promise<JobRow | null> {
  const text = `update jobs set status = 'running', started_at = coalesce(started_at, $1), beat_at = $1, attempts = attempts + 1
    where id = (select id from jobs where (status = 'waiting' or (status = 'running'
        and beat_at < $1::timestamptz - make_interval(mins => ${silentMinutes}))) and attempts < ${mostAttempts}
      order by created_at for update skip locked limit 1) returning ${columns}`
  return (await client.query<JobRow & Record<string, unknown>>({ text, values: [at] })).rows[0] ?? null
}

/** Those that ended their worker each time are given up. */
export async function giveUpJobs(client: Client, at: string): Promise<void> {
  const text = `update jobs set status = 'failed', ended_at = $1, fault = $2 where status = 'running' and attempts >= ${mostAttempts}
    and beat_at < $1::timestamptz - make_interval(mins => ${silentMinutes})`
  const fault: JobFault = {
    message: say(
      'Việc này đã dừng giữa chừng nhiều lần. Hãy báo người quản trị máy chủ.',
      'This work has stopped half way several times. Tell whoever runs the server.',
    ),
    issues: [],
  }
  await client.query({ text, values: [at, JSON.stringify(fault)] })
}

/** A sign of life with how far it has come. */
export async function beatJob(
  client: Client,
  id: string,
  done: number,
  total: number | null,
  at: string,
): Promise<void> {
  const text = `update jobs set done = $2, total = $3, beat_at = $4 where id = $1 and status = 'running'`
  await client.query({ text, values: [id, done, total, at] })
}

export type Outcome = { result?: unknown; file?: JobFile } | { fault: JobFault }

/** Once: what another worker has ended stays as it is. */
export async function endJob(client: Client, id: string, outcome: Outcome, at: string): Promise<void> {
  const text = `update jobs set status = $2, result = $3, file = $4, fault = $5, ended_at = $6, done = coalesce(total, done)
    where id = $1 and status = 'running'`
  const failed = 'fault' in outcome
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  const told = failed ? [null, null, json(outcome.fault)] : [json(outcome.result), json(outcome.file), null]
  await client.query({ text, values: [id, failed ? 'failed' : 'done', ...told, at] })
}

/** One's own, newest first. */
export async function listJobs(
  client: Client,
  { person, cursor, limit }: { person: string; cursor?: string | undefined; limit: number },
): Promise<Page<JobRow>> {
  const [created, id] = keyIn(cursor, ['instant', 'text'])
  const text = `select ${columns} from jobs where person_id = $1
    and ($2::timestamptz is null or (created_at, id) < ($2, $3)) order by created_at desc, id desc limit $4`
  const values = [person, created, id, limit + 1]
  const found = await client.query<JobRow & Record<string, unknown>>({ name: 'jobs', text, values })
  return cut(found.rows, limit, (row) => [row.createdAt, row.id])
}

/** `null` for one that is not there, not theirs, or gone. */
export async function findJob(client: Client, id: string, person: string): Promise<JobRow | null> {
  const text = `select ${columns} from jobs where id = $1 and person_id = $2`
  return (
    (await client.query<JobRow & Record<string, unknown>>({ name: 'job', text, values: [id, person] })).rows[0] ?? null
  )
}

/** Those whose days are over leave, with their files. */
export async function tidyJobs(db: Database, files: FileStore, at: string): Promise<void> {
  await inTransaction(db, async (client) => {
    const text = `delete from jobs where id in (select id from jobs where expires_at <= $1 and status in ('done', 'failed')
      order by expires_at limit 100) returning input_file as given, file->>'sha256' as made`
    const gone = await client.query<{ given: string | null; made: string | null }>({ text, values: [at] })
    for (const { given, made } of gone.rows)
      for (const sha256 of [given, made]) if (sha256) await forgetContent(client, files, sha256)
  })
}
